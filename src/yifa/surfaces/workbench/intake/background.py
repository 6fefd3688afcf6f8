"""Work beside the pages: a thread of this process, with connections of its own, told in the state of the job.

What is broken off, by a fault or with the process, says so on its page and is taken up again from where it stood.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from threading import Thread
from time import monotonic

from django.db import connections

from yifa.surfaces.workbench.intake.jobs import MOVING, STOPPED, Job, UnableToFindJob, alone

Work = Callable[[Job], None]
BROKEN = "程序没有处理成这一步,已写入的内容不受影响。请点「继续」再试;仍不成功的,请把时间告诉系统维护人员。"
EVERY = 1.0
"""Seconds between two entries of how far it has come."""
_log = logging.getLogger(__name__)


def carry_on(job: Job, works: Mapping[str, Work]) -> None:
    """See to it that somebody works on the job, if its stage asks for it: a stage is the name of its work."""
    if job.told["stage"] in MOVING:
        start(lambda: run(job, works))


def start(work: Callable[[], None]) -> None:
    """Do the work in a thread of its own."""
    Thread(target=_closing, args=(work,), daemon=True).start()


def run(job: Job, works: Mapping[str, Work]) -> None:
    """Do what the stage asks for, unless somebody is at it."""
    try:
        with alone(job) as mine:
            if mine and (stage := job.told["stage"]) in MOVING:
                _done(job, stage, works[stage])
    except (UnableToFindJob, FileNotFoundError):
        return  # its owner has thrown it away meanwhile


def _done(job: Job, stage: str, work: Work) -> None:
    try:
        work(job)
    except UnableToFindJob:
        raise
    except BaseException:  # noqa: BLE001 - whatever breaks off, a reader that panics too, its page must say so
        _log.exception("job %s stopped in stage %s", job.name, stage)
        job.tell(stage=STOPPED, stopped_in=stage, sentence=BROKEN)


class Telling:
    """Tells the job how far the work has come, now and then."""

    def __init__(self, job: Job) -> None:
        self._job, self._next = job, 0.0

    def __call__(self, place: str, rows: int) -> None:
        if monotonic() >= self._next:
            self._next = monotonic() + EVERY
            self._job.tell(place=place, rows=rows)


def _closing(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connections.close_all()
