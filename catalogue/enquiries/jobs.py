"""Work of enquiries after a commit, and by the clock."""

from uuid import UUID

from catalogue.enquiries.actions import (
    attaching,
    erasing,
    holidays,
    measuring,
    pictures,
    ticking,
    timing,
)
from catalogue.enquiries.actions.submitting import KEEP_PICTURES
from catalogue.journal.jobs import handles
from catalogue.journal.worker import every_hour, every_tick


@handles(KEEP_PICTURES)
def keep_pictures(submission_id: str) -> None:
    pictures.keep(UUID(submission_id))


@handles(attaching.DROP)
def drop_attachment(subject: str) -> None:
    attaching.drop_file(subject)


@handles(measuring.MEASURE)
def measure_seller(seller_id: str) -> None:
    measuring.measure(UUID(seller_id))


@handles(holidays.HOLIDAYS)
def follow_holidays(_: str) -> None:
    holidays.follow()


@handles(holidays.CALENDAR)
def follow_calendar(seller_id: str) -> None:
    timing.follow_calendar(UUID(seller_id))


@every_tick
def run_clock() -> None:
    ticking.run_due()


@every_hour
def measure_sellers() -> None:
    measuring.measure_all_later()


@every_hour
def sweep_attachments() -> None:
    """What a request that failed after its file was kept left behind."""
    for subject in attaching.strays():
        attaching.drop_file(subject)


@every_hour
def forget() -> None:
    attaching.drop_unused()
    erasing.erase_old()
