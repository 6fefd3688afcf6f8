from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.surfaces.cases_at_work import DISTRICT, JUSTICE, PDF, act, ago, done, opened, text, to_review
from tests.surfaces.posts import signed_in
from yifa.kernel.models import Act, Carrier, Case, Number, Original
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db
PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"
REASON = {"fact-act.reason": "材料不全"}


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> Path:
    settings.YIFA_HOME = tmp_path
    (tmp_path / "profile.json").write_text(PROFILE.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def handler() -> Client:
    return signed_in("handler", person="张三")


@pytest.fixture
def reviewer() -> Client:
    return signed_in("reviewer", organ=JUSTICE, reach=DISTRICT, person="李四")


def latest(case: int) -> Act:
    return Act.objects.filter(case=case).order_by("-seq")[0]


class TestADecisionOnPagesOnly:
    def test_goes_from_its_proposal_to_its_end_and_is_stopped_where_the_law_stops_it(
        self, handler: Client, reviewer: Client
    ) -> None:
        case = to_review(handler)
        page = handler.get(f"/desk/cases/{case}/act/done/deliberation/")
        assert "不得办理集体讨论：合法性审查尚未完成（《重大行政决策程序暂行条例》第二十五条）" in text(page)
        assert '<fieldset class="whole" disabled>' in page.content.decode()
        assert f"/desk/cases/{case}/act/done/legality_review/" in page.content.decode()
        refused = act(handler, case, "done/deliberation", **{"other-title": "会议纪要"})
        assert refused.status_code == 422
        assert 'value="会议纪要"' in refused.content.decode()

        assert "您现在的岗位" in text(act(handler, case, "done/legality_review"))
        done(reviewer, case, "started/legality_review", days=40)
        done(reviewer, case, "done/legality_review", days=20, **{"fact-opinion": "合法"})
        for step in ("deliberation", "party_report", "decision"):
            done(handler, case, f"done/{step}", days=3)
        before = handler.get(f"/desk/cases/{case}/act/done/publication/")
        assert "将要公示的文本" in text(before)
        done(handler, case, "done/publication", **{"receipt-number": "公示第1号"})
        done(handler, case, "done/archiving")
        done(handler, case, "done/execution")
        assert Case.objects.get(pk=case).state == ""
        page_of_case = text(handler.get(f"/desk/cases/{case}/"))
        assert "没有应当办理的环节" in page_of_case
        assert "看公示页面" in page_of_case


class TestEnteringWhatWasSignedOnPaper:
    PAPER = {"carrier": "paper", "person": "王局长", "fact-act.original_lies": "办公室三号柜"}

    def test_says_who_signed_who_entered_and_that_it_was_late(self, handler: Client) -> None:
        case = opened(handler)
        done(handler, case, "done/initiation", days=7, **self.PAPER)
        assert (latest(case).actor, latest(case).carrier) == ("王局长", Carrier.PAPER)
        page = text(handler.get(f"/desk/cases/{case}/"))
        assert "补录，晚7日" in page
        assert "办公室三号柜" in page
        assert "王局长作出，张三(handler" in page

    @pytest.mark.parametrize("missing", ["person", "fact-act.original_lies"])
    def test_asks_for_the_signer_and_for_where_the_original_lies(self, handler: Client, missing: str) -> None:
        case = opened(handler)
        assert act(handler, case, "done/initiation", **{**self.PAPER, missing: ""}).status_code == 422
        assert latest(case).seq == 0

    def test_keeps_scan_and_documents_encrypted_and_gives_them_back(self, handler: Client, installation: Path) -> None:
        case = opened(handler)
        files = {
            "scan": SimpleUploadedFile("签批.pdf", PDF),
            "file-proposal": SimpleUploadedFile("建议.pdf", PDF + b"2"),
        }
        done(handler, case, "done/initiation", **self.PAPER, **files)
        kept = list((installation / "originals").iterdir())
        assert len(kept) == 2
        assert all(b"%PDF" not in file.read_bytes() for file in kept)
        scan = Original.objects.get(name="签批.pdf")
        assert latest(case).original == scan
        page = handler.get(f"/desk/cases/{case}/files/{scan.sha256}/")
        assert b"".join(page.streaming_content) == PDF  # type: ignore[attr-defined]
        assert "还缺什么 已经办过的环节应当留存、案卷里还没有的：决策启动决定。" in text(
            handler.get(f"/desk/cases/{case}/")
        )

    def test_shows_a_file_to_nobody_through_another_case(self, handler: Client) -> None:
        case, other = opened(handler), opened(handler)
        done(handler, case, "done/initiation", **self.PAPER, scan=SimpleUploadedFile("签批.pdf", PDF))
        assert handler.get(f"/desk/cases/{other}/files/{Original.objects.get().sha256}/").status_code == 404

    def test_keeps_no_file_of_an_act_that_is_refused(self, handler: Client, installation: Path) -> None:
        case = opened(handler)
        response = act(handler, case, "done/deliberation", scan=SimpleUploadedFile("签批.pdf", PDF))
        assert response.status_code == 422
        assert "请重新选择后再提交" in text(response)
        assert not Original.objects.exists()
        assert not list((installation / "originals").iterdir())

    @pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"MZ not a pdf")])
    def test_takes_no_file_that_is_not_what_it_should_be(self, handler: Client, name: str, content: bytes) -> None:
        case = opened(handler)
        response = act(handler, case, "done/initiation", scan=SimpleUploadedFile(name, content))
        assert "没有收下文件" in text(response)
        assert latest(case).seq == 0


class TestEveryKindOfAct:
    def test_says_its_effect_and_basis_before_it_is_done(self, handler: Client) -> None:
        case = opened(handler, "service_application")
        page = text(handler.get(f"/desk/cases/{case}/act/suspended/special_procedure/"))
        assert "自中止的次日起，期限停止计算，到恢复之日为止。" in page
        assert "《中华人民共和国行政许可法》第四十五条" in page

    def test_a_pause_stops_the_clock_and_ends(self, handler: Client) -> None:
        case = opened(handler, "service_application")
        done(handler, case, "done/application", days=9)
        done(handler, case, "done/acceptance", days=9)
        assert "没有正在进行的中止" in text(handler.get(f"/desk/cases/{case}/act/resumed/special_procedure/"))
        done(handler, case, "suspended/special_procedure", days=5, **REASON)
        assert "中止中" in text(handler.get(f"/desk/cases/{case}/"))
        done(handler, case, "resumed/special_procedure", days=1)
        assert "中止中" not in text(handler.get(f"/desk/cases/{case}/"))

    def test_an_extension_to_a_day_asks_for_the_day(self, handler: Client) -> None:
        case = opened(handler, "penalty")
        done(handler, case, "done/case_opening", days=80)
        assert act(handler, case, "extended/decision", **REASON).status_code == 422
        done(handler, case, "extended/decision", until=ago(-30), **REASON)
        assert latest(case).until is not None

    def test_a_return_opens_the_steps_again(self, handler: Client, reviewer: Client) -> None:
        case = to_review(handler)
        assert act(reviewer, case, "returned/legality_review").status_code == 422
        done(reviewer, case, "returned/legality_review", **REASON)
        assert Case.objects.get(pk=case).state == "drafting"
        assert "第1次退回前办过" in text(handler.get(f"/desk/cases/{case}/"))

    def test_an_answer_needs_its_reasons(self, handler: Client) -> None:
        case = opened(handler)
        assert act(handler, case, "answered/exploratory", **{"fact-exploratory": "yes"}).status_code == 422
        done(
            handler, case, "answered/exploratory", **{"fact-exploratory": "yes", "fact-exploratory_reason": "没有先例"}
        )

    def test_a_reassignment_shows_with_whom_the_case_is_now(self, handler: Client) -> None:
        case = opened(handler)
        done(
            handler, case, "reassigned", **REASON, **{"fact-act.to_organ": "区交通运输局", "fact-act.to_person": "赵六"}
        )
        assert "区交通运输局 赵六" in text(handler.get(f"/desk/cases/{case}/"))

    def test_countersigning_and_reminding_change_nothing(self, handler: Client) -> None:
        case = opened(handler)
        said = {"fact-act.other_organ": "区财政局", "fact-act.opinion": "同意"}
        done(handler, case, "countersigned/drafting", **said)
        done(handler, case, "reminded", **REASON)
        assert Case.objects.get(pk=case).state == "initiation"

    def test_after_a_withdrawal_nothing_more_is_done(self, handler: Client) -> None:
        case = opened(handler)
        done(handler, case, "withdrawn", **REASON)
        assert "程序已经结束" in text(act(handler, case, "done/initiation"))

    def test_a_correction_shows_old_and_new_and_strikes_the_old_through(self, handler: Client) -> None:
        case = opened(handler)
        done(handler, case, "done/initiation", days=5)
        assert f"原来的记录 {ago(5)}" in text(handler.get(f"/desk/cases/{case}/act/corrected/1/"))
        done(handler, case, "corrected/1", days=8, mode="replace", **REASON)
        assert latest(case).replaces == Kind.DONE
        page = handler.get(f"/desk/cases/{case}/").content.decode()
        assert page.count("<del>") == 1
        assert "已由第2项更正" in page

    def test_a_correction_may_say_that_it_never_was(self, handler: Client) -> None:
        case = opened(handler)
        done(handler, case, "done/initiation", days=5)
        done(handler, case, "corrected/1", days=5, mode="strike", **REASON)
        assert Case.objects.get(pk=case).state == "initiation"

    def test_a_correction_leaves_personal_values_that_nobody_typed(self, handler: Client) -> None:
        case = opened(handler, "penalty", **{"fact-party": "张三丰", "fact-party_kind": "自然人", "fact-cause": "甲"})
        form = handler.get(f"/desk/cases/{case}/act/corrected/0/").content.decode()
        assert "张三丰" not in form
        done(handler, case, "corrected/0", days=100, mode="replace", **REASON, **{"fact-cause": "乙"})
        page = handler.post(f"/desk/cases/{case}/record/", {"purpose": "核对"})
        assert "张三丰" in text(page)

    @pytest.mark.parametrize(
        "address", ["done/nothing", "erased", "registered", "answered/nothing", "corrected/99", "extended/initiation"]
    )
    def test_one_that_the_case_does_not_know_has_no_page(self, handler: Client, address: str) -> None:
        assert handler.get(f"/desk/cases/{opened(handler)}/act/{address}/").status_code == 404


class TestTwoAtOnce:
    def test_the_second_is_told_and_keeps_what_was_typed(self, handler: Client) -> None:
        case = opened(handler)
        stale = {"acts": 1, "person": "钱七"}
        done(handler, case, "reminded", **REASON)
        response = act(handler, case, "done/initiation", **stale)
        assert response.status_code == 422
        assert "本件又有了新的办理记录" in text(response)
        assert 'value="钱七"' in response.content.decode()
        assert 'name="acts" value="2"' in response.content.decode()


class TestNumbering:
    def test_gives_the_next_number_of_the_series_to_the_case(self, handler: Client) -> None:
        cases = opened(handler), opened(handler)
        for case in cases:
            done(handler, case, "done/initiation", series="示政决策")
        year = ago(0)[:4]
        assert [Case.objects.get(pk=case).number for case in cases] == [
            f"示政决策〔{year}〕1号",
            f"示政决策〔{year}〕2号",
        ]

    def test_uses_up_no_number_for_an_act_that_is_refused(self, handler: Client) -> None:
        case = opened(handler)
        assert act(handler, case, "done/deliberation", series="示政决策").status_code == 422
        assert not Number.objects.exists()
