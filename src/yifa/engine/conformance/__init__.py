"""Conformance: the law read a second time, over acts tables of any size. It shares data with the fold, never code."""

from yifa.engine.conformance.findings import Finding
from yifa.engine.conformance.scanning import Scanned, scan

__all__ = ["Finding", "Scanned", "scan"]
