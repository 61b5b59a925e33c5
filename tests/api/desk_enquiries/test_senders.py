"""Blocked senders at the desk."""

import pytest

from catalogue.enquiries.actions import submitting
from catalogue.enquiries.models import (
    BlockedSender,
)
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.journal.models import AuditEntry
from tests.api.desk_enquiries.at_desk import (
    SENDERS,
    desk,
    text,
    told,
)
from tests.factories import (
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def block(held):
    return BlockedSender.objects.create(
        email_mark="a" * 64, enquiry=held, seller=held.seller
    )


def test_blocked_senders_are_the_provinces(officer, province, block):
    page = text(desk(province).get(SENDERS))

    assert desk(officer).get(SENDERS).status_code == 403
    assert "One address" in page
    assert block.enquiry.number in page
    assert "a" * 64 not in page
    assert "a" * 64 not in text(desk(province).get(f"{SENDERS}{block.pk}/change/"))


def test_a_domain_is_blocked_and_what_comes_from_it_is_held(province, sample):
    response = desk(province).post(
        f"{SENDERS}block/", {"domain": " Spam.Example.NET "}, follow=True
    )

    block = BlockedSender.objects.get()
    assert told(response) == ["spam.example.net is blocked."]
    assert (block.domain, block.seller, block.blocked_by) == (
        "spam.example.net",
        None,
        province,
    )
    assert AuditEntry.objects.get(action="sender.blocked").actor_id == province.pk
    buyer = make_user("a@mail.spam.example.net")
    submission = submitting.submit(
        Question("Do you have 200 kg?", [WantedItem(sample("P001").pk)]),
        Sender("A", buyer.email, "en", user=buyer),
        address="",
    )
    assert submission.enquiries.get().held_for == "blocked"


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "co.id",
        "no domain",
        "localhost",
        "a..b.com",
        "-a.com",
        "",
        "a_b.com",
    ],
)
def test_what_everybody_uses_or_is_no_domain_is_not_blocked(province, domain):
    response = desk(province).post(f"{SENDERS}block/", {"domain": domain})

    assert response.status_code == 200
    assert "errorlist" in text(response)
    assert BlockedSender.objects.count() == 0


def test_a_domain_is_blocked_once(province):
    page = f"{SENDERS}block/"
    desk(province).post(page, {"domain": "example.net"})

    response = desk(province).post(page, {"domain": "someone@example.net"})

    assert "It is blocked already." in text(response)
    assert BlockedSender.objects.count() == 1


def test_a_regencys_officer_blocks_no_domain(officer):
    response = desk(officer).post(f"{SENDERS}block/", {"domain": "example.net"})

    assert response.status_code == 403
    assert BlockedSender.objects.count() == 0


def test_a_sender_is_unblocked_after_asking(province, block):
    chosen = {"action": "unblock", "_selected_action": [str(block.pk)]}
    desk(province).post(SENDERS, chosen)
    assert BlockedSender.objects.count() == 1

    done = desk(province).post(SENDERS, {**chosen, "confirmed": "yes"}, follow=True)

    assert told(done) == ["Unblocked: 1."]
    assert BlockedSender.objects.count() == 0
    entry = AuditEntry.objects.get(action="sender.unblocked")
    assert entry.subject_id == str(block.pk)
