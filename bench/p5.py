"""P5: the evidence log: appending, keeping durably, proving, checking all of it; beside pymerkle, SQLite and C.

    python bench/p5.py [--entries 1000000] [--durable 200000] [--rounds 3] [--only append,durable,proofs,verify]

Entries have about 215 bytes. Peers run in an environment of their own (bench/envs/p5.txt, made in var/bench/p5); every
case is a fresh process, cases take turns, and all trees must have one root. The limit of the durable cases writes the
same leaf rows into the same table, with the same index and triggers, 1,000 a commit at synchronous=FULL, and proves
nothing. The limit of checking is one leaf hash and one node hash an entry, as fast as `openssl speed` hashes such blocks.
"""
# ruff: noqa: PLC0415 - Django is imported once its settings are made, and peers only where they are installed.

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / "var" / "bench" / "p5"
PEERS = ROOT / "bench" / "envs" / "p5.txt"
FOLDER = Path(os.environ.get("P5_FOLDER", "."))
COUNT = int(os.environ.get("P5_COUNT", "0"))
BATCH = 1_000
PROOFS = 2_000
LEAF_BYTES, NODE_BYTES, BLOCK = 216, 65, 64
NOW = datetime(2022, 6, 2, 1, 0, tzinfo=UTC)

GROUPS: dict[str, tuple[str, ...]] = {
    "append": ("yifa_append", "yifa_append_gm", "yifa_edge", "pymerkle_append"),
    "durable": ("sqlite_limit", "sqlite_bare", "yifa_durable", "yifa_real_write", "yifa_real_seal"),
    "proofs": (
        *("yifa_inclusion", "pymerkle_inclusion", "yifa_consistency", "pymerkle_consistency"),
        *("yifa_check_inclusion", "yifa_check_consistency"),
    ),
    "verify": ("yifa_verify", "c_limit"),
}
# What is measured, against what, and how many times as fast it is to be.
GOALS = {
    "append": (("append", "yifa_append", "pymerkle_append", 5),),
    "durable": (("durable append: Edge and the real tables, of SQLite's limit", "yifa_durable", "sqlite_limit", 0.5),),
    "proofs": (
        ("inclusion proofs", "yifa_inclusion", "pymerkle_inclusion", 3),
        ("consistency proofs", "yifa_consistency", "pymerkle_consistency", 3),
    ),
    "verify": (("full verification, of C's hashing on one core", "yifa_verify", "c_limit", 0.2),),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--durable", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(GROUPS))
    parser.add_argument("case", nargs="?", help="one case in this process")
    chosen = parser.parse_args()
    if chosen.case:
        CASES[chosen.case]()
        return
    peers = peer_python()
    for group in chosen.only.split(","):
        count = chosen.durable if group == "durable" else chosen.entries
        print(table(group, count, chosen.rounds, peers), flush=True)


def table(group: str, count: int, rounds: int, peers: str) -> str:
    found: dict[str, list[float]] = {case: [] for case in GROUPS[group]}
    roots: set[str] = set()
    for _ in range(rounds):
        for case, rates in found.items():
            told = measured(case, count, peers)
            rates.append(told["n"] / told["s"])
            roots |= {told["root"]} if told.get("root") else set()
    assert len(roots) <= 1, roots
    lines = [
        f"\n**{group}, {count:,} entries** ({rounds} rounds)\n",
        "| case | a second, median | min–max |",
        "|---|---|---|",
    ]
    lines += [f"| {c} | {statistics.median(r):,.0f} | {min(r):,.0f}–{max(r):,.0f} |" for c, r in found.items()]
    goals = [goal(what, ratio_of(found[ours], found[peer]), at_least) for what, ours, peer, at_least in GOALS[group]]
    return "\n".join([*lines, "", *goals, *beside(group, found)])


def beside(group: str, found: dict[str, list[float]]) -> Iterator[str]:
    """The real path writes what waits in one transaction and seals it in another: its speed is that of both together."""
    if group == "durable":
        both = [
            1 / (1 / write + 1 / seal)
            for write, seal in zip(found["yifa_real_write"], found["yifa_real_seal"], strict=True)
        ]
        ratio = ratio_of(both, found["sqlite_limit"])
        yield f"       the real path, written and then sealed: {statistics.median(both):,.0f} a second, {ratio:.2f}× the limit"


def goal(what: str, value: float, at_least: float) -> str:
    return f"{'met   ' if value >= at_least else 'MISSED'} {what}: {value:.2f}× (goal ≥ {at_least}×)"


def ratio_of(one: list[float], other: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def measured(case: str, count: int, peers: str) -> dict[str, Any]:
    python = peers if case.startswith("pymerkle") else sys.executable
    with tempfile.TemporaryDirectory(prefix="yifa-p5-", dir=os.environ.get("PERF_DIR")) as folder:
        environ = {"P5_FOLDER": folder, "P5_COUNT": str(count), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        command = [python, "-W", "ignore", __file__, case]
        told = subprocess.run(command, env=os.environ | environ, capture_output=True, text=True, check=False)
    rows = [json.loads(line[7:]) for line in told.stdout.splitlines() if line.startswith("RESULT ")]
    if told.returncode or not rows:
        sys.exit(f"{case} failed:\n{told.stdout}\n{told.stderr}")
    return dict(rows[-1])


def peer_python() -> str:
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", str(PEERS)], check=True)
    return str(python)


# --- one case, in this process --------------------------------------------------------------------------------------


def result(seconds: float, n: int, **more: Any) -> None:
    print("RESULT", json.dumps({"s": seconds, "n": n, **more}))


def entries() -> list[bytes]:
    return [
        b'{"at":"2026-03-02T09:00:00","by":"u%05d","case":"c%09d","from":"s3","to":"s4","organ":"o17",'
        b'"basis":"law-1996-art-57","due":"2026-04-13","doc":"%064x"}' % (i % 1102, i, i * 2654435761)
        for i in range(COUNT)
    ]


def grown(tree: Any, each: list[bytes], append: Callable[[list[bytes]], None]) -> Any:
    for first in range(0, COUNT, BATCH):
        append(each[first : first + BATCH])
    return tree


def tree(suite: str = "intl") -> Any:
    from yifa.kernel.evidence.suite import SUITES
    from yifa.kernel.evidence.tree import Tree

    return Tree(SUITES[suite])


def peer_tree(each: list[bytes]) -> Any:
    from pymerkle import InmemoryTree

    made = InmemoryTree(algorithm="sha256")
    for entry in each:
        made.append_entry(entry)
    return made


def yifa_append(suite: str = "intl") -> None:
    each, made = entries(), tree(suite)
    begun = time.perf_counter()
    root = grown(made, each, made.extend).root().hex()
    result(time.perf_counter() - begun, COUNT, root=root if suite == "intl" else None)


def yifa_edge() -> None:
    from yifa.kernel.evidence.suite import INTL
    from yifa.kernel.evidence.tiles import Edge

    each, edge = entries(), Edge(INTL)
    begun = time.perf_counter()
    for first in range(0, COUNT, BATCH):
        edge.append(each[first : first + BATCH])
        for _ in edge.changed():
            pass
    root = edge.root().hex()
    result(time.perf_counter() - begun, COUNT, root=root)


def pymerkle_append() -> None:
    each = entries()
    begun = time.perf_counter()
    root = peer_tree(each).get_root().hex()
    result(time.perf_counter() - begun, COUNT, root=root)


def proofs(made: Callable[[], Callable[[int], Any]]) -> None:
    prove = made()
    places = [i * 7919 % (COUNT - 1) + 1 for i in range(PROOFS)]
    begun = time.perf_counter()
    for place in places:
        prove(place)
    result(time.perf_counter() - begun, PROOFS)


def checks(kind: str) -> None:
    from yifa.kernel.evidence.proofs import extends, includes

    each, made = entries(), tree()
    grown(made, each, made.extend)
    places, root = [i * 7919 % (COUNT - 1) + 1 for i in range(PROOFS)], made.root()
    known: dict[str, Any] = {"suite": made.suite, "size": COUNT, "root": root}
    if kind == "inclusion":
        asked = [{"entry": each[p], "position": p, "path": made.inclusion(p)} for p in places]
    else:
        asked = [{"earlier": p, "earlier_root": made.root(p), "path": made.consistency(p)} for p in places]
    check: Callable[..., bool] = includes if kind == "inclusion" else extends
    begun = time.perf_counter()
    assert all(check(**known, **one) for one in asked)
    result(time.perf_counter() - begun, PROOFS)


def yifa_proofs(kind: str) -> Callable[[int], Any]:
    each, made = entries(), tree()
    return getattr(grown(made, each, made.extend), kind)  # type: ignore[no-any-return]


def pymerkle_proofs(kind: str) -> Callable[[int], Any]:
    return getattr(peer_tree(entries()), f"prove_{kind}")  # type: ignore[no-any-return]


def yifa_verify() -> None:
    """As `yifa fsck` does it: every leaf is hashed again, every tile made again, and the root compared."""
    from yifa.kernel.evidence.suite import INTL
    from yifa.kernel.evidence.tiles import Edge

    each, known = entries(), tree()
    root = grown(known, each, known.extend).root()
    begun = time.perf_counter()
    edge = Edge(INTL)
    grown(edge, each, edge.append)
    assert edge.root() == root
    result(time.perf_counter() - begun, COUNT)


def c_limit() -> None:
    leaf, node = (openssl_speed(size) or hashlib_speed(size) for size in (LEAF_BYTES, NODE_BYTES))
    result(COUNT * (1 / leaf + 1 / node), COUNT)


def openssl_speed(size: int) -> float:
    """Hashes of so many bytes a second; 0 where there is no openssl."""
    with suppress(OSError):
        command = ["openssl", "speed", "-elapsed", "-seconds", "1", "-bytes", str(size), "-evp", "sha256"]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(rf"for 1s on {size} size blocks: (\d+) ", told.stderr)
        return float(found[1]) if found else 0
    return 0


def hashlib_speed(size: int) -> float:
    """As above, of one call over many bytes: a hash of `size` bytes costs its blocks, padding included."""
    whole = bytes(256 << 20)
    begun = time.perf_counter()
    hashlib.sha256(whole).digest()
    blocks = len(whole) / BLOCK / (time.perf_counter() - begun)
    return blocks / ((size + 8) // BLOCK + 1)


# Durably, on SQLite at synchronous=FULL.


def database() -> Any:
    """Make the real tables with their index and triggers, and return Django's connection."""
    from django.conf import settings

    from yifa.site.databases import SQLITE_OPTIONS

    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "p5.sqlite3"), "OPTIONS": dict(SQLITE_OPTIONS)}
    more = {"USE_TZ": True, "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField", "SECRET_KEY": "bench"}
    settings.configure(DATABASES={"default": file}, INSTALLED_APPS=["yifa.kernel"], **more)
    import django

    django.setup()
    from django.db import connection

    from yifa.kernel import append_only
    from yifa.kernel.models import Checkpoint, Leaf, PendingLeaf, Tile

    with connection.schema_editor() as editor:
        for model in (PendingLeaf, Leaf, Tile, Checkpoint):
            editor.create_model(model)
    append_only.protect(connection, (append_only.LEAVES, append_only.CHECKPOINTS))
    return connection


def leaves() -> Iterator[list[tuple[Any, ...]]]:
    """Batches of leaf rows, in the order of COLUMNS, salted and committed to as they are in life."""
    from yifa.kernel.evidence.commitment import commit, new_salt
    from yifa.kernel.evidence.suite import INTL

    each = entries()
    for first in range(0, COUNT, BATCH):
        rows = []
        for number, text in enumerate(each[first : first + BATCH], first):
            salt = new_salt()
            rows.append(("statement", f"{number}/1", salt, commit(INTL, salt, text), text.decode()))
        yield rows


LEAF = "INSERT INTO kernel_leaf (position, kind, subject, salt, commitment, payload) VALUES (?, ?, ?, ?, ?, ?)"
PENDING = "INSERT INTO kernel_pendingleaf (kind, subject, salt, commitment, payload) VALUES (?, ?, ?, ?, ?)"


def sqlite_limit() -> None:
    raw = opened(database())
    batches = [[(BATCH * n + i, *row) for i, row in enumerate(rows)] for n, rows in enumerate(leaves())]
    insert_all(raw, LEAF, batches)


def sqlite_bare() -> None:
    raw = sqlite3.connect(FOLDER / "bare.sqlite3", isolation_level=None)
    raw.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE e(id integer primary key, d, h)")
    batches = [[(row[4].encode(), row[3]) for row in rows] for rows in leaves()]
    insert_all(raw, "INSERT INTO e(d, h) VALUES (?, ?)", batches)


def insert_all(raw: sqlite3.Connection, insert: str, batches: list[list[tuple[Any, ...]]]) -> None:
    begun = time.perf_counter()
    for rows in batches:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(insert, rows)
        raw.execute("COMMIT")
    result(time.perf_counter() - begun, COUNT)


def opened(connection: Any) -> sqlite3.Connection:
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    return raw


def yifa_durable() -> None:
    """Leaves, tiles and a signed checkpoint in one transaction of 1,000, without the table in which leaves wait."""
    raw, signer = opened(database()), log_key()
    from yifa.kernel.evidence.checkpoint import Checkpoint
    from yifa.kernel.evidence.notes import signed
    from yifa.kernel.evidence.suite import INTL
    from yifa.kernel.evidence.tiles import Edge

    tile = "INSERT INTO kernel_tile (level, place, hashes) VALUES (?, ?, ?)"
    tile += " ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes"
    batches, edge = list(leaves()), Edge(INTL)
    begun = time.perf_counter()
    for rows in batches:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(LEAF, [(place, *row) for place, row in enumerate(rows, edge.size)])
        edge.append([row[3] for row in rows])
        raw.executemany(tile, [(one.level, one.place, one.hashes) for one in edge.changed()])
        head = Checkpoint(signer.name, edge.size, edge.root())
        kept = (head.size, head.root, str(signed(head.text, [signer])), NOW.isoformat())
        raw.execute("INSERT INTO kernel_checkpoint (size, root, note, at) VALUES (?, ?, ?, ?)", kept)
        raw.execute("COMMIT")
    result(time.perf_counter() - begun, COUNT)


def yifa_real(part: str) -> None:
    """What the program does: leaves wait in one transaction, and `log.seal` moves them in another."""
    raw, signer = opened(database()), log_key()
    from yifa.kernel.evidence import log
    from yifa.kernel.evidence.suite import INTL

    spent = {"write": 0.0, "seal": 0.0}
    for rows in list(leaves()):
        begun = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(PENDING, rows)
        raw.execute("COMMIT")
        written = time.perf_counter()
        sealed = log.seal(origin=signer.name, suite=INTL, signer=signer, at=NOW)
        spent["write"] += written - begun
        spent["seal"] += time.perf_counter() - written
        assert sealed is not None
        assert sealed.added == len(rows)
    result(spent[part], COUNT)


def log_key() -> Any:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from yifa.kernel.evidence.notes import LogKey

    return LogKey("yifa.example/bench", Ed25519PrivateKey.from_private_bytes(bytes(32)))


CASES: dict[str, Callable[[], None]] = {
    "yifa_append": yifa_append,
    "yifa_append_gm": lambda: yifa_append("gm"),
    "yifa_edge": yifa_edge,
    "pymerkle_append": pymerkle_append,
    "sqlite_limit": sqlite_limit,
    "sqlite_bare": sqlite_bare,
    "yifa_durable": yifa_durable,
    "yifa_real_write": lambda: yifa_real("write"),
    "yifa_real_seal": lambda: yifa_real("seal"),
    "yifa_check_inclusion": lambda: checks("inclusion"),
    "yifa_check_consistency": lambda: checks("consistency"),
    "yifa_verify": yifa_verify,
    "c_limit": c_limit,
}
for _kind in ("inclusion", "consistency"):
    CASES |= {
        f"yifa_{_kind}": lambda kind=_kind: proofs(lambda: yifa_proofs(kind)),  # type: ignore[misc]
        f"pymerkle_{_kind}": lambda kind=_kind: proofs(lambda: pymerkle_proofs(kind)),  # type: ignore[misc]
    }

if __name__ == "__main__":
    main()
