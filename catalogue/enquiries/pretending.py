"""What a buyer is told of an enquiry that is hidden: the same as of any other.

A blocked sender must not learn that she is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from catalogue.enquiries import calendars, deadlines
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import Side


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
    kept = [e for e in enquiries if e.delivered_at is None and e.is_hidden]
    days = calendars.of_sellers([e.seller_id for e in kept]) if kept else {}
    hours = deadlines.terms().first_response_hours
    for enquiry in kept:
        due = deadlines.after_hours(enquiry, hours, days[enquiry.seller_id])
        told[enquiry.pk] = Delivery(deadlines.delivered_at(enquiry), due)
    return told
