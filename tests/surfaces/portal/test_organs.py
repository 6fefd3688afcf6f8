import pytest
from django.test import Client

from yifa.kernel.models import Organ

pytestmark = pytest.mark.django_db


class TestThePageOfOrgans:
    def test_says_where_to_reach_each_and_puts_kin_beneath_the_organ(self, client: Client) -> None:
        for path in ("示例区/区司法局二", "示例区/区司法局/法制科", "示例区/区司法局", "示例区"):
            Organ.objects.create(path=path, name=path.rpartition("/")[2], telephone="0000-1234501")
        page = client.get("/organs/").content.decode()
        names = ("示例区", "区司法局", "法制科", "区司法局二")
        places = [page.index(f">{name}<") for name in names]
        assert places == sorted(places)
        assert page.count("0000-1234501") == 4
