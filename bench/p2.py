"""P2: a draw of 2,000 from 5,000,000, two inspectors for each of 2,000 from 1,102, and the replay by the stand-alone script.

    python bench/p2.py [--rounds 5] [--subjects 5000000] [--no-sortition]

Every case is a fresh process, and cases take turns. Peers run in an environment of their own (bench/envs/p2.txt, made in
var/bench/p2). The draw is 200/600/700/500 of four risk classes; the list is in memory for every case, and ours is
committed beforehand, once for each edition of the register: what that costs stands in its own line. pandas, NumPy and
sortition-algorithms draw what nobody else can draw again without their version and state; DuckDB ranks by keyed hash.
"""

# ruff: noqa: PLC0415 - each case imports only what it measures.
from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / "var" / "bench" / "p2"
PEERS = ROOT / "bench" / "envs" / "p2.txt"
FOLDER = Path(os.environ.get("P2_FOLDER", "."))
SUBJECTS = int(os.environ.get("P2_SUBJECTS", "5000000"))
QUOTA = {"A": 200, "B": 600, "C": 700, "D": 500}
SHARES = {"A": 40, "B": 45, "C": 12, "D": 3}
SEED = hashlib.sha256(b"p2").digest()
INSPECTORS, SPECIALITIES, TASKS, RECUSALS = 1102, 20, 2000, 6
ANNOUNCED = datetime(2022, 5, 15, 13, 15, tzinfo=UTC)
SORTITION_POOL = 10_000

GOALS = {"pandas": 20.0, "duckdb_sha256": 100.0, "numpy": 1.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--subjects", type=int, default=SUBJECTS)
    parser.add_argument("--no-sortition", action="store_true")
    parser.add_argument("case", nargs="?", help="one case in this process")
    chosen = parser.parse_args()
    if chosen.case:
        CASES[chosen.case]()
        return
    python = peer_python()
    with tempfile.TemporaryDirectory(prefix="yifa-p2-", dir=os.environ.get("PERF_DIR")) as folder:
        environ = {"P2_FOLDER": folder, "P2_SUBJECTS": str(chosen.subjects)}
        committed = run("yifa_commit", environ, python)
        print(f"frame of {chosen.subjects:,} committed in {committed['s']:.1f} s, root read again: {committed['note']}")
        drawing(chosen.rounds, environ, python, chosen.subjects)
        staffing(chosen.rounds, environ, python)
        replaying(chosen.rounds, environ, python)
        if not chosen.no_sortition:
            told = run("sortition", environ, python)
            print(f"\nsortition-algorithms (legacy), {told['drawn']} of {SORTITION_POOL:,}: {told['s']:.2f} s")


def drawing(rounds: int, environ: dict[str, str], python: str, subjects: int) -> None:
    found = measured(("yifa_draw", *GOALS), rounds, environ, python)
    print(f"\n**2,000 of {subjects:,} by four risk classes** ({rounds} rounds)\n")
    print(table(found, "yifa_draw"))
    for peer, least in GOALS.items():
        print(goal(f"draw against {peer}", ratio_of(found[peer], found["yifa_draw"]), at_least=least, unit="×"))


def staffing(rounds: int, environ: dict[str, str], python: str) -> None:
    found = measured(("yifa_staff", "naive_staff"), rounds, environ, python)
    print(f"\n**two inspectors for {TASKS:,} subjects from {INSPECTORS:,}** ({rounds} rounds)\n")
    print(table(found, "yifa_staff"))
    ours, least = run("yifa_staff", environ, python)["load"], -(-2 * TASKS // INSPECTORS)
    ratio = ratio_of(found["naive_staff"], found["yifa_staff"])
    print(goal("assignment against naive", ratio, at_least=5, unit="×"))
    print(goal(f"greatest load beyond the lower bound of {least}", ours - least, at_most=1, unit=""))


def replaying(rounds: int, environ: dict[str, str], python: str) -> None:
    found = measured(("replay", "replay_staffed"), rounds, environ, python)
    print(f"\n**replay of the published bundle by the stand-alone script** ({rounds} rounds)\n")
    print(table(found, "replay"))
    for case, seconds in found.items():
        print(goal(case, 1000 * statistics.median(seconds), at_most=100, unit=" ms"))


def measured(cases: tuple[str, ...], rounds: int, environ: dict[str, str], python: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {case: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            found[case].append(run(case, environ, python)["s"])
    return found


def table(found: dict[str, list[float]], ours: str) -> str:
    lines = ["| case | median ms | min–max ms | ÷ ours |", "|---|---|---|---|"]
    for case, seconds in found.items():
        told = [1000 * one for one in seconds]
        ratio = ratio_of(seconds, found[ours])
        lines.append(f"| {case} | {statistics.median(told):.1f} | {min(told):.1f}–{max(told):.1f} | {ratio:.2f} |")
    return "\n".join([*lines, ""])


def goal(what: str, value: float, *, unit: str, at_least: float | None = None, at_most: float | None = None) -> str:
    met = value >= at_least if at_least is not None else value <= (at_most or 0)
    asked = f"≥ {at_least}" if at_least is not None else f"≤ {at_most}"
    return f"{'met   ' if met else 'MISSED'} {what}: {value:.3g}{unit} (goal {asked}{unit})"


def ratio_of(one: list[float], other: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def run(case: str, environ: dict[str, str], peers: str) -> dict[str, Any]:
    python = peers if case in {*GOALS, "sortition"} else sys.executable
    path = {"PYTHONPATH": str(ROOT / "src")}
    command = [python, __file__, case]
    told = subprocess.run(command, env={**os.environ, **environ, **path}, capture_output=True, text=True, check=False)
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


def result(seconds: float, **more: Any) -> None:
    print("RESULT", json.dumps({"s": seconds, **more}))


def timed(work: Callable[[], Any]) -> Any:
    gc.collect()  # A list of five million is walked through here, not in the middle of a measurement.
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


def codes(first: int, count: int) -> list[str]:
    return [f"9112{i:014d}" for i in range(first, first + count)]


def sizes() -> dict[str, int]:
    return {name: SUBJECTS * share // 100 for name, share in SHARES.items()}


def entries() -> list[tuple[str, str]]:
    first, made = 0, []
    for name, size in sizes().items():
        made += [(name, code) for code in codes(first, size)]
        first += size
    return made


def yifa_commit() -> None:
    """Commit to the frame once, and publish two draws from it for the replay."""
    from yifa.engine.draw.bundle import bundle_json, draw
    from yifa.engine.draw.frame import frame_of

    listed = entries()
    seconds, frame = timed(lambda: committed(frame_of(key=SEED, entries=listed)))
    again, _ = timed(lambda: frame.root)
    for name, how in (("bundle.json", None), ("staffed.json", staffing_of(tuple(QUOTA)))):
        settled = plan(root=frame.root.hex(), staffing=how)
        found = draw(settled, frame=frame, value=value(settled))
        made = bundle_json(found, seals=seals(settled, found.result_hash))
        (FOLDER / name).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    result(seconds, note=f"{again * 1000:.3f} ms")


def committed(frame: Any) -> Any:
    """The frame once its root is known."""
    assert frame.root
    return frame


def plan(*, root: str, staffing: Any = None) -> Any:
    from yifa.engine.draw.beacon import Beacon
    from yifa.engine.draw.frame import Size
    from yifa.engine.draw.numbers import Group, PublicNumber
    from yifa.engine.draw.plan import Plan
    from yifa.engine.draw.quota import Quota

    balls = (Group("红球", 1, 33, 6), Group("蓝球", 1, 16, 1))
    return Plan(
        title="测量",
        purpose="测量",
        organ="测量",
        basis=("测量",),
        made_on=date(2022, 5, 9),
        register="测量",
        root=root,
        sizes=tuple(Size(name, size) for name, size in sizes().items()),
        quotas=tuple(Quota(name, number, speciality=name if staffing else "") for name, number in QUOTA.items()),
        beacon=Beacon(PublicNumber("双色球", "2022055", ANNOUNCED, balls)),
        staffing=staffing,
    )


def value(settled: Any) -> Any:
    from yifa.engine.draw.beacon import value_of
    from yifa.engine.draw.numbers import Entry

    number = "3 7 11 18 22 31 9"
    return value_of(settled.beacon, entries=[Entry("甲", number), Entry("乙", number)])


def seals(settled: Any, digest: str) -> Any:
    from yifa.engine.draw.plan_json import plan_hash
    from yifa.engine.draw.seal import Seal, Sealed

    first = Seal(Sealed.PLAN, plan_hash(settled), ANNOUNCED - timedelta(days=1))
    return first, Seal(Sealed.RESULT, digest, ANNOUNCED + timedelta(hours=1))


def yifa_draw() -> None:
    from yifa.engine.draw.drawing import outcome

    settled = plan(root="00" * 32)
    listed = {name: tuple(codes(0, size)) for name, size in sizes().items()}
    seconds, drawn = timed(lambda: [listed[p.stratum][p.position] for p in outcome(settled, seed=SEED).drawn])
    assert len(drawn) == sum(QUOTA.values())
    result(seconds)


def staffing_of(specialities: tuple[str, ...]) -> Any:
    """1,102 inspectors who each know one to five of the specialities; each stands aside from some subjects."""
    from yifa.engine.draw.frame import Place
    from yifa.engine.draw.inspectors import Inspector, Staffing

    rnd = random.Random(3)
    known = [rnd.sample(specialities, rnd.randint(1, min(5, len(specialities)))) for _ in range(INSPECTORS)]
    aside: list[list[Place]] = [[] for _ in range(INSPECTORS)]
    for position in range(TASKS):
        for i in rnd.sample(range(INSPECTORS), RECUSALS):
            aside[i].append(Place("D", position))
    people = (Inspector(f"津{i:05d}", "", tuple(known[i]), recusals=tuple(aside[i])) for i in range(INSPECTORS))
    return Staffing(date(2022, 6, 1), 2, None, tuple(people))


def tasks() -> list[tuple[int, str]]:
    rnd = random.Random(4)
    return [(position, f"专业{rnd.randrange(SPECIALITIES)}") for position in range(TASKS)]


def yifa_staff() -> None:
    from collections import Counter

    from yifa.engine.draw.frame import Place
    from yifa.engine.draw.staffing import Task, staffed

    how = staffing_of(tuple(f"专业{i}" for i in range(SPECIALITIES)))
    asked = [Task(Place("D", position), speciality) for position, speciality in tasks()]
    seconds, teams = timed(lambda: staffed(asked, staffing=how, seed=SEED))
    assert not any(team.why for team in teams)
    result(seconds, load=max(Counter(code for team in teams for code in team.inspectors).values()))


def naive_staff() -> None:
    """Filter all, shuffle, sort by load: what is written first, and cannot be replayed."""
    how = staffing_of(tuple(f"专业{i}" for i in range(SPECIALITIES)))
    known = [set(one.specialities) for one in how.inspectors]
    aside = {(i, place.position) for i, one in enumerate(how.inspectors) for place in one.recusals}
    asked, rnd = tasks(), random.Random(5)

    def assigned() -> list[int]:
        load = [0] * INSPECTORS
        for position, speciality in asked:
            able = [i for i in range(INSPECTORS) if speciality in known[i] and (i, position) not in aside]
            rnd.shuffle(able)
            able.sort(key=lambda i: load[i])
            for i in able[:2]:
                load[i] += 1
        return load

    seconds, load = timed(assigned)
    assert sum(load) == 2 * TASKS
    result(seconds, load=max(load))


def replay() -> None:
    replayed("bundle.json")


def replay_staffed() -> None:
    replayed("staffed.json")


def replayed(name: str) -> None:
    """The whole script but for Python's own start: read the file, compute all, print who was drawn."""
    from yifa.engine.draw.standalone import replay as script

    with redirect_stdout(StringIO()):
        seconds, code = timed(lambda: script.main([str(FOLDER / name)]))
    assert code == 0
    result(seconds)


def risks() -> Any:
    import numpy as np

    return (
        np.random.default_rng(1).choice(4, size=SUBJECTS, p=[share / 100 for share in SHARES.values()]).astype(np.int8)
    )


def pandas() -> None:
    import pandas as pd

    listed = pd.DataFrame({"code": codes(0, SUBJECTS), "risk": pd.Categorical.from_codes(risks(), list(QUOTA))})
    seconds, drawn = timed(
        lambda: pd.concat([listed[listed.risk == k].sample(n, random_state=7) for k, n in QUOTA.items()])
    )
    assert len(drawn) == sum(QUOTA.values())
    result(seconds)


def numpy() -> None:
    import numpy as np

    risk = risks()

    def drawn() -> list[Any]:
        generator = np.random.default_rng(7)
        strata = [np.flatnonzero(risk == i) for i in range(len(QUOTA))]
        pairs = zip(strata, QUOTA.values(), strict=True)
        return [where[generator.choice(where.size, n, replace=False)] for where, n in pairs]

    seconds, found = timed(drawn)
    assert sum(map(len, found)) == sum(QUOTA.values())
    result(seconds)


def duckdb_sha256() -> None:
    import duckdb

    c = duckdb.connect(config={"threads": os.cpu_count() or 1})
    c.execute(f"""CREATE TABLE frame AS SELECT '9112' || lpad(i::varchar, 14, '0') AS code,
        CASE WHEN hash(i) % 100 < 40 THEN 'A' WHEN hash(i) % 100 < 85 THEN 'B' WHEN hash(i) % 100 < 97 THEN 'C' ELSE 'D' END
        AS risk FROM range({SUBJECTS}) r(i)""")
    ranked = f"SELECT code FROM frame WHERE risk = ? ORDER BY sha256('{SEED.hex()}' || code) LIMIT ?"
    seconds, found = timed(lambda: [c.execute(ranked, [k, n]).fetchall() for k, n in QUOTA.items()])
    assert sum(map(len, found)) == sum(QUOTA.values())
    result(seconds)


def sortition() -> None:
    """One feature with exact quotas from a pool that it can hold; it solves a harder problem, and is shown for its size."""
    from sortition_algorithms.core import find_random_sample
    from sortition_algorithms.features import read_in_features
    from sortition_algorithms.people import read_in_people
    from sortition_algorithms.settings import Settings

    risk = risks()[:SORTITION_POOL]
    quota = {k: int(min(n, max(1, (risk == i).sum() // 2))) for i, (k, n) in enumerate(QUOTA.items())}
    head = ["feature", "value", "min", "max"]
    rows = [{"feature": "risk", "value": k, "min": str(n), "max": str(n)} for k, n in quota.items()]
    features, *_ = read_in_features(head, rows, sum(quota.values()))
    body = [{"id": code, "risk": "ABCD"[r]} for code, r in zip(codes(0, SORTITION_POOL), risk, strict=True)]
    how = Settings(id_column="id", columns_to_keep=[])
    people, _ = read_in_people(["id", "risk"], body, features, how)
    number = sum(quota.values())
    seconds, _ = timed(lambda: find_random_sample(features, people, number, [], selection_algorithm="legacy"))
    result(seconds, drawn=number)


CASES: dict[str, Callable[[], None]] = {
    case.__name__: case
    for case in (
        yifa_commit,
        yifa_draw,
        yifa_staff,
        naive_staff,
        replay,
        replay_staffed,
        pandas,
        numpy,
        duckdb_sha256,
        sortition,
    )
}

if __name__ == "__main__":
    main()
