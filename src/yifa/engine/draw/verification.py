"""Verify a published draw: everything is computed again from plan, beacon and proofs, and compared.

What is returned is a list of Chinese sentences, one for each thing that does not agree; none means that all agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from yifa.engine.draw import beacon, frame, plan, plan_json
from yifa.engine.draw.beacon import Reveal, Revealed, Value
from yifa.engine.draw.bundle import ABORTED, BUNDLE, DRAWN, Abort, aborted_json, frame_from_json, result_json
from yifa.engine.draw.drawing import outcome
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.frame import Place
from yifa.engine.draw.numbers import Entry
from yifa.engine.draw.plan import Plan
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.seal import Seal, Sealed, check_moment, seals_from_json
from yifa.kernel.evidence.proofs import includes
from yifa.kernel.evidence.suite import INTL, SIZE

PARTS: Mapping[str, str] = {
    "format": "结果的格式",
    "plan": "结果所指的计划",
    "beacon": "公开号码和揭示",
    "seed": "种子",
    "drawn": "抽中的对象",
    "substitutes": "候补对象",
    "passed_over": "跳过的对象",
    "teams": "检查人员的分派",
}


def verify(bundle: Any, *, auditors: Any = None) -> list[str]:
    """Say what does not agree in a bundle, and in the auditors' list where it is given; [] where all agrees."""
    try:
        return list(_faults(bundle, auditors))
    except UnableToDraw as refusal:
        return [str(refusal)]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as trouble:
        return [f"抽取包缺少内容或写法不对({type(trouble).__name__}:{trouble})。请向组织机关索取完整的抽取包。"]


def _faults(bundle: Mapping[str, Any], auditors: Any) -> Iterator[str]:
    if bundle["format"] != BUNDLE or bundle["status"] not in {DRAWN, ABORTED}:
        yield "抽取包的格式或版本不认识。请使用与抽取时相同版本的程序核验。"
        return
    planned = plan_json.plan_from_json(bundle["plan"])
    plan.check(planned)
    seals = seals_from_json(bundle["seals"])
    if bundle["plan_hash"] != plan_json.plan_hash(planned):
        yield "计划与所附的计划哈希不符:计划被改动过。"
    if bundle["status"] == DRAWN:
        yield from _drawn(planned, bundle, seals)
    else:
        yield from _aborted(planned, bundle["aborted"], seals)
    if auditors is not None:
        yield from _frame(planned, bundle, auditors)


def _drawn(planned: Plan, bundle: Mapping[str, Any], seals: Sequence[Seal]) -> Iterator[str]:
    result = bundle["result"]
    value = _value(result["beacon"])
    try:
        entered = beacon.value_of(planned.beacon, entries=value.entries, reveals=value.revealed.reveals)
    except UnableToDraw as refusal:
        yield f"公开号码或揭示不成立:{refusal}"
        entered = value
    expected = _again(planned, entered, result)
    for name, title in PARTS.items():
        if result.get(name) != expected[name]:
            yield f"{title}与按计划和公开号码重新计算的不一致。"
    if set(result) != set(PARTS):
        yield "结果含有不认识的内容,或者缺少内容。"
    if bundle["result_hash"] != document_hash(result):
        yield "结果与所附的结果哈希不符:结果被改动过。"
    yield from _openings(planned, bundle)
    digests = {Sealed.RESULT: bundle["result_hash"]}
    if planned.beacon.commitments:
        digests[Sealed.REVEALS] = beacon.revealed_hash(entered.revealed)
    yield from _seals(planned, seals, digests)


def _aborted(planned: Plan, stated: Mapping[str, Any], seals: Sequence[Seal]) -> Iterator[str]:
    value = None
    if stated["beacon"]:
        value = _value(stated["beacon"])
        value = beacon.value_of(planned.beacon, entries=value.entries, reveals=value.revealed.reveals)
    again = Abort(stated["by"], datetime.fromisoformat(stated["at"]), stated["why"], value)
    if aborted_json(planned, abort=again) != stated:
        yield "中止记录与按计划和公开号码重新计算的不一致:记录被改动过。"
    yield from _seals(planned, seals, {Sealed.ABORT: document_hash(stated)})


def _value(stated: Mapping[str, Any]) -> Value:
    reveals = tuple(Reveal(one["organ"], bytes.fromhex(one["nonce"])) for one in stated["reveals"])
    entries = tuple(Entry(one["by"], one["number"]) for one in stated["entries"])
    return Value(stated["number"], entries, Revealed(reveals, tuple(stated["barred"])))


def _again(planned: Plan, value: Value, result: Mapping[str, Any]) -> dict[str, Any]:
    seed = beacon.seed_of(plan_hash=plan_json.plan_hash(planned), value=value)
    found = outcome(planned, seed=seed)
    codes = dict.fromkeys((*found.drawn, *found.substitutes), "")
    # A code cannot be computed: it is what the proofs show. Here only its place is compared.
    codes |= {_place(one): one["code"] for one in (*result["drawn"], *result["substitutes"])}
    return result_json(planned, value=value, seed=seed, found=found, codes=codes)


def _openings(planned: Plan, bundle: Mapping[str, Any]) -> Iterator[str]:
    subjects = [*bundle["result"]["drawn"], *bundle["result"]["substitutes"]]
    openings = bundle["openings"]
    if len(openings) != len(subjects):
        yield f"应有 {len(subjects)} 份归属证明,实有 {len(openings)} 份。"
    root, size = bytes.fromhex(planned.root), sum(one.size for one in planned.sizes)
    for one, opening in zip(subjects, openings, strict=False):
        number = frame.leaf_number(planned.sizes, _place(one))
        salt, proof = bytes.fromhex(opening["salt"]), bytes.fromhex(opening["proof"])
        hashes = [proof[start : start + SIZE] for start in range(0, len(proof), SIZE)]
        entry = frame.entry_of(salt=salt, place=_place(one), code=one["code"])
        proved = includes(suite=INTL, entry=entry, position=number, size=size, path=hashes, root=root)
        if len(salt) != SIZE or not proved:
            yield f"对象「{one['code']}」不能证明是层「{one['stratum']}」的第 {one['position'] + 1} 个:名录或证明被改动过。"


def _seals(planned: Plan, seals: Sequence[Seal], digests: Mapping[Sealed, str]) -> Iterator[str]:
    wanted = {Sealed.PLAN: plan_json.plan_hash(planned), **digests}
    found = {seal.what: seal for seal in seals}
    if len(found) < len(seals):
        yield "同一内容有两次封存记录。"
    for what, digest in wanted.items():
        if what not in found:
            yield f"没有{what.title}的封存记录,不能说明它在公开号码公布前后的先后。"
        elif found[what].digest != digest:
            yield f"{what.title}与封存时的哈希不符:封存以后被改动过。"
    for what in wanted.keys() & found.keys():
        try:
            check_moment(what, at=found[what].at, beacon=planned.beacon)
        except UnableToDraw as refusal:
            yield f"{what.title}的封存时间不对:{refusal}"


def _frame(planned: Plan, bundle: Mapping[str, Any], auditors: Any) -> Iterator[str]:
    whole = frame_from_json(auditors)
    if whole.root.hex() != planned.root or whole.sizes != planned.sizes:
        yield "审计名册与计划封存时的名录不同。"
        return
    result = bundle.get("result") or {"drawn": [], "substitutes": []}
    for one in (*result["drawn"], *result["substitutes"]):
        if whole.code(_place(one)) != one["code"]:
            yield f"对象「{one['code']}」与审计名册中同一位置的对象不同。"


def _place(one: Mapping[str, Any]) -> Place:
    return Place(one["stratum"], one["position"])
