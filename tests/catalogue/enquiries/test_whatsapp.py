"""What goes by WhatsApp of a thread, to those who opted in."""

import pytest
from django.core.management import call_command
from django.template.base import TextNode
from django.template.engine import Engine
from django.utils import timezone

from catalogue.accounts.recipients import key_of
from catalogue.enquiries import letters
from catalogue.journal import preferences
from catalogue.journal.channels import whatsapp
from catalogue.journal.models import Notice, Topic
from catalogue.journal.types import EnquiryMoved
from tests.factories import (
    make_enquiry,
    make_member,
    make_message,
    make_officer,
    make_quote,
    make_submission,
    make_user,
)

WRITTEN = whatsapp.written()
LONGEST = 1024  # characters of a body, by Meta's reference


def template(kind, language):
    return Engine.get_default().get_template(f"whatsapp/{kind}.{language}.txt")


@pytest.fixture(params=["en", "id"])
def language(request):
    return request.param


@pytest.fixture
def enquiry(language, sample, settings):
    """One whose seller, buyer and officer all read by WhatsApp."""
    settings.WHATSAPP_TOKEN = "EAAG-sample"
    seller = sample("P001").seller
    seller.members.all().delete()
    buyer = make_user(language=language)
    people = [
        buyer,
        make_member(seller, make_user(language=language)).user,
        make_officer(seller.regency_id, language=language),
    ]
    for number, person in enumerate(people):
        preferences.change(key_of(person), phone=f"+62812345678{number}")
        preferences.change(
            key_of(person),
            opted_in_at=timezone.now(),
            choices={str(topic): {"whatsapp": True} for topic in Topic},
        )
    return make_enquiry(seller, submission=make_submission(buyer))


@pytest.mark.django_db
def test_every_template_is_sent_and_has_all_its_words(enquiry, language):
    letters.tell_of_delivery(enquiry.pk)
    letters.tell_of_time(enquiry.pk, "remind_first")
    letters.tell_of_time(enquiry.pk, "escalate")
    for side in ("seller", "buyer"):
        letters.tell_of_message(enquiry.pk, make_message(enquiry, side).pk)
    letters.tell_of_quote(enquiry.pk, make_quote(enquiry).pk)
    letters.tell_of_step(EnquiryMoved(enquiry.pk, "accept", "buyer", "agreed"))

    notices = Notice.objects.filter(channel="whatsapp", status="waiting")
    sent = sorted({(n.kind, n.language) for n in notices})
    assert sent == [one for one in WRITTEN if one[1] == language]
    for notice in notices:
        (told,) = whatsapp.body(notice)["template"]["components"]
        values = [parameter["text"] for parameter in told["parameters"]]
        assert "–" not in values, notice.kind
        assert notice.values["link"] in values  # whole, however long
        text = template(notice.kind, language).source
        assert len(text) + sum(map(len, values)) < LONGEST


@pytest.mark.parametrize(("kind", "language"), WRITTEN)
def test_a_template_can_be_approved(kind, language):
    """Meta refuses one that begins or ends with a variable."""
    nodes = template(kind, language).nodelist

    assert isinstance(nodes[0], TextNode)
    assert isinstance(nodes[-1], TextNode)
    assert len(nodes[-1].s.strip()) > 1
    assert {type(node).__name__ for node in nodes} == {"TextNode", "VariableNode"}


def test_each_is_there_in_both_languages():
    kinds = {kind for kind, _ in WRITTEN}

    assert set(WRITTEN) == {(kind, code) for kind in kinds for code in ("en", "id")}


def test_the_operator_gets_the_texts_to_have_approved(capsys):
    call_command("whatsapp_templates")

    told = capsys.readouterr().out
    assert told.count("\n# ") + 1 == len(WRITTEN)
    assert (
        "# enquiry_message, id\n"
        "Ada pesan baru dari {{1}}, nomor {{2}}.\n"
        "Baca dan jawab: {{3}}\n"
    ) in told
