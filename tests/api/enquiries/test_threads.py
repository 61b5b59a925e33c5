"""Enquiries as their parties read them."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from catalogue.accounts.models import Token
from catalogue.enquiries.models import Contact, Enquiry, Message, ReadMark
from catalogue.journal.models import AuditEntry
from tests.api.enquiries.asking import (
    ENQUIRIES,
    NOBODY,
    do,
    faults,
    read,
    refused,
    with_token,
    write,
)
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_message,
    make_officer,
    make_outcome,
    make_seller,
    make_submission,
    make_user,
    signed_in,
    token_for,
)

pytestmark = pytest.mark.django_db


def listed(client, query="") -> list[str]:
    response = client.get(f"{ENQUIRIES}?{query}")
    assert response.status_code == 200, response.json()
    return [row["id"] for row in response.json()["results"]]


def ids(*enquiries) -> list[str]:
    return [str(enquiry.pk) for enquiry in enquiries]


# -- who reads


def test_each_party_reads_it_as_her_own(enquiry, member_api, buyer_api, officer_api):
    told = {
        side: read(api, enquiry).json()
        for side, api in (
            ("seller", member_api),
            ("buyer", buyer_api),
            ("officer", officer_api),
        )
    }

    assert {side: body["allowed_actions"] for side, body in told.items()} == {
        "seller": ["reply", "quote", "decline", "report_spam"],
        "buyer": ["reply", "withdraw"],
        "officer": ["reply", "decline"],
    }
    assert {side: body["unread"] for side, body in told.items()} == {
        "seller": 1,
        "buyer": 0,
        "officer": 1,
    }
    assert len({body["contact"]["email"] for body in told.values()}) == 1
    assert {body["message"] for body in told.values()} == {"Hello"}


@pytest.mark.parametrize(
    ("method", "verb"),
    [
        ("get", ""),
        ("post", "/read"),
        ("post", "/decline"),
        ("post", "/withdraw"),
        ("post", "/reopen"),
        ("post", "/report-spam"),
        ("get", "/messages"),
        ("post", "/messages"),
    ],
)
def test_to_a_stranger_it_is_as_if_it_were_not(enquiry, strangers, method, verb):
    def told(client, ident):
        path = f"{ENQUIRIES}/{ident}{verb}?lang=en"
        response = getattr(client, method)(path)
        body = {**response.json(), "request_id": ""}
        return response.status_code, json.dumps(body).replace(str(ident), "")

    before = Enquiry.objects.filter(pk=enquiry.pk).values().get()
    for stranger in strangers:
        assert told(stranger, enquiry.pk) == told(stranger, NOBODY)
        assert told(stranger, enquiry.pk)[0] == 404
    assert Enquiry.objects.filter(pk=enquiry.pk).values().get() == before
    assert enquiry.messages.count() == 1
    assert not ReadMark.objects.exists()


def test_what_is_no_id_is_told(buyer_api):
    response = buyer_api.get(f"{ENQUIRIES}/abc")

    assert response.json()["errors"][0]["in"] == "path"
    assert faults(response) == [("id", "invalid")]


def test_without_a_token_nothing_is_read(client, enquiry):
    assert refused(read(client, enquiry)) == (401, "authentication_required")
    assert refused(client.get(ENQUIRIES)) == (401, "authentication_required")


@pytest.mark.parametrize("status", ["unconfirmed", "held", "spam"])
def test_a_seller_never_sees_what_was_not_delivered(seller, member_api, status):
    enquiry = make_enquiry(seller, status)

    assert read(member_api, enquiry).status_code == 404
    assert listed(member_api) == []


def test_an_officer_is_no_officer_of_her_own_business(seller, enquiry):
    officer = make_officer("18.01")
    make_member(seller, officer)

    body = read(signed_in(APIClient(), officer), enquiry).json()

    assert "quote" in body["allowed_actions"]  # as the seller she is


@pytest.mark.parametrize("regency", [None, "18.01"])
def test_officers_read_what_sellers_of_their_regency_received(enquiry, regency):
    api = signed_in(APIClient(), make_officer(regency))

    assert read(api, enquiry).json()["contact"]["name"] == "Aiko Mori"


def test_a_guests_token_opens_what_she_asked_at_once(guest_enquiry, guest_api, enquiry):
    other = make_enquiry(make_seller("18.71"), submission=guest_enquiry.submission)

    assert listed(guest_api) == ids(other, guest_enquiry)
    assert listed(guest_api, "box=received") == []
    assert read(guest_api, other).status_code == 200
    assert read(guest_api, enquiry).status_code == 404


def test_a_token_ends_after_its_time_and_when_it_is_revoked(guest_enquiry, guest_api):
    assert read(guest_api, guest_enquiry).status_code == 200
    Token.objects.filter(kind="et").update(expires_at=timezone.now())

    assert refused(read(guest_api, guest_enquiry)) == (401, "token_expired")


# -- API keys


def test_the_key_of_a_business_acts_within_it_alone(seller, enquiry):
    """Whatever else its owner is: here a buyer of another."""
    owner = seller.members.get().user
    sent = make_enquiry(make_seller("18.71"), submission=make_submission(owner))
    scopes = ["enquiries:read", "enquiries:write"]
    api = with_token(token_for(owner, "ak", scopes, subject_id=seller.pk))

    assert listed(api) == listed(api, "box=received") == ids(enquiry)
    assert listed(api, "box=sent") == []
    assert read(api, sent).status_code == 404
    assert write(api, enquiry).json()["side"] == "seller"


def test_a_key_of_a_business_ends_with_the_membership(seller, enquiry):
    staff = make_user()
    member = make_member(seller, staff)
    scopes = ["enquiries:read", "enquiries:write"]
    api = with_token(token_for(staff, "ak", scopes, subject_id=seller.pk))
    assert listed(api) == ids(enquiry)

    member.delete()

    assert listed(api) == listed(api, "box=sent") == []
    assert read(api, enquiry).status_code == 404
    assert refused(write(api, enquiry)) == (404, "not_found")


def test_a_buyers_key_acts_for_the_buyer_alone(seller, buyer):
    """Even where she has come to be a member of a business since."""
    make_member(seller, buyer)
    received = make_enquiry(seller)
    sent = make_enquiry(make_seller("18.71"), submission=make_submission(buyer))
    api = with_token(token_for(buyer, "ak", ["enquiries:read"]))

    assert listed(api) == ids(sent)
    assert listed(api, "box=received") == []
    assert read(api, received).status_code == 404


def test_a_key_reads_and_writes_by_its_scopes(enquiry, buyer):
    reading = with_token(token_for(buyer, "ak", ["enquiries:read"]))
    writing = with_token(token_for(buyer, "ak", ["enquiries:write"]))

    assert read(reading, enquiry).status_code == 200
    assert refused(write(reading, enquiry)) == (403, "scope_missing")
    assert refused(read(writing, enquiry)) == (403, "scope_missing")
    assert write(writing, enquiry).status_code == 201


# -- what is told


def test_a_seller_is_told_how_to_reach_whoever_proved_her_address(seller, member_api):
    unproven = make_enquiry(seller, "new", proven=False)

    body = read(member_api, unproven).json()

    assert body["contact"] is None


def test_what_was_erased_is_told_as_not_known(seller, enquiry, member_api):
    Contact.objects.update(name="", email="", company="", erased_at=timezone.now())

    body = read(member_api, enquiry).json()

    assert body["contact"] is None
    assert body["buyer"]["name"] is None
    assert body["buyer"]["country"] == "JP"


def test_a_quote_past_its_last_day_is_told_as_over(seller, buyer, buyer_api):
    enquiry = make_enquiry(seller, "quoted", submission=make_submission(buyer))
    yesterday = timezone.localdate() - timedelta(days=1)
    Enquiry.objects.update(quote_valid_until_on=yesterday)
    enquiry.quotes.update(valid_until_on=yesterday)

    body = read(buyer_api, enquiry).json()

    assert (body["status"], body["waiting_on"]) == ("open", "seller")
    assert (body["quote"]["status"], body["quote"]["revision"]) == ("expired", 1)
    assert "accept" not in body["allowed_actions"]
    enquiry.refresh_from_db()
    assert enquiry.status == "quoted"  # reading changes nothing


def test_an_outcome_is_told(seller, buyer, buyer_api):
    enquiry = make_enquiry(seller, "agreed", submission=make_submission(buyer))
    outcome = make_outcome(enquiry)

    assert read(buyer_api, enquiry).json()["outcome"] == {
        "realised": True,
        "value": {"amount": "100.00", "currency": "USD"},
        "destination_country": None,
        "shipped_on": None,
        "jobs_added": None,
        "recorded_at": f"{outcome.recorded_at:%Y-%m-%dT%H:%M:%SZ}",
        "verified": False,
        "verified_at": None,
    }


def test_names_are_in_the_language_asked_for(enquiry, sample, buyer_api):
    product = sample("P001")
    make_item(enquiry, product)

    def name(language):
        body = buyer_api.get(f"{ENQUIRIES}/{enquiry.pk}?lang={language}").json()
        return body["content_language"], body["items"][0]["product"]["name"]

    assert name("id") == ("id", product.name["id"])
    assert name("en") == ("en", product.name["en"])


def test_a_picture_is_our_own_private_copy(settings, enquiry, sample, buyer_api):
    item = make_item(enquiry, sample("P001"), picture="enquiries/pictures/a.jpg")
    file = settings.PRIVATE_DIR / item.picture
    file.parent.mkdir(parents=True)
    file.write_bytes(b"jpeg")

    url = read(buyer_api, enquiry).json()["items"][0]["image_url"]

    assert url.startswith(f"{settings.PUBLIC_URL}/private/")
    served = APIClient().get(url.removeprefix(settings.PUBLIC_URL))
    assert b"".join(served.streaming_content) == b"jpeg"


def test_reading_changes_nothing(enquiry, member_api):
    for path in ("", "/messages"):
        with CaptureQueriesContext(connection) as asked:
            member_api.get(f"{ENQUIRIES}/{enquiry.pk}{path}")
        written = [q["sql"] for q in asked if not q["sql"].startswith("SELECT")]
        assert [sql for sql in written if "used_on" not in sql] == []

    assert read(member_api, enquiry).json()["unread"] == 1


def test_what_was_read_is_unread_no_more(enquiry, member_api, seller):
    staff_api = signed_in(APIClient(), make_member(seller).user)

    response = do(member_api, enquiry, "read")

    assert (response.status_code, response.json()["unread"]) == (200, 0)
    assert listed(member_api, "unread=true") == []
    assert listed(member_api, "unread=false") == ids(enquiry)
    assert listed(staff_api, "unread=true") == ids(enquiry)  # she did not
    make_message(enquiry)
    Enquiry.objects.update(buyer_wrote_at=timezone.now())
    assert read(member_api, enquiry).json()["unread"] == 1
    assert listed(member_api, "unread=true") == ids(enquiry)


def test_what_the_seller_did_is_news_to_the_buyer(enquiry, buyer_api, member_api):
    write(member_api, enquiry)
    write(member_api, enquiry, "One thing more")

    assert read(buyer_api, enquiry).json()["unread"] == 2
    assert listed(buyer_api, "unread=true") == ids(enquiry)
    do(buyer_api, enquiry, "read")
    do(member_api, enquiry, "decline", {"reason": "price"})

    assert read(buyer_api, enquiry).json()["unread"] == 1


def test_a_tag_is_of_one_reader_and_what_she_has_read(enquiry, member_api, buyer_api):
    tag = read(member_api, enquiry)["ETag"]
    path = f"{ENQUIRIES}/{enquiry.pk}?lang=en"

    assert member_api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert buyer_api.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200
    do(member_api, enquiry, "read")
    fresh = member_api.get(path, HTTP_IF_NONE_MATCH=tag)
    assert (fresh.status_code, fresh.json()["unread"]) == (200, 0)
    assert fresh["Cache-Control"] == "private, no-cache"


def test_a_lists_tag_too(enquiry, member_api, buyer_api):
    tag = member_api.get(ENQUIRIES)["ETag"]

    assert member_api.get(ENQUIRIES, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert buyer_api.get(ENQUIRIES, HTTP_IF_NONE_MATCH=tag).status_code == 200
    do(member_api, enquiry, "read")
    assert member_api.get(ENQUIRIES, HTTP_IF_NONE_MATCH=tag).status_code == 200


# -- lists


def test_an_inbox_begins_with_the_oldest_due(seller, member_api):
    late, soon, answered = (
        make_enquiry(seller, inbox_key=key) for key in (30, 10, 2**61)
    )

    assert listed(member_api) == ids(soon, late, answered)
    first = member_api.get(f"{ENQUIRIES}?limit=2&count=true").json()
    assert [row["id"] for row in first["results"]] == ids(soon, late)
    assert (first["count"], first["previous_cursor"]) == (3, None)
    second = member_api.get(f"{ENQUIRIES}?limit=2&cursor={first['next_cursor']}").json()
    assert [row["id"] for row in second["results"]] == ids(answered)
    assert (second["count"], second["next_cursor"]) == (None, None)
    back = member_api.get(
        f"{ENQUIRIES}?limit=2&cursor={second['previous_cursor']}"
    ).json()
    assert [row["id"] for row in back["results"]] == ids(soon, late)


def test_pages_neither_skip_nor_repeat_what_is_due_at_once(seller, member_api):
    made = [make_enquiry(seller, inbox_key=7) for _ in range(7)]
    found, cursor = [], ""

    while cursor is not None:
        page = member_api.get(f"{ENQUIRIES}?limit=2{cursor}").json()
        found += [row["id"] for row in page["results"]]
        following = page["next_cursor"]
        cursor = f"&cursor={following}" if following else None

    assert found == ids(*made)


def test_what_one_sent_begins_with_the_newest(seller, buyer, buyer_api):
    made = [make_enquiry(seller, submission=make_submission(buyer)) for _ in range(3)]
    make_enquiry(seller)

    assert listed(buyer_api) == ids(*reversed(made))
    page = buyer_api.get(f"{ENQUIRIES}?limit=2").json()
    rest = buyer_api.get(f"{ENQUIRIES}?limit=2&cursor={page['next_cursor']}").json()
    assert [row["id"] for row in rest["results"]] == ids(made[0])


def test_a_member_may_list_what_she_sent_herself(seller, member_api, enquiry):
    owner = seller.members.get().user
    sent = make_enquiry(make_seller("18.71"), submission=make_submission(owner))

    assert listed(member_api) == ids(enquiry)
    assert listed(member_api, "box=sent") == ids(sent)


def test_a_list_is_chosen_by_status_turn_and_submission(seller, member_api):
    fresh = make_enquiry(seller, inbox_key=1)
    quoted = make_enquiry(seller, "quoted", inbox_key=2)
    over = make_enquiry(seller, "quoted", inbox_key=3)
    Enquiry.objects.filter(pk=over.pk).update(
        quote_valid_until_on=timezone.localdate() - timedelta(days=1)
    )

    assert listed(member_api, "status=new") == ids(fresh)
    assert listed(member_api, "status=new,quoted") == ids(fresh, quoted)
    assert listed(member_api, "status=open") == ids(over)
    assert listed(member_api, "waiting_on=seller") == ids(fresh, over)
    assert listed(member_api, "waiting_on=buyer,officer") == ids(quoted)
    assert listed(member_api, f"submission_id={fresh.submission_id}") == ids(fresh)
    assert listed(member_api, f"submission_id={NOBODY}") == []


def test_a_buyer_finds_what_is_held_as_what_she_takes_it_for(buyer, buyer_api, seller):
    held = make_enquiry(seller, "held", submission=make_submission(buyer))

    assert listed(buyer_api, "status=new&waiting_on=seller") == ids(held)
    assert listed(buyer_api, "status=held,spam") == []
    assert listed(buyer_api, "waiting_on=officer") == []
    assert read(buyer_api, held).json()["status"] == "new"


def test_spam_is_not_told_to_be_over(buyer, buyer_api, seller):
    submission = make_submission(buyer)
    spam = make_enquiry(seller, "spam", submission=submission)

    body = read(buyer_api, spam).json()

    assert (body["status"], body["closed_at"]) == ("new", None)
    assert body["delivered_at"] is not None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("box=inbox", ("box", "not_a_choice")),
        ("status=new,nwe", ("status", "not_a_choice")),
        ("waiting_on=me", ("waiting_on", "not_a_choice")),
        ("unread=1", ("unread", "invalid")),
        ("submission_id=1", ("submission_id", "invalid")),
        ("q=kopi", ("q", "unknown_parameter")),
        ("status=new&status=open", ("status", "repeated_parameter")),
    ],
)
def test_a_wrong_parameter_is_told(member_api, query, expected):
    assert faults(member_api.get(f"{ENQUIRIES}?{query}")) == [expected]


def test_a_cursor_is_good_for_one_list_of_one_caller(seller, member_api, buyer_api):
    for _ in range(3):
        make_enquiry(seller)
    cursor = member_api.get(f"{ENQUIRIES}?limit=1").json()["next_cursor"]

    for api, query in ((member_api, "box=sent"), (member_api, "status=new")):
        response = api.get(f"{ENQUIRIES}?limit=1&cursor={cursor}&{query}")
        assert refused(response) == (400, "invalid_cursor")
    response = buyer_api.get(f"{ENQUIRIES}?limit=1&cursor={cursor}")
    assert refused(response) == (400, "invalid_cursor")


@pytest.mark.parametrize("box", ["sent", "received"])
def test_a_long_list_costs_no_more_questions_than_a_short_one(
    seller, buyer, member_api, buyer_api, sample, box
):
    api = buyer_api if box == "sent" else member_api
    product = sample("P001")

    def make(number):
        for _ in range(number):
            submission = make_submission(buyer)
            row = make_enquiry(seller, "quoted", submission=submission)
            make_item(row, product)
            make_item(row, product)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert listed(api, f"box={box}&limit=100")
        return len(asked)

    make(1)
    questions()  # the token is used for the first time today
    one = questions()
    make(19)

    assert questions() == one
    assert one <= 15


# -- erased


def test_a_guest_has_what_she_asked_erased(guest_enquiry, guest_api, member_api):
    write(guest_api, guest_enquiry, "My number is 0812")
    path = f"/v1/submissions/{guest_enquiry.submission_id}/erase"

    response = guest_api.post(path)

    contact = Contact.objects.get()
    assert (response.status_code, response.content) == (204, b"")
    assert (contact.name, contact.email, contact.email_mark) == ("", "", "")
    assert set(Message.objects.values_list("body", flat=True)) == {""}
    assert refused(read(guest_api, guest_enquiry)) == (401, "token_invalid")
    body = read(member_api, guest_enquiry).json()
    assert (body["status"], body["contact"], body["message"]) == ("withdrawn", None, "")
    assert AuditEntry.objects.filter(action="contact.erased").count() == 1


def test_a_buyer_has_what_she_asked_erased(enquiry, buyer_api, member_api):
    path = f"/v1/submissions/{enquiry.submission_id}/erase"

    assert [buyer_api.post(path).status_code for _ in range(2)] == [204, 404]
    assert read(member_api, enquiry).json()["contact"] is None
    assert refused(read(buyer_api, enquiry)) == (404, "not_found")


def test_nobody_else_erases_it(enquiry, member_api, officer_api, strangers, client):
    path = f"/v1/submissions/{enquiry.submission_id}/erase"

    for api in (member_api, officer_api, *strangers):
        assert refused(api.post(path)) == (404, "not_found")
    assert refused(client.post(path)) == (401, "authentication_required")
    assert Contact.objects.filter(erased_at__isnull=False).count() == 0
