"""What a buyer is told of an enquiry that is held or spam: the same as of any other.

A blocked sender must not learn that she is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from catalogue.enquiries import calendars, deadlines, working_time
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import Side, Status

HIDDEN = (Status.HELD, Status.SPAM)
WAS_HIDDEN = (*HIDDEN, Status.WITHDRAWN)  # before it was ever delivered


@dataclass(frozen=True)
class Delivery:
    """When it came to the seller, and until when she is to answer."""

    at: datetime | None
    first_response_due_at: datetime | None


def deliveries(enquiries: Sequence[Enquiry], side: Side) -> dict[UUID, Delivery]:
    """As this side is told, by the enquiry's id. Wants `submission.contact`."""
    told = {e.pk: Delivery(e.delivered_at, e.first_response_due_at) for e in enquiries}
    if side != Side.BUYER:
        return told
    kept = [e for e in enquiries if e.delivered_at is None and e.status in WAS_HIDDEN]
    days = calendars.of_sellers([e.seller_id for e in kept]) if kept else {}
    term = timedelta(hours=deadlines.terms().first_response_hours)
    for enquiry in kept:
        at = enquiry.submission.contact.proven_at or enquiry.created_at
        due = working_time.after(at, term, days[enquiry.seller_id])
        told[enquiry.pk] = Delivery(at, due)
    return told


def is_closed_for(enquiry: Enquiry, side: Side) -> bool:
    """Is it told to be over?"""
    hidden = side == Side.BUYER and enquiry.status in HIDDEN
    return enquiry.closed_at is not None and not hidden
