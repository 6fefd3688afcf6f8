"""Norms as citable texts: what a document of ledger 11 says of its publication and of the days on which it binds."""

from yifa.domains.norms.ledger import DOCUMENTS
from yifa.kernel.citing import Citable

NORM_KIND = "norm"

CITABLES = (
    Citable(
        NORM_KIND,
        DOCUMENTS,
        number="no",
        name="title",
        published="published",
        since="effective",
        until="expires",
    ),
)
