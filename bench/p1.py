"""P1: durable steps of a ten-step procedure, ours beside django-fsm-2 + auditlog, SpiffWorkflow and bare SQL.

    python bench/p1.py [--rounds 5] [--db sqlite,postgres] [--only step,batch,writers]

A step is: guard, working-day deadline, state row, audit row, commit. Peers run in an environment of their own
(bench/envs/p1.txt, made in var/bench/p1); every case is a fresh process, and cases take turns. PostgreSQL is a
private server with fsync on, or the one of PG_DSN (a database that may be emptied). The limit writes the same rows
into the same tables, with the same indexes and triggers, and decides nothing.
"""
# ruff: noqa: PLC0415 - Django is imported once its settings are made, and peers only where they are installed.

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / "var" / "bench" / "p1"
PEERS = ROOT / "bench" / "envs" / "p1.txt"
STEPS = 10
WRITERS = 8
SATURDAY = 5
TODAY = date(2022, 3, 2)
NOW = datetime(2022, 6, 2, 1, 0, tzinfo=UTC)
LIMIT_DAYS = (5, 20, 10, 7, 20, 3, 15, 30, 7, 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--db", default="sqlite,postgres")
    parser.add_argument("--only", default="step,record,batch,writers")
    parser.add_argument("case", nargs="*", help="one case in this process: NAME DATABASE")
    chosen = parser.parse_args()
    if chosen.case:
        run_case(*chosen.case)
        return
    peers = peer_python()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="yifa-p1-", dir=os.environ.get("PERF_DIR")))
        for database in chosen.db.split(","):
            dsn = stack.enter_context(postgres()) if database == "postgres" else ""
            for group in chosen.only.split(","):
                print(table(GROUPS[group], database, chosen.rounds, peers, folder, dsn), flush=True)


class Group:
    """Cases that take turns, the one that is the limit, and the goals: case -> (against, at least)."""

    def __init__(self, title: str, cases: tuple[str, ...], limit: str, goals: dict[str, Any]) -> None:
        self.title, self.cases, self.limit, self.goals = title, cases, limit, goals


GROUPS = {
    "step": Group(
        "one durable step, one connection",
        ("raw", "raw_two", "yifa", "fsm", "spiff"),
        "raw",
        {"raw": 0.5, "fsm": 4, "spiff": 4},
    ),
    "record": Group(
        "one durable step that also shows in a record row",
        ("raw_record", "yifa_record"),
        "raw_record",
        {"raw_record": 0.5},
    ),
    "batch": Group(
        "batches of 1,000 in one transaction",
        ("raw_batch", "yifa_batch", "fsm_batch"),
        "raw_batch",
        {"raw_batch": {"sqlite": 0.25, "postgres": 0.7}, "fsm_batch": 30},
    ),
    "writers": Group(
        f"{WRITERS} writers at once, each with cases of its own",
        ("raw_writers", "yifa_writers", "fsm_writers"),
        "raw_writers",
        {"raw_writers": 0.5, "fsm_writers": 4},
    ),
}


def table(group: Group, database: str, rounds: int, peers: str, folder: str, dsn: str) -> str:
    found: dict[str, list[float]] = {case: [] for case in group.cases}
    for number in range(rounds + 1):
        for case in group.cases:
            rate = measured(case, database, peers, folder, dsn)
            if number:  # the first round warms the disk cache and is not counted
                found[case].append(rate)
    ours = next(case for case in group.cases if case.startswith("yifa"))
    lines = [
        f"\n**{group.title}, {'SQLite WAL FULL' if database == 'sqlite' else 'PostgreSQL, fsync on'}** ({rounds} rounds)\n",
        "| case | steps/s median | min–max | yifa ÷ case | goal |",
        "|---|---|---|---|---|",
    ]
    for case, rates in found.items():
        ratio = statistics.median(a / b for a, b in zip(found[ours], rates, strict=True))
        goal = group.goals.get(case)
        goal = goal[database] if isinstance(goal, dict) else goal
        verdict = "" if goal is None else f"≥ {goal}: {'met' if ratio >= goal else 'MISSED'}"
        name = f"{case} (limit)" if case == group.limit else case
        lines.append(
            f"| {name} | {statistics.median(rates):,.0f} | {min(rates):,.0f}–{max(rates):,.0f} | {ratio:.2f} | {verdict} |"
        )
    return "\n".join(lines)


def measured(case: str, database: str, peers: str, folder: str, dsn: str) -> float:
    python = peers if case.startswith(("fsm", "spiff")) else sys.executable
    environ = os.environ | {
        "P1_FOLDER": folder,
        "PG_DSN": dsn,
        "PYTHONPATH": f"{os.environ.get('P1_SOURCE', ROOT / 'src')}:{ROOT}",
    }
    command = [python, __file__, case, database]
    told = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=900)
    rows = [json.loads(line[7:]) for line in told.stdout.splitlines() if line.startswith("RESULT ")]
    if told.returncode or not rows:
        sys.exit(f"{case} on {database} failed:\n{told.stdout}\n{told.stderr}")
    return float(rows[-1]["n"] / rows[-1]["s"])


def peer_python() -> str:
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", str(PEERS)], check=True)
    return str(python)


@contextmanager
def postgres() -> Iterator[str]:
    given = os.environ.get("PG_DSN")
    if given:
        yield given
        return
    sys.path.insert(0, str(ROOT))
    import psycopg

    from tests.postgres import Server

    with Server() as server:
        with psycopg.connect(server.maintenance_url, autocommit=True) as connection:
            fsync = connection.execute("SHOW fsync").fetchone()
            assert fsync == ("on",), fsync
            connection.execute("CREATE DATABASE yifa")
        yield server.url


# --- one case, in this process --------------------------------------------------------------------------------------


def run_case(case: str, database: str) -> None:
    CASES[case](database)


def result(n: int, seconds: float) -> None:
    print("RESULT", json.dumps({"n": n, "s": seconds}))


def day(case_id: int) -> date:
    """Cases do not all move on one day, so that no day's deadline is found twice in a row."""
    return TODAY + timedelta(days=case_id % 40)


def settings_of(database: str, name: str) -> dict[str, Any]:
    if database == "postgres":
        parts = urlsplit(os.environ["PG_DSN"])
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": parts.username,
            "PASSWORD": parts.password or "",
            "HOST": parts.hostname,
            "PORT": str(parts.port),
        }
    file = Path(os.environ["P1_FOLDER"]) / f"{name}.sqlite3"
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}


def django_with(database: str, name: str, apps: list[str], *, fresh: bool = True) -> None:
    settings = settings_of(database, name)
    if database == "sqlite" and fresh:
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{settings['NAME']}{suffix}").unlink()
    from django.conf import settings as configured

    configured.configure(
        DATABASES={"default": settings},
        INSTALLED_APPS=apps,
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="bench",
        YIFA_HOME=Path(tempfile.gettempdir()) / "yifa-p1-keys",
    )
    import django

    django.setup()
    if database == "postgres" and fresh:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


# Ours.


def house(database: str, *, record: bool = False, fresh: bool = True) -> None:
    """The kernel with the ten-step procedure, and with a record table if asked."""
    django_with(database, "yifa", ["yifa.kernel"], fresh=fresh)
    from django.core.management import call_command
    from django.db import connection, models

    from yifa.kernel import catalogue as installed
    from yifa.kernel.ledger import Column, Mark, Table
    from yifa.kernel.models import Record

    procedure = ten_steps()
    tables = {}
    if record:
        body: dict[str, Any] = {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "kernel"})}
        body |= {f"d{i}": models.DateField(null=True) for i in range(STEPS)} | {"no": models.TextField(null=True)}
        model: Any = type("P1Record", (Record,), body)
        columns = tuple(Column(f"d{i}", f"日期{i}", Mark(f"s{i}")) for i in range(STEPS))
        tables["p1"] = Table("p1", "00", "P1", columns, key="d0", record="kernel.P1Record", becomes=procedure)
    found = installed.Catalogue({(procedure.name, procedure.version): procedure}, (), tables, {}, ())
    installed.gathered = lambda _: found
    if fresh:
        call_command("migrate", verbosity=0)
        if record:
            with connection.schema_editor() as editor:
                editor.create_model(model)


def ten_steps() -> Any:
    from yifa.law.act import done
    from yifa.law.procedure import Gate, Procedure, Role, Step, Within
    from yifa.law.statutes import LICENSING_LAW
    from yifa.law.term import WorkingDays

    organ, basis = Role("organ", "行政机关"), LICENSING_LAW.art(42)

    def step(i: int) -> Any:
        term = Within(WorkingDays(LIMIT_DAYS[i]), done(f"s{i - 1}"), basis, f"p1.late_{i}") if i else None
        gate = Gate(f"s{i + 1}", basis, f"p1.absent_{i}", f"p1.later_{i}", forbids=True) if i < STEPS - 1 else None
        rules = tuple(word for word in (term, gate) if word is not None)
        return Step(f"s{i}", f"第{i}步", organ, basis, rules=rules, closes=i == STEPS - 1)

    return Procedure("p1", "十步程序", basis, tuple(step(i) for i in range(STEPS)), valid_from=date(2019, 1, 1))


def opened(n: int) -> list[int]:
    from django.db import transaction

    from yifa.kernel.acts import Actor
    from yifa.kernel.opening import open_case
    from yifa.law.fold import Given

    by, given = Actor("u", organ="o1"), Given()
    with transaction.atomic():
        return [open_case(procedure="p1", on=TODAY, by=by, at=NOW, given=given).case_id for _ in range(n)]


def yifa(database: str, *, record: bool = False) -> None:
    house(database, record=record)
    ids = opened(count(100))
    result(*ours(ids))


def ours(ids: list[int]) -> tuple[int, float]:
    from yifa.kernel.acts import Actor, Proposed, perform
    from yifa.law.act import Kind
    from yifa.law.fold import Given

    by, given = Actor("u", organ="o1"), Given()
    begun = time.perf_counter()
    for case_id in ids:
        for i in range(STEPS):
            perform(case_id=case_id, act=Proposed(Kind.DONE, f"s{i}", day(case_id)), by=by, at=NOW, given=given)
    return len(ids) * STEPS, time.perf_counter() - begun


def yifa_batch(database: str) -> None:
    house(database)
    from yifa.kernel.acts import Actor, Performed, Proposed
    from yifa.kernel.batches import Performing, perform_many
    from yifa.law.act import Kind
    from yifa.law.fold import Given

    ids, by, given = opened(1000), Actor("u", organ="o1"), Given()
    begun = time.perf_counter()
    for i in range(STEPS):
        acts = [Performing(case_id, Proposed(Kind.DONE, f"s{i}", day(case_id))) for case_id in ids]
        outcomes = perform_many(acts=acts, by=by, at=NOW, given=given)
        assert all(isinstance(outcome, Performed) for outcome in outcomes)
    result(len(ids) * STEPS, time.perf_counter() - begun)


# The limit: the same rows in the same tables, through the bare driver.

ACT = (*("done", "s", TODAY, None, None, None, "", "o1", "", "u", "electronic", NOW, None, "", None, "{}", "[]"),)
ACT_COLUMNS = (
    'seq, kind, step, "on", minute, until, corrects, replaces, organ, actor, entered_by, carrier, at, original_id, '
    'sheet, "row", facts, documents'
)
UPDATE = (
    "UPDATE kernel_case SET state = ?, due_on = ?, due_code = ?, ended = ?, acts = acts + 1 WHERE id = ? AND acts = ?"
)
INSERT = f"INSERT INTO kernel_act (case_id, {ACT_COLUMNS}) VALUES ({', '.join('?' * 19)})"
SHOW = "UPDATE kernel_p1record SET d{} = ? WHERE of_case_id = ?"


class Bare:
    """The bare driver on our tables; statements are written with ?."""

    def __init__(self, database: str) -> None:
        self.postgres = database == "postgres"
        if self.postgres:
            import psycopg

            self.connection: Any = psycopg.connect(os.environ["PG_DSN"], autocommit=True, prepare_threshold=1)
            self.cursor: Any = self.connection.cursor()
            return
        import sqlite3

        name = settings_of(database, "yifa")["NAME"]
        self.connection = sqlite3.connect(name, isolation_level=None, timeout=60)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.cursor = self.connection.cursor()

    def run(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        return self.cursor.execute(self.text(statement), self.values(values))

    def run_many(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        self.cursor.executemany(self.text(statement), [self.values(row) for row in rows])

    def text(self, statement: str) -> str:
        return statement.replace("?", "%s") if self.postgres else statement

    def values(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        if self.postgres:
            return values
        return tuple(
            v.isoformat(" ") if isinstance(v, datetime) else v.isoformat() if isinstance(v, date) else v for v in values
        )

    def step(self, case_id: int, i: int, *, record: bool, one_statement: bool) -> None:
        moved = (f"s{i}", TODAY, "p1.late", "", case_id, i + 1)
        act = (i + 1, "done", f"s{i}", *ACT[2:])
        if self.postgres and one_statement:
            shown = (
                f", r AS ({SHOW.format(i).replace('WHERE of_case_id = ?', 'FROM u WHERE of_case_id = u.id')})"
                if record
                else ""
            )
            marks = (
                "?, ?, ?, ?::date, ?::int, ?::date, ?::int, ?, ?, ?, ?, ?, ?::timestamptz, ?::bigint, ?, ?::int, ?, ?"
            )
            text = f"WITH u AS ({UPDATE} RETURNING id){shown} INSERT INTO kernel_act (case_id, {ACT_COLUMNS}) SELECT u.id, {marks} FROM u"
            self.run(text, (*moved, *((TODAY,) if record else ()), *act))
            return
        self.run("BEGIN" if self.postgres else "BEGIN IMMEDIATE")
        self.run(UPDATE, moved)
        self.run(INSERT, (case_id, *act))
        if record:
            self.run(SHOW.format(i), (TODAY, case_id))
        self.run("COMMIT")


def raw(database: str, *, record: bool = False, one_statement: bool = True) -> None:
    house(database, record=record)
    ids, bare = opened(count(100)), Bare(database)
    result(*bare_steps(bare, ids, record=record, one_statement=one_statement))


def bare_steps(bare: Bare, ids: list[int], *, record: bool, one_statement: bool) -> tuple[int, float]:
    begun = time.perf_counter()
    for case_id in ids:
        for i in range(STEPS):
            bare.step(case_id, i, record=record, one_statement=one_statement)
    return len(ids) * STEPS, time.perf_counter() - begun


def raw_batch(database: str) -> None:
    house(database)
    ids, bare = opened(1000), Bare(database)
    begun = time.perf_counter()
    for i in range(STEPS):
        bare.run("BEGIN")
        bare.run_many(UPDATE, [(f"s{i}", TODAY, "p1.late", "", case_id, i + 1) for case_id in ids])
        bare.run_many(INSERT, [(case_id, i + 1, "done", f"s{i}", *ACT[2:]) for case_id in ids])
        bare.run("COMMIT")
    result(len(ids) * STEPS, time.perf_counter() - begun)


# Writers at once: one process each, started together.


def writers(case: str, database: str, prepare: Callable[[int], list[int]]) -> None:
    ids = prepare(WRITERS * count(20))
    share = len(ids) // WRITERS
    environ = os.environ | {"P1_AT": str(time.time() + 4)}
    command = [sys.executable, __file__, case, database]
    workers = [
        subprocess.Popen(
            [*command],
            env=environ | {"P1_IDS": json.dumps(ids[w * share : (w + 1) * share])},
            stdout=subprocess.PIPE,
            text=True,
        )
        for w in range(WRITERS)
    ]
    told = [worker.communicate()[0] for worker in workers]
    rows = [json.loads(line[7:]) for text in told for line in text.splitlines() if line.startswith("RESULT ")]
    assert len(rows) == WRITERS, told
    result(sum(row["n"] for row in rows), max(row["end"] for row in rows) - min(row["begun"] for row in rows))


def work(do: Callable[[list[int]], tuple[int, float]]) -> None:
    ids = json.loads(os.environ["P1_IDS"])
    time.sleep(max(0.0, float(os.environ["P1_AT"]) - time.time()))
    begun = time.time()
    n, _ = do(ids)
    print("RESULT", json.dumps({"n": n, "begun": begun, "end": time.time()}))


def yifa_writers(database: str) -> None:
    house(database)
    writers("yifa_worker", database, opened)


def yifa_worker(database: str) -> None:
    house(database, fresh=False)
    work(ours)


def raw_writers(database: str) -> None:
    house(database)
    writers("raw_worker", database, opened)


def raw_worker(database: str) -> None:
    bare = Bare(database)
    work(lambda ids: bare_steps(bare, ids, record=False, one_statement=True))


def count(n: int) -> int:
    return int(os.environ.get("P1_N", n))


# Peers. They count working days by the same rule: a sorted list of open days and a binary search.


def deadline(start: date, days: int) -> date:
    return OPEN_DAYS[bisect_right(OPEN_DAYS, start) + days - 1]


OPEN_DAYS = [on for on in (date(2022, 1, 1) + timedelta(days=n) for n in range(730)) if on.weekday() < SATURDAY]


def fsm_house(database: str, *, fresh: bool = True) -> Any:
    package = Path(os.environ["P1_FOLDER"]) / "apps" / "p1peer"
    package.mkdir(parents=True, exist_ok=True)
    for name in ("__init__.py", "models.py"):
        (package / name).touch()
    sys.path.insert(0, str(package.parent))
    apps = ["django.contrib.contenttypes", "django.contrib.auth", "auditlog", "p1peer"]
    django_with(database, "peer", apps, fresh=fresh)
    from auditlog.registry import auditlog
    from django.core.management import call_command
    from django.db import connection, models
    from django_fsm import FSMField, transition

    state = FSMField(default="s0", protected=True)
    body: dict[str, Any] = {
        "__module__": "p1peer.models",
        "state": state,
        "organ": models.CharField(max_length=8, default="o1"),
        "due": models.DateField(null=True),
        "Meta": type("Meta", (), {"app_label": "p1peer"}),
    }
    for i in range(STEPS):

        def step(self: Any, i: int = i) -> None:
            self.due = deadline(day(self.pk), LIMIT_DAYS[i])

        step.__name__ = f"step{i}"
        guard = [lambda case: case.organ == "o1"]
        body[f"step{i}"] = transition(field=state, source=f"s{i}", target=f"s{i + 1}", conditions=guard)(step)
    model: Any = type("Case", (models.Model,), body)
    auditlog.register(model)
    if fresh:
        call_command("migrate", verbosity=0)
        with connection.schema_editor() as editor:
            editor.create_model(model)
    return model


def fsm_steps(model: Any, database: str, ids: list[int], *, batch: bool = False) -> tuple[int, float]:
    from django.db import transaction

    def one(case_id: int, i: int) -> None:
        # A web worker reads the case it is about to move, and locks it where the database can.
        rows = model.objects.select_for_update() if database == "postgres" else model.objects
        case = rows.get(pk=case_id)
        getattr(case, f"step{i}")()
        case.save()

    begun = time.perf_counter()
    with transaction.atomic() if batch else ExitStack():
        for case_id in ids:
            for i in range(STEPS):
                with ExitStack() if batch else transaction.atomic():
                    one(case_id, i)
    return len(ids) * STEPS, time.perf_counter() - begun


def fsm(database: str, *, n: int = 30, batch: bool = False) -> None:
    model = fsm_house(database)
    ids = [model.objects.create().pk for _ in range(n)]
    result(*fsm_steps(model, database, ids, batch=batch))


def fsm_writers(database: str) -> None:
    model = fsm_house(database)
    writers("fsm_worker", database, lambda n: [model.objects.create().pk for _ in range(n // 4)])


def fsm_worker(database: str) -> None:
    model = fsm_house(database, fresh=False)
    work(lambda ids: fsm_steps(model, database, ids))


BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">
<bpmn:process id="P" isExecutable="true"><bpmn:startEvent id="st"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
<bpmn:sequenceFlow id="f0" sourceRef="st" targetRef="t0"/>{}
<bpmn:endEvent id="en"><bpmn:incoming>f10</bpmn:incoming></bpmn:endEvent></bpmn:process></bpmn:definitions>"""
TASK = """<bpmn:userTask id="t{0}" name="step {0}"><bpmn:incoming>f{0}</bpmn:incoming><bpmn:outgoing>f{1}</bpmn:outgoing>
</bpmn:userTask><bpmn:sequenceFlow id="f{1}" sourceRef="t{0}" targetRef="{2}"/>"""


def spiff(database: str) -> None:
    """Reloaded at each step, as a web worker does that shares its work with others."""
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    tasks = "".join(TASK.format(i, i + 1, f"t{i + 1}" if i < STEPS - 1 else "en") for i in range(STEPS))
    parser = BpmnParser()
    parser.add_bpmn_str(BPMN.format(tasks).encode())
    specification, serializer = parser.get_spec("P"), BpmnWorkflowSerializer()
    bare, key = spiff_tables(database)
    n = 20
    for i in range(1, n + 1):
        workflow = BpmnWorkflow(specification)
        workflow.do_engine_steps()
        bare.run("INSERT INTO sinst (id, doc) VALUES (?, ?)", (i, serializer.serialize_json(workflow)))
    begun = time.perf_counter()
    for case_id in range(1, n + 1):
        for i in range(STEPS):
            bare.run(key)
            doc = bare.run("SELECT doc FROM sinst WHERE id = ?", (case_id,)).fetchone()[0]
            workflow = serializer.deserialize_json(doc)
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            assert workflow.data.setdefault("organ", "o1") == "o1"
            task.data["due"] = deadline(day(case_id), LIMIT_DAYS[i]).isoformat()
            task.run()
            workflow.do_engine_steps()
            bare.run("UPDATE sinst SET doc = ? WHERE id = ?", (serializer.serialize_json(workflow), case_id))
            bare.run("INSERT INTO saud (inst, state, at) VALUES (?, ?, ?)", (case_id, f"t{i}", NOW.isoformat()))
            bare.run("COMMIT")
    result(n * STEPS, time.perf_counter() - begun)


def spiff_tables(database: str) -> tuple[Bare, str]:
    serial = "bigserial primary key" if database == "postgres" else "integer primary key"
    bare = Bare(database)
    for name in ("sinst", "saud"):
        bare.run(f"DROP TABLE IF EXISTS {name}")
    bare.run("CREATE TABLE sinst (id bigint primary key, doc text)")
    bare.run(f"CREATE TABLE saud (id {serial}, inst bigint, state text, at text)")
    return bare, "BEGIN" if database == "postgres" else "BEGIN IMMEDIATE"


CASES: dict[str, Callable[[str], None]] = {
    "raw": raw,
    "raw_two": lambda database: raw(database, one_statement=False),
    "raw_record": lambda database: raw(database, record=True),
    "raw_batch": raw_batch,
    "raw_writers": raw_writers,
    "raw_worker": raw_worker,
    "yifa": yifa,
    "yifa_record": lambda database: yifa(database, record=True),
    "yifa_batch": yifa_batch,
    "yifa_writers": yifa_writers,
    "yifa_worker": yifa_worker,
    "fsm": fsm,
    "fsm_batch": lambda database: fsm(database, n=100, batch=True),
    "fsm_writers": fsm_writers,
    "fsm_worker": fsm_worker,
    "spiff": spiff,
}

if __name__ == "__main__":
    main()
