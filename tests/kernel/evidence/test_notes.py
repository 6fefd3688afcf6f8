import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.evidence.made import LOG, SECOND, WITNESS
from yifa.kernel.evidence.notes import (
    COSIGNATURE,
    ED25519,
    OTHER,
    Note,
    Signature,
    UnableToReadNote,
    Verifier,
    cosigned,
    key_id,
    read_note,
    read_verifier,
    refuse_name,
    signed,
)

# The example in the documentation of Go's golang.org/x/mod/sumdb/note.
NEUMANN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
# The example of C2SP tlog-cosignature.
SOFA = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""
LINE = st.text(st.characters(codec="utf-8", min_codepoint=32))


class TestANote:
    def test_of_another_program_is_accepted(self) -> None:
        assert read_verifier(NEUMANN_KEY).accepts(read_note(NEUMANN_NOTE))
        assert read_verifier(NEUMANN_KEY).text == NEUMANN_KEY

    def test_of_the_standard_is_read(self) -> None:
        note = read_note(SOFA)
        log, witness = note.signatures
        assert (log.name, len(log.signature)) == ("example.com/behind-the-sofa", 64)
        assert (witness.name, len(witness.signature)) == ("witness.example.com/w1", 72)
        assert int.from_bytes(witness.signature[:8], "big") == SECOND
        assert str(note) == SOFA

    @given(st.lists(LINE, min_size=1))
    def test_comes_back_as_it_was_signed(self, lines: list[str]) -> None:
        text = "\n".join(lines) + "\n"
        note = signed(text, [LOG])
        assert read_note(str(note)) == note
        assert LOG.verifier.accepts(note)

    @given(st.integers(0, len(NEUMANN_NOTE.encode()) - 1), st.integers(0, 255))
    def test_is_never_accepted_after_a_change(self, place: int, byte: int) -> None:
        raw = bytearray(NEUMANN_NOTE.encode())
        if raw[place] == byte:
            return
        raw[place] = byte
        try:
            note = read_note(raw.decode())
        except (UnableToReadNote, UnicodeDecodeError):
            return
        assert not read_verifier(NEUMANN_KEY).accepts(note)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "text\n",
            "text\n\n",
            "text\n\n— name",
            "text\n\n- name AAAAAAA=\n",
            "text\n\n—name AAAAAAA=\n",
            "text\n\n— name  AAAAAAA=\n",
            "text\n\n— na+me AAAAAAA=\n",
            "text\n\n— na\u3000me AAAAAAA=\n",
            "text\n\n—  AAAAAAA=\n",
            "text\n\n— name AAAAAA==\n",
            "text\n\n— name AAAAAAB=\n",
            "text\n\n— name AAAAAAA\n",
            "text\n\n— name 签名\n",
            "text\n\n— name AAAA AAA=\n",
            "te\txt\n\n— name AAAAAAA=\n",
            "text\r\n\n— name AAAAAAA=\n",
            "te\ud800xt\n\n— name AAAAAAA=\n",
            "text\n\n" + "— name AAAAAAA=\n" * 101,
        ],
        ids=ascii,
    )
    def test_is_refused_where_it_is_damaged(self, text: str) -> None:
        with pytest.raises(UnableToReadNote):
            read_note(text)

    def test_is_read_with_many_signatures(self) -> None:
        assert len(read_note("text\n\n" + "— name AAAAAAA=\n" * 100).signatures) == 100

    def test_may_have_empty_lines_in_its_text(self) -> None:
        assert read_note("one\n\ntwo\n\n— name AAAAAAA=\n").text == "one\n\ntwo\n"


class TestAVerifier:
    def test_accepts_only_what_its_key_signed(self) -> None:
        note = signed("text\n", [LOG])
        assert not WITNESS.verifier.accepts(note)
        assert not Verifier("another.example", ED25519, LOG.verifier.public).accepts(note)

    def test_ignores_what_unknown_keys_signed(self) -> None:
        stranger = Signature("stranger", b"abcd", b"nothing")
        assert LOG.verifier.accepts(Note("text\n", (stranger, *signed("text\n", [LOG]).signatures)))

    def test_rejects_a_note_that_also_carries_a_wrong_signature_of_its_key(self) -> None:
        wrong = Signature(LOG.name, LOG.key_id, bytes(64))
        assert not LOG.verifier.accepts(Note("text\n", (*signed("text\n", [LOG]).signatures, wrong)))

    @pytest.mark.parametrize("kind", [ED25519, COSIGNATURE])
    def test_comes_back_from_what_is_published(self, kind: bytes) -> None:
        verifier = Verifier("yifa.example/log", kind, bytes(range(32)))
        assert read_verifier(f" {verifier.text}\n") == verifier

    def test_of_an_outside_algorithm_is_read_and_accepts_nothing(self) -> None:
        public = b"SM2 of our machine" + bytes(64)
        outside = Verifier("yifa.example/gm", OTHER, public)
        assert read_verifier(outside.text) == outside
        assert outside.key_id == key_id("yifa.example/gm", OTHER + b"SM2 of our machine", bytes(64))
        assert not outside.accepts(Note("text\n", (Signature(outside.name, outside.key_id, bytes(64)),)))

    @pytest.mark.parametrize(
        "verifier",
        [
            Verifier("two words", ED25519, bytes(32)),
            Verifier("", ED25519, bytes(32)),
            Verifier("short", ED25519, bytes(31)),
            Verifier("long", COSIGNATURE, bytes(33)),
            Verifier("ecdsa", b"\x02", bytes(32)),
            Verifier("nothing", OTHER, b""),
        ],
        ids=lambda verifier: repr(verifier.name),
    )
    def test_is_refused_where_no_such_key_can_be(self, verifier: Verifier) -> None:
        with pytest.raises(UnableToReadNote, match="公钥"):
            read_verifier(verifier.text)

    @given(st.integers(0, len(NEUMANN_KEY) - 1), st.characters(min_codepoint=33, max_codepoint=126))
    def test_is_refused_after_a_change(self, place: int, char: str) -> None:
        changed = NEUMANN_KEY[:place] + char + NEUMANN_KEY[place + 1 :]
        if changed == NEUMANN_KEY:
            return
        with pytest.raises(UnableToReadNote):
            read_verifier(changed)


class TestACosignature:
    def test_signs_the_second_and_the_text(self) -> None:
        assert cosigned("log\n1\nroot\n", SECOND) == b"cosignature/v1\ntime 1679315147\nlog\n1\nroot\n"

    def test_states_its_second_before_the_signature(self) -> None:
        signature = WITNESS.cosign("text\n", SECOND)
        assert signature.signature[:8] == SECOND.to_bytes(8, "big")
        assert len(signature.signature) == 72
        assert WITNESS.verifier.accepts(Note("text\n", (signature,)))

    def test_has_a_key_of_another_kind_than_a_log(self) -> None:
        as_log = Verifier(WITNESS.name, ED25519, WITNESS.verifier.public)
        assert as_log.key_id != WITNESS.verifier.key_id
        assert not as_log.accepts(Note("text\n", (WITNESS.cosign("text\n", SECOND),)))

    def test_does_not_hold_with_another_second(self) -> None:
        one = WITNESS.cosign("text\n", SECOND)
        later = Signature(one.name, one.key_id, (SECOND + 1).to_bytes(8, "big") + one.signature[8:])
        assert not WITNESS.verifier.accepts(Note("text\n", (later,)))

    @pytest.mark.parametrize(("second", "holds"), [(2**63 - 1, True), (2**63, False)])
    def test_ends_with_the_last_second_of_the_standard(self, second: int, *, holds: bool) -> None:
        assert WITNESS.verifier.accepts(Note("text\n", (WITNESS.cosign("text\n", second),))) is holds

    @pytest.mark.parametrize("raw", [b"", b"1234", bytes(71), bytes(73)])
    def test_does_not_hold_in_another_length(self, raw: bytes) -> None:
        line = Signature(WITNESS.name, WITNESS.verifier.key_id, raw)
        assert not WITNESS.verifier.accepts(Note("text\n", (line,)))


class TestANameOfAKey:
    @pytest.mark.parametrize("name", ["", "two words", "a+b", "全角\u3000空格", "tab\t", "line\n", "no\u00a0break"])
    def test_is_refused_empty_or_with_blanks_or_a_plus_sign(self, name: str) -> None:
        with pytest.raises(ValueError, match="密钥名称"):
            refuse_name(name)

    @pytest.mark.parametrize("name", ["yifa/0123456789ab", "见证人-审计局", "example.com/log"])
    def test_may_be_anything_else(self, name: str) -> None:
        refuse_name(name)
        assert base64.b64encode(key_id(name, ED25519, bytes(32)))
