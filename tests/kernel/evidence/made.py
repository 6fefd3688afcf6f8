"""A small log with its keys, and bundles of it, as tests want them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yifa.kernel.evidence.bundle import Bundle, Growth, OpenedLeaf
from yifa.kernel.evidence.canonical import Json, canonical
from yifa.kernel.evidence.checkpoint import Checkpoint
from yifa.kernel.evidence.commitment import commit
from yifa.kernel.evidence.notes import LogKey, Note, WitnessKey, signed
from yifa.kernel.evidence.suite import INTL, Suite
from yifa.kernel.evidence.tree import Tree

LOG = LogKey("yifa.example/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_LOG = LogKey("yifa.example/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))
WITNESS = WitnessKey("witness.example/审计局", Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64))))
SECOND = 1_679_315_147
AT = "2022-06-01T02:00:00.000000Z"


@dataclass
class Log:
    """A log of acts, each with a salt that is its number."""

    count: int
    suite: Suite = INTL
    tree: Tree = field(init=False)

    def __post_init__(self) -> None:
        self.tree = Tree(self.suite)
        self.tree.extend([self.commitment(number) for number in range(self.count)])

    def text(self, number: int) -> str:
        said: dict[str, Json] = {
            "leaf": "act",
            "case_id": 7,
            "seq": number,
            "on": "2022-03-01",
            "facts": '{"title":"开办药店"}',
        }
        return canonical(said).decode()

    def salt(self, number: int) -> bytes:
        return number.to_bytes(32, "big")

    def commitment(self, number: int) -> bytes:
        return commit(self.suite, self.salt(number), self.text(number).encode())

    def note(self, size: int | None = None, *, key: LogKey = LOG, witness: WitnessKey | None = None) -> str:
        size = self.count if size is None else size
        text = Checkpoint(key.name, size, self.tree.root(size), self.suite.name, AT).text
        note = signed(text, [key])
        if witness is None:
            return str(note)
        return str(Note(text, (*note.signatures, witness.cosign(text, SECOND))))

    def leaf(self, number: int, *, opened: bool = True) -> OpenedLeaf:
        shown = (number, "act", f"7/{number}", self.commitment(number), tuple(self.tree.inclusion(number)))
        return OpenedLeaf(*shown, self.salt(number), self.text(number)) if opened else OpenedLeaf(*shown)

    def bundle(
        self,
        opened: Sequence[int] = (),
        shown: Sequence[int] = (),
        earlier: Sequence[int] = (),
        *,
        witnessed: bool = False,
    ) -> Bundle:
        leaves = [self.leaf(number) for number in opened] + [self.leaf(number, opened=False) for number in shown]
        growth = tuple(Growth(self.note(size), tuple(self.tree.consistency(size))) for size in earlier)
        note = self.note(witness=WITNESS if witnessed else None)
        keys = (LOG.verifier.text, WITNESS.verifier.text) if witnessed else (LOG.verifier.text,)
        return Bundle(note, keys, tuple(leaves), growth)


def witnessed() -> Bundle:
    """A bundle with all that a bundle may have: leaves opened and shown, earlier checkpoints, a witness."""
    return Log(11).bundle(opened=[0, 7], shown=[10], earlier=[4, 11], witnessed=True)
