"""Every route as every role: no canary sings that the role may not hear, and none is heard by asking for it."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.surfaces.api.conftest import calling, token_in
from tests.surfaces.portal.canaries import CANARY, MARKS, ORGAN, OTHER, PERSONAL, Canaries, Kept
from tests.surfaces.posts import signed_in
from tests.surfaces.routes import PARAMETER, examples, routes
from yifa.kernel.access.viewer import ADMINISTRATORS, ROLES
from yifa.surfaces.portal import urls as portal
from yifa.surfaces.shell.freshness import KEEPER
from yifa.surfaces.shell.remembering import REMEMBERED

pytestmark = pytest.mark.django_db

PROFILE = Path(__file__).parents[2] / "samples" / "2022" / "profile.json"
ELSEWHERE = "示例区外/别的局"
# A case that states no level is an internal one as soon as its columns are made anew.
INSIDE = frozenset("甲乙戊档")
EVERYWHERE = {"reporter": INSIDE | {"己"}, "operator": frozenset({*MARKS.values(), "档"})}
MAY_HEAR = {
    **{(role, ORGAN): INSIDE for role in ROLES if role not in ADMINISTRATORS},
    **{(role, ELSEWHERE): frozenset[str]() for role in ROLES},
    **{(role, where): heard for role, heard in EVERYWHERE.items() for where in (ORGAN, ELSEWHERE)},
    ("system_admin", ELSEWHERE): frozenset("档"),
}
"""By role and organ: the marks of the canaries that may be heard; the canaries are all of ORGAN."""
ALSO_AS_MACHINE = (("handler", ORGAN), ("handler", ELSEWHERE), ("reporter", ELSEWHERE))
CLOCK = re.compile(r"'(?:Expires|Last-Modified|Date)': '[^']*'")
BEHIND_THE_SIGN_IN = ("desk/", "account/", "sign-")
OPEN_TO_ALL = tuple(f"{one.pattern}" for one in portal.urlpatterns if str(one.pattern))
ASKED = ("?year=2022&q=", "?organ=")


@pytest.fixture(autouse=True)
def kept(db: None, settings: Any, tmp_path: Path) -> Iterator[Kept]:
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    KEEPER.forget()
    REMEMBERED.forget()
    yield Canaries().enter()
    KEEPER.forget()
    REMEMBERED.forget()


def words_of(response: Any) -> str:
    """Everything that goes out: status, headers, body, and what is packed inside a workbook or a document."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    text = body.decode(errors="replace")
    if response.headers.get("Content-Type", "").startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return f"{response.status_code}\n{dict(response.headers)}\n{text}"


def forbidden(heard: frozenset[str]) -> tuple[str, ...]:
    marks = {*MARKS.values(), "档"} - heard
    return (PERSONAL, *(f"{CANARY}{mark}" for mark in sorted(marks)))


def meets_no_canary(client: Client, kept: Kept, heard: frozenset[str], only: tuple[str, ...] = ("",)) -> None:
    words = forbidden(heard)
    client.raise_request_exception = False
    told = {
        address: answer(client, address, words)
        for route in routes()
        if route.startswith(only)
        for address in examples(route, kept)
    }
    assert {address: wrong for address, wrong in told.items() if wrong} == {}


def may_also_hear(address: str) -> frozenset[str]:
    """A draw is made from a whole register, whoever holds it: so the names of its strata are known to who draws."""
    return frozenset("甲乙己") if address.startswith("/desk/draws/from/") else frozenset()


def answer(client: Client, address: str, words: tuple[str, ...]) -> str:
    """What is wrong with what the address answers; «» for nothing."""
    response = client.get(address)
    if response.status_code >= 500:
        return str(response.status_code)
    told = words_of(response).replace(quote(CANARY), "")
    known = {f"{CANARY}{mark}" for mark in may_also_hear(address)}
    return " ".join(word for word in words if word in told and word not in known)


def cannot_tell_by_asking(client: Client, heard: frozenset[str]) -> None:
    hidden = next(word for word in reversed(forbidden(heard)))
    other = hidden.replace(CANARY, OTHER)
    told = {}
    for route in routes():
        if PARAMETER.search(route) or not route.startswith("desk/"):
            continue
        for query in ASKED:
            told[route, query] = [
                same(words_of(client.get(f"/{route}{query}{word}")), word) for word in (hidden, other)
            ]
    assert {where: list(difference(*both)) for where, both in told.items() if both[0] != both[1]} == {}


def difference(one: str, other: str) -> Iterator[str]:
    lines = zip(one.splitlines(), other.splitlines(), strict=False)
    yield from (f"{a} | {b}" for a, b in lines if a != b)


def same(text: str, word: str) -> str:
    lines = CLOCK.sub("", text.replace(word, "").replace(quote(word), "")).splitlines()
    return "\n".join(line for line in lines if "csrf" not in line and "Set-Cookie" not in line and "ETag" not in line)


class TestARole:
    @pytest.mark.parametrize(("role", "organ"), MAY_HEAR, ids=lambda part: part)
    def test_meets_no_canary_that_it_may_not_hear(self, kept: Kept, role: str, organ: str) -> None:
        client = signed_in(role, organ=organ, person="查看人")
        meets_no_canary(client, kept, MAY_HEAR[role, organ], only=BEHIND_THE_SIGN_IN)
        if (role, organ) != ("operator", ORGAN):
            cannot_tell_by_asking(client, MAY_HEAR[role, organ])

    @pytest.mark.parametrize(("role", "organ"), ALSO_AS_MACHINE, ids=lambda part: part)
    def test_meets_none_through_the_interface_either(self, kept: Kept, role: str, organ: str) -> None:
        meets_no_canary(calling(token_in(role, organ)[1]), kept, MAY_HEAR[role, organ], only=("api/",))


class TestAPublicPage:
    def test_shows_whoever_is_signed_in_no_more_than_anybody_else(self, kept: Kept) -> None:
        meets_no_canary(signed_in("handler", organ=ORGAN, person="查看人"), kept, frozenset(), only=OPEN_TO_ALL)


class TestTheCanaries:
    def test_sing_to_those_who_may_hear_them(self, kept: Kept) -> None:
        client = signed_in("handler", organ=ORGAN)
        case = kept.cases["inside"][0]
        assert f"{CANARY}乙" in words_of(client.get(f"/desk/cases/{case}/"))
        assert f"{CANARY}乙" in words_of(calling(token_in("handler", ORGAN)[1]).get(f"/api/v1/cases/{case}/"))
