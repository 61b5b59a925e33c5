"""Whatever a buyer writes that a seller may read is judged before she does."""

from decimal import Decimal

import pytest

from catalogue.enquiries.actions import (
    answering,
    confirming,
    holding,
    submitting,
)
from catalogue.enquiries.models import Attachment, Enquiry, Message
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side
from catalogue.journal.letters import compose
from catalogue.journal.models import Notice
from tests.factories import (
    make_enquiry,
    make_member,
    make_officer,
    make_seller,
    make_user,
)

pytestmark = pytest.mark.django_db

BUYER = Actor(Side.BUYER)
TRAP = "Verify your account at https://bit.ly/a"


def asked(product, *, note="", **sender) -> Enquiry:
    """Confirmed by a guest whose address is real."""
    question = Question("What do 200 cost?", [WantedItem(product.pk, note=note)])
    who = Sender(
        **{"name": "Aiko", "email": "aiko@mori.jp", "language": "en", **sender}
    )
    submission = submitting.submit(question, who, address="203.0.113.7")
    confirming.confirm(confirming.link_token(submission))
    return submission.enquiries.get()


def told_to_sellers() -> int:
    return Notice.objects.filter(values__reader="seller").count()


def test_the_notes_of_items_are_judged_with_the_question(sample):
    enquiry = asked(sample("P001"), note=TRAP)

    assert (enquiry.status, enquiry.held_for) == ("held", "suspicious")
    assert enquiry.submission.suspicion == [
        "links",
        "short_link",
        "asks_for_credentials",
    ]


def test_the_last_note_of_a_full_list_is_judged(sample):
    product = sample("P001")
    items = [
        WantedItem(product.pk, quantity=(Decimal(1), "kg"), note="x " * 500)
        for _ in range(29)
    ]
    question = Question("a " * 2000, [*items, WantedItem(product.pk, note=TRAP)])
    user = make_user()
    sender = Sender("Aiko", user.email, "en", user=user)

    submission = submitting.submit(question, sender, address="")

    assert submission.enquiries.get().status == "held"


@pytest.mark.parametrize(
    "sender",
    [
        {"company": "Akun anda akan diblokir"},
        {"name": "Verify your account"},
        {"company": "Prize bit.ly/x1"},
        {"name": "http://xn--pypal-4ve.com"},
    ],
)
def test_a_name_with_a_hidden_aim_holds_by_itself(sample, sender):
    assert asked(sample("P001"), **sender).held_for == "suspicious"
    assert told_to_sellers() == 0


@pytest.mark.parametrize(
    ("sender", "called"),
    [
        ({"company": "Mori Trading"}, "Mori Trading"),
        ({"company": "J.CO Donuts & Coffee"}, "J.CO Donuts & Coffee"),
        ({"company": "", "name": "J.De Jong"}, "J.De Jong"),
        ({"company": "mori-trading.jp"}, "Aiko"),
        ({"company": "", "name": "www.mori.jp"}, "The buyer"),
    ],
)
def test_no_subject_holds_what_becomes_a_link(sample, sender, called):
    product = sample("P001")
    make_member(product.seller, make_user(language="en", email="ani@example.org"))

    asked(product, country="JP", **sender)

    letter = compose(
        Notice.objects.get(kind="enquiry_received", address="ani@example.org")
    )
    assert letter.subject == f"{called} (Japan) waits for your answer"


@pytest.mark.parametrize("status", ["new", "open", "quoted", "agreed"])
def test_a_message_is_judged_wherever_it_would_reach_the_seller(status):
    enquiry = make_enquiry(make_seller(owner=make_user()), status)

    answering.write_message(
        enquiry_id=enquiry.pk, actor=BUYER, body=TRAP, language="en"
    )

    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.held_from) == ("held", status)
    assert Message.objects.get(body=TRAP).is_withheld
    assert told_to_sellers() == 0


def test_what_was_agreed_is_agreed_again_once_it_is_released():
    enquiry = make_enquiry(make_seller(owner=make_user()), "agreed")
    answering.write_message(
        enquiry_id=enquiry.pk, actor=BUYER, body=TRAP, language="en"
    )

    officer = Actor(Side.OFFICER, make_officer().pk)
    holding.release(enquiry_id=enquiry.pk, actor=officer)

    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.held_for) == ("agreed", "")
    assert not Message.objects.get(body=TRAP).is_withheld


def test_the_names_of_files_are_judged_with_their_message():
    enquiry = make_enquiry(make_seller(), "open")
    file = Attachment.objects.create(
        enquiry=enquiry, side="buyer", kind="pdf", name=TRAP, size_bytes=1
    )

    answering.write_message(
        enquiry_id=enquiry.pk,
        actor=BUYER,
        body="See the file.",
        language="en",
        attachment_ids=[file.pk],
    )

    enquiry.refresh_from_db()
    assert enquiry.status == "held"


@pytest.mark.parametrize("status", ["open", "agreed"])
def test_why_she_withdraws_is_judged_too(status):
    enquiry = make_enquiry(make_seller(owner=make_user()), status)

    answering.withdraw(enquiry_id=enquiry.pk, actor=BUYER, note=TRAP)

    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.held_from) == ("held", "withdrawn")
    assert told_to_sellers() == 0


def test_an_honest_reason_reaches_the_seller():
    enquiry = make_enquiry(make_seller(owner=make_user()), "open")

    answering.withdraw(enquiry_id=enquiry.pk, actor=BUYER, note="We found another.")

    enquiry.refresh_from_db()
    assert enquiry.status == "withdrawn"
    assert told_to_sellers() == 1


def test_what_a_seller_writes_is_not_judged():
    enquiry = make_enquiry(make_seller(), "open")

    answering.write_message(
        enquiry_id=enquiry.pk, actor=Actor(Side.SELLER), body=TRAP, language="en"
    )

    enquiry.refresh_from_db()
    assert enquiry.status == "open"
