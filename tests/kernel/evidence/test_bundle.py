import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.evidence.made import LOG, OTHER_LOG, WITNESS, Log, witnessed
from yifa.kernel.evidence.bundle import Bundle, Growth, UnableToReadBundle, bundle_text, read_bundle
from yifa.kernel.evidence.canonical import canonical
from yifa.kernel.evidence.checkpoint import Checkpoint
from yifa.kernel.evidence.commitment import commit
from yifa.kernel.evidence.labels import label_of
from yifa.kernel.evidence.notes import OTHER, Note, Signature, Verifier, signed
from yifa.kernel.evidence.suite import GM, INTL
from yifa.kernel.evidence.tree import Tree
from yifa.kernel.evidence.verification import disagreements, signed_by

KEYS = (LOG.verifier, WITNESS.verifier)
WHOLE = witnessed()
TEXT = bundle_text(WHOLE)


def found(bundle: Bundle, trusted: Sequence[Verifier] = ()) -> list[str]:
    return list(disagreements(bundle, trusted=trusted))


def meaning(bundle: Bundle) -> Any:
    """All that a bundle proves: what it calls a leaf that it does not open is proved by nothing."""
    leaves = [
        replace(leaf, path=()) if leaf.salt is not None else replace(leaf, path=(), kind="", subject="")
        for leaf in bundle.leaves
    ]
    return bundle.checkpoint, leaves, [growth.note.partition("\n\n")[0] for growth in bundle.growth]


class TestABundle:
    @pytest.mark.parametrize("suite", [INTL, GM], ids=lambda suite: suite.name)
    def test_comes_back_from_its_file(self, suite: Any) -> None:
        bundle = Log(9, suite).bundle(opened=[8], shown=[0], earlier=[3], witnessed=True)
        assert read_bundle(bundle_text(bundle)) == bundle
        assert found(bundle, KEYS) == []
        assert signed_by(bundle.signed, KEYS) == [LOG.name, WITNESS.name]

    @settings(deadline=None, max_examples=40)
    @given(st.integers(1, 80), st.data())
    def test_of_any_log_proves_what_it_opens(self, count: int, data: st.DataObject) -> None:
        log, number = Log(count), st.integers(0, count - 1)
        opened, shown = data.draw(st.lists(number, max_size=3)), data.draw(st.lists(number, max_size=3))
        earlier = data.draw(st.lists(st.integers(1, count), max_size=2))
        bundle = read_bundle(bundle_text(log.bundle(opened, shown, earlier)))
        assert found(bundle) == []
        assert [leaf.text for leaf in bundle.leaves if leaf.text is not None] == [log.text(one) for one in opened]

    def test_may_have_no_leaves(self) -> None:
        assert found(read_bundle(bundle_text(Log(3).bundle(earlier=[2])))) == []

    @settings(deadline=None, max_examples=400)
    @given(st.integers(0, len(TEXT.encode()) - 1), st.integers(0, 255))
    def test_changed_in_any_byte_is_found_out_or_says_the_same(self, place: int, byte: int) -> None:
        raw = bytearray(TEXT.encode())
        raw[place] = byte
        try:
            bundle = read_bundle(raw.decode())
        except (UnableToReadBundle, UnicodeDecodeError):
            return
        if found(bundle, KEYS):
            return
        assert meaning(bundle) == meaning(WHOLE)
        # Only that a witness signed can be taken away unseen: a signature of an unknown key counts for nothing.
        assert set(signed_by(bundle.signed, KEYS)) <= {LOG.name, WITNESS.name}

    @pytest.mark.parametrize(
        "change",
        [
            {"format": "yifa-bundle/2"},
            {"suite": "md5"},
            {"suite": "gm"},
            {"suite": ["intl"]},
            {"checkpoint": "no note"},
            {"checkpoint": None},
            {"keys": "no list"},
            {"keys": ["no key"]},
            {"keys": [1]},
            {"leaves": {}},
            {"leaves": [1]},
            {"growth": None},
            {"growth": [{"checkpoint": WHOLE.note}]},
            {"more": 1},
        ],
        ids=str,
    )
    def test_is_refused_with_another_member(self, change: dict[str, Any]) -> None:
        with pytest.raises(UnableToReadBundle, match="不是可核验的存证文件"):
            read_bundle(json.dumps(json.loads(TEXT) | change))

    @pytest.mark.parametrize(
        "change",
        [
            {"position": "0"},
            {"position": 0.0},
            {"position": False},
            {"position": None},
            {"kind": 1},
            {"subject": None},
            {"commitment": "A" * 64},
            {"commitment": "a a"},
            {"commitment": 1},
            {"path": "ab"},
            {"path": ["xy"]},
            {"salt": None},
            {"text": None},
            {"text": "\ud800"},
            {"note": ""},
        ],
        ids=ascii,
    )
    def test_is_refused_with_a_leaf_in_another_spelling(self, change: dict[str, Any]) -> None:
        whole = json.loads(TEXT)
        whole["leaves"][0] |= change
        with pytest.raises(UnableToReadBundle):
            read_bundle(json.dumps(whole))

    @pytest.mark.parametrize("member", ["position", "commitment", "path", "salt", "text"])
    def test_is_refused_with_a_leaf_that_lacks_a_member(self, member: str) -> None:
        whole = json.loads(TEXT)
        del whole["leaves"][0][member]
        with pytest.raises(UnableToReadBundle):
            read_bundle(json.dumps(whole))

    @pytest.mark.parametrize(
        "text",
        ["", "[]", "null", "1", "[" * 100_000, "{", TEXT.replace('"position": 0', '"position": 0, "position": 0')],
        ids=lambda text: text[:10],
    )
    def test_is_refused_where_it_is_no_such_file(self, text: str) -> None:
        with pytest.raises(UnableToReadBundle):
            read_bundle(text)


class TestWhatABundleSays:
    def test_is_found_out_where_a_leaf_is_passed_off_as_another(self) -> None:
        forged = replace(WHOLE, leaves=(replace(WHOLE.leaves[0], subject="99/1"),))
        assert found(forged) == [
            "第0条(act 99/1):所附内容说的不是所标的对象,标注被改动过。请以所附内容为准,并向出具机关查明。"
        ]
        assert found(replace(WHOLE, leaves=(replace(WHOLE.leaves[0], kind="case"),))) != []

    def test_is_found_out_where_the_text_was_changed(self) -> None:
        leaf = WHOLE.leaves[0]
        assert leaf.text is not None
        (sentence,) = found(replace(WHOLE, leaves=(replace(leaf, text=leaf.text.replace("药店", "饭店")),)))
        assert "所附内容与存证时的承诺值不符" in sentence

    def test_is_found_out_where_the_leaf_is_of_another_log(self) -> None:
        stranger = Log(12).leaf(0)
        (sentence,) = found(replace(WHOLE, leaves=(stranger,)))
        assert "不在封存点所封存的日志之内" in sentence

    def test_is_found_out_where_the_log_was_rewritten(self) -> None:
        rewritten = Tree()
        rewritten.extend([b"another", *(Log(11).commitment(number) for number in range(1, 11))])
        note = signed(Checkpoint(LOG.name, 11, rewritten.root()).text, [LOG])
        forged = Growth(Log(4).note(), tuple(rewritten.consistency(4)))
        (sentence,) = found(Bundle(str(note), (LOG.verifier.text,), (), (forged,)))
        assert "此前封存的内容被改动或者删除过" in sentence

    def test_is_found_out_where_the_earlier_checkpoint_is_of_another_suite(self) -> None:
        other = Growth(Log(4, GM).note(), WHOLE.growth[0].path)
        assert any("此前封存的内容" in sentence for sentence in found(replace(WHOLE, growth=(other,))))

    def test_is_found_out_where_an_earlier_checkpoint_cannot_be_read(self) -> None:
        (sentence,) = found(replace(WHOLE, growth=(Growth("no note", ()),)))
        assert sentence == "所附的较早封存点不可读,无法证明日志只增不改。"


class TestASignatureUnderABundle:
    def test_is_checked_with_the_keys_that_the_reader_got_elsewhere(self) -> None:
        forged = replace(WHOLE, note=Log(11).note(key=OTHER_LOG), keys=(OTHER_LOG.verifier.text,), growth=())
        assert found(forged) == []
        (sentence,) = found(forged, [LOG.verifier])
        assert "的签名无效" in sentence

    def test_is_not_checked_with_the_key_of_another_log(self) -> None:
        stranger = Verifier("another.example", LOG.verifier.kind, LOG.verifier.public)
        assert "手头有0把" in found(WHOLE, [stranger])[0]

    def test_is_refused_under_two_keys_of_which_one_could_be_shown_while_the_other_signs(self) -> None:
        both = (LOG.verifier.text, OTHER_LOG.verifier.text)
        forged = replace(WHOLE, note=Log(11).note(key=OTHER_LOG), keys=both, growth=())
        assert "应有它的公钥一把,手头有2把" in found(forged)[0]

    def test_of_an_outside_algorithm_is_said_to_be_unchecked(self) -> None:
        outside = Verifier(LOG.name, OTHER, b"SM2" + bytes(64))
        note = signed(WHOLE.signed.text, [LOG]).text
        line = Signature(outside.name, outside.key_id, bytes(64))
        bundle = replace(WHOLE, note=str(Note(note, (line,))), keys=(outside.text,), growth=())
        assert found(read_bundle(bundle_text(bundle))) == [
            "封存点由「yifa.example/log」以本程序不能验证的算法签名。请用该签名设备或者服务自带的程序验证签名。"
        ]

    def test_of_a_witness_that_does_not_hold_is_found_out(self) -> None:
        wrong = Signature(WITNESS.name, WITNESS.verifier.key_id, bytes(72))
        note = str(Note(WHOLE.signed.text, (WHOLE.signed.signatures[0], wrong)))
        (sentence,) = found(replace(WHOLE, note=note), KEYS)
        assert "见证人「witness.example/审计局」的签名无效" in sentence

    def test_of_a_witness_may_be_missing(self) -> None:
        assert found(Log(11).bundle(opened=[0]), KEYS) == []


class TestTheLabelOfAText:
    @pytest.mark.parametrize(
        ("said", "label"),
        [
            ({"leaf": "act", "case_id": 3, "seq": 1}, ("act", "3/1")),
            ({"leaf": "case", "id": 3}, ("case", "3")),
            ({"leaf": "original", "sha256": "ab", "kind": "xlsx"}, ("original", "ab")),
            ({"leaf": "figure", "subject": "2022/cases", "statement": 1}, ("figure", "2022/cases")),
            ({"leaf": "personal", "subject": "r", "fact": "name", "value": "张三"}, ("personal", "r")),
            ({"leaf": "act", "subject": "3/1"}, None),
            ({"subject": "3/1"}, None),
            ([1], None),
        ],
        ids=str,
    )
    def test_is_what_it_says_of_itself(self, said: Any, label: tuple[str, str] | None) -> None:
        assert label_of(canonical(said).decode()) == label

    def test_is_none_where_the_text_is_no_json(self) -> None:
        assert label_of("开办药店") is None
        assert label_of("[" * 100_000) is None

    def test_cannot_be_changed_with_the_text(self) -> None:
        said = canonical({"leaf": "case", "id": 3})
        assert commit(INTL, bytes(32), said) != commit(INTL, bytes(32), canonical({"leaf": "case", "id": 4}))
