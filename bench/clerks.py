"""Fifty clerks at work at once on the real server: work list, case page, form, act; every tenth opens a case.

    python bench/clerks.py [--clerks 50] [--seconds 60] [--think 1.0] [--workers 1,2] [--rounds 1] [--db sqlite,postgres]

The server is `yifa serve` in a process of its own, with a database of 2,000 open cases in ten bureaux and 20,000 closed
ones; the clerks are threads of one client with a kept connection each, signed in beforehand. Every page is asked for
after a second of thought, the page that follows an act at once. Times run from the request to the last byte of the
answer, and the first five seconds (fifty people who come at once to a cold server) are not timed, though their errors
count. What the machine does besides is told with each round: a round on a busy machine says little.
PostgreSQL is a private server with fsync on, or the one of PG_DSN (a database that may be emptied).
"""
# ruff: noqa: PLC0415 - Django is imported once its settings are made.

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
SIGNED = "clerks.json"
ORGANS, LIVE, CLOSED = 10, 2_000, 20_000
WARM = 5.0
GOAL_MS = 300
DECISION, NEW = "major_decision", "/desk/cases/new/major_decision/"
NO = {"fact-{}": "no", "fact-{}_reason": "不属于这种情形"}
COURSE = (
    "done/initiation",
    "done/drafting",
    "done/public_comments",
    "answered/specialised",
    "answered/hearing_needed",
)
"""What a clerk does next in a case that has so many acts; further on he reminds the reviewer."""
KINDS = ("list", "case", "form", "act", "after act", "new form", "open case")
EXPECTED = {"GET": {200}, "POST": {302, 422}}
CASE = re.compile(rb"/desk/cases/(\d+)/")
SEEN = re.compile(rb'name="acts" value="(\d+)"')
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
MOVED_ON, OVERTAKEN = ("又有了新的办理记录".encode(), "正在被他人办理".encode())
SPOKEN = re.compile(rb'(?s)class="notice bad.*?</div>')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clerks", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--db", default="sqlite,postgres")
    parser.add_argument("--port", type=int, default=8127)
    parser.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--drive", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(options.clerks)
    elif options.drive:
        print(json.dumps(drive(options)))
    else:
        for database in options.db.split(","):
            compare(options, database)


def compare(options: argparse.Namespace, database: str) -> None:
    """All rounds on one database, with as many workers as asked for in turns."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="yifa-clerks-", dir=os.environ.get("PERF_DIR")))
        address = stack.enter_context(postgres()) if database == "postgres" else ""
        environ = {**os.environ, "YIFA_HOME": home, "YIFA_DATABASE_URL": address, "PYTHONPATH": str(ROOT / "src")}
        environ["DJANGO_SETTINGS_MODULE"] = "yifa.site.settings"
        asked = ["--clerks", str(options.clerks)]
        subprocess.run([sys.executable, __file__, "--make", *asked], env=environ, check=True)
        for number in range(options.rounds):
            for workers in map(int, options.workers.split(",")):
                title = f"{database}, {workers} worker{'s' if workers > 1 else ''}, round {number + 1}"
                print(table(title, measured(options, workers, environ)), flush=True)


def measured(options: argparse.Namespace, workers: int, environ: dict[str, str]) -> dict[str, Any]:
    """One round: a fresh server, the clerks, and what the server said on its error stream."""
    log = Path(environ["YIFA_HOME"]) / "server.log"
    with served(options.port, workers, environ, log) as server:
        before, busy = os.getloadavg()[0], jiffies()
        own = spent(server)
        command = [sys.executable, __file__, "--drive", "--port", str(options.port), "--clerks", str(options.clerks)]
        command += ["--seconds", str(options.seconds), "--think", str(options.think)]
        told = subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout
        total, idle = (now - then for now, then in zip(jiffies(), busy, strict=True))
        own = spent(server) - own
    said = log.read_text(encoding="utf-8", errors="replace")
    return {
        **json.loads(told),
        "load": before,
        "busy": 1 - idle / total,
        "server": own / total,
        "locked": said.count("database is locked"),
        "faults": said.count("Traceback"),
        "said": said[-2000:] if "Traceback" in said else "",
    }


def table(title: str, found: dict[str, Any]) -> str:
    """The times of one round, and whether the goal is reached."""
    times: dict[str, list[float]] = found["times"]
    counts: dict[str, int] = found["counts"]
    lines = [
        f"\n**{title}** (load before {found['load']:.2f}, machine busy {found['busy']:.0%}, server {found['server']:.0%})\n",
        "| request | n | p50 ms | p95 ms | p99 ms | goal |",
        "|---|---|---|---|---|---|",
    ]
    every = [one for kind in KINDS for one in times.get(kind, [])]
    for kind, some in (*((kind, times.get(kind, [])) for kind in KINDS), ("all", every)):
        if len(some) > 1:
            low, high, top = (1000 * one for one in at(some, 50, 95, 99))
            verdict = "" if high <= GOAL_MS else f"p95 ≤ {GOAL_MS}: MISSED"
            lines.append(f"| {kind} | {len(some)} | {low:.0f} | {high:.0f} | {top:.0f} | {verdict} |")
    acts = len(times.get("after act", []))  # a refused one leads nowhere
    lines.append(f"\n{acts / found['seconds']:.1f} acts/s, {len(every) / found['seconds']:.1f} requests/s; {counts}")
    wrong = counts.get("errors", 0) + int(found["locked"]) + int(found["faults"])
    lines.append(f"errors {counts.get('errors', 0)}, «database is locked» {found['locked']}, faults {found['faults']}")
    lines.append(f"{'MISSED: ' + str(found['said']) if wrong else 'no error'}")
    return "\n".join(lines)


def at(times: list[float], *percents: int) -> Iterator[float]:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return (cuts[percent - 1] for percent in percents)


# --- the server -----------------------------------------------------------------------------------------------------


@contextmanager
def served(port: int, workers: int, environ: dict[str, str], log: Path) -> Iterator[int]:
    """`yifa serve` until the block ends; gives its process id."""
    command = [sys.executable, "-m", "yifa.surfaces.cli.main", "serve", "--port", str(port), "--workers", str(workers)]
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, env=environ, stdout=out, stderr=out, process_group=0)
        try:
            wait_for(port, log)
            yield server.pid
        finally:
            server.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=15)
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


def wait_for(port: int, log: Path) -> None:
    for _ in range(300):
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/sign-in/")
            connection.getresponse().read()
            return
        time.sleep(0.1)
    sys.exit(f"the server did not come up:\n{log.read_text(encoding='utf-8')}")


def jiffies() -> tuple[int, int]:
    """How long the machine has run, and idled."""
    parts = [int(part) for part in Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)[0].split()[1:9]]
    return sum(parts), parts[3] + parts[4]


def spent(leader: int) -> int:
    """What the processes of the server have used so far: they are one group."""
    total = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parts = file.read_text(encoding="utf-8").rpartition(")")[2].split()
            total += int(parts[11]) + int(parts[12]) if int(parts[2]) == leader else 0
    return total


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


def today() -> str:
    """The day as a page of the district asks for it: its clock is eight hours ahead."""
    return (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()


# --- the clerks -----------------------------------------------------------------------------------------------------


class Clerk(threading.Thread):
    """One person at one browser."""

    def __init__(self, number: int, session: str, options: argparse.Namespace, began: float) -> None:
        super().__init__(daemon=True)
        self.cookies = {"sessionid": session}
        self.options, self.began, self.ends = options, began, began + WARM + options.seconds
        self.times: dict[str, list[float]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self.chance = random.Random(number)
        self.number = number
        self.port = options.port
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def run(self) -> None:
        time.sleep(self.chance.uniform(0, 4 * self.options.think))
        turn = self.number
        while time.monotonic() < self.ends:
            turn += 1
            try:
                self.open_a_case() if turn % 10 == 0 else self.work()
            except (OSError, HTTPException) as trouble:
                self.wrong(f"{type(trouble).__name__} {trouble}")
                self.connection.close()

    def work(self) -> None:
        """Look at the list, at a case on it, at the form of what is next, and do it."""
        listed = self.ask("list", "/desk/cases/")
        cases = sorted({found for found in CASE.findall(listed) if found.isdigit()})
        if not cases:
            self.wrong("an empty work list")
            return
        here = f"/desk/cases/{self.chance.choice(cases).decode()}/"
        page = self.ask("case", here)
        act = self.next_act(page)
        form = self.ask("form", f"{here}act/{act}/")
        seen = SEEN.search(form)
        if seen is None:
            self.wrong(f"no form for {act}")
            return
        sent = {"acts": seen[1].decode(), "on": today(), "carrier": "electronic"}
        if act == "reminded":
            sent |= {"fact-act.reason": "请抓紧办理"}
        if act.startswith("answered"):
            sent |= {name.format(act.partition("/")[2]): text for name, text in NO.items()}
        self.send("act", f"{here}act/{act}/", form, sent)

    def next_act(self, page: bytes) -> str:
        return next((act for act in COURSE if f"/act/{act}/".encode() in page), "reminded")

    def open_a_case(self) -> None:
        form = self.ask("new form", NEW)
        title = f"决策{self.number}-{self.chance.randrange(10**6)}"
        self.send("open case", NEW, form, {"title": title, "on": today(), "fact-risky": "no"})

    def send(self, kind: str, address: str, form: bytes, sent: dict[str, str]) -> None:
        """Send a form, and go where it leads."""
        token = CSRF.search(form)
        body = urlencode({"csrfmiddlewaretoken": token[1].decode() if token else "", **sent})
        leads, answer = self.fetch(kind, "POST", address, body)
        if leads:
            self.counts["acts done"] += 1
            self.fetch("after act", "GET", leads)
        elif OVERTAKEN in answer:
            self.counts["refused: overtaken"] += 1
        elif MOVED_ON in answer:
            self.counts["refused: the case moved on"] += 1
        else:
            self.counts["refused by law"] += 1
            if self.counts["refused by law"] == 1:
                said = SPOKEN.search(answer)
                text = re.sub(r"<[^>]+>", " ", said[0].decode())[:200] if said else "?"
                print(f"{address}: {' '.join(text.split())}", file=sys.stderr)
        self.think()

    def ask(self, kind: str, address: str) -> bytes:
        """A page, and a second to read it."""
        answer = self.fetch(kind, "GET", address)[1]
        self.think()
        return answer

    def think(self) -> None:
        time.sleep(self.options.think)

    def fetch(self, kind: str, method: str, address: str, body: str | None = None) -> tuple[str, bytes]:
        """Where an answer leads («» for nowhere) and its body; keeps the time it took."""
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            head |= {"Content-Type": "application/x-www-form-urlencoded"}
        began = time.perf_counter()
        self.connection.request(method, address, body, head)
        response = self.connection.getresponse()
        answer = response.read()
        took = time.perf_counter() - began
        if time.monotonic() - self.began > WARM:
            self.times[kind].append(took)
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        if response.status not in EXPECTED[method]:
            self.wrong(f"{response.status} {method} {address}")
        return response.headers.get("Location", ""), answer

    def wrong(self, what: str) -> None:
        self.counts["errors"] += 1
        if self.counts["errors"] == 1:
            print(what, file=sys.stderr)


def drive(options: argparse.Namespace) -> dict[str, Any]:
    """All clerks at once; their times and counts together."""
    sys.setswitchinterval(0.001)
    sessions = json.loads((Path(os.environ["YIFA_HOME"]) / SIGNED).read_text(encoding="utf-8"))
    began = time.monotonic()
    clerks = [Clerk(number, session, options, began) for number, session in enumerate(sessions)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    times: dict[str, list[float]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for clerk in clerks:
        counts += clerk.counts
        for kind, some in clerk.times.items():
            times[kind] += some
    return {"times": times, "counts": counts, "seconds": options.seconds}


# --- what is there before ---------------------------------------------------------------------------------------------


def make(clerks: int) -> None:
    """Organs, accounts with their sessions, and cases, in the database of the environment."""
    import shutil

    # First of all, as the server does: it makes the secret under which sessions are signed.
    importlib.import_module("yifa.site.wsgi")
    from django.core.management import call_command
    from django.db import transaction

    from yifa.kernel.disclosure.rows import catch_up
    from yifa.surfaces.shell.given import given_of_year, versions

    call_command("migrate", verbosity=0)
    home = Path(os.environ["YIFA_HOME"])
    shutil.copyfile(ROOT / "samples" / "2022" / "profile.json", home / "profile.json")
    with transaction.atomic():
        organs = [organ(number) for number in range(ORGANS)]
        sessions = [signed_in(number, organs[number % ORGANS]) for number in range(clerks)]
        open_cases(organs)
        closed_cases(organs)
        catch_up(given_of=given_of_year, versions=versions())
    (home / SIGNED).write_text(json.dumps(sessions), encoding="utf-8")


def organ(number: int) -> Any:
    from yifa.kernel.models import Organ

    name = f"区第{number}局"
    return Organ.objects.create(path=f"示例区/{name}", name=name)


def signed_in(number: int, organ: Any) -> str:
    """The session of a new clerk of the organ."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from yifa.kernel.accounts.opening import give_post, open_account

    now = timezone.now()
    made = open_account(
        name=f"clerk{number}", person=f"经办{number}", password=None, by="测量", at=now, must_change_password=False
    )
    give_post(account=made, role="handler", organ=organ, valid_from=date(2022, 1, 4), by="测量", at=now)
    session = SessionStore()
    session[SESSION_KEY] = str(made.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = made.get_session_auth_hash()
    session["began"] = session["seen"] = session["confirmed"] = now.timestamp()
    session["through"] = "口令"
    session.create()
    return str(session.session_key)


def open_cases(organs: list[Any]) -> None:
    """Decisions that stand at various steps of their course, opened some while ago."""
    from django.utils import timezone

    from yifa.kernel.acts import Actor, Proposed, perform
    from yifa.kernel.opening import open_case
    from yifa.law.act import Kind
    from yifa.surfaces.shell.given import given_on, versions

    now = timezone.now()
    day = timezone.localdate(now)
    given, texts = given_on(day), versions()
    for number in range(LIVE):
        organ = organs[number % ORGANS]
        by = Actor("测量", organ.name, "测量")
        case = open_case(
            procedure=DECISION,
            on=day - timedelta(days=60 + number % 30),
            by=by,
            at=now,
            given=given,
            title=f"决策事项{number}",
            facts={"risky": False},
            organ_id=organ.pk,
            versions=texts,
        )
        for done in COURSE[: number % 4]:
            act = Proposed(Kind.DONE, done.partition("/")[2], day - timedelta(days=50))
            perform(case_id=case.case_id, act=act, by=by, at=now, given=given, versions=texts)


def closed_cases(organs: list[Any]) -> None:
    """Cases of past years, in which nothing is owed any more."""
    from yifa.kernel.models import Case

    rows = [
        Case(
            procedure="penalty",
            version="2021-07-15",
            organ=organs[number % ORGANS],
            organ_path=organs[number % ORGANS].path,
            title=f"旧案{number}",
            year=2022,
        )
        for number in range(CLOSED)
    ]
    Case.objects.bulk_create(rows, batch_size=2_000)


if __name__ == "__main__":
    main()
