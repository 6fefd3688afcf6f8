"""What is done beside the pages of an intake: the files are tried, and once somebody has agreed, taken in; or taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from yifa.engine.ingest.classified import holds_state_secrets
from yifa.engine.ingest.first_lines import texts_above
from yifa.engine.ingest.intake import MappingLine, UnableToReadFile
from yifa.engine.ingest.loading import Intake, Taken
from yifa.engine.ingest.remembered import known_words
from yifa.engine.ingest.returns import keep
from yifa.engine.ingest.screening import Within
from yifa.engine.ingest.trial import Back, FileTrial, Trial
from yifa.kernel.access import Viewer
from yifa.kernel.acts import Overtaken
from yifa.kernel.catalogue import catalogue
from yifa.kernel.confidentiality import REFUSAL
from yifa.kernel.entitlement import Acting
from yifa.kernel.evidence.sealing import seal_now
from yifa.kernel.loads import load_entered
from yifa.kernel.models import Load
from yifa.kernel.undoing import UnableToUndo, undo_load
from yifa.surfaces.shell.given import given_on, versions
from yifa.surfaces.workbench.intake import jobs
from yifa.surfaces.workbench.intake.background import Telling
from yifa.surfaces.workbench.intake.intake_lines import line_of, told_file
from yifa.surfaces.workbench.intake.jobs import BACK, CHECKED, DONE, Job
from yifa.surfaces.workbench.intake.sent_files import SentFile, sent_files, throw_all_away, throw_away, unsealed

SECRET = f"{REFUSAL}这个文件里有标明秘密级以上的内容,没有保留。请删去涉密的行,或者只报件数,再导入。"
BROKEN_FILE = "文件已损坏,没有读完。请用表格软件打开,确认内容后另存为 xlsx,再重新导入。"
OVERTAKEN = "有案件在写入期间被别人办理,这一批没有写入,前面已写入的保留。请点「继续」。"


def check(acting: Acting, job: Job) -> None:
    """Try the files: what they would bring, and every row that comes back, is put down with the job."""
    told, tried = job.told, []
    (job.folder / BACK).unlink(missing_ok=True)
    with (job.folder / BACK).open("a", encoding="utf-8") as back:
        for file in sent_files(job):
            with unsealed(job, [file]) as (path,):
                if holds_state_secrets(path):
                    throw_away(job, file)
                    tried.append({"file": file.name, "unreadable": SECRET, "sheets": []})
                    continue
                trial = _trial(job, told, acting.viewer, partial(_put_back, back.write))
                tried.append(_tried(trial, path, file))
    job.tell(stage=CHECKED, tried=tried, place="", rows=0)


def load(acting: Acting, job: Job) -> None:
    """Take the files in, in batches, each acknowledged with its last row: what was broken off goes on from there."""
    told, at = job.told, timezone.now()
    with jobs.one_writer(), unsealed(job, sent_files(job)) as paths:
        intake = _intake(job, told, acting, at)
        try:
            taken = intake.take(paths)
        except Overtaken:
            job.tell(stage=jobs.STOPPED, stopped_in=jobs.LOADING, sentence=OVERTAKEN)
            return
    keep(taken, told["year"], sender=told["organ"])
    seal_now(at=at)
    job.tell(stage=DONE, result=_result(taken), place="", rows=0)
    throw_all_away(job)


def undo(acting: Acting, job: Job) -> None:
    """Take back what a load brought."""
    told, at = job.told, timezone.now()
    found = load_entered(load_id=told["load"], by=told["entered_by"])
    if found is None:
        job.tell(stage=DONE, sentence="这次导入已经不在了,没有可撤销的。", result=None)
        return
    telling = Telling(job)
    try:
        with jobs.one_writer():
            undone = undo_load(
                load=found,
                reason=told["reason"],
                by=acting.actor(carrier="import"),
                at=at,
                given=given_on(date(found.year, 12, 31)),
                versions=versions(),
                within=_who_takes_back(acting, told),
                told=lambda looked: telling("", looked),
            )
    except UnableToUndo as refusal:
        job.tell(stage=DONE, sentence=str(refusal), result=None)
        return
    seal_now(at=at)
    named = [{"key": left.key, "why": left.why} for left in undone.named]
    counts = {"struck": undone.struck, "put_back": undone.put_back, "entries": undone.entries, "left": undone.left}
    job.tell(stage=DONE, result={**counts, "named": named}, place="", rows=0)


def _who_takes_back(acting: Acting, told: dict[str, Any]) -> Viewer | None:
    # Whoever may take back what anybody loaded sees no cases; who takes back his own does so in the post he has now.
    return replace(acting.viewer, posts=(acting.holding.post,)) if told["entered_by"] is not None else None


def works(acting: Acting) -> dict[str, Callable[[Job], None]]:
    """What each stage of an intake, or of taking one back, asks for, done in the name of this post's holder."""
    return {
        jobs.CHECKING: partial(check, acting),
        jobs.LOADING: partial(load, acting),
        jobs.UNDOING: partial(undo, acting),
    }


def loads_of(job: Job, *, entered_by: str) -> list[Load]:
    """The loads that the job began or went on with, as far as its owner entered them."""
    ids = (job.told.get("result") or {}).get("loads", [])
    return [found for pk in ids if (found := load_entered(load_id=pk, by=entered_by)) is not None]


def _trial(job: Job, told: dict[str, Any], viewer: Viewer, back: Callable[[Back], None]) -> Trial:
    last, telling = date(told["year"], 12, 31), Telling(job)
    return Trial(
        tables=tuple(catalogue().tables.values()),
        year=told["year"],
        given=given_on(last),
        viewer=viewer,
        on=timezone.localdate(),
        back=back,
        mapping=tuple(MappingLine(**line) for line in told["mapping"]),
        synonyms=known_words(Path(settings.YIFA_HOME)),
        progress=lambda file, sheet, row: telling(f"{file}·{sheet}", row),
        within=_within(told),
    )


def _tried(trial: Trial, path: Path, file: SentFile) -> dict[str, Any]:
    try:
        tried = trial.of(path, file.name)
    except (UnableToReadFile, ValueError, RuntimeError, NotImplementedError, OverflowError, RecursionError):
        # What a damaged file can do to those who read it has no end; none of it is the page's fault.
        tried = FileTrial(file.name, unreadable=BROKEN_FILE)
    return told_file(tried, texts=partial(_texts, path))


def _texts(path: Path, sheet: str) -> tuple[str, ...]:
    try:
        return texts_above(path, sheet)
    except (UnableToReadFile, ValueError, RuntimeError):
        return ()


def _intake(job: Job, told: dict[str, Any], acting: Acting, at: datetime) -> Intake:
    last, telling = date(told["year"], 12, 31), Telling(job)
    return Intake(
        tables=tuple(catalogue().tables.values()),
        year=told["year"],
        by=acting.actor(carrier="import"),
        at=at,
        given=lambda: given_on(last),
        versions=versions(),
        mapping=tuple(MappingLine(**line) for line in told["mapping"]),
        synonyms=known_words(Path(settings.YIFA_HOME)),
        progress=lambda file, sheet, row: telling(f"{file}·{sheet}", row),
        correct=told["correct"],
        within=_within(told),
    )


def _within(told: dict[str, Any]) -> Within | None:
    return Within(told["organ"], told["organ_name"]) if told["organ"] else None


def _put_back(write: Callable[[str], int], one: Back) -> None:
    write(json.dumps(line_of(one), ensure_ascii=False) + "\n")


def _result(taken: Taken) -> dict[str, Any]:
    tables = catalogue().tables
    return {
        "tables": [
            {"title": tables[table].title, "accepted": count, "created": taken.created[table]}
            for table, count in sorted(taken.accepted.items())
        ],
        "rejected": len(taken.rejected),
        "duplicates": len(taken.duplicates),
        "conflicts": len(taken.conflicts),
        "changed": len(taken.changed),
        "amended": taken.amended,
        "left_erased": taken.left_erased,
        "loads": list(taken.loads),
    }


def lines_back(job: Job) -> Iterator[dict[str, Any]]:
    """Every row that came back, in the order of the files."""
    file = job.folder / BACK
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
