"""What the public finds: pages that answer, say what to do where they cannot, and stay the same until something is written."""

import base64
import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.surfaces.portal.canaries import ABORTED, OPEN, YEAR, Kept, told
from yifa.engine.draw.bundle import BUNDLE
from yifa.kernel.evidence.log import write
from yifa.kernel.models import Case, Publication, PublishedText
from yifa.surfaces.shell.freshness import KEEPER

pytestmark = pytest.mark.django_db

FIGURE = f"/report/{YEAR}/mkt_cases/"


def text(response: Any) -> str:
    return str(response.content.decode())


class TestEveryPage:
    @pytest.mark.parametrize(
        "address", ["/", "/report/", "/records/", "/draws/", "/law/", "/organs/", "/search/", "/verify/", "/data/"]
    )
    def test_answers_before_anything_was_entered(self, client: Client, address: str) -> None:
        response = client.get(address)
        assert response.status_code == 200
        assert "演示数据" in text(response)

    def test_refuses_scripts_and_styles_from_anywhere_else(self, client: Client) -> None:
        for address in ("/", "/nothing/"):
            policy = client.get(address).headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy

    def test_is_read_only(self, client: Client) -> None:
        assert client.post("/records/").status_code == 405
        assert client.delete("/").status_code == 405

    def test_says_what_to_do_where_nothing_is(self, client: Client) -> None:
        response = client.get("/report/1999/")
        assert response.status_code == 404
        assert "请核对网址" in text(response)

    def test_refuses_a_host_that_it_does_not_know(self, client: Client) -> None:
        response = client.get("/", headers={"host": "elsewhere.example"})
        assert response.status_code == 400
        assert "请从首页重新进入" in text(response)


class TestAPublicPage:
    def test_is_not_sent_again_while_nothing_was_written(self, kept: Kept, client: Client) -> None:
        etag = client.get("/records/").headers["ETag"]
        again = client.get("/records/", headers={"if-none-match": etag})
        assert again.status_code == 304
        assert again.content == b""

    def test_is_sent_anew_once_something_was_written(self, kept: Kept, client: Client) -> None:
        etag = client.get("/draws/").headers["ETag"]
        write([told("01" * 32, "plan")])
        response = client.get("/draws/", headers={"if-none-match": etag})
        assert response.status_code == 200
        assert "已封存计划" in text(response)

    def test_has_an_etag_of_its_own_for_each_question(self, kept: Kept, client: Client) -> None:
        one, other = (client.get("/records/penalty_cases/", {"q": word}).headers["ETag"] for word in ("甲", "乙"))
        assert one != other


class TestAReport:
    def test_links_every_figure_to_its_page(self, kept: Kept, client: Client) -> None:
        page = text(client.get(f"/report/{YEAR}/"))
        assert f'href="{FIGURE}"' in page
        assert "【待补" not in page

    def test_is_data_for_machines_with_what_it_means(self, kept: Kept, client: Client) -> None:
        values = json.loads(client.get(f"/report/{YEAR}/figures.json").content)
        meaning = json.loads(client.get(f"/report/{YEAR}/definitions.json").content)
        assert values["mkt_cases"]["value"] == 7
        assert meaning["mkt_cases"]["definition"]
        assert "演示数据" in values["note"]


class TestAFigure:
    def test_says_what_it_means_and_how_it_is_worked_out(self, kept: Kept, client: Client) -> None:
        page = text(client.get(FIGURE))
        assert all(word in page for word in ("口径", "计算方法", "依据", "第13号台账"))

    def test_says_where_records_changed_since_it_was_frozen(self, kept: Kept, client: Client) -> None:
        assert "记录有变动" in text(client.get(FIGURE))

    def test_is_proved_by_a_file_that_verifies(self, kept: Kept, client: Client) -> None:
        proof = client.get(f"/verify{FIGURE.replace('/report', '/figure')}proof.json").content
        answer = client.post("/verify/", {"bundle": SimpleUploadedFile("bundle.json", proof)})
        assert "核验通过" in text(answer)
        assert "封存者就是本机关" in text(answer)


class TestVerification:
    def test_finds_a_changed_proof_out(self, kept: Kept, client: Client) -> None:
        proof = client.get(f"/verify{FIGURE.replace('/report', '/figure')}proof.json").content
        changed = proof.replace(b'\\"value\\":\\"7\\"', b'\\"value\\":\\"8\\"')
        assert changed != proof
        answer = client.post("/verify/", {"bundle": SimpleUploadedFile("bundle.json", changed)})
        assert "核验未通过" in text(answer)

    @pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format": "yifa-draw/1/bundle"}'])
    def test_says_of_any_other_file_that_it_is_none(self, kept: Kept, client: Client, content: bytes) -> None:
        answer = client.post("/verify/", {"bundle": SimpleUploadedFile("bundle.json", content)})
        assert answer.status_code == 200
        assert "核验通过" not in text(answer)

    def test_asks_for_a_file_where_none_came(self, client: Client) -> None:
        assert "请先选择文件" in text(client.post("/verify/"))


class TestCheckingAReport:
    REPORT = "全年共办结行政复议案件120件，按结果分别为维持70件、撤销20件、驳回20件。".encode()

    def test_says_sentence_by_sentence_what_does_not_add_up(self, client: Client) -> None:
        answer = text(client.post("/check/", {"report": SimpleUploadedFile("报告.txt", self.REPORT), "answer": "page"}))
        assert "「报告.txt」" in answer
        assert "70+20+20" in answer.replace(" ", "")

    def test_gives_the_report_back_with_comments(self, client: Client) -> None:
        answer = client.post("/check/", {"report": SimpleUploadedFile("报告.txt", self.REPORT), "answer": "docx"})
        assert answer.content.startswith(b"PK")
        assert "attachment" in answer.headers["Content-Disposition"]

    def test_says_how_many_numbers_were_read_where_nothing_is_found(self, client: Client) -> None:
        file = SimpleUploadedFile("报告.txt", "全年办理案件120件。".encode())
        assert "未发现问题，已核 1 个数字" in text(client.post("/check/", {"report": file}))

    @pytest.mark.parametrize(
        ("name", "says"), [("报告.xyz", "请另存为其中一种"), ("报告.docx", "打不开"), ("报告.pdf", "报告.pdf")]
    )
    def test_says_why_a_file_is_not_read(self, client: Client, name: str, says: str) -> None:
        answer = client.post("/check/", {"report": SimpleUploadedFile(name, b"nonsense")})
        assert answer.status_code == 200
        assert says in text(answer)

    def test_asks_for_a_file_where_none_came(self, client: Client) -> None:
        assert "没有收到文件" in text(client.post("/check/"))

    def test_is_not_offered_to_other_machines(self, client: Client, settings: Any) -> None:
        settings.YIFA_IS_LOCAL = False
        assert client.get("/check/").status_code == 404
        assert client.post("/check/").status_code == 404


class TestAPublication:
    def test_shows_the_text_as_it_was_published(self, kept: Kept, client: Client) -> None:
        row = Publication.objects.filter(case__in=kept.cases["open"]).earliest("pk")
        PublishedText.objects.create(sha256="b" * 64, text="行政处罚\n决定书文号:一号\n")
        Publication.objects.filter(pk=row.pk).update(text="b" * 64)
        assert "决定书文号:一号" in text(client.get(f"/published/{row.address}/"))

    def test_says_at_the_same_address_that_it_was_taken_down(self, kept: Kept, client: Client) -> None:
        row = Publication.objects.filter(case__in=kept.cases["open"]).earliest("pk")
        Publication.objects.filter(pk=row.pk).update(
            withdrawn_on=date(2022, 5, 1), ground="决定被撤销", approved_by="局长"
        )
        Case.objects.filter(pk=row.case_id).update(confidentiality="内部")
        page = text(client.get(f"/published/{row.address}/"))
        assert "已撤下" in page
        assert "决定被撤销" in page
        assert OPEN not in page


class TestPublications:
    def test_are_listed_the_latest_first_as_long_as_they_stand(self, kept: Kept, client: Client) -> None:
        row = Publication.objects.filter(case__in=kept.cases["open"], channel="enforcement").get()
        assert f'href="/published/{row.address}/"' in text(client.get("/published/", {"kind": "penalty"}))
        Publication.objects.filter(pk=row.pk).update(
            withdrawn_on=date(2022, 5, 1), ground="决定被撤销", approved_by="局长"
        )
        KEEPER.forget()
        assert f'href="/published/{row.address}/"' not in text(client.get("/published/", {"kind": "penalty"}))


class TestDraws:
    def test_are_listed_also_where_they_were_given_up(self, kept: Kept, client: Client) -> None:
        assert "已中止" in text(client.get("/draws/"))
        assert "已经中止" in text(client.get(f"/draws/{ABORTED}/"))


class TestTheLog:
    def test_is_served_as_tiles(self, kept: Kept, client: Client) -> None:
        size = int(text(client.get("/log/checkpoint")).splitlines()[1])
        tile = client.get(f"/log/tile/0/000.p/{size}")
        assert len(tile.content) == 32 * size
        assert "immutable" in tile.headers["Cache-Control"]
        assert client.get(f"/log/tile/0/000.p/{size + 1}").status_code == 404

    @pytest.mark.parametrize("path", ["0/000", "0/0", "x/000", "0/000.p/0", "0/000.p/256", "0/../secret.key", "63/000"])
    def test_has_nothing_at_any_other_address(self, kept: Kept, client: Client, path: str) -> None:
        assert client.get(f"/log/tile/{path}").status_code == 404


class TestSearch:
    @pytest.mark.parametrize("words", ["公", "可公开", "合法性审查", "处罚案件"])
    def test_finds_one_character_and_many(self, kept: Kept, client: Client, words: str) -> None:
        page = text(client.get("/search/", {"q": words}))
        assert 'class="results"' in page or "没有找到" in page

    def test_takes_signs_of_the_database_for_what_they_are(self, kept: Kept, client: Client) -> None:
        assert "没有找到" in text(client.get("/search/", {"q": "%%_"}))


class TestAList:
    @pytest.mark.parametrize("place", ["x", "W10=", "WyJhIl0=", "WzEsMl0=", "bnVsbA==", "W251bGwsbnVsbF0="])
    def test_refuses_a_place_that_it_did_not_give_out(self, kept: Kept, client: Client, place: str) -> None:
        assert client.get("/records/penalty_cases/", {"after": place}).status_code in {200, 400}

    def test_is_a_file_with_the_same_records(self, kept: Kept, client: Client) -> None:
        response = client.get("/records/penalty_cases.csv")
        lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
        assert len(lines) == 2
        assert lines[0].startswith("决定书文号")


class TestAnythingThatIsAsked:
    NASTY = ("\0", "a\0b", "%", "_", "'; --", "<script>alert(1)</script>", "😀", "\u202e", "9" * 400, "-1", "²")

    @pytest.mark.parametrize("words", NASTY)
    @pytest.mark.parametrize("name", ["q", "year", "organ", "after"])
    def test_is_answered_without_a_fault(self, kept: Kept, client: Client, name: str, words: str) -> None:
        for address in ("/records/penalty_cases/", "/records/penalty_cases.csv", "/search/", FIGURE):
            response = client.get(address, {name: words})
            assert response.status_code in {200, 400}
            body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            assert b"<script>alert" not in body

    @pytest.mark.parametrize(
        "place", [["a", "b"], ["\0", 1], ["\ud800", 1], [1, 1], ["a", 2**80], ["a", True], [None, 1]]
    )
    def test_is_answered_without_a_fault_as_a_place_in_a_list(
        self, kept: Kept, client: Client, place: list[object]
    ) -> None:
        after = base64.urlsafe_b64encode(json.dumps(place).encode()).decode()
        assert client.get("/records/penalty_cases/", {"after": after}).status_code in {200, 400}

    def test_does_not_show_what_broke(self, kept: Kept, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: Any) -> None:
            raise RuntimeError("秘密的故障")

        monkeypatch.setattr("yifa.surfaces.portal.home.counts", broken)
        client.raise_request_exception = False
        response = client.get("/")
        assert response.status_code == 500
        assert "您没有做错什么" in text(response)
        assert "秘密的故障" not in text(response)


class TestADrawThatIsTooLarge:
    def test_is_not_drawn_again_here(self, client: Client) -> None:
        quota = {"stratum": "甲", "number": 10**9, "substitutes": 0}
        bundle = {"format": BUNDLE, "plan": {"quotas": [quota], "staffing": None}}
        file = SimpleUploadedFile("bundle.json", json.dumps(bundle).encode())
        assert "请下载 replay.py" in text(client.post("/verify/", {"bundle": file}))

    def test_is_not_read_where_it_is_longer_than_any_proof(self, client: Client) -> None:
        file = SimpleUploadedFile("bundle.json", b" " * (5 * 1024 * 1024))
        assert "超过 4 MB" in text(client.post("/verify/", {"bundle": file}))
