import pytest
from django.test import Client

from tests.surfaces.posts import account_in, signed_in

pytestmark = pytest.mark.django_db


class TestAPageBehindTheSignIn:
    def test_sends_whoever_is_not_signed_in_to_the_sign_in_and_back(self, client: Client) -> None:
        response = client.get("/desk/?x=1")
        assert response.status_code == 302
        assert response.headers["Location"] == "/sign-in/?next=%2Fdesk%2F%3Fx%3D1"

    def test_shows_in_which_post_one_acts(self) -> None:
        page = signed_in("handler", person="张三").get("/desk/")
        assert page.status_code == 200
        assert "张三" in page.content.decode()
        assert "区住房城乡建设局·经办" in page.content.decode()

    def test_is_never_kept_by_a_browser(self) -> None:
        assert "no-store" in signed_in("handler").get("/desk/").headers["Cache-Control"]

    def test_is_refused_to_an_account_without_a_post(self) -> None:
        account = account_in("handler")
        account.posts.all().update(valid_to="2022-01-05")
        client = Client()
        client.force_login(account)
        assert client.get("/desk/").status_code == 403
