"""P6: a public list page of 50 rows of 100,000 by an indexed filter, the same page unchanged, and JSON of such rows.

    python bench/p6.py [--rows 100000] [--rounds 5] [--requests 200] [--database sqlite|postgres]

The peer shows the same records in the same columns as a stock Django page would: model instances, Django's templates
with its date and number filters, sessions and sign-in on. CPU milliseconds a request inside one process, which no other
load on the machine disturbs much; cases take turns in fresh processes. The limit is a bare «hello» behind the same
middleware. JSON: our interface beside a stock django-ninja list of the same rows without an access check.
"""
# ruff: noqa: PLC0415 - Django is imported once its settings are made.

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
TABLE, ORGANS = "penalty_cases", 32
ASKED = f"organ={quote('区第7局')}"
PAGE = f"/records/{TABLE}/"
CASES = ("hello", "yifa_list", "yifa_kept", "stock_list", "yifa_json", "ninja_json")
GOALS = (
    ("list page, times a stock Django template page", "stock_list", "yifa_list", 3.0),
    ("unchanged page, share of a bare hello", "hello", "yifa_kept", 0.6),
    ("JSON list, times django-ninja", "ninja_json", "yifa_json", 1.0),
)
STOCK = """<!doctype html><html lang="zh-CN"><title>{{ table.title }}</title><body><table><thead><tr>
{% for column in columns %}<th scope="col">{{ column.head }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}<tr><th scope="row" data-head="编号">{{ row.no }}</th><td data-head="机关">{{ row.organ }}</td>
<td data-head="领域">{{ row.field }}</td><td data-head="当事人类型">{{ row.party_kind }}</td><td data-head="案由">{{ row.cause }}</td>
<td data-head="程序">{{ row.procedure }}</td><td data-head="决定日期">{{ row.decided|date:"Y-m-d" }}</td>
<td data-head="罚款">{{ row.fine|floatformat:2 }}</td><td data-head="没收">{{ row.confiscated|floatformat:2 }}</td>
<td data-head="公示">{{ row.public|date:"Y-m-d" }}</td><td data-head="信用">{{ row.credit|date:"Y-m-d" }}</td>
<td data-head="状态">{{ row.status }}</td></tr>{% endfor %}</tbody></table></body></html>"""
SHOWN = (
    *("no", "organ", "field", "party_kind", "cause", "procedure", "decided", "fine", "confiscated"),
    *("public", "credit", "status"),
)


def start() -> Any:
    """Django with our settings, and the peers' addresses beside ours."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "yifa.site.settings"
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def make(rows: int) -> None:
    """Fill the database of the environment: open records of one table, each with its case."""
    import shutil

    start()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    shutil.copyfile(ROOT / "samples" / "2022" / "profile.json", Path(os.environ["YIFA_HOME"]) / "profile.json")
    from yifa.kernel.catalogue import catalogue, record_model
    from yifa.kernel.models import Case

    table = catalogue().tables[TABLE]
    model: Any = record_model(table)
    assert table.becomes is not None
    for first in range(0, rows, 5000):
        numbers = range(first, min(first + 5000, rows))
        common = {"procedure": table.becomes.name, "version": table.becomes.version, "year": 2022}
        cases = [Case(**common, source_table=TABLE, source_key=f"k{n}", **guard(n)) for n in numbers]
        made = Case.objects.bulk_create(cases)
        model.objects.bulk_create(
            model(of_case=case, year=2022, **guard(n), **values(table, model, n))
            for n, case in zip(numbers, made, strict=True)
        )


def guard(number: int) -> dict[str, str]:
    """Whose the row is, and that it is open."""
    return {"organ_path": f"示例区/区第{number % ORGANS}局", "confidentiality": "公开"}


def values(table: Any, model: Any, number: int) -> dict[str, Any]:
    """A record with every column filled."""
    from yifa.law.fact import Type

    known = {field.name for field in model._meta.get_fields()} - {"organ_path", "confidentiality", "known_to"}
    plain = {Type.DATE: date(2022, 3, 1), Type.MOMENT: datetime(2022, 3, 1, 9), Type.FLAG: True}  # noqa: DTZ001
    counted = {Type.INTEGER, Type.MONEY, Type.HUNDREDTHS}
    made = {
        column.id: plain.get(column.type, number if column.type in counted else f"某某第{number}有限公司")
        for column in table.columns
        if column.id in known
    }
    return {**made, table.key: f"{number:07d}", table.organ: f"区第{number % ORGANS}局"}


def stock(kind: str) -> Any:
    """The peers' views, hung beside ours."""
    from django.http import HttpResponse
    from django.template import Engine
    from django.template.context import Context
    from django.urls import path
    from ninja import NinjaAPI
    from ninja.orm import create_schema

    from yifa.kernel.catalogue import catalogue, record_model
    from yifa.site import urls

    table = catalogue().tables[TABLE]
    model: Any = record_model(table)
    template = Engine(autoescape=True).from_string(STOCK)

    known = {field.name for field in model._meta.get_fields()}
    Out = create_schema(model, fields=[column.id for column in table.columns if column.id in known])  # noqa: N806

    def rows() -> list[Any]:
        return list(model.objects.filter(organ="区第7局").order_by("pk")[:50])

    def listed(request: Any) -> HttpResponse:
        assert not request.user.is_authenticated
        columns = [table.column(name) for name in SHOWN]
        return HttpResponse(template.render(Context({"table": table, "columns": columns, "rows": rows()})))

    api = NinjaAPI(urls_namespace="peer")

    @api.get("/items", response=list[Out])
    def items(request: Any) -> Any:
        return rows() + rows()

    def hello(request: Any) -> HttpResponse:
        return HttpResponse(b"hello")

    urls.urlpatterns[:0] = [path("hello", hello), path("stock", listed), path("ninja/", api.urls)]
    return {"hello": "/hello", "stock_list": "/stock", "ninja_json": "/ninja/items"}.get(kind, PAGE)


def measure(kind: str, requests: int) -> None:
    """Print the CPU milliseconds of a request and the size of its answer."""
    application = start()
    address = stock(kind)
    head: dict[str, str] = {}
    if kind == "yifa_json":
        address, head = f"/api/v1/records/{TABLE}/", {"HTTP_AUTHORIZATION": f"Bearer {token()}"}
    from yifa.surfaces.shell.freshness import KEEPER

    def ask() -> bytes:
        if kind == "yifa_list":
            KEEPER.forget()
        query = ASKED if address == PAGE else ""
        told = {"PATH_INFO": address, "QUERY_STRING": query, "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http"}
        answered: list[str] = []
        server = {"REQUEST_METHOD": "GET", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80"}
        answer = application({**server, **told, **head}, lambda status, _: answered.append(status))
        body = b"".join(answer)
        answer.close()
        assert answered == ["200 OK"], (kind, answered)
        return body

    size = len(ask())
    for _ in range(20):
        ask()
    began = time.process_time()
    for _ in range(requests):
        ask()
    print(json.dumps({"ms": (time.process_time() - began) / requests * 1000, "bytes": size}))


def token() -> str:
    """A token by which the open records may be read."""
    from yifa.kernel.machines.tokens import give_token
    from yifa.kernel.models import Organ

    now = datetime(2022, 1, 4, tzinfo=UTC)
    organ = Organ.objects.get_or_create(path="示例区", defaults={"name": "示例区"})[0]
    days = {"valid_from": now.date(), "valid_to": date(2099, 1, 1)}
    return give_token(name="测量", organ=organ, role="handler", **days, by="测量", at=now)[1]


def run(arguments: list[str], home: str, database: str) -> str:
    """One fresh process of this file."""
    address = f"sqlite:///{home}/yifa.sqlite3" if database == "sqlite" else os.environ["YIFA_BENCH_POSTGRES"]
    environment = {**os.environ, "YIFA_HOME": home, "YIFA_DATABASE_URL": address}
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Measure in turns, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--measure", choices=CASES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(options.rows)
    elif options.measure:
        measure(options.measure, options.requests)
    else:
        with tempfile.TemporaryDirectory() as home:
            compare(options, home)


def compare(options: argparse.Namespace, home: str) -> None:
    """All cases, round after round."""
    run(["--make", "--rows", str(options.rows)], home, options.database)
    found: dict[str, list[float]] = {case: [] for case in CASES}
    sizes: dict[str, int] = {}
    for _ in range(options.rounds):
        for case in CASES:
            told = json.loads(run(["--measure", case, "--requests", str(options.requests)], home, options.database))
            found[case].append(told["ms"])
            sizes[case] = told["bytes"]
    for case, times in found.items():
        spread = f"{min(times):.3f} to {max(times):.3f}"
        print(f"{case:12} {statistics.median(times):8.3f} ms CPU ({spread}), {sizes[case]} bytes")
    for what, slow, fast, goal in GOALS:
        ratio = statistics.median(found[slow]) / statistics.median(found[fast])
        print(f"{what}: {ratio:.2f} (goal {goal}){'' if ratio >= goal else ' MISSED'}")


if __name__ == "__main__":
    main()
