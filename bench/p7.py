"""P7: ten indicators of one year over 10,000,000 events: our roll-up and recomputation beside Django's ORM and DuckDB.

    python bench/p7.py [--events 10000000] [--rounds 3] [--db sqlite,postgres]

Every case is a fresh process, cases take turns, and all must give the same ten values. The peer is Django's ORM as an
application would write it (ten aggregates; also one aggregate), on the Django of our own lock, so no environment of
its own is needed. The limits are DuckDB over a table of its own and a sum over as many bytes in memory. Files go to a
temporary folder (PERF_DIR), about 3 GB with PostgreSQL, and are removed; PostgreSQL is a private server, or PG_DSN (a
database that may be emptied). Write cost: one event a commit on the bare SQLite driver at synchronous=NORMAL, where
the roll-up weighs most, then at FULL, and in batches through Django.
"""

# ruff: noqa: PLC0415 - each case imports only what it measures.
from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
FOLDER = Path(os.environ.get("P7_FOLDER", "."))
DSN = os.environ.get("P7_DSN", "")
EVENTS = int(os.environ.get("P7_EVENTS", "0"))
SQLITE, PARQUET, DUCKDB, WRITES = (
    FOLDER / name for name in ("p7.sqlite3", "p7_events.parquet", "p7.duckdb", "w.sqlite3")
)
YEAR = 2022
COLUMNS = ("id", "year", "day", "organ", "kind", "mode", "status", "spent", "ontime", "fine", "score")
DDL = """CREATE TABLE p7_event (id {key}, year smallint NOT NULL, day date NOT NULL, organ varchar(20) NOT NULL,
    kind smallint NOT NULL, mode smallint NOT NULL, status smallint NOT NULL, spent smallint NOT NULL,
    ontime {flag} NOT NULL, fine bigint NOT NULL, score smallint NOT NULL)"""
INDICATORS: Mapping[str, tuple[str, str]] = {
    "items": ("count(*)", "kind=0"),
    "online": ("count(*)", "kind=0 and mode=1"),
    "once": ("count(*)", "kind=0 and mode<=2"),
    "instant": ("count(*)", "kind=0 and spent=0"),
    "ontime": ("count(*)", "kind=0 and ontime"),
    "cases": ("count(*)", "kind=1 and status=3"),
    "fines": ("sum(fine)", "kind=1 and status=3"),
    "checks": ("count(*)", "kind=2"),
    "transfers": ("count(*)", "kind=1 and status=4"),
    "rated": ("avg(score)", "kind=0 and score>0"),
}
ONE_PASS = "select " + ", ".join(f"{a} filter (where {c})" for a, c in INDICATORS.values()) + " from {} where year=2022"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--db", default="sqlite,postgres")
    parser.add_argument("case", nargs="?", help="one case in this process")
    chosen = parser.parse_args()
    if chosen.case:
        CASES[chosen.case]()
        return
    databases = chosen.db.split(",")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="yifa-p7-", dir=os.environ.get("PERF_DIR")))
        dsn = stack.enter_context(postgres()) if "postgres" in databases else ""
        environ = {"P7_FOLDER": folder, "P7_DSN": dsn, "P7_EVENTS": str(chosen.events)}
        steps = ["generate_sqlite", "snapshot_sqlite", "build_sqlite"]
        steps += ["generate_postgres", "build_postgres"] if "postgres" in databases else []
        for case in steps:
            told = run(case, environ)
            print(f"{case}: {told['s']:.1f} s {told.get('note', '')}", flush=True)
        print(reading(databases, chosen.rounds, environ, chosen.events), flush=True)
        print(writing(chosen.rounds, environ), flush=True)


def reading(databases: list[str], rounds: int, environ: dict[str, str], events: int) -> str:
    cases = ["scan", "duckdb_table", "duckdb_parquet", "yifa_bulk", "yifa_bulk_first"]
    for database in databases:
        cases += [
            f"yifa_rollup_{database}",
            f"yifa_live_{database}",
            f"django_one_{database}",
            f"django_ten_{database}",
        ]
    found: dict[str, list[float]] = {case: [] for case in cases}
    values: dict[str, Any] = {}
    for _ in range(rounds):
        for case in cases:
            told = run(case, environ)
            found[case].append(told["s"])
            values[case] = told.get("values")
    agreed = values["duckdb_table"]
    for case in cases[1:]:
        assert values[case] == agreed, (case, values[case], agreed)
    lines = [f"\n**ten indicators of {YEAR} over {events:,} events** ({rounds} rounds; all values equal: {agreed})\n"]
    lines += ["| case | median s | min–max s | ÷ DuckDB table |", "|---|---|---|---|"]
    for case, seconds in found.items():
        ratio = statistics.median(a / b for a, b in zip(seconds, found["duckdb_table"], strict=True))
        lines.append(
            f"| {case} | {statistics.median(seconds):.4f} | {min(seconds):.4f}–{max(seconds):.4f} | {ratio:.2f} |"
        )
    return "\n".join([*lines, "", *reading_goals(databases, found)])


def reading_goals(databases: list[str], found: dict[str, list[float]]) -> Iterator[str]:
    for database in databases:
        ours, peer = found[f"yifa_rollup_{database}"], found[f"django_ten_{database}"]
        yield goal(f"roll-up against ten ORM aggregates, {database}", ratio_of(peer, ours), at_least=100, unit="×")
        yield goal(f"roll-up, {database}", statistics.median(ours) * 1000, at_most=100, unit=" ms")
    yield goal("recomputation from the snapshot", statistics.median(found["yifa_bulk"]), at_most=1, unit=" s")


def writing(rounds: int, environ: dict[str, str]) -> str:
    pairs = ("commit_normal", "commit_full", "batch")
    lines = ["\n**write cost of the roll-up**\n", "| case | plain/s | with roll-up/s | cost |", "|---|---|---|---|"]
    goals = []
    for pair in pairs:
        found: dict[str, list[float]] = {"plain": [], "rollup": []}
        for _ in range(rounds):
            for kind, seconds in found.items():
                told = run(f"write_{pair}_{kind}", environ)
                seconds.append(told["s"] / told["n"])
        rate = {kind: 1 / statistics.median(seconds) for kind, seconds in found.items()}
        cost = ratio_of(found["rollup"], found["plain"])
        lines.append(f"| {pair} | {rate['plain']:,.0f} | {rate['rollup']:,.0f} | {cost:.2f}× |")
        goals.append(goal(f"write cost, {pair}", cost, at_most=2.5, unit="×"))
    return "\n".join([*lines, "", *goals])


def goal(what: str, value: float, *, unit: str, at_least: float | None = None, at_most: float | None = None) -> str:
    met = value >= at_least if at_least is not None else value <= (at_most or 0)
    asked = f"≥ {at_least}" if at_least is not None else f"≤ {at_most}"
    return f"{'met   ' if met else 'MISSED'} {what}: {value:.3g}{unit} (goal {asked}{unit})"


def ratio_of(one: list[float], other: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def run(case: str, environ: dict[str, str]) -> dict[str, Any]:
    path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, __file__, case]
    told = subprocess.run(command, env={**os.environ, **environ, **path}, capture_output=True, text=True, check=False)
    rows = [json.loads(line[7:]) for line in told.stdout.splitlines() if line.startswith("RESULT ")]
    if told.returncode or not rows:
        sys.exit(f"{case} failed:\n{told.stdout}\n{told.stderr}")
    return dict(rows[-1])


@contextmanager
def postgres() -> Iterator[str]:
    if os.environ.get("PG_DSN"):
        yield os.environ["PG_DSN"]
        return
    sys.path.insert(0, str(ROOT))
    import psycopg

    from tests.postgres import Server

    with Server() as server:
        with psycopg.connect(server.maintenance_url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE yifa")
        yield server.url


# --- one case, in this process --------------------------------------------------------------------------------------


def result(seconds: float, **more: Any) -> None:
    print("RESULT", json.dumps({"s": seconds, **more}))


def shown(row: Any) -> list[str]:
    """The ten values as text: nine whole numbers, and the average to four places."""
    return [*(str(int(value)) for value in row[:9]), f"{float(row[9]):.4f}"]


def timed(work: Callable[[], Any]) -> None:
    begun = time.perf_counter()
    row = work()
    result(time.perf_counter() - begun, values=shown(row))


def duck(database: Path | str = ":memory:") -> Any:
    import duckdb

    return duckdb.connect(str(database), config={"threads": os.cpu_count() or 1})


def generate_sqlite() -> None:
    begun = time.perf_counter()
    c = duck(DUCKDB)

    def of(salt: int, size: int) -> str:
        return f"(hash(i*31+{salt})%{size})::smallint"

    c.execute(f"""CREATE TABLE ev AS SELECT i AS id, year(day)::smallint AS year, day, '机关' || (hash(i*31+1)%32) AS organ,
        CASE WHEN {of(2, 100)}<60 THEN 0 WHEN {of(2, 100)}<65 THEN 1 WHEN {of(2, 100)}<80 THEN 2 ELSE {of(3, 5)}+3 END::smallint
        AS kind, {of(4, 5)} AS mode, {of(5, 5)} AS status, {of(6, 30)} AS spent, {of(6, 30)} <= 5+{of(7, 20)} AS ontime,
        (hash(i*7)%500000)::bigint AS fine, {of(8, 6)} AS score
        FROM (SELECT i, date '2021-01-01' + (hash(i)%1095)::int AS day FROM range({EVENTS}) r(i))""")
    with sqlite3.connect(SQLITE) as q:
        q.execute("PRAGMA journal_mode=OFF")
        q.execute("PRAGMA synchronous=OFF")
        q.execute(DDL.format(key="integer PRIMARY KEY", flag="bool"))
        for rows in batches(c, "id, year, day::varchar, organ, kind, mode, status, spent, ontime::int, fine, score"):
            q.executemany(f"INSERT INTO p7_event VALUES ({', '.join('?' * len(COLUMNS))})", rows)
    result(time.perf_counter() - begun)


def generate_postgres() -> None:
    import psycopg

    begun = time.perf_counter()
    c = duck(DUCKDB)
    csv = FOLDER / "p7.csv"
    c.execute(f"COPY (SELECT * FROM ev ORDER BY id) TO '{csv}' (header false)")
    with psycopg.connect(DSN) as p:
        p.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        p.execute(DDL.format(key="bigint PRIMARY KEY", flag="boolean"))
        with p.cursor().copy("COPY p7_event FROM STDIN (FORMAT csv)") as copy, csv.open("rb") as file:
            while block := file.read(1 << 20):
                copy.write(block)
    with psycopg.connect(DSN, autocommit=True) as p:
        p.execute("VACUUM ANALYZE p7_event")
    csv.unlink()
    result(time.perf_counter() - begun)


def batches(connection: Any, columns: str) -> Iterator[list[tuple[Any, ...]]]:
    rows = connection.execute(f"SELECT {columns} FROM ev ORDER BY id")
    while found := rows.fetchmany(50_000):
        yield found


# The house: one table of events, ten figures over it.


def house(database: str, file: Path = SQLITE) -> Any:
    """Set Django up on the database and return the model of events."""
    from django.conf import settings

    settings.configure(
        DATABASES={"default": settings_of(database, file)},
        INSTALLED_APPS=["yifa.kernel"],
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="bench",
    )
    import django

    django.setup()
    from django.db import models

    whole = {name: models.IntegerField() for name in ("year", "kind", "mode", "status", "spent", "score")}
    other = {"day": models.DateField(), "organ": models.CharField(max_length=20), "ontime": models.BooleanField()}
    names = {"__module__": "p7", "Meta": type("Meta", (), {"app_label": "kernel", "db_table": "p7_event"})}
    return type("P7Event", (models.Model,), {**names, **whole, **other, "fine": models.BigIntegerField()})


def settings_of(database: str, file: Path) -> dict[str, Any]:
    if database == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    parts = urlsplit(DSN)
    server = {"HOST": parts.hostname, "PORT": str(parts.port), "USER": parts.username, "PASSWORD": parts.password or ""}
    return {"ENGINE": "django.db.backends.postgresql", "NAME": parts.path.lstrip("/"), **server}


def declared() -> tuple[Any, tuple[Any, ...]]:
    from yifa.kernel.figures.declaration import Count, Figure, RatioOfSums, Sum
    from yifa.kernel.ledger import Column, Table
    from yifa.law.condition import Comparison, Sign, all_of, at_most, equals
    from yifa.law.fact import Fact, Type

    kinds = {"organ": Type.TEXT, "day": Type.DATE, "ontime": Type.FLAG}
    fact = {name: Fact(name, name, kinds.get(name, Type.INTEGER)) for name in (*COLUMNS[2:], "id")}
    table = Table(
        "p7_events", "00", "事件", tuple(Column(name, name, f) for name, f in fact.items()), "id", "kernel.P7Event",
        organ="organ",
    )  # fmt: skip
    served, closed = equals(fact["kind"], 0), all_of(equals(fact["kind"], 1), equals(fact["status"], 3))
    asked = {
        "items": (Count(), served),
        "online": (Count(), all_of(served, equals(fact["mode"], 1))),
        "once": (Count(), all_of(served, at_most(fact["mode"], 2))),
        "instant": (Count(), all_of(served, equals(fact["spent"], 0))),
        "ontime": (Count(), all_of(served, equals(fact["ontime"], value=True))),
        "cases": (Count(), closed),
        "fines": (Sum(("fine",)), closed),
        "checks": (Count(), equals(fact["kind"], 2)),
        "transfers": (Count(), all_of(equals(fact["kind"], 1), equals(fact["status"], 4))),
        "rated": (RatioOfSums(("score",), decimals=4), all_of(served, Comparison(fact["score"], Sign.MORE, 0))),
    }
    figures = tuple(
        Figure(name, name, measure, of=table, where=where, unit="件", basis="测量", definition="测量。", dated="day")
        for name, (measure, where) in asked.items()
    )
    return table, figures


def worked_out(figures: tuple[Any, ...], amounts: Any) -> list[Any]:
    from yifa.engine.figures.evaluation import values

    return [value.number for value in values(figures, amounts=amounts).values()]


def snapshot_sqlite() -> None:
    model = house("sqlite")
    from yifa.engine.snapshots import write_model

    begun = time.perf_counter()
    columns = {name: name for name in COLUMNS}
    written = write_model(model, PARQUET, columns=columns, order=("year", "pk"))
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    result(seconds, note=f"({written.rows / seconds:,.0f} rows/s, {PARQUET.stat().st_size >> 20} MiB, peak {peak} MiB)")


def build_sqlite() -> None:
    """Count the roll-up of all events, as after a change of declarations."""
    house("sqlite")
    table, figures = declared()
    from django.db import connection

    from yifa.engine.figures import rolled
    from yifa.kernel.models.rollups import RollUp

    with connection.schema_editor() as editor:
        editor.create_model(RollUp)
    begun = time.perf_counter()
    rolled.build(table, figures)
    seconds = time.perf_counter() - begun
    result(seconds, note=f"({EVENTS / seconds:,.0f} events/s, {RollUp.objects.count():,} rows)")


def build_postgres() -> None:
    """The events are the same, and so is their roll-up: it is copied."""
    house("postgres")
    from django.db import connection, transaction

    from yifa.kernel.figures import rollup
    from yifa.kernel.models.rollups import RollUp

    begun = time.perf_counter()
    with connection.schema_editor() as editor:
        editor.create_model(RollUp)
    with sqlite3.connect(SQLITE) as q, transaction.atomic(), connection.cursor() as cursor:
        rows = q.execute(f"SELECT amount, year, month, organ, added FROM {rollup.TABLE}").fetchall()
        rollup.append(cursor, [rollup.Delta(*row) for row in rows])
    result(time.perf_counter() - begun)


def yifa_rollup(database: str) -> None:
    house(database)
    _, figures = declared()
    from django.db import connection

    from yifa.kernel.figures import rollup

    def amounts(asked: Any) -> Any:
        with connection.cursor() as cursor:
            return rollup.read(cursor, [amount.name for amount in asked], year=YEAR)

    timed(lambda: worked_out(figures, amounts))


def yifa_live(database: str) -> None:
    house(database)
    _, figures = declared()
    from yifa.engine.figures import live

    timed(lambda: worked_out(figures, lambda asked: live.amounts(asked, year=YEAR, parameters={})))


def yifa_bulk(*, first: bool = False) -> None:
    house("sqlite")
    _, figures = declared()
    from yifa.engine.figures.bulk import open_snapshot

    def work() -> list[Any]:
        bulk = open_snapshot(FOLDER)
        return worked_out(figures, lambda asked: bulk.amounts(asked, year=YEAR))

    if not first:  # Ibis, pandas and Arrow load at the first query of a process
        work()
    timed(work)


# Peers and limits.


def django(database: str, how: str) -> None:
    model = house(database)
    from django.db.models import Avg, Count, Q, Sum

    served = Q(kind=0)
    asked = [
        (Count("id"), served),
        (Count("id"), served & Q(mode=1)),
        (Count("id"), served & Q(mode__lte=2)),
        (Count("id"), served & Q(spent=0)),
        (Count("id"), served & Q(ontime=True)),
        (Count("id"), Q(kind=1, status=3)),
        (Sum("fine"), Q(kind=1, status=3)),
        (Count("id"), Q(kind=2)),
        (Count("id"), Q(kind=1, status=4)),
        (Avg("score"), served & Q(score__gt=0)),
    ]
    rows = model.objects.filter(year=YEAR)

    def ten() -> list[Any]:
        return [rows.filter(where).aggregate(x=measure)["x"] for measure, where in asked]

    def one() -> list[Any]:
        for measure, where in asked:
            measure.filter = where
        found = rows.aggregate(**{f"x{place}": measure for place, (measure, _) in enumerate(asked)})
        return [found[f"x{place}"] for place in range(10)]

    timed(ten if how == "ten" else one)


def duckdb_table() -> None:
    c = duck(DUCKDB)
    timed(lambda: c.execute(ONE_PASS.format("ev")).fetchone())


def duckdb_parquet() -> None:
    c = duck()
    timed(lambda: c.execute(ONE_PASS.format(f"'{PARQUET}'")).fetchone())


def scan() -> None:
    import numpy as np

    held = np.ones(EVENTS * (2 + 5 * 2 + 1 + 8) // 8, np.uint64)  # the bytes of the columns asked for
    begun = time.perf_counter()
    held.sum()
    result(time.perf_counter() - begun)


# Writing.


def event(number: int) -> dict[str, Any]:
    from datetime import date

    h = number * 2654435761 & 0xFFFFFFFF
    cells = {"id": number, "year": 2022, "day": date(2022, h % 12 + 1, h % 28 + 1), "organ": f"机关{h % 32}"}
    numbers = {
        "kind": (h >> 3) % 4,
        "mode": h % 5,
        "status": (h >> 2) % 5,
        "spent": h % 30,
        "ontime": h % 30 <= h % 20 + 5,
    }
    return {**cells, **numbers, "fine": h % 500_000, "score": (h >> 4) % 6}


def writable() -> Any:
    WRITES.unlink(missing_ok=True)
    model = house("sqlite", WRITES)
    from django.db import connection

    from yifa.kernel.models.rollups import RollUp

    with connection.schema_editor() as editor:
        editor.create_model(RollUp)
        editor.execute(DDL.format(key="integer PRIMARY KEY", flag="bool"))
    return model


def write_commit(synchronous: str, *, kept: bool, n: int = 10_000) -> None:
    """One event a commit on the bare driver, as the write path of acts does it."""
    writable()
    table, figures = declared()
    from yifa.kernel.figures import rollup

    plan = rollup.plan(table, figures)
    rows = [event(number) for number in range(n)]
    c = sqlite3.connect(WRITES, isolation_level=None)
    c.execute("PRAGMA journal_mode=WAL")
    c.execute(f"PRAGMA synchronous={synchronous}")
    insert, cursor = f"INSERT INTO p7_event VALUES ({', '.join('?' * len(COLUMNS))})", c.cursor()
    begun = time.perf_counter()
    for row in rows:
        c.execute("BEGIN IMMEDIATE")
        c.execute(insert, (row["id"], row["year"], row["day"].isoformat(), *list(row.values())[3:]))
        if kept:
            rollup.append(cursor, rollup.deltas(plan, after=(row,)), mark="?")
        c.execute("COMMIT")
    result(time.perf_counter() - begun, n=n)


def write_batch(*, kept: bool, n: int = 50_000, size: int = 1_000) -> None:
    """A thousand events a transaction through Django, as an import does it."""
    model = writable()
    table, figures = declared()
    from django.db import connection, transaction

    from yifa.kernel.figures import rollup

    plan = rollup.plan(table, figures)
    rows = [event(number) for number in range(n)]
    begun = time.perf_counter()
    for first in range(0, n, size):
        batch = rows[first : first + size]
        with transaction.atomic(), connection.cursor() as cursor:
            model.objects.bulk_create(model(**row) for row in batch)
            if kept:
                rollup.append(cursor, rollup.deltas(plan, after=batch))
    result(time.perf_counter() - begun, n=n)


CASES: dict[str, Callable[[], None]] = {
    "generate_sqlite": generate_sqlite,
    "generate_postgres": generate_postgres,
    "snapshot_sqlite": snapshot_sqlite,
    "build_sqlite": build_sqlite,
    "build_postgres": build_postgres,
    "yifa_bulk": yifa_bulk,
    "yifa_bulk_first": lambda: yifa_bulk(first=True),
    "duckdb_table": duckdb_table,
    "duckdb_parquet": duckdb_parquet,
    "scan": scan,
}
for _database in ("sqlite", "postgres"):
    CASES |= {
        f"yifa_rollup_{_database}": lambda database=_database: yifa_rollup(database),
        f"yifa_live_{_database}": lambda database=_database: yifa_live(database),
        f"django_one_{_database}": lambda database=_database: django(database, "one"),
        f"django_ten_{_database}": lambda database=_database: django(database, "ten"),
    }
for _kept in (False, True):
    _kind = "rollup" if _kept else "plain"
    CASES |= {
        f"write_commit_normal_{_kind}": lambda kept=_kept: write_commit("NORMAL", kept=kept),
        f"write_commit_full_{_kind}": lambda kept=_kept: write_commit("FULL", kept=kept, n=3_000),
        f"write_batch_{_kind}": lambda kept=_kept: write_batch(kept=kept),
    }

if __name__ == "__main__":
    main()
