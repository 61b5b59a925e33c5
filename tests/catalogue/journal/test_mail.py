"""Letters: kept with the change, sent once by the worker, plain."""

import pytest
from django.core import mail as outbox
from django.db import transaction

from catalogue.journal import deliveries, jobs, letters, mail
from catalogue.journal.models import Job, Notice
from catalogue.journal.models.queue import URGENT
from catalogue.journal.notices import JOB
from tests.working import letters_to

pytestmark = pytest.mark.django_db
TO = "wati@example.org"


@pytest.fixture(autouse=True)
def no_jobs_yet():
    Job.objects.all().delete()


def write(language="id", **values):
    values = {"seller": "Keripik <Wati> & Co", "link": "https://x.example/?a=1&b=2"}
    return mail.write("invitation", TO, language, **values)


def test_a_letter_is_sent_once_and_dropped():
    letter = write()

    job = Job.objects.get()
    assert (job.kind, job.subject, job.urgency) == (JOB, str(letter.pk), URGENT)
    assert jobs.run_next() is True
    assert jobs.run_next() is False

    (sent,) = outbox.outbox
    assert sent.to == [TO]
    assert "List-Unsubscribe" not in sent.extra_headers
    assert not Notice.objects.exists()
    deliveries.deliver(
        str(letter.pk)
    )  # a worker that died between sending and saying so
    assert len(outbox.outbox) == 1


def test_a_letter_is_plain_text():
    letter = write()

    subject, text = letters.render(letter)

    assert "Keripik <Wati> & Co" in subject + text
    assert "https://x.example/?a=1&b=2" in text
    assert "\n" not in subject


@pytest.mark.parametrize(
    ("asked", "written"), [("id", "id"), ("en", "en"), ("fr", "id"), ("", "id")]
)
def test_a_letter_is_in_a_language_we_have(asked, written):
    assert write(asked).language == written


def test_a_letter_of_what_was_rolled_back_is_never_sent():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert letters_to(TO) == []
    assert jobs.run_next() is False
    assert outbox.outbox == []


def test_a_letter_that_cannot_be_sent_is_kept_and_tried_again(monkeypatch):
    letter = write()

    def fail(self, **kwargs):
        raise OSError("no mail server")

    with monkeypatch.context() as patched:
        patched.setattr(outbox.EmailMessage, "send", fail)
        jobs.run_next()

    assert Notice.objects.get() == letter
    assert Job.objects.get().last_error == "NotDelivered: OSError: no mail server"
    Job.objects.update(leased_until=None)
    assert jobs.run_next() is True
    assert len(outbox.outbox) == 1


def test_a_token_in_a_link_is_escaped(settings):
    settings.ACCOUNT_PAGE_URL = "https://x.example/{page}?token={token}"

    link = mail.page_link("reset-password", "a:b/c d&e")

    assert link == "https://x.example/reset-password?token=a:b%2Fc%20d%26e"
