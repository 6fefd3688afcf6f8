"""Publishing a case in a post: whoever may do the step may publish, and the text goes out as `disclosure` freezes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yifa.kernel.acting import case_for
from yifa.kernel.acts import Performed, UnableToPerform
from yifa.kernel.disclosure.publishing import Entry, Receipt, UnableToPublish, publish, text_to_publish
from yifa.kernel.disclosure.rows import duties_of
from yifa.kernel.entitlement import Acting, refusal_of_post
from yifa.kernel.models import Carrier
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Kind
from yifa.law.fold import Given

__all__ = ["Receipt", "Sitting", "UnableToPublish", "channel_of", "publish_in_case", "text_ready"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who publishes in which post, the day and the instant, and what the law takes as given."""

    acting: Acting
    on: date
    at: datetime
    given: Given
    versions: Versions = INSTALLED


def channel_of(procedure: str, step: str) -> str:
    """The channel on which the step of the procedure publishes; «» where it publishes on none."""
    return next((duty.channel.name for duty in duties_of(procedure) if duty.step == step), "")


def text_ready(sitting: Sitting, *, case_id: int, channel: str) -> str:
    """The text as it would go out now. Raises UnableToPublish where it may not."""
    return text_to_publish(case_id=case_id, channel=channel, entry=_entry(sitting))


def publish_in_case(
    sitting: Sitting,
    *,
    case_id: int,
    channel: str,
    on: date,
    receipt: Receipt,
    person: str = "",
    carrier: str = Carrier.ELECTRONIC,
) -> Performed:
    """Publish on the day. Raises UnableToFindCase, UnableToPerform for a post that may not, UnableToPublish."""
    acting = sitting.acting
    case = case_for(acting.viewer, case_id=case_id, on=sitting.on)
    name = next((duty.step for duty in duties_of(case.procedure) if duty.channel.name == channel), "")
    step = sitting.versions.pinned(name=case.procedure, version=case.version).by_name.get(name)
    refused = refusal_of_post(acting, case=case, kind=Kind.DONE, step=step, on=sitting.on)
    if refused is not None:
        raise UnableToPerform(refused)
    entry = _entry(sitting, person=person, carrier=carrier)
    return publish(case_id=case_id, channel=channel, on=on, receipt=receipt, entry=entry)


def _entry(sitting: Sitting, *, person: str = "", carrier: str = Carrier.ELECTRONIC) -> Entry:
    by = sitting.acting.actor(person=person, carrier=carrier)
    return Entry(by, sitting.at, sitting.given, sitting.versions)
