from yifa.domains.enforcement.procedure import PENALTY
from yifa.domains.services.procedure import APPLICATION as SERVICE
from yifa.kernel.askings import askings, known_values


class TestWhyAFactIsAskedFor:
    def test_names_the_rule_that_looks_at_it_with_its_article(self) -> None:
        first = askings(PENALTY)["fine"][0]
        assert first.step == "decision"
        assert "罚款金额达到本地参数" in first.says
        assert first.basis.article.startswith("《中华人民共和国行政处罚法》第六十三条")

    def test_names_the_step_that_depends_on_it(self) -> None:
        assert "情节复杂或重大的,应当办理「集体讨论」" in {one.says for one in askings(PENALTY)["major"]}

    def test_counts_what_a_register_entry_brings_with_it(self) -> None:
        assert any("行政许可" in one.says for one in askings(SERVICE)["item"])

    def test_asks_for_the_officers_where_their_number_or_certificates_count(self) -> None:
        assert {one.step for one in askings(PENALTY)["officers"]} == {"investigation"}

    def test_is_silent_on_what_no_rule_looks_at(self) -> None:
        assert "cause" not in askings(PENALTY)


class TestKnownWords:
    def test_are_those_that_rules_compare_with(self) -> None:
        assert set(known_values(PENALTY)["procedure"]) == {"听证", "普通", "简易"}
        assert set(known_values(PENALTY)["party_kind"]) >= {"自然人", "企业"}
