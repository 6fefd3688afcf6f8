"""Check a 依法 evidence bundle (存证文件) with Python's standard library: without yifa, network, or trust in its maker.

    python3 verify.py 存证文件.json [--key 公钥文件]...

Short, to be read. By RFC 9162, 2.1; RFC 8032; C2SP tlog-checkpoint, signed-note and tlog-cosignature.
"""

# ruff: noqa: T201, PLR2004 - it prints its result; the sizes of hashes and keys stand where they are used

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ed25519 import holds  # type: ignore[import-not-found] # the file beside this one

LOG, WITNESS, OTHER = 1, 4, 255
TEXT, HASH, NAME = r"[^\ud800-\udfff]*", r"[0-9a-f]{64}", r"[^\s+]+"
SHOWN = {"position": int, "kind": TEXT, "subject": TEXT, "commitment": HASH, "path": [HASH]}
OPENED = {**SHOWN, "salt": HASH, "text": TEXT}
GROWTH = {"checkpoint": TEXT, "path": [HASH]}
LISTS = {"keys": [TEXT], "leaves": [(SHOWN, OPENED)], "growth": [GROWTH]}
BUNDLE = {"format": "yifa-bundle/1", "suite": TEXT, "checkpoint": TEXT, **LISTS}
TITLES = """leaf=类别 subject=对象 statement=内容 case_id=案件 seq=序号 kind=行为 step=环节 on=日期 minute=分钟 until=至 row=行
corrects=更正 replaces=改为 organ=机关 actor=行为人 entered_by=录入人 carrier=载体 at=录入时刻(UTC) facts=事实 documents=文书 sheet=表"""


class Unreadable(ValueError):
    """What is given is no bundle, no note or no key."""


@dataclass(frozen=True)
class Key:
    """A published key «name+hash+key»; kind: 1 for a log, 4 for a witness, 255 for an algorithm unknown here."""

    name: str
    id: bytes
    kind: int
    public: bytes


@dataclass(frozen=True)
class Note:
    """A signed text, what it states of the log, and its signature lines as (name, key id, signature)."""

    text: str
    origin: str
    size: int
    root: bytes
    suite: str
    time: str
    signatures: list[tuple[str, bytes, bytes]]


def main(arguments: Sequence[str]) -> int:
    """Check a bundle, print what was found, and return 0 where all of it agrees."""
    parser = argparse.ArgumentParser(description="核验一份依法存证文件。")
    parser.add_argument("bundle", type=Path, help="存证文件(JSON)")
    parser.add_argument("--key", type=Path, action="append", default=[], help="从公布处取得的公钥文件,可给多个")
    chosen = parser.parse_args(arguments)
    try:
        published = [read_key(file.read_text(encoding="utf-8").strip()) for file in chosen.key]
        bundle = read_bundle(chosen.bundle.read_text(encoding="utf-8"))
        found = list(disagreements(bundle, published))
    except OSError as missing:
        print(f"文件「{missing.filename}」不存在或者不可读。请核对路径。")
        return 1
    except (ValueError, KeyError, TypeError, RecursionError) as refusal:
        why = refusal if isinstance(refusal, Unreadable) else "这不是存证文件,或者内容残缺"
        print(f"核验未通过:{why}。请向出具机关重新索取原文件,不要用编辑软件改存。")
        return 1
    report(bundle, published, found)
    return 1 if found else 0


def disagreements(bundle: dict[str, Any], published: Sequence[Key]) -> Iterator[str]:
    """Yield a sentence for everything that does not agree; none means that all of it is proved."""
    head = read_note(bundle["checkpoint"])
    keys = list(published) or [read_key(text) for text in bundle["keys"]]
    yield from unsigned(head, keys, "封存点")
    for leaf in bundle["leaves"]:
        name = f"第 {leaf['position']} 条({leaf['kind']} {leaf['subject']})"
        commitment, path = bytes.fromhex(leaf["commitment"]), [bytes.fromhex(node) for node in leaf["path"]]
        if "salt" in leaf:
            if sha256(bytes.fromhex(leaf["salt"]) + leaf["text"].encode()) != commitment:
                yield f"{name}:所附内容与存证时的承诺值不符,内容或者盐值被改动过。"
            if label(leaf["text"]) != (leaf["kind"], leaf["subject"]):
                yield f"{name}:所附内容说的不是所标的对象,标注被改动过。"
        if not includes(commitment, leaf["position"], head.size, path, head.root):
            yield f"{name}:不在封存点所封存的日志之内,或者证明路径被改动过。"
    for one in bundle["growth"]:
        earlier, path = read_note(one["checkpoint"]), [bytes.fromhex(node) for node in one["path"]]
        yield from unsigned(earlier, keys, f"较早的封存点({earlier.size} 条)")
        same_log = (earlier.origin, earlier.suite) == (head.origin, head.suite)
        if not same_log or not extends(earlier.size, head.size, path, earlier.root, head.root):
            yield f"日志没有从 {earlier.size} 条如实续写到 {head.size} 条:此前封存的内容被改动或者删除过。"


def unsigned(note: Note, keys: Sequence[Key], title: str) -> Iterator[str]:
    """Yield why the log's signature does not hold, and which witness's does not."""
    logs = [key for key in keys if key.kind != WITNESS and key.name == note.origin]
    if len(logs) != 1:
        yield f"{title}由「{note.origin}」出具,应有它的公钥一把,手头有 {len(logs)} 把,无法验证签名。请从公布处取得公钥。"
    elif not signed(note, logs[0]):
        yield f"{title}上「{note.origin}」的签名无效:文本被改动过,或者签名不是它所作。"
    for key in keys:
        if key.kind == WITNESS and signed(note, key) is False:
            yield f"{title}上见证人「{key.name}」的签名无效:文本或者签名被改动过。"


def signed(note: Note, key: Key) -> bool | None:
    """Whether the key's signatures hold; None where it did not sign. Source: C2SP signed-note, tlog-cosignature."""
    mine = [signature for name, key_id, signature in note.signatures if (name, key_id) == (key.name, key.id)]
    return all(accepted(note, key, signature) for signature in mine) if mine else None


def accepted(note: Note, key: Key, signature: bytes) -> bool:
    """Whether the key made the signature; a witness signs the second that the first eight bytes state, then the text."""
    if key.kind == WITNESS:
        second = int.from_bytes(signature[:8], "big")
        said = f"cosignature/v1\ntime {second}\n{note.text}"
        return second < 2**63 and holds(key.public, said.encode(), signature[8:])
    return key.kind == LOG and holds(key.public, note.text.encode(), signature)


def includes(entry: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the entry to the root. Source: RFC 9162, 2.1.3.2."""
    turns = sides(position, size - 1, len(path)) if 0 <= position < size else None
    found = sha256(b"\0" + entry)
    for is_left, node in zip(turns or (), path if turns else (), strict=True):
        found = sha256(b"\1" + node + found if is_left else b"\1" + found + node)
    return turns is not None and found == root


def extends(earlier: int, size: int, path: Sequence[bytes], earlier_root: bytes, root: bytes) -> bool:
    """Whether the log of `size` begins with that of `earlier`. Source: RFC 9162, 2.1.4.2."""
    if not 0 < earlier <= size:
        return False
    if earlier == size:
        return not path and earlier_root == root
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    nodes = list(path) if earlier & (earlier - 1) else [earlier_root, *path]
    turns = sides(place, last, len(nodes) - 1)
    if turns is None:
        return False
    old = new = nodes[0]
    for is_left, node in zip(turns, nodes[1:], strict=True):
        old = sha256(b"\1" + node + old) if is_left else old
        new = sha256(b"\1" + node + new if is_left else b"\1" + new + node)
    return old == earlier_root and new == root


def sides(place: int, last: int, steps: int) -> list[bool] | None:
    """On which side each node of a path stands (True: left), from a place up to the root; None for another length."""
    found = []
    for _ in range(steps):
        if last == 0:
            return None
        found.append(bool(place & 1) or place == last)
        while found[-1] and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    return found if last == 0 else None


def label(text: str) -> tuple[str, str] | None:
    """Of what kind an opened text says it is, and of what it speaks."""
    try:
        said = json.loads(text)
        kind = said["leaf"]
        own = {"act": ("case_id", "seq"), "case": ("id",), "original": ("sha256",)}.get(kind, ("subject",))
        return kind, "/".join(str(said[name]) for name in own)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def read_bundle(text: str) -> dict[str, Any]:
    """The bundle, with no member unknown, missing or stated twice, every value in its one spelling."""
    bundle: dict[str, Any] = json.loads(text, object_pairs_hook=once)
    if not fits(bundle, BUNDLE):
        raise Unreadable("这不是 yifa-bundle/1 格式的存证文件,或者其中有一项写法不对")
    if bundle["suite"] != "intl":
        raise Unreadable(f"这部日志的算法是「{bundle['suite']}」,本程序只认识 intl(SHA-256);请用 yifa verify 核验")
    if read_note(bundle["checkpoint"]).suite != "intl" or not all(read_key(key) for key in bundle["keys"]):
        raise Unreadable("所称算法与封存点不一致")
    return bundle


def fits(value: Any, shape: Any) -> bool:
    """Whether the value has the shape: {its members}, [shape of each], (one or other), a pattern, or a type."""
    if isinstance(shape, dict):
        return isinstance(value, dict) and set(value) == set(shape) and all(fits(value[k], shape[k]) for k in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    if isinstance(shape, tuple):
        return any(fits(value, one) for one in shape)
    if isinstance(shape, type):
        return type(value) is shape
    return isinstance(value, str) and re.fullmatch(shape, value) is not None


def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; where it states a member twice, an empty one, which fits nowhere."""
    return dict(pairs) if len(dict(pairs)) == len(pairs) else {}


def read_note(text: str) -> Note:
    """The checkpoint in a signed note. Source: C2SP signed-note, tlog-checkpoint."""
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]", text):
        raise Unreadable("封存点不是签名文本")
    signatures = [read_signature(line) for line in lines[:-1].split("\n")]
    origin, size, root, *more = [*body.split("\n"), "", "", ""][: max(3, body.count("\n") + 1)]
    suites, times = ([line[len(x) :] for line in more if line.startswith(x)] for x in ("suite ", "time "))
    sized = re.fullmatch("0|[1-9][0-9]{0,18}", size) and int(size) < 2**63
    said_once = len(suites) < 2 and len(times) < 2 and "intl" not in suites and "" not in [*more, *suites, *times]
    if not origin or not sized or len(raw(root)) != 32 or not said_once:
        raise Unreadable("封存点的写法不对")
    return Note(f"{body}\n", origin, int(size), raw(root), [*suites, "intl"][0], [*times, "未写明"][0], signatures)


def read_signature(line: str) -> tuple[str, bytes, bytes]:
    """Name, key id and signature of a signature line."""
    name, _, encoded = line.removeprefix("— ").partition(" ")
    if not line.startswith("— ") or not re.fullmatch(NAME, name) or len(raw(encoded)) <= 4:
        raise Unreadable("签名行的写法不对")
    return name, raw(encoded)[:4], raw(encoded)[4:]


def read_key(text: str) -> Key:
    """A published key, whose hash must be that of its name and bytes."""
    name, digest, encoded = [*text.split("+", 2), "", ""][:3]
    kind, public = raw(encoded)[0], raw(encoded)[1:]
    known = (kind in {LOG, WITNESS} and len(public) == 32) or (kind == OTHER and public)
    if not re.fullmatch(NAME, name) or not known or sha256(f"{name}\n".encode() + raw(encoded))[:4].hex() != digest:
        raise Unreadable(f"公钥「{text[:80]}」不完整,或者种类不明")
    return Key(name, bytes.fromhex(digest), kind, public)


def raw(encoded: str) -> bytes:
    """The bytes in base64, in its one spelling."""
    found = base64.b64decode(encoded, validate=True)
    if not found or base64.b64encode(found).decode() != encoded:
        raise Unreadable("base64 的写法不对")
    return found


def sha256(data: bytes) -> bytes:
    """The hash of both kinds of nodes and of commitments. Source: FIPS 180-4."""
    return hashlib.sha256(data).digest()


def report(bundle: dict[str, Any], published: Sequence[Key], found: Sequence[str]) -> None:
    """Print what was checked, by which keys, and what the opened leaves say."""
    head = read_note(bundle["checkpoint"])
    print(f"封存点:{head.origin},共 {head.size} 条,根 {head.root.hex()},封存时间(出具人所称){head.time}")
    for leaf in bundle["leaves"]:
        print(f"第 {leaf['position']} 条,承诺值 {leaf['commitment']}:")
        print(readable(leaf["text"]) if "salt" in leaf else "  (内容未出示,只证明有这一条;所标对象不在证明之内)")
    for key in (one for one in published if one.kind == WITNESS):
        print(f"见证人「{key.name}」:{'签名有效' if signed(head, key) else '没有有效的签名'}。")
    if not published:
        print("公钥是随文件来的,只能证明文件自身一致。请与政府网站或者公报公布的公钥逐字对照:")
        print("\n".join(f"  {key}" for key in bundle["keys"] if key.startswith(f"{head.origin}+")))
    print("\n".join(found) if found else "已核验:封存点的签名、各条的承诺值和位置、日志只增不改的证明、见证签名。")
    print(f"核验未通过,不符之处 {len(found)} 处。" if found else "核验通过。")


def readable(text: str) -> str:
    """The content of a leaf, a line for each thing it says."""
    titles, said = dict(pair.split("=") for pair in TITLES.split()), json.loads(text) if label(text) else {"": text}
    shown = {name: one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for name, one in said.items()}
    return "\n".join(f"  {titles.get(name, name)}:{one}" for name, one in shown.items() if one not in {"", "null"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
