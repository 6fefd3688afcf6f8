"""The impact list over rows: powers that state a basis, registered instruments, cases that still run."""

from datetime import UTC, date, datetime

import pytest

from tests.domains.book import PARAMETERS
from yifa.kernel.access import OPERATOR, PUBLIC
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.impact import Impact, UnableToFindStatute, impact, statute_named
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Instrument
from yifa.kernel.opening import open_case
from yifa.kernel.registers import enter, finish_edition
from yifa.kernel.replay import Imported
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.law.statutes import LICENSING_LAW, PENALTIES_LAW, POWERS_LIST_OPINION, R713, STATUTES
from yifa.surfaces.cli.impact import as_json, lines

pytestmark = pytest.mark.django_db
NOW, DAY = datetime(2022, 6, 1, 2, 0, tzinfo=UTC), date(2022, 6, 1)
BY, GIVEN = Actor("张三", organ="区委编办", person="李四"), Given(parameters=PARAMETERS)
BASES = {
    "QZ-1": "《中华人民共和国行政许可法》第四十二条",
    "QZ-2": "《行政许可法》第四十四条、《行政处罚法》第九条",
    "QZ-3": "《行政许可法》",
    "QZ-4": "虚拟依据第42条",
    "QZ-5": None,
}


def listed(year: int = 2022) -> None:
    table = catalogue().tables["powers"]
    original = keep_original(name="05.xlsx", sha256=f"{year:064d}", size=1, kind="xlsx", at=NOW)
    load = begin_load(original=original, sheet="权责清单", table=table, year=year, at=NOW)
    empty = {column.id: None for column in table.columns}
    rows = [
        Imported(code, {**empty, "code": code, "basis": basis, "organ": "区委编办"}, row=2)
        for code, basis in BASES.items()
    ]
    enter(load=load, table=table, rows=rows)
    finish_edition(load=load, table=table, at=NOW)


def found(statute: object = LICENSING_LAW, *articles: int, on: date = DAY) -> Impact:
    return impact(statute, viewer=OPERATOR, on=on, articles=frozenset(articles))  # type: ignore[arg-type]


class TestPowers:
    @pytest.mark.parametrize(
        ("articles", "keys"),
        [((), {"QZ-1", "QZ-2", "QZ-3"}), ((42,), {"QZ-1", "QZ-3"}), ((44,), {"QZ-2", "QZ-3"}), ((45,), {"QZ-3"})],
    )
    def test_are_found_by_what_they_state(self, articles: tuple[int, ...], keys: set[str]) -> None:
        listed()
        assert {one.key for one in found(LICENSING_LAW, *articles).stated if one.table == "权责清单"} == keys

    def test_are_those_of_the_edition_in_force(self) -> None:
        listed(2023)
        assert found(on=date(2022, 12, 31)).stated == ()
        assert {one.key for one in found(PENALTIES_LAW, on=date(2023, 1, 1)).stated} == {"QZ-2"}


class TestInstruments:
    def test_are_found_by_name_or_number_while_in_force(self) -> None:
        days = {"valid_from": date(2019, 4, 23), "valid_to": date(2022, 5, 31)}
        Instrument.objects.create(kind="statute", name="中华人民共和国行政许可法", number="主席令第29号", **days)
        assert [one.number for one in found(on=date(2022, 5, 31)).instruments] == ["主席令第29号"]
        assert found().instruments == ()


class TestOpenCases:
    def opened(self) -> int:
        return open_case(procedure="power_adjustment", on=DAY, by=BY, at=NOW, given=GIVEN).case_id

    def test_of_a_procedure_that_cites_are_listed_with_their_step(self) -> None:
        case_id = self.opened()
        (case,) = found(POWERS_LIST_OPINION).cases
        assert (case.case_id, case.procedure, case.step) == (case_id, "power_adjustment", "trigger")
        assert found(R713).cases == ()

    def test_that_were_closed_are_not(self) -> None:
        case_id = self.opened()
        ended = Proposed(Kind.TERMINATED, "", DAY, facts={"reason": "部门撤回"})
        perform(case_id=case_id, act=ended, by=BY, at=NOW, given=GIVEN)
        assert found(POWERS_LIST_OPINION).cases == ()

    def test_are_only_those_that_the_viewer_may_see(self) -> None:
        self.opened()
        assert impact(POWERS_LIST_OPINION, viewer=PUBLIC, on=DAY).cases == ()


class TestDeclarations:
    def test_of_every_shipped_statute_name_something(self) -> None:
        assert [statute.number for statute in STATUTES if not found(statute).cited] == []

    def test_are_printed_and_written(self) -> None:
        listed()
        told = list(lines(found(R713, 25)))
        assert told[0] == "《重大行政决策程序暂行条例》(国务院令第713号)第25条的影响清单:"
        assert any("decision_legal_reviews" in line for line in told)
        assert {"what", "id", "title", "part", "basis"} == set(as_json(found())["cited"][0])  # type: ignore[index]


class TestStatuteNamed:
    @pytest.mark.parametrize("words", ["713号", "国务院令第713号", "重大行政决策程序暂行条例", "重大行政决策"])
    def test_by_title_or_number(self, words: str) -> None:
        assert statute_named(words) is R713

    def test_by_words_of_several_is_refused_with_their_names(self) -> None:
        with pytest.raises(UnableToFindStatute, match="请写全名称或文号"):
            statute_named("条例")

    def test_that_nobody_cites_is_refused(self) -> None:
        with pytest.raises(UnableToFindStatute, match="没有找到「某某法」"):
            statute_named("某某法")
