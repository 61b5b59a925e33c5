"""Enquiries at the desk: the queue, one thread, blocked senders."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.enquiries.actions import confirming, submitting
from catalogue.enquiries.asking import Question, Sender, WantedItem
from catalogue.enquiries.models import (
    BlockedSender,
    Contact,
    Enquiry,
    ExchangeRate,
    Message,
)
from catalogue.journal.models import AuditEntry, Event
from catalogue.sellers.models import Seller
from tests.catalogue.reviews import subjects
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_message,
    make_officer,
    make_outcome,
    make_quote,
    make_seller,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db
QUEUE = "/admin/enquiries/enquiry/"
SENDERS = "/admin/enquiries/blockedsender/"
HERE, ELSEWHERE = "18.01", "18.71"


@pytest.fixture
def officer(db):
    return make_officer(HERE)


@pytest.fixture
def province(db):
    return make_officer()


@pytest.fixture
def seller(db):
    return subjects.owned(HERE, name="Usaha Kopi")


@pytest.fixture
def escalated(seller, sample):
    """Nobody answered, so it is an officer's turn."""
    found = make_enquiry(
        seller,
        waiting_on="officer",
        escalated_at=timezone.now(),
        first_response_due_at=timezone.now() - timedelta(hours=30),
    )
    make_item(found, sample("P001"), quantity_value=200, quantity_unit="kg")
    return found


@pytest.fixture
def held(seller):
    submission = make_submission(suspicion=["short_link", "capitals"])
    return make_enquiry(seller, "held", submission=submission)


def desk(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def page_of(enquiry):
    return f"{QUEUE}{enquiry.pk}/change/"


def text(response):
    return response.content.decode()


def told(response):
    return [str(message) for message in response.context["messages"]]


def shown(user, query=""):
    """The numbers in the list."""
    page = text(desk(user).get(f"{QUEUE}{query}"))
    return set(re.findall(r"LPG-2026-\d{6}", page))


def act(user, action, row, **answers):
    """As from the page of one: asked first, then answered."""
    chosen = {"action": action, "_selected_action": [str(row.pk)]}
    if answers is not None:
        version = {f"version_{row.pk}": Enquiry.objects.get(pk=row.pk).version}
        chosen |= {"confirmed": "yes", **version, **answers}
    return desk(user).post(f"{QUEUE}?queue=all", chosen, follow=True)


# -- the queue


def test_the_queue_shows_what_needs_an_officer(officer, seller, escalated, held):
    make_enquiry(seller)
    make_enquiry(seller, "open")

    assert shown(officer) == {escalated.number, held.number}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?queue=held", {"held"}),
        ("?queue=escalated", {"escalated"}),
        ("?queue=unverified", {"agreed"}),
        ("?queue=all", {"held", "escalated", "agreed", "done", "new"}),
        ("?queue=all&status=new", {"new", "escalated"}),
        ("?queue=all&q=Usaha+Kopi", {"held", "escalated", "agreed", "done", "new"}),
    ],
)
def test_filters(officer, seller, escalated, held, query, expected):
    found = {"held": held, "escalated": escalated, "new": make_enquiry(seller)}
    found["agreed"] = make_enquiry(seller, "agreed")
    make_outcome(found["agreed"])
    found["done"] = make_enquiry(seller, "agreed")
    make_outcome(found["done"], verified_at=timezone.now())

    assert shown(officer, query) == {found[name].number for name in expected}


def test_an_officer_sees_her_regency_and_never_her_own_business(
    officer, province, escalated
):
    other = make_enquiry(make_seller(ELSEWHERE), waiting_on="officer")

    assert shown(officer) == {escalated.number}
    assert shown(province) == {escalated.number, other.number}
    assert shown(province, f"?regency__code__exact={ELSEWHERE}") == {other.number}
    assert desk(officer).get(page_of(other)).status_code == 302
    make_member(escalated.seller, officer)
    assert shown(officer) == set()
    assert desk(officer).get(page_of(escalated)).status_code == 302


@pytest.mark.parametrize("fields", [{}, {"is_staff": True}])
def test_those_who_are_no_officers_see_nothing(fields, escalated):
    client = desk(make_user(**fields))

    for page in (QUEUE, page_of(escalated), SENDERS, f"{SENDERS}block/"):
        assert client.get(page).status_code in {302, 403}


def test_a_held_one_says_why_in_words(officer, held):
    for page in (QUEUE, page_of(held)):
        seen = text(desk(officer).get(page))

        assert "it shows signs of abuse" in seen
        assert "a shortened link, which hides where it leads" in seen
        assert "a text in capitals" in seen


def test_lists_neither_show_nor_search_contact_data(officer, escalated):
    contact = escalated.submission.contact
    Contact.objects.filter(pk=contact.pk).update(
        name="Aiko Rahasia", company="Mori Rahasia", phone="+81312345678"
    )

    seen = text(desk(officer).get(QUEUE))

    assert escalated.number in seen
    for secret in ("Rahasia", contact.email, "+81312345678"):
        assert secret not in seen
    for query in ("Aiko", contact.email, "Mori", "81312345678"):
        assert shown(officer, f"?q={query}") == set()


@pytest.mark.parametrize("count", [1, 8])
def test_queries_of_the_queue_do_not_grow(
    officer, seller, sample, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_item(make_enquiry(seller, waiting_on="officer"), sample("P001"))
    client = desk(officer)

    with django_assert_max_num_queries(16):
        client.get(QUEUE)


# -- one thread


def test_the_page_shows_all_of_a_thread(officer, seller, sample):
    enquiry = make_enquiry(seller, "quoted")
    make_item(enquiry, sample("P001"), quantity_value=200, quantity_unit="kg")
    make_message(enquiry, "seller", "Kami <b>siap</b>", language="id")
    agreed = make_enquiry(seller, "agreed")
    make_outcome(agreed, jobs_added=3)

    page = text(desk(officer).get(page_of(enquiry)))

    contact = enquiry.submission.contact
    assert contact.email in page
    assert "200 kg" in page
    assert sample("P001").name["en"] in page
    assert "Kami &lt;b&gt;siap&lt;/b&gt;" in page
    assert "USD 150.00" in page
    assert "FOB Panjang" in page
    assert "Not verified." in text(desk(officer).get(page_of(agreed)))


def test_the_page_tells_the_steps_from_the_event_log(officer, sample):
    product = sample("P001")
    overseer = make_officer(product.seller.regency_id)
    submission = submitting.submit(
        Question("Do you have 200 kg?", [WantedItem(product.pk)]),
        Sender("Aiko", "aiko@contoh.org", "en"),
        network="192.0.2.1",
    )
    confirming.confirm(confirming.link_token(submission))
    enquiry = submission.enquiries.get()

    page = text(desk(overseer).get(page_of(enquiry)))

    assert re.findall(r"<tr><td>[^<]+</td><td>([^<]+)</td></tr>", page) == [
        "Sent",
        "The buyer: confirm → new",
        "Delivered to the seller",
    ]
    assert "First reminder to the seller" in page
    assert "The clock</th><td>runs" in page


def test_steps_whose_details_are_gone_are_still_told(officer, escalated):
    Event.objects.create(stamp=0, type="EnquiryMoved", subject=str(escalated.pk))

    assert "A step, of which no more is kept" in text(
        desk(officer).get(page_of(escalated))
    )


def test_looking_changes_nothing(officer, escalated):
    before = Enquiry.objects.values().get(pk=escalated.pk)

    desk(officer).get(page_of(escalated))

    assert Enquiry.objects.values().get(pk=escalated.pk) == before
    assert escalated.read_marks.count() == 0


@pytest.mark.parametrize(
    ("status", "fields", "expected"),
    [
        ("new", {}, ["answer", "suggest", "decline", "erase"]),
        ("held", {}, ["release", "mark_spam", "erase"]),
        ("declined", {}, ["erase"]),
        ("agreed", {}, ["answer", "suggest", "erase"]),
    ],
)
def test_the_page_offers_what_can_be_done(officer, seller, status, fields, expected):
    enquiry = make_enquiry(seller, status, **fields)

    page = text(desk(officer).get(page_of(enquiry)))

    assert re.findall(r'name="action" value="(\w+)"', page) == expected


def test_an_erased_contact_is_told_and_not_offered_again(officer, escalated, client):
    contact = escalated.submission.contact
    address = contact.email
    act(officer, "erase", escalated, was_asked="on")

    page = text(desk(officer).get(page_of(escalated)))

    assert "Erased on" in page
    assert "(erased)" in page
    assert address not in page
    assert 'name="action" value="erase"' not in page


# -- what officers do


def test_an_answer_on_the_sellers_behalf(officer, escalated):
    done = act(officer, "answer", escalated, body="They are away.", language="en")

    escalated.refresh_from_db()
    message = Message.objects.get(enquiry=escalated, is_opening=False)
    assert told(done) == ["Answered: 1."]
    assert (message.side, message.author, message.body) == (
        "officer",
        officer,
        "They are away.",
    )
    assert (escalated.status, escalated.first_answered_by) == ("open", "officer")


def test_it_asks_before_it_acts(officer, escalated):
    chosen = {"action": "answer", "_selected_action": [str(escalated.pk)]}

    asked = desk(officer).post(f"{QUEUE}?queue=all", chosen)

    assert f'name="version_{escalated.pk}" value="1"' in text(asked)
    assert "Answer on the seller" in text(asked)
    assert Message.objects.filter(enquiry=escalated).count() == 1


def test_an_answer_to_what_has_moved_on_is_refused(officer, escalated):
    Enquiry.objects.filter(pk=escalated.pk).update(version=2)
    answers = {"body": "Late.", "language": "en", f"version_{escalated.pk}": 1}

    done = act(officer, "answer", escalated, **answers)

    assert told(done) == [
        f"{escalated.number}: It has changed since you opened the page. Look again, "
        "then decide."
    ]
    assert Message.objects.filter(enquiry=escalated).count() == 1


def test_declining_for_the_seller_names_a_reason(officer, escalated):
    done = act(officer, "decline", escalated, reason="capacity", note="Full.")

    escalated.refresh_from_db()
    assert told(done) == ["Declined: 1."]
    assert (escalated.status, escalated.decline_reason, escalated.closing_note) == (
        "declined",
        "capacity",
        "Full.",
    )


def test_other_products_are_found_by_words_and_ticked(officer, escalated, sample):
    other = sample("P020")
    word = other.name["en"].split()[0]
    form = {"find": word, "body": "Perhaps this.", "language": "en"}

    offered = act(officer, "suggest", escalated, **form)
    assert f'value="{other.pk}"' in text(offered)
    assert Message.objects.filter(enquiry=escalated).count() == 1
    done = act(officer, "suggest", escalated, **form, found=[str(other.pk)])

    message = Message.objects.get(enquiry=escalated, is_opening=False)
    assert told(done) == ["Answered: 1."]
    assert message.suggested_product_ids == [str(other.pk)]
    assert str(other) in text(desk(officer).get(page_of(escalated)))


def test_other_products_are_named_by_slug_id_or_address(officer, escalated, sample):
    by_slug, by_id, by_address = sample("P001"), sample("P002"), sample("P020")
    named = "\n".join(
        [
            by_slug.slug,
            str(by_id.pk),
            f"https://example.org/products/{by_address.slug}/",
        ]
    )

    act(officer, "suggest", escalated, named=named, body="These.", language="en")

    message = Message.objects.get(enquiry=escalated, is_opening=False)
    assert message.suggested_product_ids == [
        str(product.pk) for product in (by_slug, by_id, by_address)
    ]


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({"named": "no-such-thing"}, "No public product is called no-such-thing."),
        ({}, "Tick what was found, or name a product."),
        ({"find": "zzzzzz"}, "Tick what was found, or name a product."),
        ({"found": ["0198ffff-0000-7000-8000-000000000000"]}, "Select a valid choice"),
    ],
)
def test_what_is_no_product_is_not_suggested(officer, escalated, answers, complaint):
    form = {"body": "This.", "language": "en", **answers}

    page = text(act(officer, "suggest", escalated, **form))

    assert complaint in page
    assert "This." in page
    assert Message.objects.filter(enquiry=escalated).count() == 1


def test_a_held_one_is_released(officer, held):
    done = act(officer, "release", held)

    held.refresh_from_db()
    assert told(done) == ["Released: 1."]
    assert held.status == "new"
    entry = AuditEntry.objects.get(action="enquiry.released")
    assert (entry.actor_id, entry.via) == (officer.pk, "desk")


def test_a_held_one_is_spam(officer, held):
    done = act(officer, "mark_spam", held)

    held.refresh_from_db()
    assert told(done) == ["Marked as spam: 1."]
    assert held.status == "spam"
    assert BlockedSender.objects.get().seller is None


def test_what_cannot_be_done_now_is_told(officer, escalated):
    done = act(officer, "release", escalated)

    escalated.refresh_from_db()
    assert told(done) == [f"{escalated.number}: It is new: that is not possible now."]
    assert escalated.status == "new"


def test_an_outcome_is_verified_by_who_has_seen_papers(officer, seller):
    enquiry = make_enquiry(seller, "agreed")
    outcome = make_outcome(enquiry)

    unsure = act(officer, "verify_outcome", enquiry)
    outcome.refresh_from_db()
    assert "This field is required." in text(unsure)
    assert outcome.verified_at is None
    done = act(officer, "verify_outcome", enquiry, has_seen="on")

    outcome.refresh_from_db()
    assert told(done) == ["Verified: 1."]
    assert outcome.verified_by == officer


def test_nobody_decides_on_what_she_asked_herself(officer, seller):
    own = make_enquiry(seller, "held", buyer=officer)

    done = act(officer, "release", own)

    own.refresh_from_db()
    assert told(done) == [
        f"{own.number}: It is not for an officer to do, or it is your own."
    ]
    assert own.status == "held"


def test_an_action_on_what_is_elsewhere_finds_nothing(held):
    act(make_officer(ELSEWHERE), "mark_spam", held)

    held.refresh_from_db()
    assert held.status == "held"


def test_who_asked_is_erased_on_her_request(officer, escalated):
    done = act(officer, "erase", escalated, was_asked="on")

    contact = Contact.objects.get(pk=escalated.submission.contact_id)
    escalated.refresh_from_db()
    assert told(done) == ["Erased: 1."]
    assert (contact.name, contact.email, contact.country) == ("", "", "JP")
    assert escalated.status == "withdrawn"
    entry = AuditEntry.objects.get(action="contact.erased")
    assert (entry.actor_id, entry.after) == (officer.pk, {"why": "request"})


def test_what_others_were_asked_too_is_erased_by_the_province(
    officer, province, escalated
):
    make_enquiry(make_seller(ELSEWHERE), submission=escalated.submission)

    refused = act(officer, "erase", escalated, was_asked="on")
    assert told(refused) == [
        f"{escalated.number}: It was also sent to sellers whom you do not look after: "
        "the province erases it."
    ]
    assert Contact.objects.get(pk=escalated.submission.contact_id).erased_at is None
    act(province, "erase", escalated, was_asked="on")

    assert Contact.objects.get(pk=escalated.submission.contact_id).erased_at is not None


def test_a_suspended_sellers_enquiry_says_so(officer, escalated):
    Seller.objects.filter(pk=escalated.seller_id).update(suspended_at=timezone.now())

    page = text(desk(officer).get(page_of(escalated)))

    assert "The seller is suspended" in page
    assert 'name="action" value="answer"' in page


# -- blocked senders


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
        network="",
    )
    assert submission.enquiries.get().held_for == "blocked"


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "co.id", "no domain", "localhost", "a..b.com", "-a.com", "", "é.com"],
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


# -- the report and the first page

REPORT = "/admin/enquiries/report"


def test_the_report_draws_and_tells_its_figures(officer, seller):
    make_enquiry(seller)
    make_outcome(make_enquiry(seller, "agreed"), jobs_added=4)

    response = desk(officer).get(f"{REPORT}/")

    page = text(response)
    assert "Enquiries per regency</text>" in page
    assert "Lampung Selatan: 2 enquiries (Agreed 1, Not answered 1)." in page
    assert response.context["totals"].enquiries == 2
    assert response.context["totals_money"] == [
        ("USD", ["USD 150.00", "USD 0.00", "USD 100.00"])
    ]


@pytest.mark.parametrize("group", ["regency", "category", "destination", "month"])
def test_the_report_by_each_group_and_for_a_time_without_any(officer, seller, group):
    make_enquiry(seller)

    for dates in ("", "&from_on=2001-01-01&to_on=2001-01-31"):
        response = desk(officer).get(f"{REPORT}/?group_by={group}{dates}")
        assert response.status_code == 200


@pytest.mark.parametrize(
    "query",
    ["from_on=2026-02-30", "from_on=2026-02-02&to_on=2026-02-01", "group_by=x",
     "regency=18.71"],
)  # fmt: skip
def test_what_is_asked_wrong_is_told_on_the_page(officer, seller, query):
    make_enquiry(seller)

    response = desk(officer).get(f"{REPORT}/?{query}")

    assert response.status_code == 200
    assert 'class="errorlist"' in text(response)
    assert response.context["totals"].enquiries == 1


def test_the_report_as_a_table(officer, seller):
    make_enquiry(seller, "agreed")

    response = desk(officer).get(f"{REPORT}.csv?group_by=month")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Code,Name,Enquiries,Due,Answered,")
    assert lines[-1].startswith(',"All, each enquiry once",1,')


def test_the_report_is_for_officers(seller):
    for person in (make_user(), make_user(is_staff=True)):
        for page in (f"{REPORT}/", f"{REPORT}.csv"):
            assert desk(person).get(page).status_code in {302, 403}


def test_the_first_page_tells_what_needs_her(officer, escalated, held):
    waiting = desk(officer).get("/admin/").context["dashboard"]["waiting"]

    assert ("enquiries need you", 2, QUEUE) in waiting


def test_the_report_tells_rupiah_as_indicative(officer, seller):
    today = timezone.localdate()
    make_enquiry(seller, "agreed")
    rupiah = make_enquiry(seller)
    make_quote(rupiah, status="accepted", currency="IDR")
    ExchangeRate.objects.create(
        currency="USD", on=today, idr_per_unit="16500", source="BI <tengah>"
    )

    response = desk(officer).get(f"{REPORT}/")

    assert response.context["totals_money"] == [
        ("IDR", ["IDR 150", "IDR 0", "IDR 0"]),
        ("USD", ["USD 150.00 (≈ IDR 2,475,000)", "USD 0.00", "USD 0.00"]),
        ("all, indicative", ["≈ IDR 2,475,150", "≈ IDR 0", "≈ IDR 0"]),
    ]
    assert "1 USD = IDR 16500" in text(response)
    assert "BI &lt;tengah&gt;" in text(response)
