"""The frame: one order, nobody twice, and entries that can be opened one by one."""

from hmac import digest

import pytest

from tests.engine.draw import sample
from yifa.engine.draw.frame import Place, entry_of, frame_of, leaf_number
from yifa.engine.draw.refusal import UnableToDraw
from yifa.kernel.evidence.proofs import includes
from yifa.kernel.evidence.suite import INTL


class TestFrame:
    def test_stands_in_order_of_stratum_and_code(self) -> None:
        found = frame_of(key=sample.KEY, entries=[("乙", "2"), ("甲", "9"), ("乙", "1"), ("乙", "10")])
        assert [(s.name, s.codes) for s in found.strata] == [("乙", ("1", "10", "2")), ("甲", ("9",))]

    def test_is_the_same_whatever_the_order_of_the_register(self) -> None:
        entries = [("A", str(number)) for number in range(20)]
        assert frame_of(key=sample.KEY, entries=entries).root == frame_of(key=sample.KEY, entries=entries[::-1]).root

    def test_opens_every_entry(self) -> None:
        whole = sample.frame()
        size = sum(one.size for one in whole.sizes)
        for stratum in whole.strata:
            for position, code in enumerate(stratum.codes):
                place = Place(stratum.name, position)
                opening = whole.opening(place)
                entry = entry_of(salt=opening.salt, place=place, code=code)
                number, path = leaf_number(whole.sizes, place), opening.proof
                assert includes(suite=INTL, entry=entry, position=number, size=size, path=path, root=whole.root)

    def test_has_salts_that_its_key_gives(self) -> None:
        whole = sample.frame()
        assert whole.opening(Place("B", 2)).salt == digest(sample.KEY, (42).to_bytes(8, "big"), "sha256")

    def test_has_another_root_under_another_key(self) -> None:
        assert sample.frame().root != sample.frame(key=b"k" * 32).root

    def test_does_not_take_a_quotation_mark_for_the_end_of_a_code(self) -> None:
        one = frame_of(key=sample.KEY, entries=[("A", 'x",1,"y')])
        other = frame_of(key=sample.KEY, entries=[('A","x', "1")])
        assert one.root != other.root

    def test_knows_where_a_subject_stands(self) -> None:
        whole = sample.frame()
        assert whole.place("B00002") == Place("B", 2)
        assert whole.place("没有") is None


class TestRefusal:
    @pytest.mark.parametrize(
        ("entries", "because"),
        [
            ([], "名录为空"),
            ([("A", "1"), ("A", "1")], "「1」重复出现"),
            ([("A", "1"), ("B", "1")], "不同层中重复"),
            ([("A", "1 ")], "空白"),
            ([("A", "")], "为空"),
            ([("", "1")], "层「」为空"),
            ([("A", "1\u200b")], "不可见字符"),
            ([("A", "e\u0301")], "统一码"),
        ],
    )
    def test_keeps_a_register_out_in_which_somebody_has_two_chances(
        self, entries: list[tuple[str, str]], because: str
    ) -> None:
        with pytest.raises(UnableToDraw, match=because):
            frame_of(key=sample.KEY, entries=entries)

    def test_keeps_a_short_key_out(self) -> None:
        with pytest.raises(UnableToDraw, match="32个字节"):
            frame_of(key=b"short", entries=[("A", "1")])
