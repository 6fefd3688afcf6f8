"""Which text of a procedure a case follows: the version in force when it was opened, with the layers above it."""

from __future__ import annotations

from datetime import date

from yifa.kernel.catalogue import catalogue
from yifa.law.layers import Overlay, layered
from yifa.law.procedure import Procedure


class UnableToFindProcedure(LookupError):
    """No text of that procedure is installed, or not in the version to which a case is pinned."""


class Versions:
    """All procedures as one installation follows them. Make one and keep it: each layered text is built once.

    additions: what the district's profile adds, on top of the national texts and ministries' overlays installed.
    """

    def __init__(self, *, additions: tuple[Overlay, ...] = ()) -> None:
        self._additions = additions
        self._pinned: dict[tuple[str, str], Procedure] = {}

    def in_force(self, *, name: str, on: date, organ: str = "") -> Procedure:
        """The text that binds a case of the organ opened on the day; history older than all texts gets the oldest."""
        texts = catalogue().texts_of(name=name)
        if not texts:
            raise _unknown(name, "")
        national = max((text for text in texts if text.valid_from <= on), default=texts[0], key=lambda p: p.valid_from)
        layers = tuple(layer for layer in self._layers(name) if layer.binds(organ, on))
        return self._build(national, layers)

    def pinned(self, *, name: str, version: str) -> Procedure:
        """The text to which a case is pinned. Raises UnableToFindProcedure where a layer of it is not installed."""
        known = self._pinned.get((name, version))
        if known is not None:
            return known
        dated, *layers = version.split("+")
        national = catalogue().procedures.get((name, dated))
        named = {f"{layer.name}@{layer.valid_from}": layer for layer in self._layers(name)}
        if national is None or not named.keys() >= set(layers):
            raise _unknown(name, version)
        return self._build(national, tuple(named[layer] for layer in layers))

    def _layers(self, name: str) -> tuple[Overlay, ...]:
        return tuple(layer for layer in (*catalogue().overlays, *self._additions) if layer.procedure == name)

    def _build(self, national: Procedure, layers: tuple[Overlay, ...]) -> Procedure:
        version = "+".join((national.version, *(f"{layer.name}@{layer.valid_from}" for layer in layers)))
        if (national.name, version) not in self._pinned:
            self._pinned[national.name, version] = layered(national, layers) if layers else national
        return self._pinned[national.name, version]


def _unknown(name: str, version: str) -> UnableToFindProcedure:
    return UnableToFindProcedure(
        f"没有安装程序「{name}」{f'的版本「{version}」' if version else ''}。请核对已安装的领域和区县参数中增加的规定。"
    )


INSTALLED = Versions()
"""The texts installed, without additions of a district."""
