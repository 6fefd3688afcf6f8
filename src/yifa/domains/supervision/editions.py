"""The sets at hand: the working sets that are shipped, and the editions that a district loaded; what an edition changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from yifa.domains.supervision.models import LoadedSet
from yifa.domains.supervision.requirements import Kind, Requirement, RequirementSet, UnableToReadSet, read_set
from yifa.kernel.access import Viewer, visible
from yifa.kernel.at_hand import acting_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.pages import Asked, File, UnableToTake

SHIPPED = Path(__file__).parent / "data"
LOADING_ROLES = frozenset({"supervisor", "reporter", "head"})


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edition changed against the one that it replaces, by numbers."""

    before: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[str, ...]


def sets(viewer: Viewer, *, on: date) -> tuple[RequirementSet, ...]:
    """Every set, the loaded editions first, the latest of them at the head."""
    rows = visible(LoadedSet.objects.all(), viewer, on=on).order_by("-pk")
    return (*(read_set(row.content.encode(), name="kept.json") for row in rows), *shipped())


def set_named(key: str, viewer: Viewer, *, on: date) -> RequirementSet | None:
    """The set of that key."""
    return next((one for one in sets(viewer, on=on) if one.key == key), None)


def changes(found: RequirementSet, viewer: Viewer, *, on: date) -> Changed | None:
    """What the set changed against the one that it replaces; None where it replaces none."""
    row = visible(LoadedSet.objects.filter(key=found.key), viewer, on=on).first()
    before = set_named(row.replaces, viewer, on=on) if row is not None and row.replaces else None
    if before is None:
        return None
    old = {one.number: one.text for one in before.requirements}
    new = {one.number: one.text for one in found.requirements}
    return Changed(
        f"{before.title}({before.edition})",
        tuple(number for number in new if number not in old),
        tuple(number for number in old if number not in new),
        tuple(number for number in new if number in old and old[number] != new[number]),
    )


def load(asked: Asked, file: File, *, told: Mapping[str, str], replaces: str) -> RequirementSet:
    """Load an edition from a file; told: title, edition and kind of a sheet. Raises UnableToTake."""
    acting = acting_of(asked)
    if acting.holding.post.role not in LOADING_ROLES or not acting.holding.organ_path:
        raise UnableToTake("不能载入：指标体系和任务由监督、年度报告编制岗位或者机关负责人载入。请换用有权的岗位。")
    try:
        found = read_set(file.content, name=file.name, **told)
    except UnableToReadSet as refusal:
        raise UnableToTake(str(refusal), "file") from None
    if set_named(found.key, asked.viewer, on=asked.on) is not None:
        raise UnableToTake(
            f"不能载入：「{found.key}」已经有了，已载入的版本不能改动。请换一个 key 作为新版本。", "file"
        )
    if replaces and set_named(replaces, asked.viewer, on=asked.on) is None:
        raise UnableToTake("不能载入：所替代的版本不存在。请重新选择。", "replaces")
    content = as_json(found)
    with transaction.atomic():
        row = LoadedSet(key=found.key, kind=found.kind.value, title=found.title, edition=found.edition)
        row.replaces, row.content, row.sha256 = replaces, content, sha256(content.encode()).hexdigest()
        row.loaded_at, row.loaded_by = asked.at, acting.entered_by
        # A set is no secret of an office: whoever is to meet it may read it.
        row.organ_path, row.confidentiality = acting.holding.organ_path, Level.PUBLIC.value
        row.save(force_insert=True)
        said = {"key": row.key, "sha256": row.sha256, "by": row.loaded_by, "at": instant(asked.at)}
        write([stating(suite_in_use(), Subject.STATEMENT, f"requirement-set/{row.key}", said)])
    return found


def as_json(found: RequirementSet) -> str:
    """The set as the JSON that it is kept in."""
    groups = [
        {"number": name.partition("、")[0], "title": name.partition("、")[2], "items": [_told(one) for one in listed]}
        for name, listed in found.groups
    ]
    return json.dumps(
        {
            "key": found.key,
            "kind": found.kind.value,
            "title": found.title,
            "edition": found.edition,
            "status": found.status,
            "note": found.note,
            "plan_items": list(found.plan_items),
            "groups": groups,
        },
        ensure_ascii=False,
    )


@cache
def shipped() -> tuple[RequirementSet, ...]:
    """The working sets that come with the program; each says that it is no official text."""
    files = sorted(SHIPPED.glob("*.json"))
    return tuple(read_set(file.read_bytes(), name=file.name) for file in files)


def is_tasks(found: RequirementSet) -> bool:
    """Whether the set lists tasks with a day by which each is due."""
    return found.kind is Kind.TASKS


def _told(one: Requirement) -> Mapping[str, object]:
    return {
        "number": one.number,
        "text": one.text,
        "source": one.source,
        "owner": one.owner,
        "helping": one.helping,
        "person": one.person,
        "tests": [test.written for test in one.tests],
        "due": one.due.isoformat() if one.due is not None else "",
        "plan": one.plan,
    }
