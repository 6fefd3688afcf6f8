"""Style sheets under names that hold their hash."""

from django.test import Client

from yifa.surfaces.shell.files import address_of


class TestAStyleSheet:
    def test_may_be_kept_for_ever_under_its_hashed_name(self, client: Client) -> None:
        response = client.get(address_of("shell/shell.css"))
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["Content-Type"].startswith("text/css")

    def test_is_not_found_under_its_plain_name(self, client: Client) -> None:
        assert client.get("/static/shell/shell.css").status_code == 404

    def test_of_another_folder_is_not_reached(self, client: Client) -> None:
        assert client.get("/static/../../site/settings.py").status_code == 404
