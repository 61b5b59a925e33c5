from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings

from catalogue.accounts.errors import EmailNotVerified
from catalogue.enquiries import abuse, letters, marks
from catalogue.enquiries.actions import confirming, holding, submitting
from catalogue.enquiries.errors import (
    AddressUnproven,
    LinkInvalid,
    Refused,
    TooManyEnquiries,
)
from catalogue.enquiries.models import BlockedSender, Contact, Enquiry, Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side, Status
from catalogue.journal.models import AuditEntry, Notice
from catalogue.products.models import Product
from tests.factories import (
    later,
    make_enquiry,
    make_member,
    make_officer,
    make_seller,
    make_user,
)

pytestmark = pytest.mark.django_db

AIKO = Sender("Aiko Mori", "aiko@example.jp", "en", country="JP")
OFFICER = Actor(Side.OFFICER)


def ask(*wanted, sender=AIKO, message="We need 200 pieces.", **question) -> Submission:
    return submitting.submit(
        Question(message, wanted, **question), sender, address="203.0.113.7"
    )


def told() -> list[tuple[str, str]]:
    return sorted(Notice.objects.values_list("kind", "address"))


def test_items_of_several_sellers_become_one_enquiry_each(sample):
    coffee, tapis = sample("P001"), sample("P020")

    submission = ask(
        WantedItem(coffee.pk, quantity=(Decimal(200), "kg"), note="Green"),
        WantedItem(tapis.pk),
        WantedItem(coffee.pk),
    )

    enquiries = {e.seller: e for e in submission.enquiries.all()}
    assert set(enquiries) == {coffee.seller, tapis.seller}
    of_coffee = enquiries[coffee.seller].items.all()
    assert [(i.product_id, i.quantity_value, i.note) for i in of_coffee] == [
        (coffee.pk, Decimal(200), "Green"),
        (coffee.pk, None, ""),
    ]
    assert len({e.number for e in enquiries.values()}) == 2


def test_a_business_is_asked_without_a_product(sample):
    seller = sample("P001").seller

    submission = ask(seller_id=seller.pk)

    assert submission.enquiries.get().items.count() == 0


def test_what_was_asked_stays_as_it_was(sample):
    product = sample("P001")
    name = dict(product.name)
    enquiry = ask(WantedItem(product.pk)).enquiries.get()

    Product.objects.filter(pk=product.pk).update(name={"id": "Lain"}, hs_code="000000")

    snapshot = enquiry.items.get().snapshot
    assert snapshot["name"] == name
    assert snapshot["hs_code"] == product.hs_code
    assert snapshot["sku"] == product.variants.first().sku


def test_every_product_nobody_may_see_is_named_and_nothing_is_kept(sample):
    hidden = sample("P001")
    Product.objects.filter(pk=hidden.pk).update(status="archived")

    with pytest.raises(Refused) as refused:
        ask(WantedItem(hidden.pk), WantedItem(sample("P020").pk), WantedItem(uuid4()))

    assert [r.pointer for r in refused.value.refusals] == [
        "/items/0/product_id",
        "/items/2/product_id",
    ]
    assert Contact.objects.count() == 0


def test_nobody_asks_her_own_business(sample):
    product, user = sample("P001"), make_user()
    make_member(product.seller, user)

    with pytest.raises(Refused):
        ask(
            WantedItem(product.pk),
            sender=Sender("Ani", user.email, "id", user=user),
        )

    assert Enquiry.objects.count() == 0


def test_a_guest_proves_her_address_before_anything_is_delivered(sample):
    product, member = sample("P001"), make_user()
    make_member(product.seller, member)

    submission = ask(WantedItem(product.pk))
    before = told()
    confirming.confirm(confirming.link_token(submission))

    enquiry = submission.enquiries.get()
    assert before == [("confirm_enquiry", "aiko@example.jp")]
    assert told() == [
        ("confirm_enquiry", "aiko@example.jp"),
        ("enquiry_received", member.email),
        ("enquiry_sent", "aiko@example.jp"),
    ]
    assert (enquiry.status, enquiry.waiting_on) == ("new", "seller")
    assert enquiry.first_response_due_at is not None


def test_confirming_again_changes_nothing(sample):
    submission = ask(WantedItem(sample("P001").pk))
    link = confirming.link_token(submission)
    confirming.confirm(link)
    first = Enquiry.objects.values().get()

    confirming.confirm(link)

    assert Enquiry.objects.values().get() == first


def test_a_link_of_another_make_proves_nothing():
    with pytest.raises(LinkInvalid):
        confirming.confirm("no-link-of-ours")


def test_a_buyer_with_a_proven_address_skips_the_letter(sample):
    buyer = make_user()

    submission = ask(
        WantedItem(sample("P001").pk),
        sender=Sender("Aiko", buyer.email, "en", user=buyer),
    )

    enquiry = submission.enquiries.get()
    assert (enquiry.status, enquiry.buyer) == ("new", buyer)
    assert submission.contact.proven_at is not None


def test_guests_are_counted_by_their_contact_address(sample, settings):
    settings.GUEST_ENQUIRIES_PER_CONTACT = 2
    ask(WantedItem(sample("P001").pk))
    ask(WantedItem(sample("P001").pk))

    with pytest.raises(TooManyEnquiries):
        ask(WantedItem(sample("P001").pk))

    assert Submission.objects.count() == 2


def test_guests_are_counted_by_the_address_they_call_from(sample, settings):
    settings.GUEST_ENQUIRIES_PER_ADDRESS = 1
    ask(WantedItem(sample("P001").pk))

    other = Sender("Ken", "ken@example.jp", "en")

    with pytest.raises(TooManyEnquiries):
        ask(WantedItem(sample("P001").pk), sender=other)


@pytest.mark.parametrize(
    ("calling", "beside", "elsewhere"),
    [
        ("203.0.113.7", "203.0.113.200", "203.0.114.7"),
        ("2001:db8:1:2::", "2001:db8:1:ffff::", "2001:db8:2:2::"),
    ],
)
def test_guests_are_counted_by_the_network_around_it(
    sample, settings, calling, beside, elsewhere
):
    settings.GUEST_ENQUIRIES_PER_NETWORK = 1
    question = Question("How much?", [WantedItem(sample("P001").pk)])

    def send(name, address):
        sender = Sender(name, f"{name}@example.jp", "en")
        submitting.submit(question, sender, address=address)

    send("aiko", calling)
    with pytest.raises(TooManyEnquiries):
        send("ken", beside)

    send("mio", elsewhere)
    assert Submission.objects.count() == 2


def test_what_is_no_address_is_counted_as_it_is():
    assert abuse.network_of("unix:") == "unix:"


def test_the_defaults_are_those_of_the_contract():
    assert settings.GUEST_ENQUIRIES_PER_CONTACT == 5
    assert settings.GUEST_ENQUIRIES_PER_ADDRESS == 30
    assert settings.GUEST_ENQUIRIES_PER_NETWORK == 120
    assert settings.BUYER_ENQUIRIES_PER_HOUR == 60


def test_an_account_asks_so_often_an_hour(sample, settings):
    settings.BUYER_ENQUIRIES_PER_HOUR = 2
    item, user, other = WantedItem(sample("P001").pk), make_user(), make_user()
    sender = Sender("Aiko", user.email, "en", user=user)
    ask(item, sender=sender)
    with later(minutes=20):
        ask(item, sender=sender)
    with later(minutes=40), pytest.raises(TooManyEnquiries) as refused:
        ask(item, sender=sender)

    assert 1195 <= refused.value.seconds <= 1200
    assert Submission.objects.count() == 2
    ask(item, sender=Sender("Ken", other.email, "en", user=other))
    with later(minutes=61):
        ask(item, sender=sender)
    assert Submission.objects.count() == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aiko@example.jp", "Aiko+shop@Example.JP"),
        ("aiko@gmail.com", "a.i.ko+1@googlemail.com"),
        ("aiko@bücher.example", "aiko@XN--BCHER-KVA.example."),
    ],
)
def test_one_mailbox_is_known_however_it_is_written(one, other):
    assert marks.of_address(one) == marks.of_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aiko@example.jp", "ai.ko@example.jp"),
        ("aiko@gmail.com", "aiko@example.com"),
        ("+1@example.jp", "+2@example.jp"),
        ("aiko@" + "a" * 64 + ".jp", "aiko@" + "b" * 64 + ".jp"),
    ],
)
def test_other_mailboxes_are_others(one, other):
    assert marks.of_address(one) != marks.of_address(other)


def test_a_blocked_sender_is_not_let_in_by_a_label_of_her_address(sample):
    BlockedSender.objects.create(email_mark=marks.of_address(AIKO.email))

    submission = ask(
        WantedItem(sample("P001").pk),
        sender=Sender("Aiko", "aiko+2@example.jp", "en"),
    )
    confirming.confirm(confirming.link_token(submission))

    assert submission.enquiries.get().held_for == "blocked"


SPAM = (
    "CONGRATULATIONS! Click https://bit.ly/a https://bit.ly/b https://t.me/c and "
    "verify your account and password now, WhatsApp +62 812 3456 7890"
)


def test_what_looks_like_spam_is_held_for_an_officer(sample):
    submission = ask(WantedItem(sample("P001").pk), message=SPAM)
    confirming.confirm(confirming.link_token(submission))

    enquiry = submission.enquiries.get()
    assert (enquiry.status, enquiry.held_for) == ("held", "suspicious")
    assert enquiry.delivered_at is None


def test_a_report_blocks_the_sender_for_this_seller_alone(sample):
    reported = make_enquiry(sample("P001").seller, "open", email=AIKO.email)

    holding.report_spam(enquiry_id=reported.pk, actor=Actor(Side.SELLER))
    submission = ask(WantedItem(sample("P001").pk), WantedItem(sample("P020").pk))
    confirming.confirm(confirming.link_token(submission))

    statuses = {e.seller_id: e.status for e in submission.enquiries.all()}
    assert statuses == {
        sample("P001").seller_id: Status.HELD,
        sample("P020").seller_id: Status.NEW,
    }


def test_an_officer_who_releases_it_lifts_the_block(sample):
    reported = make_enquiry(sample("P001").seller, "open", email=AIKO.email)
    holding.report_spam(enquiry_id=reported.pk, actor=Actor(Side.SELLER))

    holding.release(enquiry_id=reported.pk, actor=OFFICER)

    reported.refresh_from_db()
    assert reported.status == "open"
    assert BlockedSender.objects.count() == 0
    lifted = AuditEntry.objects.get(action="sender.unblocked")
    assert lifted.before == {"domain": "", "seller": str(reported.seller_id)}


@pytest.mark.parametrize(("regency", "left"), [("18.71", 1), (None, 0)])
def test_a_block_that_holds_everywhere_is_the_provinces_to_lift(sample, regency, left):
    spam = make_enquiry(sample("P020").seller, "held", email=AIKO.email)
    holding.mark_spam(enquiry_id=spam.pk, actor=OFFICER)
    held = make_enquiry(sample("P001").seller, "held", email=AIKO.email)

    officer = Actor(Side.OFFICER, make_officer(regency).pk)
    holding.release(enquiry_id=held.pk, actor=officer)

    held.refresh_from_db()
    assert held.status == "new"
    assert BlockedSender.objects.filter(seller=None).count() == left
    assert AuditEntry.objects.filter(action="sender.unblocked").count() == 1 - left


def test_spam_blocks_the_sender_everywhere(sample):
    held = make_enquiry(sample("P001").seller, "held", email=AIKO.email)

    holding.mark_spam(enquiry_id=held.pk, actor=OFFICER)

    contact = Contact(
        email="Aiko@Example.jp", email_mark=held.submission.contact.email_mark
    )
    others = [sample("P020").seller_id, make_seller().pk]
    assert abuse.blocked_for(contact, others) == set(others)


def test_a_blocked_domain_blocks_all_that_is_in_it():
    BlockedSender.objects.create(domain="example.net")
    seller = make_seller()

    inside = Contact(email="a@mail.example.net", email_mark="1")
    beside = Contact(email="a@myexample.net", email_mark="2")

    assert abuse.blocked_for(inside, [seller.pk]) == {seller.pk}
    assert abuse.blocked_for(beside, [seller.pk]) == set()


def test_a_claimed_submission_opens_by_its_account_alone(sample):
    submission, user = ask(WantedItem(sample("P001").pk)), make_user()
    confirming.confirm(confirming.link_token(submission))
    secret = confirming.issue_token(submission)

    confirming.claim(secret=secret, user=user)

    assert list(Enquiry.objects.sent_by(user)) == list(submission.enquiries.all())
    with pytest.raises(LinkInvalid):
        confirming.claim(secret=secret, user=make_user())
    assert confirming.claim(secret=secret, user=user) == submission


def test_what_is_not_proven_yet_is_claimed_by_nobody(sample):
    submission, user = ask(WantedItem(sample("P001").pk)), make_user()
    secret = confirming.issue_token(submission)

    with pytest.raises(AddressUnproven):
        confirming.claim(secret=secret, user=user)

    submission.refresh_from_db()
    assert submission.buyer is None
    confirming.confirm(confirming.link_token(submission))
    assert confirming.claim(secret=secret, user=user).buyer == user


def test_an_account_whose_address_is_unproven_claims_nothing(sample):
    submission = ask(WantedItem(sample("P001").pk))
    confirming.confirm(confirming.link_token(submission))
    secret = confirming.issue_token(submission)

    with pytest.raises(EmailNotVerified):
        confirming.claim(secret=secret, user=make_user(verified=False))

    submission.refresh_from_db()
    assert submission.buyer is None


def test_who_proves_an_address_gets_no_links_of_the_account_that_claimed_it(sample):
    submission = ask(WantedItem(sample("P001").pk))
    confirming.confirm(confirming.link_token(submission))
    seller = sample("P001").seller.name
    assert letters.threads_of(submission)[0]["link"].startswith("http")

    secret = confirming.issue_token(submission)
    claimed = confirming.claim(secret=secret, user=make_user())

    assert letters.threads_of(claimed) == [{"seller": seller, "link": ""}]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Could you send 200 pieces by March? See https://example.jp/shop", []),
        ("My WhatsApp is +81 6 1234 5678", []),
        (
            "Log in to confirm your account http://bit.ly/x1 +62812345678",
            ["links", "short_link", "phone", "asks_for_credentials"],
        ),
    ],
)
def test_what_a_buyer_adds_is_judged_by_itself(body, codes):
    """Her address, which no mail reaches, weighed at the opening already."""
    enquiry = make_enquiry(make_seller(), "open", email="aiko@example.jp")
    assert abuse.signs_of_addition(enquiry, body) == codes


def test_a_throw_away_address_is_no_sign_of_each_message():
    enquiry = make_enquiry(make_seller(), "open", email="aiko@mailinator.com")

    assert abuse.signs_of_addition(enquiry, "Thank you.") == []
