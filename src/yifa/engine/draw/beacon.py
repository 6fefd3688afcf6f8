"""The beacon: what nobody could know when the plan was sealed, and the seed that follows from it.

A public number always takes part. Organs may add nonces of their own, committed to in the plan and revealed before the
number is announced: then even who foresees the number does not know the seed. Whoever withholds a nonce does so before
the number exists, and so chooses between two outcomes that nobody can tell apart. See docs/why/verifiable-draw.md.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yifa.engine.draw import numbers
from yifa.engine.draw.encoding import Json, canonical, document_hash, tagged
from yifa.engine.draw.numbers import Entry, PublicNumber
from yifa.engine.draw.refusal import UnableToDraw

NONCE_SIZE = 32


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an organ says before the plan is sealed: the hash of a nonce that only it knows, in hexadecimal."""

    organ: str
    digest: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """The nonce behind a commitment."""

    organ: str
    nonce: bytes


@dataclass(frozen=True, slots=True)
class Beacon:
    """The public number to come and the organs that take part; reveal_by: the last moment at which they may reveal."""

    number: PublicNumber
    commitments: tuple[Commitment, ...] = ()
    reveal_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revealed:
    """The reveals as they were closed, in the plan's order, and the organs that revealed nothing and are barred."""

    reveals: tuple[Reveal, ...] = ()
    barred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """The beacon once it has come."""

    number: str
    entries: tuple[Entry, ...]
    revealed: Revealed = Revealed()


def commitment(*, nonce: bytes, organ: str) -> str:
    """Commit an organ to its nonce. The organ's name is hashed with it, so that nobody can hand in another's as its own."""
    if len(nonce) != NONCE_SIZE:
        raise UnableToDraw("随机数不是32个字节。请用 yifa draw commit 生成。")
    return tagged("commitment", nonce, organ.encode()).hex()


def check(beacon: Beacon) -> None:
    """Refuse a beacon that could be known, guessed or steered."""
    numbers.check(beacon.number)
    organs = [commitment.organ for commitment in beacon.commitments]
    digests = [commitment.digest for commitment in beacon.commitments]
    if len(set(organs)) < len(organs) or len(set(digests)) < len(digests) or not all(organs):
        raise UnableToDraw("参与机关的承诺重复或没有写明机关。每个机关应提交自己的一份承诺。")
    if any(len(digest) != 2 * NONCE_SIZE or set(digest) - set("0123456789abcdef") for digest in digests):
        raise UnableToDraw("参与机关的承诺不是64位十六进制数。请用 yifa draw commit 生成。")
    if bool(beacon.commitments) != (beacon.reveal_by is not None):
        raise UnableToDraw("有机关参与的,应写明揭示截止时间;没有机关参与的,不写。请更正计划。")
    if beacon.reveal_by is not None and (beacon.reveal_by.tzinfo is None or beacon.reveal_by >= beacon.number.at):
        raise UnableToDraw("揭示截止时间应写明时区,并早于公开号码的公布时间,否则最后揭示的机关可以挑选结果。请改早。")


def close(beacon: Beacon, reveals: Sequence[Reveal]) -> Revealed:
    """Close the reveals: each is checked against its commitment, and whoever revealed nothing is barred.

    Raises UnableToDraw for a nonce that is not the one committed to, or an organ that does not take part.
    """
    given = {reveal.organ: reveal for reveal in reveals}
    if len(given) < len(reveals):
        raise UnableToDraw("同一机关揭示了两次。请只保留一份。")
    strangers = sorted(given.keys() - {commitment.organ for commitment in beacon.commitments})
    if strangers:
        raise UnableToDraw(f"机关「{strangers[0]}」没有在计划中承诺,不能揭示。请核对机关名称。")
    for promise in beacon.commitments:
        reveal = given.get(promise.organ)
        if reveal and not hmac.compare_digest(commitment(nonce=reveal.nonce, organ=reveal.organ), promise.digest):
            raise UnableToDraw(f"机关「{promise.organ}」揭示的随机数与其承诺不符。请核对是否用了本次抽取的随机数文件。")
    return Revealed(
        tuple(given[promise.organ] for promise in beacon.commitments if promise.organ in given),
        tuple(promise.organ for promise in beacon.commitments if promise.organ not in given),
    )


def value_of(beacon: Beacon, *, entries: Sequence[Entry], reveals: Sequence[Reveal] = ()) -> Value:
    """The beacon's value: the number on which two persons agree, with the reveals as closed."""
    number = numbers.agreed(beacon.number, entries)
    return Value(number, tuple(Entry(entry.by, number) for entry in entries), close(beacon, reveals))


def revealed_json(revealed: Revealed) -> Json:
    """The reveals as they are sealed before the number is announced."""
    reveals = [{"organ": reveal.organ, "nonce": reveal.nonce.hex()} for reveal in revealed.reveals]
    return {"reveals": reveals, "barred": list(revealed.barred)}


def revealed_hash(revealed: Revealed) -> str:
    """The hash under which the reveals are sealed."""
    return document_hash(revealed_json(revealed))


def seed_of(*, plan_hash: str, value: Value) -> bytes:
    """The seed of the draw. Who typed the number takes no part in it: a name could be spelled in many ways."""
    reveals = [{"organ": reveal.organ, "nonce": reveal.nonce.hex()} for reveal in value.revealed.reveals]
    known: Json = {"number": value.number, "reveals": reveals}
    return tagged("seed", bytes.fromhex(plan_hash), tagged("beacon", canonical(known)))
