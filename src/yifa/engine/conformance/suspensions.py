"""Suspensions as stretches in which a clock stands still: gaps and islands, merged over the grounds of each term."""

from __future__ import annotations

from collections.abc import Iterable

import ibis

from yifa.engine.conformance.almanac import ordinal
from yifa.engine.conformance.premises import KEY, NO, YES, Premises, with_almanac
from yifa.law.act import Kind


def stretches_on(grounds: Iterable[str]) -> str:
    """The column with the stretches on these grounds, in order and without overlap."""
    return f"still:{'|'.join(sorted(grounds))}"


def running_on(grounds: Iterable[str]) -> str:
    """The column that says whether one of these grounds still lasts."""
    return f"running:{'|'.join(sorted(grounds))}"


def spells(acts: ibis.Table) -> ibis.Table:
    """Each spell of each ground: begun on `first`, ended on `last`, or NULL while it lasts.

    A ground that is named again while it lasts does not begin again, and one that does not last cannot end.
    """
    steps = acts.filter(acts.kind.isin([Kind.SUSPENDED.value, Kind.RESUMED.value]))
    before = ibis.window(group_by=[*KEY, "step"], order_by=["on", "seq"])
    told = steps.mutate(is_begun=steps.kind == Kind.SUSPENDED.value)
    told = told.mutate(was_begun=told.is_begun.lag().over(before).fill_null(NO))
    edges = told.filter(told.is_begun != told.was_begun)
    edges = edges.mutate(first=ordinal(edges.on), last=ordinal(edges.on.lead().over(before)))
    return edges.filter(edges.is_begun).select(*KEY, "first", "last", ground="step")


def stretches(spells_: ibis.Table, grounds: frozenset[str], premises: Premises) -> ibis.Table:
    """One row per round of a case: its stretches on these grounds, and whether a ground still lasts.

    Each stretch stops the clock after `first` up to and including `last`; `run_from` is the time that had run until
    then, in days and in working days, so that a due day is found without counting.
    """
    mine = spells_.filter(spells_.ground.isin(sorted(grounds)))
    timed = _timed(_merged(mine.filter(mine["last"].notnull())), premises)
    fields = ("first", "last", "run_from", "worked_first", "worked_last", "worked_run_from")
    listed = timed.group_by(*KEY).aggregate(
        **{stretches_on(grounds): ibis.struct({name: timed[name] for name in fields}).collect()}
    )
    lasting = mine.group_by(*KEY).aggregate(**{running_on(grounds): mine["last"].isnull().any()})
    return lasting.left_join(listed, list(KEY)).drop(*(f"{name}_right" for name in KEY))


def _merged(spells_: ibis.Table) -> ibis.Table:
    order = ["first", "last"]
    earlier = ibis.window(group_by=list(KEY), order_by=order, preceding=(None, 1))
    so_far = ibis.cumulative_window(group_by=list(KEY), order_by=order)
    told = spells_.mutate(reached=spells_["last"].max().over(earlier))
    told = told.mutate(is_apart=(told["first"] > told.reached).fill_null(YES).cast("int64"))
    islands = told.mutate(island=told.is_apart.sum().over(so_far))
    return islands.group_by(*KEY, "island").aggregate(first=islands["first"].min(), last=islands["last"].max())


def _timed(islands: ibis.Table, premises: Premises) -> ibis.Table:
    islands, almanac = with_almanac(islands, premises), premises.almanac
    worked = {f"worked_{end}": almanac.worked_or_bound(islands, islands[end]) for end in ("first", "last")}
    timed = islands.mutate(**worked)
    earlier = ibis.window(group_by=list(KEY), order_by="first", preceding=(None, 1))
    lost = (timed["last"] - timed["first"]).sum().over(earlier).fill_null(0).cast("int32")
    worked_lost = (timed.worked_last - timed.worked_first).sum().over(earlier).fill_null(0).cast("int32")
    return timed.mutate(run_from=timed["first"] - lost, worked_run_from=timed.worked_first - worked_lost)
