import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.surfaces.posts import signed_in
from yifa.kernel.models import Organ

pytestmark = pytest.mark.django_db
SHEET = "机关,上级,类别,电话,地址\n示例区,,区,,\n区司法局,示例区,,0000-1234501,示例路1号\n"


def sent(client: Client, content: bytes, name: str = "organs.csv") -> Any:
    return client.post("/desk/organs/", {"sheet": SimpleUploadedFile(name, content)})


class TestTheSheetOfOrgans:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
    def test_is_compared_first_and_entered_when_confirmed(self, encoding: str) -> None:
        client = signed_in("system_admin", organ="")
        page = sent(client, SHEET.encode(encoding)).content.decode()
        assert "3 处变化" in page or "处变化，还没有录入" in page
        assert not Organ.objects.exists()
        kept = re.search(r'name="kept" value="([^"]+)"', page)
        assert kept is not None
        client.post("/desk/organs/", {"confirmed": "1", "name": "organs.csv", "kept": kept[1]})
        assert Organ.objects.get(name="区司法局").path == "示例区/区司法局"
        assert "没有变化" in sent(client, SHEET.encode()).content.decode()

    @pytest.mark.parametrize(
        ("content", "name"), [(b"\xff\xfe\0x", "a.csv"), (b"no workbook", "a.xlsx"), (b"", "a.csv"), (b"x", "a")]
    )
    def test_is_refused_where_it_cannot_be_read(self, content: bytes, name: str) -> None:
        assert sent(signed_in("system_admin", organ=""), content, name).status_code == 422

    def test_is_not_for_others(self) -> None:
        assert signed_in("head").get("/desk/organs/").status_code == 403
        assert signed_in("security_admin", organ="").get("/desk/organs/").status_code == 403
