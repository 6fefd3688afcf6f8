"""Every word of the language is used by what is shipped, or stands in a list that says why it is there."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, get_args

import pytest

from tests.architecture.shipped import OVERLAYS, PROCEDURES, TABLES
from yifa.law.act import Kind
from yifa.law.citation import Certainty
from yifa.law.condition import Condition, Depending, Parameter, Sign
from yifa.law.fact import Type
from yifa.law.layers import Addition
from yifa.law.procedure import Deemed, Extension, Pause, Proviso, Question, Reference, Together, Word
from yifa.law.term import Term

WORDS = get_args(Word)
TERMS = get_args(Term)
CONDITIONS = get_args(Condition)
ADDITIONS = get_args(Addition)
PARTS = (Deemed, Depending, Extension, Parameter, Pause, Proviso, Question, Reference, Together)

# Entered by people and by the kernel in live cases, not declared in a procedure: every case may have them.
EVERYDAY = "an act of any live case: staff enter it, no procedure declares it"
UNUSED: Mapping[str, str] = {
    "Kind.REGISTERED": "every case begins with it; kernel.projection.acts_of enters it for each ledger row",
    "Kind.RETURNED": "declared by Step.reopens (legality_review and deliberation of decisions)",
    "Kind.ANSWERED": "declared by Procedure.questions",
    "Kind.REASSIGNED": EVERYDAY,
    "Kind.COUNTERSIGNED": EVERYDAY,
    "Kind.REMINDED": EVERYDAY,
    "Kind.TERMINATED": EVERYDAY,
    "Beneath": "who may see a record is asked of every one (kernel.access), by no procedure of its own",
    "Kind.TAKEN_DOWN": "whatever was published may have to be taken down: kernel.disclosure enters it",
    "Kind.CORRECTED": EVERYDAY,
    "Kind.ERASED": EVERYDAY,
    "Sign.LESS": "no shipped condition says «less than»: reported",
    "Sign.MORE": "no shipped condition says «more than»: reported",
    "Type.PERSON_ID": "no shipped fact holds an identity number yet (ledger 16 will): reported",
    "AddStep": "a profile may add a step (law.profile); no shipped overlay does: reported",
    "AddRule": "a profile may add a rule (law.profile); no shipped overlay does: reported",
}


def everything_in(value: Any, seen: set[int]) -> Iterator[Any]:
    """The value and all that it holds, through dataclasses, tuples and mappings."""
    if id(value) in seen:
        return
    seen.add(id(value))
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        parts: list[Any] = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, tuple | frozenset):
        parts = list(value)
    elif isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]
    else:
        parts = []
    for part in parts:
        yield from everything_in(part, seen)


def words_used() -> set[str]:
    held = list(everything_in((PROCEDURES, TABLES, OVERLAYS), set()))
    named = {f"{type(value).__name__}.{value.name}" for value in held if isinstance(value, Enum)}
    return named | {type(value).__name__ for value in held}


USED = words_used()
LANGUAGE = sorted(
    {kind.__name__ for kind in (*WORDS, *TERMS, *CONDITIONS, *ADDITIONS, *PARTS)}
    | {f"{kind.__name__}.{member.name}" for kind in (Kind, Type, Sign, Certainty) for member in kind}
)


class TestWord:
    @pytest.mark.parametrize("word", LANGUAGE)
    def test_is_used_or_listed_with_a_reason(self, word: str) -> None:
        assert word in USED or word in UNUSED, f"{word} is used by nothing shipped: use it, remove it, or list why."

    @pytest.mark.parametrize("word", sorted(UNUSED))
    def test_that_is_listed_as_unused_is_unused(self, word: str) -> None:
        assert word in LANGUAGE, f"{word} is no longer a word: take it off the list."
        assert word not in USED, f"{word} is used now: take it off the list."


class TestReturnAndAnswer:
    def test_are_declared_where_the_list_says(self) -> None:
        assert any(step.reopens for procedure in PROCEDURES for step in procedure.steps)
        assert any(procedure.questions for procedure in PROCEDURES)


class TestRule:
    OPTIONS = (
        "if_",
        "unless",
        "extension",
        "pauses",
        "settled_by",
        "yields_to",
        "watch_open",
        "deemed",
        "special_rules",
    )

    @pytest.mark.parametrize("option", [*OPTIONS, "passes", "forbids"])
    def test_has_no_option_that_nothing_uses(self, option: str) -> None:
        given = [getattr(rule.word, option, None) for procedure in PROCEDURES for rule in procedure.rules]
        assert any(given), f"No shipped rule says {option}=."


class TestStep:
    @pytest.mark.parametrize("option", ["if_", "unless", "rules", "leaves", "reopens", "closes"])
    def test_has_no_option_that_nothing_uses(self, option: str) -> None:
        assert any(getattr(step, option) for procedure in PROCEDURES for step in procedure.steps)


class TestDeclaration:
    def test_of_a_fact_in_a_condition_is_made_by_the_procedure_that_asks(self) -> None:
        missing = {
            (procedure.name, name)
            for procedure in PROCEDURES
            for name in facts_asked(procedure) - facts_known(procedure)
        }
        assert missing == set()


def facts_known(procedure: Any) -> set[str]:
    stated = {fact.name for fact in procedure.facts} | {question.name for question in procedure.questions}
    return stated | {fact.name for reference in procedure.refers for fact in reference.brings}


def facts_asked(procedure: Any) -> set[str]:
    held = everything_in((procedure.course,), set())
    return {value.fact.name for value in held if isinstance(value, CONDITIONS) and hasattr(value, "fact")}
