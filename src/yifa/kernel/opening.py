"""Opening a case: it enters the book with its facts, pinned to the text of the law in force that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from yifa.kernel.access.columns import guard_of, guarded, refusals_of_state_secret
from yifa.kernel.acts import Performed, days_late
from yifa.kernel.catalogue import catalogue
from yifa.kernel.citing import refusals_of_citations, refusals_of_closed
from yifa.kernel.confidentiality import CONFIDENTIALITY, KNOWN_TO, read_level
from yifa.kernel.deciding import Attachment, UnableToPerform, documents_text, entering, refusal_of_future
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import case_leaves
from yifa.kernel.handling import refuse_opening
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case, Organ
from yifa.kernel.organs import paths_named
from yifa.kernel.projection import project
from yifa.kernel.records import stored
from yifa.kernel.standing import where_it_stands
from yifa.kernel.storage import writing
from yifa.kernel.storage.rows import NOWHERE, Actor, act_row
from yifa.kernel.transcript import types_of
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Act, Kind
from yifa.law.fact import Value
from yifa.law.fold import Given, fold


def open_case(
    *,
    procedure: str,
    on: date,
    by: Actor,
    at: datetime,
    given: Given,
    title: str = "",
    facts: Mapping[str, Value] | None = None,
    documents: tuple[Attachment, ...] = (),
    organ_id: int | None = None,
    party_id: int | None = None,
    confidentiality: str = "",
    known_to: str = "",
    versions: Versions = INSTALLED,
) -> Performed:
    """Open a case under the text of the procedure (by name) in force on the day, with its first act 登记.

    confidentiality: its 密级 in words, «» where none is stated; known_to: for a work secret, the post that may know.

    Raises UnableToPerform for a day that has not come yet, for a state secret, of which nothing is kept, for citing
    what is no valid basis or naming what was closed for new cases, and where the organ handles the procedure in
    another system; UnableToFindProcedure for a procedure not installed.
    """
    entry = entering(by, at)
    stated = _stated(confidentiality, known_to, facts or {})
    if on > entry.day:
        raise UnableToPerform(refusal_of_future(on, entry.day))
    path = _path(organ_id, by.organ)
    refuse_opening(organ_path=path, procedure=procedure, on=on, by=by)
    if void := refusals_of_citations(facts or {}, on):
        raise UnableToPerform(*void)
    text = versions.in_force(name=procedure, on=on, organ=by.organ)
    if closed := refusals_of_closed(text, facts or {}, on):
        raise UnableToPerform(*closed)
    table = catalogue().table_of(name=procedure)
    act = Act(0, Kind.REGISTERED, "", on, facts={**(facts or {}), **stated})
    given = given.when_opened(on)
    stands = where_it_stands(fold(text, (act,), given), given)
    with transaction.atomic(), writing() as store:
        case = Case.objects.create(
            procedure=text.name,
            version=text.version,
            organ_id=organ_id,
            party_id=party_id,
            title=title,
            year=on.year,
            source_table=table.id if table is not None else "",
            state=stands.step,
            due_on=stands.due_on,
            due_code=stands.due_code,
            ended=stands.ended,
            acts=1,
            **guarded(table, organ_path=path, facts=act.facts).columns,
        )
        store.commit_to(case_leaves(suite_in_use(), [vars(case)]))
        written = types_of(text, table).write(act.facts)
        store.insert([act_row(case.pk, act, by, entry.stored_at, NOWHERE, written, documents_text(documents))])
        if table is not None:
            _show(case, table, act)
    return Performed(case.pk, 0, stands, days_late(on, entry.day))


def _stated(confidentiality: str, known_to: str, facts: Mapping[str, Value]) -> dict[str, Value]:
    words = {CONFIDENTIALITY.name: confidentiality or facts.get(CONFIDENTIALITY.name)}
    refused = refusals_of_state_secret(words)
    if refused:
        raise UnableToPerform(*refused)
    level = read_level(str(words[CONFIDENTIALITY.name] or ""))
    named: dict[str, Value] = {KNOWN_TO.name: known_to} if known_to else {}
    return named if level is None else {CONFIDENTIALITY.name: level.value, **named}


def _path(organ_id: int | None, named: str) -> str:
    if organ_id is not None:
        return Organ.objects.values_list("path", flat=True).get(pk=organ_id)
    return paths_named(names=[named]).get(named, "")


def _show(case: Case, table: Table, act: Act) -> None:
    record = stored(table)
    record.model.objects.create(of_case=case, year=case.year, **guard_of(case), **record.of(project(table, (act,))))
