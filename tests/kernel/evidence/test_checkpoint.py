import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.kernel.evidence.checkpoint import Checkpoint, read_checkpoint
from yifa.kernel.evidence.notes import UnableToReadNote

ROOT = base64.b64encode(bytes(range(32))).decode()


class TestACheckpoint:
    @given(
        st.integers(0, 2**63 - 1),
        st.binary(min_size=32, max_size=32),
        st.sampled_from(["intl", "gm"]),
        st.sampled_from(["", "2022-06-01T02:00:00.000000Z"]),
    )
    def test_comes_back_from_its_text(self, size: int, root: bytes, suite: str, at: str) -> None:
        checkpoint = Checkpoint("yifa.example/log", size, root, suite, at)
        assert read_checkpoint(checkpoint.text) == checkpoint

    def test_reads_as_in_the_standard(self) -> None:
        text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        checkpoint = read_checkpoint(text)
        assert (checkpoint.origin, checkpoint.size, checkpoint.suite) == (
            "example.com/behind-the-sofa",
            20852163,
            "intl",
        )
        assert checkpoint.text == text

    def test_names_its_suite_where_it_is_not_the_ordinary_one(self) -> None:
        assert Checkpoint("o", 1, bytes(range(32)), "gm").text == f"o\n1\n{ROOT}\nsuite gm\n"

    def test_says_when_it_was_sealed(self) -> None:
        assert Checkpoint("o", 1, bytes(range(32)), at="then").text == f"o\n1\n{ROOT}\ntime then\n"

    def test_may_have_extension_lines_of_others(self) -> None:
        assert read_checkpoint(f"o\n1\n{ROOT}\nsomething else\n").suite == "intl"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "o\n1\n",
            f"o\n1\n{ROOT}",
            f"\n1\n{ROOT}\n",
            f"o\n01\n{ROOT}\n",
            f"o\n-1\n{ROOT}\n",
            f"o\n+1\n{ROOT}\n",
            f"o\n1_0\n{ROOT}\n",
            f"o\n１\n{ROOT}\n",
            f"o\n\n{ROOT}\n",
            f"o\n{2**63}\n{ROOT}\n",
            f"o\n{'9' * 5000}\n{ROOT}\n",
            f"o\n1\n{ROOT[:-1]}\n",
            f"o\n1\n{ROOT[:-2]}9=\n",
            f"o\n1\n{base64.b64encode(bytes(31)).decode()}\n",
            f"o\n1\n{ROOT}\n\n",
            f"o\n1\n{ROOT}\n\nx\n",
            f"o\n1\n{ROOT}\nsuite intl\n",
            f"o\n1\n{ROOT}\nsuite gm\nsuite gm\n",
            f"o\n1\n{ROOT}\nsuite \n",
            f"o\n1\n{ROOT}\ntime \n",
            f"o\n1\n{ROOT}\ntime a\ntime a\n",
        ],
        ids=lambda text: ascii(text)[:40],
    )
    def test_is_refused_where_it_is_damaged(self, text: str) -> None:
        with pytest.raises(UnableToReadNote):
            read_checkpoint(text)
