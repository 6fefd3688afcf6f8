"""What somebody asked for in the address of a page, fit to be put to a database."""

from __future__ import annotations

from django.http import QueryDict

LONGEST = 60
"""Characters of a search; what is longer is cut."""


def asked(query: QueryDict, name: str) -> str:
    """The words given under a name, without blanks around them and without what no database takes; «» for none."""
    return plain(query.get(name, "")).strip()[:LONGEST]


def plain(text: str) -> str:
    """The text without NUL, which PostgreSQL refuses, and without lone surrogates, for which no encoding has a place."""
    return text.replace("\0", "").encode(errors="ignore").decode()
