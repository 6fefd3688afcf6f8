"""What must close between figures: totals, subsets, equal numbers. Declared as data, checked before anything is sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import assert_never

from yifa.report.document import Number, plain

_NO_TITLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Total:
    """A total is the sum of its parts."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subset:
    """A part is not greater than the whole it is taken from."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Equal:
    """Two figures state one fact."""

    one: str
    other: str


Identity = Total | Subset | Equal

IDENTITIES: tuple[Identity, ...] = (
    Subset("service_once", "service_closed"),
    Subset("service_online", "service_closed"),
    Subset("service_instant", "service_closed"),
    Subset("service_instant_base", "service_closed"),
    Subset("onewindow_issued", "service_closed"),
    Subset("town_trainings", "town_trainees"),
    Total("shufa_total", ("shufa_units", "shufa_towns")),
    Total("posts_inst_sum", ("posts_inst_town", "posts_inst_health", "posts_inst_elder", "posts_inst_enforce")),
    Total("posts_sum", ("posts_admin_town", "posts_inst_sum")),
    Total("zzfl_total", ("zzfl_filing", "zzfl_commit", "zzfl_optimise", "zzfl_gap")),
)


def check(
    identities: Iterable[Identity], values: Mapping[str, Number], *, titles: Mapping[str, str] = _NO_TITLES
) -> tuple[str, ...]:
    """Say in one sentence each what does not close; an identity with a figure missing is not judged."""
    named = _Named(values, titles)
    return tuple(sentence for identity in answerable(identities, values) for sentence in named.complaint(identity))


def answerable(identities: Iterable[Identity], values: Mapping[str, Number]) -> tuple[Identity, ...]:
    """The identities of which every figure has a value."""
    return tuple(identity for identity in identities if all(name in values for name in members(identity)))


def members(identity: Identity) -> tuple[str, ...]:
    """The figures an identity speaks of."""
    match identity:
        case Total(total, parts):
            return (total, *parts)
        case Subset(part, whole):
            return (part, whole)
        case Equal(one, other):
            return (one, other)
        case _:
            assert_never(identity)


@dataclass(frozen=True, slots=True)
class _Named:
    values: Mapping[str, Number]
    titles: Mapping[str, str]

    def complaint(self, identity: Identity) -> Iterator[str]:
        match identity:
            case Total(total, parts):
                yield from self._total(total, parts)
            case Subset(part, whole):
                if self.values[part] > self.values[whole]:
                    yield f"部分大于整体：{self._say(part)}，{self._say(whole)}，前者应当包含在后者之内。请责任单位核对。"
            case Equal(one, other):
                if self.values[one] != self.values[other]:
                    yield f"同一事实有两个数：{self._say(one)}，{self._say(other)}。请责任单位核对。"
            case _:
                assert_never(identity)

    def _total(self, total: str, parts: tuple[str, ...]) -> Iterator[str]:
        found = Decimal(sum(self.values[part] for part in parts))
        if found != self.values[total]:
            listed = "、".join(self._say(part) for part in parts)
            gap = plain(abs(found - Decimal(self.values[total])))
            yield f"合计与分项不符：{self._say(total)}，而{listed}，相加为{plain(found)}，相差{gap}。请责任单位核对。"

    def _say(self, name: str) -> str:
        return f"「{self.titles.get(name, name)}」为{plain(self.values[name])}"
