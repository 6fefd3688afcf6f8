"""The impact list is complete: a citation planted anywhere in what is declared is found, with what it belongs to."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.kernel.catalogue import Catalogue
from yifa.kernel.declared_citations import Cited, concerns, declared_citations
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE, Duty
from yifa.kernel.figures.declaration import Count, Figure
from yifa.kernel.ledger import Column, Table
from yifa.kernel.papers import Family, Form, Paper
from yifa.law.act import done
from yifa.law.citation import Citation, Statute, Version, local
from yifa.law.condition import Known
from yifa.law.fact import Fact, Type
from yifa.law.layers import AddPause, AddRule, AddStep, Overlay
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Deemed,
    Extension,
    Gate,
    Must,
    Officers,
    OtherCase,
    Pause,
    Procedure,
    Proviso,
    Question,
    Role,
    Step,
    Together,
    Within,
    YearlyCap,
)
from yifa.law.statutes import R713
from yifa.law.term import WorkingDays

PLANTED = Statute(
    "影响管理条例", "影响管理条例", "某部", (Version(date(2020, 1, 1), "某令第9号", 999),), date(2022, 1, 1)
)
DECLARING = (
    "yifa.law.word",
    "yifa.law.procedure",
    "yifa.law.layers",
    "yifa.kernel.ledger",
    "yifa.kernel.figures.declaration",
    "yifa.kernel.disclosure.declaration",
    "yifa.kernel.papers",
)
"""Where the classes stand out of which declarations are made."""
WHO = Role("who", "某机关")
FACT, DAY, CODES = Fact("fact", "事实"), Fact("day", "日期", Type.DATE), Fact("codes", "证号", Type.CODES)


@dataclass
class Garden:
    """Gives out citations, some of them planted, and remembers under which article each planted one went where."""

    choose: Callable[[], bool]
    planted: dict[int, tuple[str, str]] = field(default_factory=dict)
    slots: set[tuple[str, str]] = field(default_factory=set)

    def cite(self, of: type, name: str, what: str, owner: str) -> Citation:
        """A citation for that field of that class, which belongs to this thing."""
        self.slots.add((of.__name__, name))
        if not self.choose():
            return R713.art(3)
        article = len(self.planted) + 1
        self.planted[article] = (what, owner)
        among = (PLANTED.art(article), R713.art(2) & PLANTED.art(article), PLANTED.art(article).also("a.parameter"))
        return among[article % len(among)]

    def proviso(self, what: str, owner: str) -> Proviso:
        return Proviso(Known(FACT), self.cite(Proviso, "basis", what, owner), "写明理由的")

    def words(self, step: str, prefix: str) -> Iterator[object]:
        def basis(of: type, code: str) -> Citation:
            return self.cite(of, "basis", "规则", code)

        a, b = f"{prefix}.within", f"{prefix}.gate"
        yield Within(
            WorkingDays(3),
            done(step),
            basis(Within, a),
            a,
            unless=self.proviso("规则", a),
            extension=Extension(self.cite(Extension, "basis", "规则", a), WHO),
            pauses=(Pause("hearing", "听证", self.cite(Pause, "basis", "规则", a)),),
            deemed=Deemed(step, done(step), self.cite(Deemed, "basis", "规则", a)),
            special_rules=self.cite(Within, "special_rules", "规则", a),
        )
        yield Gate("last", basis(Gate, b), absent=b, later=b, unless=self.proviso("规则", b))
        for kind, arguments in OTHER_WORDS:
            code = f"{prefix}.{kind.__name__}"
            yield replace(kind(*arguments, R713.art(1), code), basis=basis(kind, code))
        other, code = OtherCase(FACT, "other", "step", "别的环节"), f"{prefix}.after"
        yield After(other, basis(After, code), code, called=("there", "here"))
        code = f"{prefix}.at_least"
        yield AtLeast(WorkingDays(1), done(step), basis(AtLeast, code), code)

    def step(self, name: str, procedure: str) -> Step:
        words = tuple(self.words("first", f"{procedure}.{name}")) if name != "last" else ()
        owner = f"{procedure}.{name}"
        return Step(
            name,
            name,
            WHO,
            self.cite(Step, "basis", "环节", owner),
            unless=self.proviso("环节", owner),
            rules=words,  # type: ignore[arg-type]
        )

    def procedure(self, name: str) -> Procedure:
        basis = self.cite(Procedure, "basis", "程序", f"{name}@2000-01-01")
        question = Question("asked", "是否", self.cite(Question, "basis", "法定问题", f"{name}.asked"))
        both = Together((self.step("second", name), self.step("third", name)))
        course = (self.step("first", name), both, self.step("last", name))
        return Procedure(name, name, basis, course, facts=(FACT, DAY), questions=(question,), officers=CODES)

    def overlay(self, name: str) -> Overlay:
        pause = Pause("ground", "检验", self.cite(Pause, "basis", "条线规定", name))
        additions = (
            AddStep("first", self.step("added", name)),
            AddRule("last", Cap(1, self.cite(Cap, "basis", "规则", f"{name}.cap"), f"{name}.cap")),
            AddPause("some.rule", pause),
        )
        basis = self.cite(Overlay, "basis", "条线规定", name)
        return Overlay(name, name, basis, name, date(2020, 1, 1), additions)

    def catalogue(self) -> Catalogue:
        procedure = self.procedure("main")
        table = Table(
            "rows",
            "99",
            "表",
            (Column("no", "编号", FACT),),
            key="no",
            record="none.None",
            open_by=self.cite(Table, "open_by", "台账", "rows"),
        )
        figure = Figure(
            "counted",
            "件数",
            Count(),
            of=table,
            unit="件",
            basis=self.cite(Figure, "basis", "数字", "counted"),
            definition="件数。",
        )
        duty = Duty(procedure, "first", GOVERNMENT_SITE, self.cite(Duty, "basis", "公布职责", "main.first"), shows=())
        form = Form(
            "form", "表", "main", self.cite(Form, "basis", "文书", "form"), lambda _: Paper("表", Family.LETTER, ())
        )
        return Catalogue(
            {("main", "2000-01-01"): procedure},
            (self.overlay("main_order"),),
            {"rows": table},
            {"counted": figure},
            (),
            (duty,),
            forms={"form": form},
        )


OTHER_WORDS: tuple[tuple[type, tuple[object, ...]], ...] = (
    (By, ((1, 1), DAY)),
    (Officers, (2,)),
    (Certified, ()),
    (Must, (Known(FACT),)),
    (Cap, (1,)),
    (YearlyCap, (FACT, 1)),
)


def found(installed: Catalogue, article: int) -> list[Cited]:
    asked = frozenset({article})
    return [one for one in declared_citations(installed) if concerns(one.citation, PLANTED, asked)]


class TestTheImpactList:
    @settings(max_examples=25, deadline=None)
    @given(st.data())
    def test_finds_every_planted_citation_and_what_it_belongs_to(self, data: st.DataObject) -> None:
        choices = iter(data.draw(st.lists(st.booleans(), min_size=120, max_size=120)))
        garden = Garden(lambda: next(choices, True))
        installed = garden.catalogue()
        for article, belongs in garden.planted.items():
            assert [(one.what, one.id) for one in found(installed, article)] == [belongs], article
        assert found(installed, len(garden.planted) + 1) == []

    def test_is_tried_on_every_field_that_may_hold_a_citation(self) -> None:
        garden = Garden(lambda: True)
        garden.catalogue()
        assert garden.slots == set(slots_declared())

    def test_names_the_part_that_cites(self) -> None:
        parts = {one.part for one in declared_citations(Garden(lambda: True).catalogue())}
        assert parts == {"", "写明理由的", "延长期限", "听证", "检验", "逾期视为"}

    def test_knows_to_which_procedure_and_text_each_belongs(self) -> None:
        belonging = {
            (one.what, one.within, one.version) for one in declared_citations(Garden(lambda: True).catalogue())
        }
        assert {("环节", "main", "2000-01-01"), ("公布职责", "main", ""), ("文书", "main", "")} <= belonging
        assert ("数字", "", "") in belonging


def slots_declared() -> Iterator[tuple[str, str]]:
    for name in DECLARING:
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, type) and is_dataclass(value) and value.__module__ == name:
                yield from ((value.__name__, one.name) for one in fields(value) if "Citation" in str(one.type))


class TestWhatACitationRestsOn:
    WHOLE, SECTION = PLANTED.whole(), PLANTED.section("二(6)")

    @pytest.mark.parametrize(
        ("citation", "articles", "rests"),
        [
            (PLANTED.art(7, 8), {8}, True),
            (PLANTED.art(7, 8), {9}, False),
            (PLANTED.art(7, 8), set(), True),
            (PLANTED.art(7, paragraph=1, item=4), {7}, True),
            (WHOLE, {9}, True),
            (SECTION, {9}, True),
            (R713.art(8), {8}, False),
            (R713.art(8), set(), False),
            (R713.art(8) & PLANTED.art(1), {8}, False),
            (local("a.parameter"), set(), False),
        ],
    )
    def test_is_its_articles_or_possibly_any(self, citation: Citation, articles: set[int], rests: bool) -> None:  # noqa: FBT001 - pytest's
        assert concerns(citation, PLANTED, frozenset(articles)) is rests
