"""Everything that the interface's own description allows, and much that it does not: no answer is a server error."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.surfaces.api.conftest import calling, token_in
from tests.surfaces.api.test_interface import opened
from yifa.surfaces.api.interface import api

EXAMPLES = int(os.environ.get("YIFA_FUZZ_EXAMPLES", "25"))
OPERATIONS = tuple(
    (method.upper(), path) for path, methods in api.get_openapi_schema()["paths"].items() for method in methods
)
ASKED = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@contextmanager
def one_connection() -> Iterator[None]:
    """The transaction of the test lasts over all requests; Django's own test client sees to this by itself."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def described() -> Any:
    return schemathesis.openapi.from_dict(api.get_openapi_schema())


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
def test_no_call_brings_the_server_to_an_error(described: Any, method: str, path: str, mode: Any) -> None:
    word = token_in("handler")[1]
    opened(calling(word))
    application = get_wsgi_application()

    @seed(1)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        database=None,
    )
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        head = {"Authorization": f"Bearer {word}"}
        response = case.call(app=application, base_url="http://127.0.0.1", headers=head)
        case.validate_response(response, checks=list(ASKED))

    with one_connection():
        ask()
