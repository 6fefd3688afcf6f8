"""统一编号: a number is given once, whoever asks for it and by whichever way; one that a ledger gave is given already."""

from datetime import UTC, date, datetime

import pytest

from tests.bad.ways import acts_of, by_form, by_machine, installation, opened_by_machine
from tests.domains.decisions.desks import OFFICE
from tests.surfaces.posts import organ_at, signed_in
from yifa.domains.norms.ledger import DOCUMENTS
from yifa.kernel.acts import Actor
from yifa.kernel.fsck import fsck
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Case, Number
from yifa.kernel.numbering import UnableToNumber, give_number, open_series
from yifa.kernel.opening import open_case
from yifa.kernel.replay import Imported, replay
from yifa.law.fact import Value
from yifa.law.fold import Given

__all__ = ["installation"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installation")]
NOW = datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
BY = Actor("张三", organ="区政府办公室")
PATTERN, TAKEN = "示政规〔{year}〕{serial}号", "示政规〔2022〕1号"


def norm() -> Case:
    """A norm on its way, of the office's organ."""
    made = open_case(
        procedure="normative_document",
        on=date(2022, 3, 1),
        by=BY,
        at=NOW,
        given=Given(),
        organ_id=organ_at(OFFICE).pk,
        title="夜市管理办法",
        confidentiality="内部",
    )
    return Case.objects.get(pk=made.case_id)


def listed(number: str = TAKEN) -> None:
    """A norm that a ledger brought, with its number."""
    original = keep_original(name="11.xlsx", sha256="0" * 64, size=1, kind="xlsx", at=NOW)
    load = begin_load(original=original, sheet="规范性文件", table=DOCUMENTS, year=2022, at=NOW)
    row: dict[str, Value] = {"no": number, "title": "城市管理办法", "published": date(2022, 1, 14)}
    replay(load=load, table=DOCUMENTS, rows=[Imported(number, row, 4)], by=BY, at=NOW, given=Given())


def numbered(case: Case | None = None, name: str = "示政规") -> str:
    return give_number(series=open_series(name=name, year=2022, pattern=PATTERN), at=NOW, case=case).text


class TestTheSeries:
    def test_gives_no_case_a_second_number(self) -> None:
        case = norm()
        numbered(case)
        with pytest.raises(UnableToNumber, match="一件一号"):
            numbered(case)

    def test_does_not_give_what_another_series_gave(self) -> None:
        numbered()
        with pytest.raises(UnableToNumber, match="已经由编号序列「示政规」给出,一号不得两用"):
            numbered(name="示政办规")

    def test_goes_on_after_the_numbers_of_a_ledger_without_a_gap(self) -> None:
        listed()
        listed("示政规〔2022〕2号")
        assert numbered(norm()) == "示政规〔2022〕3号"
        assert list(Number.objects.order_by("serial").values_list("case__source_key", flat=True)) == [
            "示政规〔2022〕1号",
            "示政规〔2022〕2号",
            "",
        ]
        assert not [one for one in fsck(given_of=lambda _: Given()) if "编号序列" in one]


class TestANumberThatWasTyped:
    @pytest.mark.parametrize("way", ["given", "listed"])
    def test_is_refused_on_the_form_of_the_act(self, way: str) -> None:
        taken_by(way)
        case, office = norm(), signed_in("handler", organ=OFFICE, reach="示例区")
        before = acts_of(case)
        told = by_form(case, office, kind="done", step="registration", on="2022-06-01", no=TAKEN)
        assert f"不得编号：「{TAKEN}」已经是另一件的编号" in told
        assert acts_of(case) == before

    @pytest.mark.parametrize("way", ["given", "listed"])
    def test_is_refused_to_a_machine(self, way: str) -> None:
        taken_by(way)
        case = norm()
        said = {"kind": "done", "step": "registration", "on": "2022-06-01", "no": TAKEN}
        assert f"「{TAKEN}」已经是另一件的编号" in by_machine(case, role="handler", organ=OFFICE, **said)

    @pytest.mark.parametrize("way", ["given", "listed"])
    def test_opens_no_case(self, way: str) -> None:
        taken_by(way)
        told = opened_by_machine("normative_document", role="handler", organ=OFFICE, on="2022-06-01", no=TAKEN)
        assert f"「{TAKEN}」已经是另一件的编号" in told
        assert opened_by_machine("normative_document", role="handler", organ=OFFICE, on="2022-06-01", no="另号") == ""

    def test_is_taken_where_nobody_bears_it(self) -> None:
        case = norm()
        said = {"kind": "done", "step": "registration", "on": "2022-06-01", "no": "示政规〔2022〕9号"}
        assert by_machine(case, role="handler", organ=OFFICE, **said) == ""


def taken_by(way: str) -> None:
    """The number is borne by a norm that was numbered here, or that a ledger brought."""
    if way == "given":
        numbered(norm())
    else:
        listed()
