import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yifa.surfaces.shell.security import HEADERS, MOST, MOST_AT_THE_DESK

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was put on the disk of anything that was sent."""
    kept: list[str] = []
    monkeypatch.setattr(
        "django.core.files.uploadhandler.MemoryFileUploadHandler.handle_raw_input",
        lambda *_, **__: kept.append("received"),
    )
    return kept


class TestWhatIsSent:
    @pytest.mark.parametrize(("path", "most"), [("/open/drafts/1/", MOST), ("/desk/ingest/", MOST_AT_THE_DESK)])
    def test_is_refused_unread_where_it_is_too_long(self, path: str, most: int, received: list[str]) -> None:
        answer = Client().post(path, {"words": "意见"}, CONTENT_LENGTH=str(most + 1))
        assert (answer.status_code, received) == (413, [])
        assert "提交的内容太大" in answer.content.decode()
        assert HEADERS.items() <= answer.headers.items()

    def test_is_not_received_behind_the_sign_in_from_whoever_is_not_signed_in(self, received: list[str]) -> None:
        file = SimpleUploadedFile("台账.xlsx", b"PK")
        answer = Client(enforce_csrf_checks=True).post("/desk/ingest/", {"files": file})
        assert (answer.status_code, answer.headers["Location"], received) == (302, "/sign-in/", [])
