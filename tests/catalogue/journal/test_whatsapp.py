"""The adapter of WhatsApp, held against exchanges written after Meta's reference."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.template.engine import Engine
from django.utils import timezone
from requests import Response
from requests.adapters import BaseAdapter

from catalogue.journal import jobs, outgoing, preferences
from catalogue.journal.channels import whatsapp
from catalogue.journal.models import Job, Notice
from catalogue.journal.notices import notify
from tests.catalogue.journal.notified import KEY, someone

pytestmark = pytest.mark.django_db
RECORDINGS = Path(__file__).parent / "recordings"
PHONE = "+6281234567890"
TEXT = "Ada pertanyaan dari {{ buyer }}.\nBuka: {{ link }}\n"
VALUES = {"buyer": "Mori\n Trading", "link": "https://x.example/t?a=1&b=2"}


class Replay(BaseAdapter):
    """Answers as recorded, where it is asked as recorded."""

    def __init__(self, name):
        super().__init__()
        self.recorded = json.loads((RECORDINGS / f"{name}.json").read_text())
        self.asked = []

    def send(self, request, **kwargs):
        told = {
            "method": request.method,
            "url": request.url,
            "body": json.loads(request.body),
        }
        self.asked.append((told, dict(request.headers)))
        assert told == self.recorded["request"]
        response = Response()
        response.status_code = self.recorded["answer"]["status"]
        response.raw = BytesIO(json.dumps(self.recorded["answer"]["body"]).encode())
        return response

    def close(self):
        pass


@pytest.fixture
def exchange(monkeypatch):
    """`exchange("template")`: from now on answered as in that recording."""
    real = outgoing.session

    def play(name):
        replay = Replay(name)

        def session():
            made = real()
            made.mount("https://", replay)
            return made

        monkeypatch.setattr(outgoing, "session", session)
        return replay

    return play


@pytest.fixture(autouse=True)
def set_up(settings, monkeypatch):
    settings.WHATSAPP_TOKEN = "EAAG-sample"
    settings.WHATSAPP_PHONE_ID = "106540352242922"
    templates = {
        "whatsapp/sample_notice.id.txt": TEXT,
        "mail/sample_notice.id.txt": "Pertanyaan\n" + TEXT,
        "mail/footer.id.txt": "Katalog",
        "mail/layout.html": "{{ subject }}",
    }
    loaders = [("django.template.loaders.locmem.Loader", templates)]
    engine = Engine(loaders=loaders)
    monkeypatch.setattr(Engine, "get_default", staticmethod(lambda: engine))
    Job.objects.all().delete()


@pytest.fixture
def opted_in():
    wishes = preferences.change(
        KEY, phone=PHONE, choices={"enquiries": {"whatsapp": True, "email": False}}
    )
    moment = timezone.now() - timedelta(hours=25)
    preferences.heard_from(PHONE, preferences.opt_in_code(wishes), moment)


def tell(topic="enquiries", **recipient):
    recipient = someone(language="id", **recipient)
    notify("sample_notice", recipient, about="message 1", topic=topic, **VALUES)


def by_whatsapp():
    return Notice.objects.filter(channel="whatsapp")


def test_outside_of_24_hours_a_template_goes_with_its_variables(opted_in, exchange):
    replay = exchange("template")
    tell()

    assert jobs.run_next() is True

    ((_, headers),) = replay.asked
    assert headers["Authorization"] == "Bearer EAAG-sample"
    row = by_whatsapp().get()
    assert (row.status, row.address, row.values) == ("sent", "", {})


def test_within_24_hours_of_her_message_free_text_goes(opted_in, exchange):
    replay = exchange("free_text")
    replay.recorded["request"]["body"]["text"]["body"] = replay.recorded["request"][
        "body"
    ]["text"]["body"].replace("Mori Trading", VALUES["buyer"])
    preferences.heard_from(PHONE, "Halo", timezone.now() - timedelta(hours=23))
    tell()

    jobs.run_next()

    assert len(replay.asked) == 1
    assert by_whatsapp().get().status == "sent"


def test_a_number_that_is_not_on_whatsapp_is_a_dead_letter_at_once(opted_in, exchange):
    exchange("not_on_whatsapp")
    tell()

    jobs.run_next()

    job = Job.objects.get()
    assert job.failed_at is not None
    assert job.last_error == "Undeliverable: WhatsApp refused it: 131026"


@pytest.mark.parametrize(
    ("recording", "told"),
    [("too_many", "429, 130429"), ("token_ended", "401, 190")],
)
def test_what_may_pass_is_tried_again(opted_in, exchange, recording, told):
    exchange(recording)
    tell()

    jobs.run_next()

    job = Job.objects.get()
    assert job.failed_at is None
    assert job.last_error == f"NotDelivered: Unaccepted: WhatsApp answered {told}"
    assert by_whatsapp().get().status == "waiting"


def test_a_number_that_did_not_opt_in_gets_none():
    preferences.change(
        KEY, phone=PHONE, choices={"enquiries": {"whatsapp": True, "email": False}}
    )

    tell()
    tell(key="contact:1")

    assert not by_whatsapp().exists()


@pytest.mark.parametrize("then", ["she stops it", "she takes another number"])
def test_what_waits_does_not_go_to_a_number_that_is_no_longer_hers_to_give(
    opted_in, exchange, then
):
    replay = exchange("template")
    tell()
    if then == "she stops it":
        preferences.heard_from(PHONE, "Berhenti", timezone.now())
    else:
        preferences.change(KEY, phone="+6281111111111")

    jobs.run_next()

    row = by_whatsapp().get()
    assert (row.status, row.address, row.values) == ("suppressed", "", {})
    assert (replay.asked, Job.objects.count()) == ([], 0)


@pytest.mark.parametrize("topic", [None, "reminders"])
def test_only_the_topics_she_chose_go_there(opted_in, topic):
    tell(topic)

    assert not by_whatsapp().exists()
    assert Notice.objects.get().channel == "email"


def test_without_a_token_the_channel_is_off(opted_in, settings):
    settings.WHATSAPP_TOKEN = ""

    tell()

    assert not by_whatsapp().exists()


def test_a_kind_without_a_template_does_not_go_there(opted_in, monkeypatch):
    monkeypatch.setattr("catalogue.journal.letters.is_written", lambda *_: False)

    tell()

    assert not by_whatsapp().exists()


def test_what_meta_has_to_approve_is_the_template_with_numbers():
    assert whatsapp.approvable("sample_notice", "id") == (
        "Ada pertanyaan dari {{1}}.\nBuka: {{2}}"
    )
