"""Many messages of one thread share letters."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from catalogue.enquiries import bundling
from catalogue.enquiries.actions import (
    answering,
)
from catalogue.journal.letters import compose
from catalogue.journal.models import Job, Notice, Preferences
from tests.catalogue.enquiries.letters.asking import (
    BUYER,
    asked,
    due,
    key,
    told,
)
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db


MORNING = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


def written_at(minutes, enquiry, body) -> None:
    with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
        answering.write_message(
            enquiry_id=enquiry.pk, actor=BUYER, body=body, language="en"
        )


def bundles() -> list[tuple]:
    """The letters of messages: (when it may go, of how many, the last words)."""
    found = []
    for notice in Notice.objects.filter(kind="enquiry_message").order_by("about"):
        job = Job.objects.get(kind="journal.deliver", subject=str(notice.pk))
        minutes = (job.run_after - MORNING).total_seconds() / 60
        count = notice.values.get("count", 1)
        found.append((minutes, count, notice.values["excerpt"].removeprefix("> ")))
    return found


def test_the_first_message_is_told_at_once_and_all_that_follow_in_one_letter(
    products, members
):
    enquiry = asked(products[0])

    for minutes, body in enumerate(["one", "two", "three", "four"]):
        written_at(minutes, enquiry, body)

    assert bundles() == [(0, 1, "one"), (10, 3, "four")]
    last = Notice.objects.filter(kind="enquiry_message").order_by("about").last()
    last.language = "en"
    letter = compose(last)
    assert "3 new messages from Mori Trading" in letter.text
    assert "four" in letter.text


def test_letters_of_one_thread_are_ten_minutes_apart_and_the_last_word_is_told(
    products, members
):
    enquiry = asked(products[0])

    for minutes in [0, 5, 9.9, 12, 19, 31, 60]:
        written_at(minutes, enquiry, f"at {minutes}")

    assert bundles() == [
        (0, 1, "at 0"),
        (10, 1, "at 5"),
        (20, 3, "at 19"),
        (31, 1, "at 31"),
        (60, 1, "at 60"),
    ]


def test_each_thread_and_each_recipient_has_letters_of_its_own(products, members):
    colleague = make_user()
    make_member(products[0].seller, colleague)
    first, second = asked(products[0]), asked(products[0], message="And this?")

    written_at(0, first, "one")
    written_at(1, second, "two")

    assert sorted(told("enquiry_message")) == sorted(
        [key(members[0])] * 2 + [key(colleague)] * 2
    )
    assert [minutes for minutes, _, _ in bundles()] == [0, 0, 1, 1]


def test_in_quiet_hours_all_share_one_letter(products, members):
    Preferences.objects.create(
        recipient=key(members[0]),
        quiet_zone="Asia/Jakarta",
        quiet_from=time(8),
        quiet_until=time(12),
    )
    enquiry = asked(products[0])

    for minutes in [0, 5, 45, 90]:  # from nine o'clock there
        written_at(minutes, enquiry, f"at {minutes}")

    assert bundles() == [(180, 4, "at 90")]


def test_officers_are_told_as_seldom(products, members, officer):
    enquiry = asked(products[0])
    due("escalate", enquiry)
    Notice.objects.all().delete()

    for minutes in [0, 1, 2]:
        written_at(minutes, enquiry, f"at {minutes}")

    assert told("enquiry_escalated") == [key(officer)] * 2


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (None, 7, 7),
        (0, 10, 10),
        (0, 9, 10),
        (10, 9, 10),
        (10, 9.75, 20),
        (10, 10, 20),
    ],
)
def test_when_the_next_letter_goes(last, now, expected):
    def at(minutes):
        return MORNING + timedelta(minutes=minutes)

    goes = bundling.next_goes_at(None if last is None else at(last), at(now))

    assert goes == at(expected)
