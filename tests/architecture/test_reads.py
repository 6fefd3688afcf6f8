"""One visibility predicate under every read: outside kernel and engine no row is read but through `visible`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "yifa"
INNER = ("kernel", "engine", "law")
"""Here rows are written, folded and counted for everybody; what leaves goes through `access` or is a number."""

ROWS = frozenset({"objects", "_default_manager", "_base_manager"})
GIVERS = {"live": frozenset({"records", "counted"})}
"""Functions of the engine that give all records behind a figure, whoever asks."""

BANNED_MODULES = frozenset(
    {"yifa.kernel.storage", "yifa.kernel.records", "django.db.connection", "django.db.connections"}
)
"""Ways round the predicate: the stores, the models of record tables, and bare SQL."""

# File relative to src/yifa → why it may read rows in another way.
EXCEPTIONS: dict[str, str] = {
    "surfaces/cli/ingest.py": "names its Actor, a value of kernel.storage.rows; it reads no row",
    "surfaces/workbench/intake/background.py": "closes the connections of its own thread; it reads no row",
    "surfaces/cli/erase.py": "names its Actor too; what it writes is an act, for which it asks approval",
}


def modules() -> list[Path]:
    found = (path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
    return sorted(path for path in found if path.relative_to(SOURCE).parts[0] not in INNER)


def reads(tree: ast.AST) -> Iterator[ast.AST]:
    """Every place that gets hold of rows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ROWS and is_manager(node):
            yield node
        if isinstance(node, ast.Name) and node.id == "QuerySet" and isinstance(node.ctx, ast.Load):
            yield node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "QuerySet":
            yield node
        if isinstance(node, ast.Attribute) and gives_all(node):
            yield node


def is_manager(node: ast.Attribute) -> bool:
    # A thing of a domain may well have `objects` of its own; a manager stands on a class, or on what holds one.
    named = node.value.id if isinstance(node.value, ast.Name) else "model"
    return node.attr != "objects" or named[0].isupper() or named.endswith("model")


def gives_all(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.attr in GIVERS.get(node.value.id, ())


def guarded(tree: ast.Module) -> set[ast.AST]:
    """Everything that stands in the first argument of a call of `visible`, there or by the name it was given."""
    inside: set[ast.AST] = set()
    outside = ast.Module([node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)], [])
    for function in [outside, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
        asked = [node.args[0] for node in ast.walk(function) if is_visible(node) and isinstance(node, ast.Call)]
        names = {argument.id for argument in asked if isinstance(argument, ast.Name)}
        given = [n.value for n in ast.walk(function) if isinstance(n, ast.Assign) and targets(n) & names]
        for argument in (*asked, *given):
            inside |= set(ast.walk(argument))
    return inside


def is_visible(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"visible", "reached"}


def targets(node: ast.Assign) -> set[str]:
    return {target.id for target in node.targets if isinstance(target, ast.Name)}


def imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def breaches(text: str) -> list[int]:
    tree = ast.parse(text)
    inside = guarded(tree)
    return [node.lineno for node in reads(tree) if node not in inside and isinstance(node, ast.expr)]


class TestARead:
    @pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
    def test_goes_through_the_predicate(self, path: Path) -> None:
        if path.name == "models.py" or str(path.relative_to(SOURCE)) in EXCEPTIONS:
            return
        text = path.read_text(encoding="utf-8")
        assert breaches(text) == [], "Read rows through yifa.kernel.access.visible(rows, viewer, on=day)."
        ways = {
            way for way in BANNED_MODULES for name in imported(ast.parse(text)) if (name + ".").startswith(way + ".")
        }
        assert ways == set(), "These lead round the predicate of yifa.kernel.access."

    def test_exception_still_exists(self) -> None:
        assert all((SOURCE / name).is_file() for name in EXCEPTIONS)


class TestTheCheck:
    @pytest.mark.parametrize(
        "text",
        [
            "cases = Case.objects.filter(year=2022)",
            "rows = model._default_manager.all()",
            "rows = live.records(figure, year=2022, parameters={})",
            "rows = QuerySet(Case)",
            "rows = models.QuerySet(Case)",
            "rows = stored(table).model.objects.all()",
            "rows = model.objects.all()",
            "mine = visible(cases, viewer, on=day) | Case.objects.all()",
            "def f():\n    rows = Case.objects.all()\n    return rows\ndef g():\n    return visible(rows, viewer, on=day)",
        ],
    )
    def test_finds_a_read_that_goes_round(self, text: str) -> None:
        assert breaches(text)

    @pytest.mark.parametrize(
        "text",
        [
            "cases = visible(Case.objects.filter(year=2022), viewer, on=day)",
            "def f():\n    named = Case.objects.all()\n    return visible(named, viewer, on=day)",
            "codes = {code for task in tasks for code in task.objects}",
        ],
    )
    def test_lets_a_guarded_read_pass(self, text: str) -> None:
        assert breaches(text) == []
