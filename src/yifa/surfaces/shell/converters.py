"""What may stand in an address: four digits of a year, the ending of a file."""

from __future__ import annotations


class Year:
    """A year in four digits."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """The year as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The number as it stands in the address."""
        return f"{value:04d}"


class Sheet:
    """The ending of a list that is downloaded."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """The ending itself."""
        return value

    def to_url(self, value: str) -> str:
        """The ending itself."""
        return value
