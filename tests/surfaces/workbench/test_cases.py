import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.surfaces.cases_at_work import DISTRICT, JUSTICE, ago, done, opened, text, to_review
from tests.surfaces.posts import BUREAU, NOW, SINCE, account_in, organ_at, signed_in
from yifa.kernel.accounts.opening import give_post
from yifa.kernel.models import Act, Case, Handover, SensitiveRead

pytestmark = pytest.mark.django_db
PROFILE = Path(__file__).parents[3] / "samples" / "2022" / "profile.json"


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> Path:
    settings.YIFA_HOME = tmp_path
    (tmp_path / "profile.json").write_text(PROFILE.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def handler() -> Client:
    return signed_in("handler", person="张三")


class TestOpeningACase:
    def test_says_why_each_thing_is_asked_for_and_on_which_article(self, handler: Client) -> None:
        page = text(handler.get("/desk/cases/new/penalty/"))
        assert "罚款金额（元）" in page
        assert "为什么要填：处罚决定：罚款金额达到" in page
        assert "《中华人民共和国行政处罚法》第六十三条" in page

    def test_keeps_and_shows_nothing_of_a_state_secret(self, handler: Client) -> None:
        sent = {"title": "不能说的事", "on": ago(1), "level": "机密", "fact-title": "也不能说"}
        response = handler.post("/desk/cases/new/major_decision/", sent)
        assert response.status_code == 422
        assert "本系统不得存储涉密内容" in text(response)
        assert "不能说" not in response.content.decode()
        assert not Case.objects.exists()

    def test_keeps_what_was_typed_and_says_what_is_wrong_with_it(self, handler: Client) -> None:
        response = handler.post("/desk/cases/new/penalty/", {"title": "某案", "on": ago(1), "fact-fine": "很多"})
        assert response.status_code == 422
        assert "「罚款金额」应当是数字" in text(response)
        assert 'value="很多"' in response.content.decode()

    def test_takes_money_in_yuan(self, handler: Client) -> None:
        case = opened(handler, "penalty", days=1, **{"fact-fine": "3000.5"})
        assert json.loads(Act.objects.get(case=case).facts)["fine"] == 300050

    @pytest.mark.parametrize("role", ["reviewer", "leader", "auditor", "supervisor", "reporter"])
    def test_is_refused_to_a_post_that_does_no_acts(self, role: str) -> None:
        sent = {"title": "某事", "on": ago(1)}
        response = signed_in(role).post("/desk/cases/new/major_decision/", sent)
        assert response.status_code == 422
        assert "不得立件" in text(response)

    def test_opens_nothing_before_its_day(self, handler: Client) -> None:
        response = handler.post("/desk/cases/new/major_decision/", {"title": "某事", "on": ago(-1)})
        assert response.status_code == 422
        assert "尚未发生的行为不能登记" in text(response)


class TestTheWorkList:
    def test_holds_the_cases_of_ones_organ_and_no_others(self, handler: Client) -> None:
        opened(handler)
        assert "建一座公园" in text(handler.get("/desk/cases/"))
        assert "建一座公园" not in text(signed_in("handler", organ=JUSTICE).get("/desk/cases/"))

    def test_comes_as_a_file(self, handler: Client) -> None:
        opened(handler)
        content = b"".join(handler.get("/desk/cases/list.csv").streaming_content).decode()  # type: ignore[attr-defined]
        assert content.splitlines()[1].startswith("建一座公园,重大行政决策,决策启动,决策机关")

    def test_is_narrowed_by_tray(self, handler: Client) -> None:
        opened(handler)
        assert "没有待办的案件" in text(handler.get("/desk/cases/?tray=review"))

    @pytest.mark.parametrize("place", ["x", "2022-13-01.1", "none", "none.x"])
    def test_refuses_a_place_that_it_never_gave_out(self, handler: Client, place: str) -> None:
        assert handler.get(f"/desk/cases/?after={place}").status_code == 400


class TestTheSearch:
    def test_finds_closed_cases_too(self, handler: Client) -> None:
        case = opened(handler)
        typed = {"fact-act.ground": "第十条", "fact-act.reason": "不再需要"}
        done(handler, case, "terminated", **typed)
        assert "已终止" in text(handler.get("/desk/search/?q=公园"))

    def test_finds_nothing_that_may_not_be_seen(self, handler: Client) -> None:
        opened(handler)
        assert "没有找到" in text(signed_in("handler", organ=JUSTICE).get("/desk/search/?q=公园"))


class TestThePageOfACase:
    def test_says_what_comes_next_with_duty_basis_and_what_it_leaves(self, handler: Client) -> None:
        page = text(handler.get(f"/desk/cases/{opened(handler)}/"))
        assert "由谁办理 决策机关" in page
        assert "《重大行政决策程序暂行条例》第十条、第十一条" in page
        assert "应当留存 决策建议及论证材料、决策启动决定" in page

    def test_shows_how_a_deadline_was_counted(self, handler: Client) -> None:
        case = opened(handler, "criminal_transfer", days=9)
        done(handler, case, "done/team_report", days=9)
        page = text(handler.get(f"/desk/cases/{case}/"))
        assert "已逾期" in page
        assert f"自专案组书面报告次日{ago(8)}起3日" in page

    def test_is_not_there_for_whoever_may_not_see_the_case(self, handler: Client) -> None:
        case = opened(handler)
        stranger = signed_in("handler", organ=JUSTICE)
        for address in ("", "act/done/initiation/", "papers/approval/", "papers/approval.docx", "hand-over/"):
            assert stranger.get(f"/desk/cases/{case}/{address}").status_code == 404

    def test_masks_personal_values_until_a_purpose_is_stated(self, handler: Client) -> None:
        case = opened(handler, "penalty", **{"fact-party": "张三丰", "fact-party_kind": "自然人"})
        assert "张三丰" not in text(handler.get(f"/desk/cases/{case}/"))
        assert handler.post(f"/desk/cases/{case}/record/", {"purpose": " "}).status_code == 403
        assert "张三丰" in text(handler.post(f"/desk/cases/{case}/record/", {"purpose": "核对当事人"}))
        assert SensitiveRead.objects.get().purpose == "核对当事人"


class TestFirstScreens:
    def test_a_reviewer_begins_with_what_awaits_review(self, handler: Client) -> None:
        to_review(handler)
        page = text(signed_in("reviewer", organ=JUSTICE, reach=DISTRICT).get("/desk/"))
        assert "待我审核 1 件" in page
        assert "建一座公园" in page

    def test_a_handler_sees_what_each_file_lacks(self, handler: Client) -> None:
        case = opened(handler)
        done(handler, case, "done/initiation", days=50)
        assert "还缺：决策建议及论证材料、决策启动决定" in text(handler.get("/desk/"))

    def test_a_leader_has_one_sheet_of_what_is_late(self, handler: Client) -> None:
        case = opened(handler, "criminal_transfer", days=9)
        done(handler, case, "done/team_report", days=9)
        page = text(signed_in("leader", organ=DISTRICT).get("/desk/"))
        assert "移送涉嫌犯罪案件「批准移送」逾期1件" in page

    @pytest.mark.parametrize(
        "role", ["window", "head", "supervisor", "auditor", "reporter", "operator", "system_admin", "audit_admin"]
    )
    def test_every_post_has_one(self, role: str) -> None:
        assert signed_in(role).get("/desk/").status_code == 200


class TestHandling:
    def test_closes_the_page_of_a_case_that_another_system_handles(self, handler: Client) -> None:
        case = opened(handler)
        sent = {
            "organ": BUREAU,
            "procedure": "major_decision",
            "mode": "elsewhere",
            "system": "某省决策系统",
            "from": ago(1),
            "reason": "省里统一部署",
        }
        assert signed_in("operator").post("/desk/handling/", sent).status_code == 302
        page = text(handler.get(f"/desk/cases/{case}/"))
        assert "由条线系统「某省决策系统」办理" in page
        assert "至今没有导入过" in page
        assert "办理「决策启动」" not in page
        assert "disabled" in handler.get(f"/desk/cases/{case}/act/done/initiation/").content.decode()

    def test_is_set_by_operators_only(self, handler: Client) -> None:
        assert handler.get("/desk/handling/").status_code == 403


class TestHandingOver:
    def test_lets_another_case_take_the_matter_up(self, handler: Client) -> None:
        case = opened(handler)
        sent = {"procedure": "penalty", "on": ago(0), "reason": "发现违法线索"}
        assert handler.post(f"/desk/cases/{case}/hand-over/", sent).status_code == 302
        assert "发现违法线索" in text(handler.get("/desk/cases/new/"))
        taken = opened(handler, "penalty", days=0, handover=_handover(handler))
        assert "移交而来" in text(handler.get(f"/desk/cases/{taken}/"))
        assert "发现违法线索" not in text(handler.get("/desk/cases/new/"))

    def test_is_done_in_the_post_of_which_one_makes_use_and_no_other(self, handler: Client) -> None:
        case = opened(handler)
        both = account_in("handler", organ=JUSTICE)
        give_post(
            account=both, role="supervisor", organ=organ_at(DISTRICT), reach=None, valid_from=SINCE, by="测试", at=NOW
        )
        client = Client()
        client.force_login(both)
        assert client.get(f"/desk/cases/{case}/").status_code == 200
        sent = {"procedure": "penalty", "on": ago(0), "reason": "发现违法线索"}
        response = client.post(f"/desk/cases/{case}/hand-over/", sent)
        assert response.status_code == 422
        assert "不得移交" in text(response)
        assert not Handover.objects.exists()

    def test_of_an_open_case_waits_for_its_own_organ_and_not_for_everybody(self, handler: Client) -> None:
        case = opened(handler)
        Case.objects.filter(pk=case).update(confidentiality="公开")
        handler.post(f"/desk/cases/{case}/hand-over/", {"procedure": "penalty", "on": ago(0), "reason": "发现违法线索"})
        stranger = signed_in("handler", organ=JUSTICE)
        assert "发现违法线索" not in text(stranger.get("/desk/cases/new/"))
        opened(stranger, "penalty", days=0, handover=str(Handover.objects.get().pk))
        assert Handover.objects.get().to_case is None


def _handover(client: Client) -> str:
    return client.get("/desk/cases/new/").content.decode().partition("?handover=")[2].partition('"')[0]
