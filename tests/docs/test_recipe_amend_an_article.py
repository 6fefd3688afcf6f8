"""The recipe «amend an article», on the institution of the other recipe: the old text stays, the new one stands beside it."""

from pathlib import Path

import pytest

from tests.docs.recipe import blocks, commands_of, run, write

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
INSTITUTION = (RECIPES / "add-an-institution.md").read_text(encoding="utf-8")
AMENDMENT = (RECIPES / "amend-an-article.md").read_text(encoding="utf-8")

ASK = """
python - <<'END'
from street_lamps.procedure import PROCEDURES
for text in PROCEDURES:
    rule = next(rule for rule in text.rules if rule.code == "lamp.repair_late")
    print(text.version, rule.word.term.count, rule.word.basis.references[0].statute.number)
END
"""


@pytest.fixture
def institution(tmp_path: Path) -> Path:
    write(INSTITUTION, tmp_path)
    return tmp_path


def amend(folder: Path) -> None:
    """Do what the recipe says: the first block goes into the vocabulary, the second into the procedure."""
    statute, procedure = (block.text for block in blocks(AMENDMENT) if block.language == "python")
    for name, text in (("vocabulary", statute), ("procedure", procedure)):
        file = folder / "street_lamps" / f"{name}.py"
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


class TestTheAmendment:
    def test_leaves_the_fingerprint_of_the_old_text_as_it_was(self, institution: Path) -> None:
        before = run(commands_of(AMENDMENT), institution)
        amend(institution)
        after = run(commands_of(AMENDMENT), institution)
        assert before.returncode == after.returncode == 0, before.stderr + after.stderr
        assert before.stdout == after.stdout != ""

    def test_sets_the_new_text_beside_the_old_one(self, institution: Path) -> None:
        amend(institution)
        told = run(ASK, institution)
        assert told.stdout.splitlines() == [
            "2021-01-01 3 示政规〔2021〕1号(虚拟)",
            "2024-01-01 2 示政规〔2023〕9号(虚拟)",
        ], told.stderr
