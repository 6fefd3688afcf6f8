"""The kernel's tables, and the abstract rows of which domains make theirs."""

from yifa.kernel.models.cases import Act, Carrier, Case
from yifa.kernel.models.evidence import Checkpoint, Cosignature, Leaf, PendingLeaf, PersonalValue, Tile
from yifa.kernel.models.fields import MomentField
from yifa.kernel.models.findings import Finding, FindingEntry, Outcome, Said, Scan, State
from yifa.kernel.models.guarded import Guarded
from yifa.kernel.models.handling import Handling, Mode
from yifa.kernel.models.handovers import Handover
from yifa.kernel.models.instruments import Instrument
from yifa.kernel.models.numbers import Number, Series
from yifa.kernel.models.organs import Organ, Party
from yifa.kernel.models.originals import Load, Original
from yifa.kernel.models.publications import Publication, PublishedText
from yifa.kernel.models.reads import SensitiveRead
from yifa.kernel.models.registers import StruckEntry
from yifa.kernel.models.rollups import RollUp
from yifa.kernel.models.rows import Entry, Record, Row

__all__ = [
    "Act",
    "Carrier",
    "Case",
    "Checkpoint",
    "Cosignature",
    "Entry",
    "Finding",
    "FindingEntry",
    "Guarded",
    "Handling",
    "Handover",
    "Instrument",
    "Leaf",
    "Load",
    "Mode",
    "MomentField",
    "Number",
    "Organ",
    "Original",
    "Outcome",
    "Party",
    "PendingLeaf",
    "PersonalValue",
    "Publication",
    "PublishedText",
    "Record",
    "RollUp",
    "Row",
    "Said",
    "Scan",
    "SensitiveRead",
    "Series",
    "State",
    "StruckEntry",
    "Tile",
]
