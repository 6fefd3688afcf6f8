import hashlib

import pytest

from yifa.kernel.evidence import suite
from yifa.kernel.evidence.commitment import SALT, commit, new_salt
from yifa.kernel.evidence.suite import GM, INTL, SUITES

ABC_SM3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
LONG_SM3 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


class TestTheSuiteIntl:
    def test_hashes_with_sha256(self) -> None:
        assert INTL.hash(b"abc") == hashlib.sha256(b"abc").digest()

    def test_keeps_leaves_and_nodes_apart(self) -> None:
        assert INTL.leaf(b"a" * 32 + b"b" * 32) != INTL.node(b"a" * 32, b"b" * 32)


class TestTheSuiteGm:
    """The examples of GB/T 32905-2016, appendix A."""

    def test_hashes_the_first_example_of_the_standard(self) -> None:
        assert GM.hash(b"abc").hex() == ABC_SM3

    def test_hashes_the_second_example_of_the_standard(self) -> None:
        assert GM.hash(b"abcd" * 16).hex() == LONG_SM3

    def test_hashes_alike_where_openssl_lacks_it(self) -> None:
        assert suite._sm3_of_cryptography(b"abc").hex() == ABC_SM3

    def test_stands_under_its_name(self) -> None:
        assert SUITES == {"intl": INTL, "gm": GM}


class TestACommitment:
    def test_is_the_hash_of_salt_and_text(self) -> None:
        assert commit(INTL, b"s" * SALT, b"text") == hashlib.sha256(b"s" * SALT + b"text").digest()

    @pytest.mark.parametrize("length", [0, 31, 33])
    def test_is_refused_under_a_salt_of_another_length(self, length: int) -> None:
        with pytest.raises(ValueError, match="a salt has 32 bytes"):
            commit(INTL, bytes(length), b"text")

    def test_is_never_made_twice_alike(self) -> None:
        assert commit(INTL, new_salt(), b"text") != commit(INTL, new_salt(), b"text")
