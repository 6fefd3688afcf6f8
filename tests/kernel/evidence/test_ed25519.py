import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.kernel.evidence.standalone.ed25519 import BASE, ORDER, P, holds

# RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc).
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
)
PUBLIC, MESSAGE, SIGNATURE = bytes.fromhex(VECTORS[1][0]), VECTORS[1][1], bytes.fromhex(VECTORS[1][2])


def encoded(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


class TestASignature:
    @pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
    def test_of_the_standard_holds(self, public: str, message: bytes, signature: str) -> None:
        assert holds(bytes.fromhex(public), message, bytes.fromhex(signature))

    @settings(deadline=None, max_examples=25)
    @given(st.binary(min_size=32, max_size=32), st.binary())
    def test_of_another_program_holds(self, secret: bytes, message: bytes) -> None:
        key = Ed25519PrivateKey.from_private_bytes(secret)
        assert holds(key.public_key().public_bytes_raw(), message, key.sign(message))

    @settings(deadline=None, max_examples=50)
    @given(st.integers(0, 64 * 8 - 1))
    def test_does_not_hold_after_a_change(self, bit: int) -> None:
        changed = bytearray(SIGNATURE)
        changed[bit // 8] ^= 1 << bit % 8
        assert not holds(PUBLIC, MESSAGE, bytes(changed))

    def test_does_not_hold_for_another_message_or_key(self) -> None:
        assert not holds(PUBLIC, b"\x73", SIGNATURE)
        assert not holds(bytes.fromhex(VECTORS[0][0]), MESSAGE, SIGNATURE)

    @pytest.mark.parametrize("times", [1, 2, 15])
    def test_does_not_hold_with_a_number_in_another_spelling(self, times: int) -> None:
        s = int.from_bytes(SIGNATURE[32:], "little") + times * ORDER
        assert s < 2**256
        assert not holds(PUBLIC, MESSAGE, SIGNATURE[:32] + s.to_bytes(32, "little"))

    @pytest.mark.parametrize(
        "spelling",
        [encoded(P), encoded(P + 1), encoded(2**255 - 1), encoded(P, 1), encoded(1, 1), encoded(P - 1, 1), encoded(2)],
        ids=["p", "p+1", "largest", "-p", "minus-zero at 1", "minus-zero at -1", "not on the curve"],
    )
    def test_does_not_hold_with_a_point_in_another_spelling(self, spelling: bytes) -> None:
        assert not holds(spelling, MESSAGE, SIGNATURE)
        assert not holds(PUBLIC, MESSAGE, spelling + SIGNATURE[32:])
        # Where key and point are the neutral element, S = 0 would hold; not in a second spelling of it.
        assert not holds(spelling, MESSAGE, encoded(1) + bytes(32))

    @pytest.mark.parametrize(("key", "signature"), [(31, 64), (33, 64), (32, 63), (32, 65), (0, 0)])
    def test_does_not_hold_in_another_length(self, key: int, signature: int) -> None:
        assert not holds((PUBLIC + b"\0")[:key], MESSAGE, (SIGNATURE + b"\0")[:signature])


class TestTheBasePoint:
    def test_is_that_of_the_standard(self) -> None:
        x = 15112221349535400772501151409588531511454012693041857206046113283949847762202
        assert BASE[:2] == (x, 46316835694926478169428394003475163141307993866256225615783033603165251855960)


class TestTheFile:
    def test_needs_only_the_standard_library(self) -> None:
        source = Path(__file__).parents[3] / "src/yifa/kernel/evidence/standalone/ed25519.py"
        lines = source.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if "import" in line.split()] == ["import hashlib"]
