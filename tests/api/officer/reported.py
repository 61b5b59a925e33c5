"""Enquiries for a report, told apart from all else by their dates."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.factories import make_enquiry, make_submission

REPORT = "/v1/officer/enquiry-report"
WITHIN = "from_on=2031-03-01&to_on=2031-04-30"
JAKARTA = ZoneInfo("Asia/Jakarta")
COUNTS = [
    "enquiries", "due", "answered", "answered_in_time", "answered_by_officer",
    "quoted", "agreed", "outcomes", "realised_verified", "realised_unverified",
    "jobs_verified", "jobs_unverified",
]  # fmt: skip


def at(day, hour=12, minute=0, month=3):
    return datetime(2031, month, day, hour, minute, tzinfo=JAKARTA)


def asked(seller, status="new", *, on, to="", **fields):
    """Delivered at this moment, due a day later."""
    submission = make_submission(destination_country=to)
    due = on + timedelta(days=1)
    beside = {"first_response_due_at": due, "delivered_at": on, **fields}
    return make_enquiry(seller, status, submission=submission, **beside)


def counted(row):
    return [row[name] for name in COUNTS]


def money(amount, currency):
    return {"amount": amount, "currency": currency}


# Of the enquiries `known` in the officer's own regency, as COUNTS.
HERE_COUNTS = [6, 5, 4, 3, 1, 2, 2, 2, 1, 1, 2, 5]
