from datetime import UTC, date, datetime

import pytest

from yifa.kernel.access import Post, Viewer, visible
from yifa.kernel.models import Case, Organ, PendingLeaf
from yifa.kernel.organ_sheet import OrganEntry, UnableToEnterOrgans, compared, enter_organs, entries_of

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)
DAY = date(2022, 3, 1)
LINES = entries_of(
    [
        ("机关", "上级", "类别", "电话", "地址"),
        ("区司法局", "示例区", "工作部门", "0000-1234501", "示例路1号"),
        ("示例区", "", "区", "", ""),
        ("法制科", "区司法局", "", "", ""),
    ]
)


def paths() -> set[str]:
    return set(Organ.objects.values_list("path", flat=True))


class TestTheSheetOfOrgans:
    def test_is_entered_as_a_tree_in_whatever_order_it_stands(self) -> None:
        enter_organs(LINES, at=NOW, by="测试")
        assert paths() == {"示例区", "示例区/区司法局", "示例区/区司法局/法制科"}
        assert Organ.objects.get(name="区司法局").telephone == "0000-1234501"

    def test_changes_nothing_the_second_time(self) -> None:
        enter_organs(LINES, at=NOW, by="测试")
        before = PendingLeaf.objects.count()
        assert enter_organs(LINES, at=NOW, by="测试") == ()
        assert PendingLeaf.objects.count() == before

    def test_moves_what_a_ledger_has_named_with_all_its_cases(self) -> None:
        organ = Organ.objects.create(path="区司法局", name="区司法局")
        case = Case.objects.create(
            procedure="penalty",
            version="2021",
            year=2022,
            title="某案",
            organ=organ,
            organ_path="区司法局",
            confidentiality="内部",
        )
        district = Viewer("辛监督", (Post("supervisor", "示例区"),))
        assert not visible(Case.objects.all(), district, on=DAY).exists()
        enter_organs(LINES, at=NOW, by="测试")
        case.refresh_from_db()
        assert case.organ_path == "示例区/区司法局"
        assert visible(Case.objects.all(), district, on=DAY).get() == case

    def test_is_only_compared_where_nobody_confirmed_it(self) -> None:
        said = [(one.name, one.what) for one in compared(LINES)]
        assert ("法制科", "新录入") in said
        assert not paths()

    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            ((), "表中没有机关"),
            ((OrganEntry(2, "甲局", "乙区"),), "第2行的上级「乙区」不在表中"),
            ((OrganEntry(2, "甲局"), OrganEntry(3, "甲局")), "第3行的「甲局」与第2行重复"),
            ((OrganEntry(2, "甲/局"),), "第2行的机关名称"),
            ((OrganEntry(2, "甲", "乙"), OrganEntry(3, "乙", "甲")), "又回到自己"),
            ((OrganEntry(2, "甲" * 121),), "超过120个字"),
        ],
    )
    def test_is_refused_whole_where_a_line_is_wrong(self, lines: tuple[OrganEntry, ...], sentence: str) -> None:
        with pytest.raises(UnableToEnterOrgans, match=sentence):
            enter_organs((*lines, OrganEntry(9, "好局")) if lines else (), at=NOW, by="测试")
        assert not paths()

    def test_is_refused_without_its_headings(self) -> None:
        with pytest.raises(UnableToEnterOrgans, match="表头"):
            entries_of([("单位", "电话")])
