"""台账导入 on a page: tried before it is written, each row that comes back told, taken back where nobody acted on it."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.surfaces.posts import BUREAU, organ_at, signed_in
from yifa.kernel.models import Act, Case, Load
from yifa.surfaces.workbench.intake import background

pytestmark = pytest.mark.django_db
PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"
OURS, OTHERS = "区住房城乡建设局", "区生态环境局"
HEADS = [
    "移送编号",
    "移送机关",
    "涉嫌罪名",
    "专案组报告时间",
    "批准移送时间",
    "移送公安时间",
    "公安决定立案日期",
    "移交物品日期",
]
TIMES = ["2022-03-01 09:30", "2022-03-02 11:15", "2022-03-02 17:15", "2022-03-29", "2022-03-30"]


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.YIFA_HOME = tmp_path
    shutil.copyfile(PROFILE, tmp_path / "profile.json")
    # The work of a job is done while its page is asked for, so that nothing has to be waited for.
    monkeypatch.setattr(background, "start", lambda work: work())
    organ_at(BUREAU)
    organ_at(f"示例区/{OTHERS}")
    return tmp_path


def row(key: str, organ: str = OURS, crime: str = "涉嫌合同诈骗罪", *more: str) -> list[str]:
    return [key, organ, crime, *TIMES, *more]


def workbook(*rows: list[str], heads: list[str] = HEADS, sheet: str = "涉嫌犯罪移送", name: str = "移送.xlsx") -> Any:
    book, content = openpyxl.Workbook(), BytesIO()
    page = book.active
    assert page is not None
    page.title = sheet
    for one in (heads, *rows):
        page.append(one)
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def sent(client: Client, *files: Any) -> str:
    """Send files; the address of the intake."""
    response = client.post("/desk/ingest/", {"files": list(files), "year": "2022"})
    assert response.status_code == 302, text(response)
    return str(response.headers["Location"])


def text(response: Any) -> str:
    return str(response.content.decode())


def told(client: Client, address: str) -> str:
    """The page of an intake once its work is done."""
    client.get(address)
    return text(client.get(address))


def confirmed(client: Client, address: str, **chosen: str) -> str:
    assert client.post(f"{address}confirm/", chosen).status_code == 302
    return told(client, address)


def taken_in(client: Client, *rows: list[str]) -> str:
    address = sent(client, workbook(*rows))
    told(client, address)
    return confirmed(client, address)


class TestAnIntake:
    def test_writes_nothing_until_somebody_has_seen_the_difference(self) -> None:
        client = signed_in("handler")
        address = sent(client, workbook(row("移-1"), row("移-2")))
        page = told(client, address)
        assert "认作「涉嫌犯罪移送」" in page
        assert "8 列全部一致" in page
        assert "新增 2 行" in page
        assert not Case.objects.exists()
        assert "新入库 2 行" in confirmed(client, address)
        assert set(Case.objects.values_list("source_key", "organ_path")) == {("移-1", BUREAU), ("移-2", BUREAU)}

    def test_shows_what_is_on_record_and_what_the_file_says(self) -> None:
        client = signed_in("handler")
        taken_in(client, row("移-1"))
        address = sent(client, workbook(row("移-1", OURS, "涉嫌串通投标罪"), row("移-2")))
        page = told(client, address)
        assert "没有变化 0 行，与已入库不同 1 行" in page
        assert "涉嫌合同诈骗罪" in page
        assert "涉嫌串通投标罪" in page
        assert "已登记更正 1 项" in confirmed(client, address, correct="yes")
        assert Act.objects.filter(kind="corrected").count() == 1

    def test_leaves_what_differs_alone_unless_asked(self) -> None:
        client = signed_in("handler")
        taken_in(client, row("移-1"))
        assert "原有记录不变" in taken_in(client, row("移-1", OURS, "涉嫌串通投标罪"), row("移-2"))
        assert not Act.objects.filter(kind="corrected").exists()

    def test_gives_damaged_rows_back_as_a_workbook_with_the_cure(self) -> None:
        client = signed_in("reporter")
        bad = row("移-2")
        bad[6] = "2022-13-45"
        address = sent(client, workbook(row("移-1"), bad, row("")))
        page = told(client, address)
        assert "退回 2 行" in page
        back = openpyxl.load_workbook(BytesIO(b"".join(client.get(f"{address}rejected.xlsx").streaming_content)))  # type: ignore[attr-defined]
        lines = list(back.worksheets[0].iter_rows(min_row=2, values_only=True))
        assert [(line[2], line[3], line[4]) for line in lines] == [
            (3, "公安决定立案日期", "2022-13-45"),
            (4, "移送编号", ""),
        ]
        assert all("请" in str(line[6]) for line in lines)

    def test_goes_on_after_it_was_broken_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        client = signed_in("handler")
        address = sent(client, workbook(row("移-1")))
        told(client, address)
        with monkeypatch.context() as broken:
            broken.setattr("yifa.surfaces.workbench.intake.intake_work.keep", _fails)
            assert "中断" in confirmed(client, address)
        client.post(f"{address}again/")
        assert "已导入" in told(client, address)
        assert Case.objects.count() == 1

    def test_is_taken_up_again_after_a_restart_by_whoever_looks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        client = signed_in("handler")
        address = sent(client, workbook(row("移-1")))
        told(client, address)
        with monkeypatch.context() as dead:
            dead.setattr(background, "start", lambda _: None)
            assert "正在写入" in confirmed(client, address)
        assert "已导入" in told(client, address)
        assert Case.objects.count() == 1

    def test_is_nobody_elses(self) -> None:
        address = sent(signed_in("handler"), workbook(row("移-1")))
        other = signed_in("handler", organ=f"示例区/{OTHERS}")
        assert other.get(address).status_code == 404
        assert other.get(f"{address}rejected.xlsx").status_code == 404
        assert other.post(f"{address}confirm/").status_code == 404
        assert "移送.xlsx" not in text(other.get("/desk/ingest/"))

    @pytest.mark.parametrize("role", ["head", "leader", "auditor", "reviewer", "window", "security_admin"])
    def test_is_not_for_every_role(self, role: str) -> None:
        assert signed_in(role).get("/desk/ingest/").status_code == 403


class TestAHeading:
    def test_that_was_named_once_is_known_ever_after(self) -> None:
        client = signed_in("reporter")
        heads = [*HEADS[:2], "罪名类别称谓", *HEADS[3:]]
        address = sent(client, workbook(row("移-1"), heads=heads))
        page = told(client, address)
        assert "「罪名类别称谓」" in page
        client.post(f"{address}headings/", {"heading-0-0-0": "suspect"})
        assert "没有认出的表头" not in told(client, address)
        other = signed_in("handler")
        assert "没有认出的表头" not in told(other, sent(other, workbook(row("移-3"), heads=heads, name="下半年.xlsx")))
        client.post(f"{address}confirm/")
        told(client, address)
        record = Case.objects.get()
        assert "涉嫌合同诈骗罪" in Act.objects.get(case=record, seq=0).facts

    def test_of_a_sheet_that_was_not_recognised_names_its_table(self) -> None:
        client = signed_in("reporter")
        heads = ["案号甲", "机关乙", "罪丙", "报丁", "批戊", "移己", "立庚", "物辛"]
        address = sent(client, workbook(row("移-1"), heads=heads, sheet="本局移送情况"))
        assert "没有认出" in told(client, address)
        client.post(f"{address}headings/", {"table-0-0": "transfers", "key-0-0": "案号甲"})
        page = told(client, address)
        assert "认作「涉嫌犯罪移送」" in page
        assert "「机关乙」" in page


class TestAnOrgansLimit:
    def test_sends_the_rows_of_others_back_one_by_one(self) -> None:
        client = signed_in("handler")
        address = sent(client, workbook(row("移-1"), row("移-2", OTHERS)))
        page = told(client, address)
        assert "新增 1 行" in page
        assert "本行写明的机关是「区生态环境局」" in page
        confirmed(client, address)
        assert list(Case.objects.values_list("source_key", flat=True)) == ["移-1"]

    def test_holds_for_a_number_that_another_organ_uses(self) -> None:
        taken_in(signed_in("reporter"), row("移-9", OTHERS, "涉嫌污染环境罪"))
        client = signed_in("handler")
        address = sent(client, workbook(row("移-9")))
        page = told(client, address)
        assert "编号「移-9」不归「区住房城乡建设局」使用" in page
        assert "涉嫌污染环境罪" not in page
        confirmed(client, address, correct="yes")
        assert Case.objects.get().organ_path == f"示例区/{OTHERS}"
        assert not Act.objects.filter(kind="corrected").exists()

    def test_leaves_registers_of_the_district_to_others(self) -> None:
        heads = ["执法证号", "姓名", "所在单位", "发证日期", "有效期至", "证件状态"]
        one = ["ZF99010100001", "张拟六", OURS, "2020-09-14", "2025-09-13", "有效"]
        client = signed_in("handler")
        page = told(client, sent(client, workbook(one, heads=heads, sheet="执法人员")))
        assert "「执法人员」是全区统一启用的名录" in page


class TestAFile:
    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("报告.pdf", b"%PDF-1.7\n", "不是表格文件"),
            ("报告.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
            ("空.xlsx", b"", "文件是空的"),
            ("坏.xlsx", b"PK\x03\x04" + b"\0" * 400, "文件已损坏"),
            ("坏.xls", b"\xd0\xcf\x11\xe0" + b"\7" * 900, "文件已损坏"),
        ],
    )
    def test_that_is_no_ledger_says_what_it_is(self, name: str, content: bytes, says: str) -> None:
        client = signed_in("reporter")
        # A browser does not send an empty file as one; a blank is.
        page = told(client, sent(client, SimpleUploadedFile(name, content or b" ")))
        assert (says if content else "没有") in page

    def test_that_is_empty_below_its_tabs_says_so(self) -> None:
        client = signed_in("reporter")
        assert "空表，没有内容" in told(client, sent(client, workbook(heads=[])))

    def test_that_would_swell_beyond_measure_is_not_opened(self) -> None:
        content = BytesIO()
        with ZipFile(content, "w", ZIP_DEFLATED) as bomb:
            bomb.writestr("[Content_Types].xml", "<Types/>")
            with bomb.open("xl/worksheets/sheet1.xml", "w") as part:
                for _ in range(260):
                    part.write(b" " * (1 << 20))
        client = signed_in("reporter")
        assert "解开后过大" in told(client, sent(client, SimpleUploadedFile("大.xlsx", content.getvalue())))

    def test_that_states_a_secret_is_refused_and_no_byte_is_kept(self, installation: Path) -> None:
        client = signed_in("reporter")
        secret = workbook(row("移-77", OURS, "涉嫌某罪", "机密"), heads=[*HEADS, "密级"])
        address = sent(client, secret)
        page = told(client, address)
        assert "本系统不得存储涉密内容，请只登记件数。" in page
        assert "移-77" not in page
        assert not list(installation.rglob("*.sealed"))
        assert "没有可以写入的内容" in page

    def test_of_which_none_was_chosen_is_asked_for(self) -> None:
        assert "没有收到文件" in text(signed_in("reporter").post("/desk/ingest/", {"year": "2022"}))


class TestTakingBack:
    def undone(self, client: Client, load: Load) -> str:
        response = client.post(f"/desk/ingest/loads/{load.pk}/", {"reason": "导错了年度"})
        return told(client, str(response.headers["Location"]))

    def test_needs_a_reason(self) -> None:
        client = signed_in("handler")
        taken_in(client, row("移-1"))
        page = text(client.post(f"/desk/ingest/loads/{Load.objects.get().pk}/", {"reason": " "}))
        assert "没有写明撤销的理由" in page

    def test_takes_back_what_nobody_acted_on_and_lets_it_be_loaded_anew(self) -> None:
        client = signed_in("handler")
        taken_in(client, row("移-1"), row("移-2"))
        assert "案件 2 件退出台账" in self.undone(client, Load.objects.get())
        assert not Case.objects.exclude(source_key="").exists()
        assert "已撤销" in text(client.get("/desk/ingest/"))
        assert "新入库 2 行" in taken_in(client, row("移-1"), row("移-2"))

    def test_is_not_for_what_others_loaded(self) -> None:
        taken_in(signed_in("reporter"), row("移-1"))
        pk = Load.objects.get().pk
        assert signed_in("handler").get(f"/desk/ingest/loads/{pk}/").status_code == 404
        assert signed_in("operator").get(f"/desk/ingest/loads/{pk}/").status_code == 200


def _fails(*_: object, **__: object) -> None:
    raise RuntimeError
