"""A draft is looked through for conditions of market entry, and two texts are set beside each other."""

import pytest

from yifa.domains.norms.comparison import Change, articles, changes
from yifa.domains.norms.rules import entry_conditions

OLD = """示例区某办法
第一条 为了规范管理,制定本办法。
第二条 本办法适用于本区。
第三条 经营者应当公示价格。
第四条 违反规定的,责令改正。
"""


class TestADraft:
    @pytest.mark.parametrize(
        ("sentence", "title"),
        [
            ("第五条 从事民宿经营的,须经区文旅局批准后方可营业。", "以批准、许可、同意为从事经营的前提"),
            ("未经区商务局同意,不得从事再生资源回收。", "以批准、许可、同意为从事经营的前提"),
            ("企业应当列入推荐名录后方可参加活动。", "以备案、登记、认定、入库为从事经营的前提"),
            ("区商务局制定市场准入负面清单。", "另行制定准入性质的清单"),
            ("投标人应当在本区注册并纳税。", "限定本地企业或者要求在本地设立机构"),
            ("申请企业注册资本不低于500万元。", "以规模、年限、业绩为准入条件"),
            ("由指定的检测机构出具报告。", "指定经营者或者限定购买、使用"),
        ],
    )
    def test_is_shown_with_the_places_that_may_set_a_condition(self, sentence: str, title: str) -> None:
        assert [found.title for found in entry_conditions(sentence)] == [title]

    @pytest.mark.parametrize(
        "sentence",
        [
            "鼓励社会资本参与养老服务。",
            "区商务局应当及时公布办理结果。",
            "严格执行市场监管有关规定,平等对待各类经营主体。",
            "经营者应当公示价格,并接受监督。",
            "补贴标准为每户不超过500元。",
            "严格执行市场准入负面清单(2022年版)。",
        ],
    )
    def test_without_such_wording_raises_no_doubt(self, sentence: str) -> None:
        assert entry_conditions(sentence) == ()

    def test_is_quoted_with_its_article_its_words_and_the_basis(self) -> None:
        text = "第一条 为了规范管理,制定本办法。\n第二条 经营者取得许可后方可营业。"
        (found,) = entry_conditions(text)
        assert (found.article, found.phrase) == ("第二条", "许可后方可")
        assert found.basis.short == "公平竞争审查条例 8条"
        assert not found.names_higher_law

    def test_says_where_the_sentence_names_a_statute_that_may_allow_it(self) -> None:
        (found,) = entry_conditions("依照《中华人民共和国食品安全法》取得许可后方可经营。")
        assert found.names_higher_law


class TestTwoTexts:
    def test_that_are_the_same_differ_in_nothing(self) -> None:
        assert changes(before=OLD, after=OLD.replace("\n", "\n\n")) == ()

    def test_differ_by_the_article_that_was_reworded(self) -> None:
        (line,) = changes(before=OLD, after=OLD.replace("公示价格", "公示价格和服务内容"))
        assert line.change is Change.REWORDED
        assert line.before is not None
        assert line.after is not None
        assert (line.before.number, line.after.wording) == ("第三条", "经营者应当公示价格和服务内容。")

    def test_differ_by_the_article_that_was_added_and_not_by_those_renumbered(self) -> None:
        new = OLD.replace("第四条", "第五条").replace("第三条", "第四条")
        new = new.replace("第四条 经营者", "第三条 区市场监管局负责监督。\n第四条 经营者")
        (line,) = changes(before=OLD, after=new)
        assert (line.change, line.before) == (Change.ADDED, None)

    def test_differ_by_the_article_that_was_struck(self) -> None:
        (line,) = changes(before=OLD, after=OLD.replace("第二条 本办法适用于本区。\n", ""))
        assert (line.change, line.after) == (Change.STRUCK, None)

    def test_are_read_by_their_articles(self) -> None:
        assert [article.number for article in articles(OLD)] == ["", "第一条", "第二条", "第三条", "第四条"]
