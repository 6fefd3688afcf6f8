"""yifa serve refuses, in a sentence, what would not work or would open the house to strangers unasked."""

import socket

import pytest

from yifa.surfaces.cli.refusal import UnableToRun
from yifa.surfaces.cli.serve import serve


class TestServing:
    def test_is_refused_where_the_port_is_taken(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            with pytest.raises(UnableToRun, match="请关掉占用它的程序"):
                serve(host="127.0.0.1", port=taken.getsockname()[1])

    @pytest.mark.parametrize("port", [0, -1, 65_536])
    def test_is_refused_at_a_port_that_does_not_exist(self, port: int) -> None:
        with pytest.raises(UnableToRun, match="不存在"):
            serve(host="127.0.0.1", port=port)

    def test_is_refused_to_other_machines_until_the_site_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("YIFA_HOSTS", raising=False)
        with pytest.raises(UnableToRun, match="YIFA_HOSTS"):
            serve(host="0.0.0.0", port=8000)  # noqa: S104 - that is what is refused
