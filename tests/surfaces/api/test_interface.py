from typing import Any

import pytest
from django.test import Client

from tests.surfaces.api.conftest import calling, token_in
from tests.surfaces.posts import NOW
from yifa.kernel.machines.tokens import end_token
from yifa.kernel.models import Act, Case, Publication

pytestmark = pytest.mark.django_db

OTHER = "示例区/区教育局"
OPENED = {
    "procedure": "major_decision",
    "on": "2022-03-01",
    "title": "停车办法",
    "facts": {"no": "决1", "title": "停车办法", "risky": True},
}


def posted(client: Client, address: str, sent: Any) -> Any:
    return client.post(address, sent, content_type="application/json")


def opened(client: Client) -> int:
    response = posted(client, "/api/v1/cases/", OPENED)
    assert response.status_code == 201, response.content.decode()
    number: int = response.json()["case"]
    return number


class TestACaller:
    @pytest.mark.parametrize("head", [{}, {"Authorization": "Bearer yifa_wrong"}, {"Authorization": "Basic eA=="}])
    def test_without_a_token_in_force_is_nobody(self, head: dict[str, str]) -> None:
        response = Client(headers=head).get("/api/v1/cases/")
        assert response.status_code == 401
        assert "令牌" in response.json()["detail"]

    def test_whose_token_was_ended_is_nobody_at_once(self) -> None:
        token, word = token_in("handler")
        assert calling(word).get("/api/v1/cases/").status_code == 200
        end_token(token=token, by="测试", at=NOW)
        assert calling(word).get("/api/v1/cases/").status_code == 401

    def test_sees_the_cases_of_its_organ_and_none_of_another(self) -> None:
        _, ours = token_in("handler")
        _, theirs = token_in("handler", OTHER)
        number = opened(calling(ours))
        assert [one["id"] for one in calling(ours).get("/api/v1/cases/").json()["items"]] == [number]
        assert calling(theirs).get("/api/v1/cases/").json()["items"] == []
        for rest in ("", "acts/", "next/"):
            assert calling(theirs).get(f"/api/v1/cases/{number}/{rest}").status_code == 404

    def test_is_told_what_comes_next_with_its_article(self) -> None:
        client = calling(token_in("handler")[1])
        told = client.get(f"/api/v1/cases/{opened(client)}/next/").json()
        assert told[0]["step"] == "initiation"
        assert "第十条" in told[0]["basis"]


class TestAnAct:
    def test_is_done_under_the_name_of_the_system(self) -> None:
        client = calling(token_in("handler")[1])
        number = opened(client)
        sent = {"kind": "done", "step": "initiation", "on": "2022-03-02"}
        response = posted(client, f"/api/v1/cases/{number}/acts/", sent)
        assert response.status_code == 201
        assert response.json()["seq"] == 1
        act = Act.objects.get(case_id=number, seq=1)
        assert (act.organ, act.actor) == ("区住房城乡建设局", "对接系统")

    def test_decides_at_once_what_is_owed_to_the_public(self) -> None:
        client = calling(token_in("handler")[1])
        number = opened(client)
        posted(client, f"/api/v1/cases/{number}/acts/", {"kind": "done", "step": "initiation", "on": "2022-03-02"})
        assert set(Publication.objects.filter(case_id=number).values_list("acts", flat=True)) == {2}

    def test_that_the_law_forbids_is_refused_with_the_article_and_nothing_is_written(self) -> None:
        client = calling(token_in("handler")[1])
        number = opened(client)
        sent = {"kind": "done", "step": "deliberation", "on": "2022-03-02"}
        response = posted(client, f"/api/v1/cases/{number}/acts/", sent)
        assert response.status_code == 409
        assert "第二十五条" in response.json()["detail"]
        assert Act.objects.filter(case_id=number).count() == 1

    def test_of_a_reviewer_is_not_open_to_a_handlers_token(self) -> None:
        client = calling(token_in("handler")[1])
        sent = {"kind": "started", "step": "legality_review", "on": "2022-03-02"}
        response = posted(client, f"/api/v1/cases/{opened(client)}/acts/", sent)
        assert response.status_code == 409
        assert "不办理这一环节" in response.json()["detail"]

    def test_with_a_fact_of_the_wrong_type_names_the_fact(self) -> None:
        client = calling(token_in("handler")[1])
        response = posted(client, "/api/v1/cases/", {**OPENED, "facts": {"risky": "是"}})
        assert response.status_code == 422
        assert "应做风险评估" in response.json()["detail"]

    def test_with_a_state_secret_keeps_nothing(self) -> None:
        client = calling(token_in("handler")[1])
        response = posted(client, "/api/v1/cases/", {**OPENED, "confidentiality": "机密"})
        assert response.status_code == 409
        assert "本系统不得存储涉密内容" in response.json()["detail"]
        assert not Case.objects.exists()


class TestTheDescription:
    def test_is_openapi_3_1_and_names_every_operation_in_chinese(self) -> None:
        told = Client().get("/api/v1/openapi.json").json()
        assert told["openapi"].startswith("3.1")
        titles = [one["summary"] for path in told["paths"].values() for one in path.values()]
        assert all(any("一" <= sign <= "鿿" for sign in title) for title in titles)

    def test_has_a_page_for_people(self, client: Client) -> None:
        page = client.get("/api/").content.decode()
        assert "/api/v1/cases/" in page
