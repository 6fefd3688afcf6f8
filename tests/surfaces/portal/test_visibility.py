"""Every route, list, search, count and file as the public: no canary sings, and none is heard by asking for it.

Generated over the routes themselves: a route that is added without an example here fails.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.surfaces.portal.canaries import ABORTED, CANARY, OPEN, OTHER, PLAN, YEAR, Kept
from yifa.kernel.access import OPERATOR
from yifa.kernel.catalogue import catalogue, record_model
from yifa.site import urls as site
from yifa.surfaces.portal import urls as portal

pytestmark = pytest.mark.django_db

SHEETS = ("csv", "xlsx")
ASKED = ("published", "table", "table_file", "search", "figure", "figure_records")


def routes(found: Any = None) -> Iterator[str]:
    """The routes of the portal."""
    for one in found.url_patterns if found else [*portal.urlpatterns, *site.urlpatterns[:1]]:
        if isinstance(one, URLResolver):
            yield from routes(one)
        elif isinstance(one, URLPattern):
            yield str(one.name)


def examples(kept: Kept) -> Mapping[str, list[dict[str, Any]]]:
    """For each route, everything that can stand in its address; hidden things as well as open ones."""
    figures = [{"year": YEAR, "figure_id": name} for name in catalogue().figures]
    tables = [{"table_id": name} for name in kept.tables]
    channels = {duty.channel.name for duty in catalogue().duties}
    cases = [{"channel": name, "case": pk} for ids in kept.cases.values() for pk in ids for name in channels]
    procedures = [{"name": name} for name in {name for name, _ in catalogue().procedures}]
    editions = [{"name": name, "edition": version} for name, version in catalogue().procedures]
    plain: dict[str, list[dict[str, Any]]] = {
        name: [{}]
        for name in (
            *("home", "reports", "records", "published", "draws", "procedures", "organs", "search", "verify", "check"),
            *("checkpoint", "data", "accessibility", "style"),
        )
    }
    return plain | {
        "place": [{"name": name} for name in catalogue().pages],
        "place_part": [{"name": name, "part": "1"} for name in catalogue().pages],
        "file": [{"name": "shell/nothing.css"}],
        "report": [{"year": YEAR}, {"year": 1999}],
        "figures": [{"year": YEAR, "kind": kind} for kind in SHEETS],
        "figures_values": [{"year": YEAR}],
        "figures_definitions": [{"year": YEAR}],
        "figure": figures,
        "figure_records": [{**figure, "kind": kind} for figure in figures for kind in SHEETS],
        "table": tables,
        "table_file": [{**table, "kind": kind} for table in tables for kind in SHEETS],
        "publication": cases,
        "draw": [{"plan": PLAN}, {"plan": ABORTED}, {"plan": "nothing"}],
        "draw_proof": [{"plan": PLAN}, {"plan": ABORTED}],
        "draw_result": [{"plan": PLAN}, {"plan": ABORTED}],
        "procedure": procedures,
        "procedure_edition": editions,
        "verify_figure": figures,
        "figure_proof": figures,
        "program": [{"name": "verify.py"}, {"name": "nothing.py"}],
        "tile": [{"path": "0/000.p/1"}, {"path": "entries/000.p/1"}, {"path": "0/000"}],
    }


def words_of(response: Any) -> str:
    """Everything that goes out: status line, headers, body, and what is packed inside a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{response.status_code}\n{dict(response.headers)}\n{body.decode(errors='replace')}"


class TestTheList:
    def test_of_examples_knows_every_route(self, kept: Kept) -> None:
        assert set(routes()) == set(examples(kept))


class TestTheCanaries:
    def test_sing_where_the_predicate_is_not_that_of_the_public(
        self, kept: Kept, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("yifa.surfaces.portal.records.PUBLIC", OPERATOR)
        monkeypatch.setattr("yifa.surfaces.portal.listing.PUBLIC", OPERATOR)
        assert CANARY in words_of(client.get("/records/penalty_cases/"))
        assert CANARY in words_of(client.get("/records/penalty_cases.xlsx"))


class TestThePublic:
    def test_meets_no_canary_on_any_route(self, kept: Kept, client: Client) -> None:
        for name, asked in examples(kept).items():
            for kwargs in asked:
                response = client.get(reverse(name, kwargs=kwargs))
                assert response.status_code in {200, 302, 404}, (name, kwargs)
                assert CANARY not in words_of(response), (name, kwargs)

    def test_cannot_tell_by_asking_whether_hidden_words_exist(self, kept: Kept, client: Client) -> None:
        for name in ASKED:
            for kwargs in examples(kept)[name]:
                address = reverse(name, kwargs=kwargs)
                hidden, nothing = (
                    client.get(address, {"q": word, "organ": word, "kind": word}) for word in (CANARY, OTHER)
                )
                told, other = (words_of(one) for one in (hidden, nothing))
                assert same(told, CANARY) == same(other, OTHER), (name, kwargs)

    def test_meets_what_is_open(self, kept: Kept, client: Client) -> None:
        page = client.get("/records/penalty_cases/").content.decode()
        assert OPEN in page
        assert "共 1 条" in page

    def test_is_told_how_many_records_of_a_figure_stay_closed_and_why(self, kept: Kept, client: Client) -> None:
        page = client.get(f"/report/{YEAR}/service_closed/").content.decode()
        assert "不公开记录" in page or "共有 0 条记录" in page

    def test_finds_no_list_that_holds_only_hidden_records(self, kept: Kept, client: Client) -> None:
        table = catalogue().tables["penalty_cases"]
        record_model(table)._default_manager.filter(confidentiality="公开").update(confidentiality="内部")
        assert client.get("/records/penalty_cases/").status_code == 404
        assert client.get("/records/penalty_cases.csv").status_code == 404
        assert "penalty_cases" not in client.get("/records/").content.decode()


def same(text: str, word: str) -> str:
    """The text without what the question itself put there: the word, its escapes, and the ETag of its address."""
    lines = [line for line in text.replace(word, "").replace(quote(word), "").splitlines() if "ETag" not in line]
    return "\n".join(lines)
