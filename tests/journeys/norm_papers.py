"""What the journeys of norms share: somebody who has an account already, a printed paper as words, a receipt."""

from __future__ import annotations

import re
from pathlib import Path

import docx

from tests.journeys.dated import PASSWORD, Dated
from tests.journeys.visitor import Visitor
from yifa.kernel.accounts.models import Account


def signed_in(dated: Dated, account: Account, *, width: str = "desk") -> Visitor:
    """Somebody who holds that account, with his browser."""
    return dated.come(account.name, PASSWORD, width=width)


def printed(who: Visitor, folder: Path) -> str:
    """What stands on the paper whose page this is, as a downloaded document."""
    paper = docx.Document(str(who.download("下载Word文件", folder)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def number_on(citizen: Visitor) -> str:
    """The number of the receipt on the page."""
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", citizen.page.locator("main").inner_text())
    assert found is not None
    return found[0]
