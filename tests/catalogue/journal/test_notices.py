"""Notices: once for each event, if wanted, at the right hour, no address kept."""

import smtplib
from datetime import UTC, datetime, time
from uuid import UUID

import pytest
import time_machine
from django.core import mail as outbox
from django.db import transaction

from catalogue.journal import deliveries, jobs, notices, preferences
from catalogue.journal.channels import CHANNELS
from catalogue.journal.models import ChannelName, Job, Notice, Preferences, Zone
from catalogue.journal.models.queue import NORMAL, URGENT
from catalogue.journal.notices import JOB
from tests.catalogue.journal.notified import ADDRESS, KEY, LINK, someone, tell

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 12, 1, 16, 30, tzinfo=UTC).timestamp()  # 23:30 WIB


@pytest.fixture(autouse=True)
def no_jobs_yet():
    Job.objects.all().delete()


def work():
    while jobs.run_next():
        pass


def be_quiet(zone=Zone.WIB):
    preferences.change(KEY, quiet_zone=zone, quiet_from=time(21), quiet_until=time(5))


def refuse_with(monkeypatch, error):
    def send(self, **kwargs):
        raise error

    monkeypatch.setattr(outbox.EmailMultiAlternatives, "send", send)


def test_a_notice_is_sent_once_and_its_row_says_so_without_an_address():
    tell()
    work()

    (sent,) = outbox.outbox
    row = Notice.objects.get()
    assert (sent.to, sent.subject) == (
        [ADDRESS],
        "An invitation to Lampung's catalogue",
    )
    assert (row.status, row.address, row.values) == ("sent", "", {})
    assert (row.kind, row.about, row.recipient, row.channel, row.topic) == (
        "invitation", "message 1", KEY, "email", "enquiries",
    )  # fmt: skip
    assert row.sent_at is not None
    assert Job.objects.count() == 0


def test_every_channel_has_its_module():
    assert set(CHANNELS) == set(ChannelName)


def test_a_repeat_of_the_event_is_nothing_before_and_after_it_was_sent():
    tell()
    tell()
    assert (Notice.objects.count(), Job.objects.count()) == (1, 1)

    work()
    tell()
    work()

    assert (Notice.objects.count(), len(outbox.outbox)) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"about": "message 2"},
        {"recipient": someone(key=f"contact:{UUID(int=8)}")},
    ],
)
def test_another_event_or_recipient_is_another_notice(other):
    tell()
    tell(**other)
    work()

    assert (Notice.objects.count(), len(outbox.outbox)) == (2, 2)


def test_what_was_rolled_back_is_told_to_nobody():
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    work()

    assert (Notice.objects.count(), outbox.outbox) == (0, [])


def test_a_repeat_leaves_the_transaction_it_is_in_whole():
    tell()

    with transaction.atomic():
        tell()
        preferences.choose(KEY, "office", wanted=False)

    assert preferences.of(KEY).wants("office", "email") is False


def test_a_crash_between_sending_and_recording_sends_twice_with_one_message_id(
    monkeypatch,
):
    tell()
    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "settle", lambda *_: 1 / 0)
        jobs.run_next()
    Job.objects.update(leased_until=None)  # its pause is over
    work()
    work()

    first, second = outbox.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert Notice.objects.get().status == "sent"


def test_a_topic_switched_off_is_kept_as_suppressed_and_sends_nothing():
    preferences.choose(KEY, "enquiries", wanted=False)

    tell()
    work()

    row = Notice.objects.get()
    assert (row.status, row.address, row.values) == ("suppressed", "", {})
    assert (outbox.outbox, Job.objects.count()) == ([], 0)


def test_what_is_switched_off_while_it_waits_is_not_sent():
    tell()
    preferences.choose(KEY, "enquiries", wanted=False)
    work()

    row = Notice.objects.get()
    assert (row.status, row.address, row.values) == ("suppressed", "", {})
    assert outbox.outbox == []


def test_another_topic_and_what_has_none_are_sent_all_the_same():
    preferences.choose(KEY, "enquiries", wanted=False)
    be_quiet()

    with time_machine.travel(NIGHT, tick=False):
        tell(topic=None)
        tell(about="message 2", topic="reminders")
        work()

    assert len(outbox.outbox) == 1
    assert list(Notice.objects.values_list("status", "topic")) == [
        ("sent", ""), ("waiting", "reminders"),
    ]  # fmt: skip


def test_without_a_topic_it_is_urgent_and_cannot_be_ended():
    tell(topic=None)
    tell(about="message 2")

    assert list(Job.objects.order_by("pk").values_list("urgency", flat=True)) == [
        URGENT, NORMAL,
    ]  # fmt: skip
    work()
    first, second = outbox.outbox
    assert "List-Unsubscribe" not in first.extra_headers
    assert second.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        (Zone.WIB, "2026-12-01T22:00"),  # 05:00, seven hours before
        (Zone.WITA, "2026-12-01T21:00"),
        (Zone.WIT, "2026-12-01T20:00"),
    ],
)
def test_in_quiet_hours_it_waits_until_they_end(zone, ends):
    be_quiet(zone)

    with time_machine.travel(NIGHT, tick=False):
        tell()
        work()
        assert outbox.outbox == []
    assert f"{Job.objects.get().run_after:%Y-%m-%dT%H:%M}" == ends

    with time_machine.travel(datetime.fromisoformat(f"{ends}:01+00:00").timestamp()):
        work()

    assert len(outbox.outbox) == 1


def test_a_retry_that_falls_into_quiet_hours_waits_as_well():
    tell()
    be_quiet()
    Job.objects.update(run_after="2026-12-01T16:00Z")

    with time_machine.travel(NIGHT, tick=False):
        work()

    assert outbox.outbox == []
    job = Job.objects.get()
    assert (job.attempts, f"{job.run_after:%H:%M}") == (0, "22:00")
    assert Notice.objects.get().status == "waiting"


def test_an_address_the_mail_server_refuses_is_a_dead_letter_at_once(monkeypatch):
    error = smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"No such user " + b"wati")})
    refuse_with(monkeypatch, error)

    tell()
    work()

    job = Job.objects.get()
    assert job.failed_at is not None
    assert (job.attempts, job.last_error) == (
        1, "Undeliverable: The mail server refused it: 550",
    )  # fmt: skip


def test_an_address_refused_for_now_is_tried_again(monkeypatch):
    refuse_with(
        monkeypatch, smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"Come again")})
    )

    tell()
    work()

    job = Job.objects.get()
    assert (job.failed_at, job.attempts) == (None, 1)
    assert Notice.objects.get().status == "waiting"


def test_it_is_tried_for_a_day_and_then_given_up(monkeypatch):
    refuse_with(monkeypatch, OSError("no route"))
    tell()

    for _ in range(len(deliveries.BACKOFF) + 1):
        assert Job.objects.get().failed_at is None
        Job.objects.update(leased_until=None)
        jobs.run_next()

    job = Job.objects.get()
    assert (job.attempts, job.failed_at is not None) == (8, True)
    assert sum(p.total_seconds() for p in deliveries.BACKOFF) > 36 * 3600
    assert Notice.objects.get().address == ADDRESS  # for whoever tries again


def test_neither_log_nor_job_names_an_address(monkeypatch, caplog):
    refuse_with(
        monkeypatch,
        smtplib.SMTPServerDisconnected(f"lost <{ADDRESS}> +628123456789 token=abc"),
    )

    tell()
    work()

    told = Job.objects.get().last_error
    assert told == (
        "NotDelivered: SMTPServerDisconnected: lost <[address]> [number] token=[token]"
    )
    assert ADDRESS not in caplog.text
    assert "628123456789" not in caplog.text


def test_a_recipient_is_forgotten_whole():
    tell()
    tell(about="message 2", recipient=someone(key="contact:1"))
    preferences.choose(KEY, "office", wanted=False)

    notices.forget(KEY)
    work()

    assert list(Notice.objects.values_list("recipient", flat=True)) == ["contact:1"]
    assert not Preferences.objects.exists()
    assert len(outbox.outbox) == 1


def test_the_job_is_one_of_the_outgoing():
    tell()

    assert jobs.run_next(jobs.OWN) is False
    assert jobs.run_next(jobs.OUTGOING) is True
    assert Notice.objects.get().status == "sent"
    assert jobs.manner_of(JOB).lane == jobs.OUTGOING


def test_the_link_leads_where_it_should():
    tell()
    work()

    assert LINK in outbox.outbox[0].body
