"""Public holidays were loaded or edited: what is due moves, at every seller."""

from catalogue.enquiries.models import Enquiry
from catalogue.journal.jobs import enqueue

HOLIDAYS = "enquiries.follow_holidays"
CALENDAR = "enquiries.follow_calendar"


def follow_later() -> None:
    """By the worker; once, however many days were changed."""
    if _waiting().exists():
        enqueue(HOLIDAYS)


def follow() -> None:
    """A job for each seller with an enquiry that nobody has answered."""
    for seller_id in _waiting().order_by().values_list("seller", flat=True).distinct():
        enqueue(CALENDAR, str(seller_id))


def _waiting():
    return Enquiry.objects.in_hand().filter(first_answered_at__isnull=True)
