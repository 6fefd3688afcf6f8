"""The conformance scan: every rule of a penalty case over 10,000,000 acts, beside the raw limit and beside PM4Py.

    python bench/conformance.py [--cases 1000000] [--peer-cases 100000] [--rounds 3] [--memory 2GB] [--no-peer]

Every case is a fresh process, cases take turns. Ours judges 14 rules of the shipped penalty procedure (with the
market regulator's order on top) in 1,000,000 cases of 10 acts, from Parquet. The limit is DuckDB reading the same
files and grouping the acts once, with one aggregate. The peer is PM4Py's declare checking, in an environment of its
own that this script makes in a temporary folder (PERF_DIR) from bench/envs/pm4py.txt: it checks the one order rule
«告知 before 决定» on fewer cases, already in memory; both must name the same cases. Files are removed.
"""

# ruff: noqa: PLC0415 - each case imports only what it measures.
from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PEER = ROOT / "bench" / "envs" / "pm4py.txt"
AS_OF = date(2022, 12, 31)
ORDER_RULES = ("penalty.no_notice", "penalty.decision_before_notice")

CASES = """
CREATE TABLE cases AS
SELECT i AS case_id, hash(i * 31 + 1) AS h1, hash(i * 31 + 2) AS h2, hash(i * 31 + 3) AS h3, hash(i * 31 + 4) AS h4,
       DATE '2022-01-04' + (h1 % 150)::INT AS opened,
       opened + (20 + h2 % 60 + CASE WHEN h2 % 97 = 0 THEN 60 ELSE 0 END)::INT AS decided
FROM range({cases}) t(i)
"""
ACTS = """
SELECT case_id, seq::INT AS seq, kind, step, "on", NULL::SMALLINT AS minute, NULL::DATE AS until,
       CASE WHEN kind = 'corrected' THEN 4 END::INT AS corrects, CASE WHEN kind = 'corrected' THEN 'done' END AS replaces
FROM (SELECT case_id, unnest([
    {{seq: 0, kind: 'done', step: 'offence', "on": opened - (30 + h3 % 705)::INT, here: true}},
    {{seq: 1, kind: 'done', step: 'case_opening', "on": opened, here: true}},
    {{seq: 2, kind: 'done', step: 'investigation', "on": opened + 5, here: true}},
    {{seq: 3, kind: 'done', step: 'notice',
      "on": decided - (h4 % 7)::INT + CASE WHEN h4 % 101 = 0 THEN 9 ELSE 0 END, here: h4 % 103 != 0}},
    {{seq: 4, kind: 'done', step: 'decision', "on": decided, here: true}},
    {{seq: 5, kind: 'done', step: 'service', "on": decided + (1 + h1 % 8)::INT, here: true}},
    {{seq: 6, kind: 'done', step: 'platform_release', "on": decided + (1 + h2 % 8)::INT, here: h2 % 211 != 0}},
    {{seq: 7, kind: 'done', step: 'credit_release', "on": decided + (5 + h3 % 20)::INT, here: true}},
    {{seq: 8, kind: 'done', step: 'payment', "on": decided + 15, here: true}},
    {{seq: 9, kind: 'done', step: 'closing', "on": decided + 30, here: true}},
    {{seq: 10, kind: 'suspended', step: 'suspension', "on": opened + 10, here: h3 % 29 = 0}},
    {{seq: 11, kind: 'resumed', step: 'suspension', "on": opened + 25, here: h3 % 29 = 0}},
    {{seq: 12, kind: 'corrected', step: 'decision', "on": decided - 1, here: h1 % 307 = 0}}
], recursive := true) FROM cases) WHERE here ORDER BY case_id, seq
"""
FACTS = """
SELECT case_id, '' AS source, '企业' AS party_kind, CASE WHEN h1 % 5 = 0 THEN '简易' ELSE '普通' END AS procedure,
       ['Z' || (h1 % 1000), 'Z' || (CASE WHEN h2 % 199 = 0 THEN h1 ELSE h2 END % 1000)] AS officers,
       true AS h_right, false AS major, (h3 % 400000)::BIGINT AS fine, '已结案' AS status,
       NULL::BOOLEAN AS endangers_life_or_finance
FROM cases
"""
OFFICERS = """
SELECT 'Z' || i AS key, DATE '2020-01-01' AS valid_from,
       CASE WHEN i % 250 = 0 THEN DATE '2022-04-01' ELSE DATE '2026-01-01' END AS valid_to, NULL::DATE AS cancelled
FROM range(1000) t(i)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--peer-cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--measure", nargs=2, metavar=("CASE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure[0], Path(options.measure[1]), options.memory)
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("PERF_DIR")) as name:
        run(options, Path(name))


def run(options: argparse.Namespace, folder: Path) -> None:
    write(folder / "all", options.cases)
    write(folder / "few", options.peer_cases)
    python = None if options.no_peer else environment(folder)
    told: dict[str, list[dict[str, Any]]] = {}
    for _ in range(options.rounds):
        for case, size in (("limit", "all"), ("ours", "all"), ("ours_order", "few"), ("pm4py", "few")):
            if case == "pm4py" and python is None:
                continue
            interpreter = python if case == "pm4py" and python else Path(sys.executable)
            told.setdefault(case, []).append(one(interpreter, case, folder / size, options.memory))
    report(options, told)


def write(folder: Path, cases: int) -> None:
    import duckdb

    folder.mkdir()
    connection = duckdb.connect()
    connection.execute(CASES.format(cases=cases))
    for name, query in (("acts", ACTS.format()), ("facts", FACTS), ("officers", OFFICERS)):
        connection.execute(f"COPY ({query}) TO '{folder / name}.parquet' (FORMAT parquet, COMPRESSION zstd)")


def environment(folder: Path) -> Path | None:
    venv.create(folder / "peer", with_pip=True)
    python = folder / "peer" / "bin" / "python"
    made = subprocess.run(
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", PEER, "pyarrow"], check=False
    )
    if made.returncode:
        print("PM4Py could not be installed; measured without it.")
        return None
    return python


def one(python: Path, case: str, folder: Path, memory: str) -> dict[str, Any]:
    command = [python, __file__, "--measure", case, folder, "--memory", memory]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{case} failed:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(case, {key: value for key, value in told.items() if key != "cases"}, flush=True)
    return told


def measure(case: str, folder: Path, memory: str) -> None:
    started, cpu = time.perf_counter(), time.process_time()
    result = {"limit": limit, "ours": ours, "ours_order": ours_order, "pm4py": pm4py_order}[case](folder, memory)
    spent = {"wall": time.perf_counter() - started, "cpu": time.process_time() - cpu} | result
    spent["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(spent))


def limit(folder: Path, memory: str) -> dict[str, Any]:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{memory}'")
    query = f"""SELECT count(*), max(first) FROM
        (SELECT case_id, min("on") AS first FROM '{folder}/acts.parquet' WHERE kind = 'done' GROUP BY case_id)"""
    return {"rows": connection.execute(query).fetchone()[0]}  # type: ignore[index]


def ours(folder: Path, memory: str) -> dict[str, Any]:
    scanned = _scanned(folder, memory)
    by_value = scanned.verdicts.value.value_counts().to_pyarrow().to_pylist()
    return {
        "findings": len(scanned.findings),
        "verdicts": {row["value"]: row["value_count"] for row in by_value},
    }


def ours_order(folder: Path, memory: str) -> dict[str, Any]:
    scanned = _scanned(folder, memory)
    return {"cases": sorted({f.case_id for f in scanned.findings if f.code in ORDER_RULES})}


def _scanned(folder: Path, memory: str) -> Any:
    import ibis

    from yifa.domains.enforcement.overlay import MARKET_REGULATION
    from yifa.domains.enforcement.procedure import PENALTY
    from yifa.engine.conformance import scan
    from yifa.law.calendar import NATIONAL
    from yifa.law.layers import layered

    connection = ibis.duckdb.connect()
    return scan(
        layered(PENALTY, (MARKET_REGULATION,)),
        acts=connection.read_parquet(folder / "acts.parquet"),
        facts=connection.read_parquet(folder / "facts.parquet"),
        registers={"officers": connection.read_parquet(folder / "officers.parquet")},
        parameters={"penalty.hearing_threshold": {"自然人": 10_000_00, "企业": 100_000_00}},
        calendar=NATIONAL,
        as_of=AS_OF,
        connection=connection,
        memory_limit=memory,
    )


def pm4py_order(folder: Path, memory: str) -> dict[str, Any]:
    del memory
    import pandas as pd
    import pm4py
    import pyarrow.parquet as pq

    acts = pq.read_table(folder / "acts.parquet").to_pandas()
    facts = pq.read_table(folder / "facts.parquet", columns=["case_id", "procedure"]).to_pandas()
    # PM4Py knows no corrections: it is given the acts that stand, and only the cases that the rule is about.
    corrected = acts[acts.kind == "corrected"][["case_id", "corrects"]].rename(columns={"corrects": "seq"})
    acts = acts.merge(corrected.assign(gone=True), on=["case_id", "seq"], how="left")
    acts = acts[acts.gone.isna() & acts.kind.isin(["done", "corrected"])]
    acts = acts[acts.case_id.isin(facts[facts.procedure == "普通"].case_id)]
    at = pd.to_datetime(acts["on"]) + pd.to_timedelta(acts.corrects.fillna(acts.seq), unit="min")
    log = pd.DataFrame(
        {"case:concept:name": acts.case_id.astype(str), "concept:name": acts.step, "time:timestamp": at}
    ).sort_values(["case:concept:name", "time:timestamp"])
    model = {"precedence": {("notice", "decision"): {"support": 1.0, "confidence": 1.0}}}
    started, cpu = time.perf_counter(), time.process_time()
    found = pm4py.conformance_declare(log, model, return_diagnostics_dataframe=False)
    spent = {"check_wall": time.perf_counter() - started, "check_cpu": time.process_time() - cpu}
    names = log["case:concept:name"].unique()
    broken = [int(name) for name, case in zip(names, found, strict=True) if case["no_dev_total"]]
    return spent | {"cases": sorted(broken)}


def report(options: argparse.Namespace, told: dict[str, list[dict[str, Any]]]) -> None:
    ours_at, limit_at = (statistics.median(run["wall"] for run in told[case]) for case in ("ours", "limit"))
    peak = max(run["peak_mib"] for run in told["ours"])
    cpu = statistics.median(run["cpu"] for run in told["ours"])
    print(f"\nours   {options.cases:>9,} cases, 14 rules: {ours_at:6.2f} s, CPU {cpu:.1f} s, peak {peak:,.0f} MiB")
    print(
        f"limit  the same Parquet, one aggregate: {limit_at:6.2f} s; ours takes {ours_at / limit_at:.1f} times as long"
    )
    if "pm4py" not in told:
        return
    small = statistics.median(run["wall"] for run in told["ours_order"])
    peer, check = (statistics.median(run[key] for run in told["pm4py"]) for key in ("wall", "check_wall"))
    same = all(a["cases"] == b["cases"] for a, b in zip(told["ours_order"], told["pm4py"], strict=True))
    assert same, "the two do not name the same cases"
    print(f"ours   {options.peer_cases:>9,} cases, 14 rules: {small:6.2f} s whole process, from Parquet")
    print(
        f"pm4py  {options.peer_cases:>9,} cases,  1 rule:  {peer:6.2f} s whole process, {check:.2f} s the check alone"
    )
    print(
        f"same {len(told['pm4py'][0]['cases']):,} cases named; ratio {peer / small:.1f} whole, {check / small:.1f} check"
    )


if __name__ == "__main__":
    main()
