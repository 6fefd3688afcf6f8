"""Check digits, with python-stdnum as the other opinion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from yifa.engine.ingest.check_digits import credit_check_digit, is_credit_code, is_person_id, person_check_digit

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
REGIONS = st.text("0123456789", min_size=8, max_size=8)
BODIES = st.builds(lambda region, rest: region + rest, REGIONS, st.text(LETTERS, min_size=9, max_size=9))
DIGITS = st.text("0123456789", min_size=17, max_size=17)


class TestCreditCode:
    @given(BODIES)
    def test_agrees_with_stdnum_on_every_check_digit(self, body: str) -> None:
        assert credit_check_digit(body) == uscc.calc_check_digit(body)

    @given(BODIES, st.sampled_from(LETTERS))
    def test_agrees_with_stdnum_on_every_verdict(self, body: str, letter: str) -> None:
        assert is_credit_code(body + letter) == uscc.is_valid(body + letter)

    def test_takes_letters_in_the_first_places_as_village_collectives_have(self) -> None:
        assert is_credit_code("N2990101" + "100182438" + credit_check_digit("N2990101100182438"))

    @pytest.mark.parametrize("code", ["", "9199010110018243", "91990101100182438I", "91990101100182438m", "9" * 19])
    def test_refuses_what_has_another_length_or_alphabet(self, code: str) -> None:
        assert not is_credit_code(code)


class TestPersonId:
    @given(DIGITS)
    def test_agrees_with_stdnum_on_every_check_digit(self, body: str) -> None:
        assert person_check_digit(body) == ric.calc_check_digit(body + "0")

    @given(DIGITS, st.sampled_from("0123456789X"))
    def test_holds_for_one_letter_only(self, body: str, letter: str) -> None:
        assert is_person_id(body + letter) == (letter == ric.calc_check_digit(body + "0"))

    @pytest.mark.parametrize("number", ["", "990101750222591", "99010119750222591x", "٩٩٠١٠١١٩٧٥٠٢٢٢٥٩١٦"])
    def test_refuses_what_has_another_length_or_other_digits(self, number: str) -> None:
        assert not is_person_id(number)
