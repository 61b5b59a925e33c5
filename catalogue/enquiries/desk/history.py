"""What happened to an enquiry, step by step, as the event log has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from catalogue.enquiries.desk.words import SIDES, TIMERS, plain
from catalogue.enquiries.models import Enquiry
from catalogue.journal.models import Event

TYPES = {
    "EnquirySubmitted": "Sent",
    "EnquiryDelivered": "Delivered to the seller",
    "EnquiryMessageCreated": "A message was delivered",
    "QuoteCreated": "A quote was sent",
}


@dataclass(frozen=True)
class Step:
    at: datetime
    told: str


def steps(enquiry: Enquiry) -> Iterator[Step]:
    """The oldest first. Who and what of a step is kept for 90 days, that it happened
    for ever."""
    subjects = [str(enquiry.pk), str(enquiry.submission_id)]
    kinds = [*TYPES, "EnquiryMoved", "EnquiryTimeCame"]
    events = Event.objects.filter(subject__in=subjects, type__in=kinds)
    for event in events.select_related("payload").order_by("stamp", "seq"):
        yield Step(event.recorded_at, _told(event))


def _told(event: Event) -> str:
    payload = getattr(event, "payload", None)
    said = payload.data if payload else {}
    if event.type == "EnquiryMoved":
        if not said:
            return "A step, of which no more is kept"
        who = SIDES.get(said["side"], said["side"])
        return f"{who}: {plain(said['verb'])} → {plain(said['status'])}"
    if event.type == "EnquiryTimeCame":
        return f"The clock: {TIMERS.get(said.get('kind', ''), 'a moment of it')}"
    return TYPES[event.type]
