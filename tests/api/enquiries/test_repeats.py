"""The same question again: by its key, and as a double click without one."""

import hashlib
import json

import pytest
from rest_framework.test import APIClient

from api import idempotency
from catalogue.accounts import tokens
from catalogue.accounts.models import Token
from catalogue.enquiries.actions import submitting
from catalogue.enquiries.models import Enquiry, Message, Submission
from catalogue.journal.models import Counter, IdempotencyKey, Notice
from catalogue.sellers.models import Member
from tests.api.enquiries.asking import (
    CONTACT,
    ENQUIRIES,
    ask,
    do,
    read,
    with_token,
    write,
)
from tests.api.enquiries.threads import make_quoted
from tests.factories import (
    later,
    make_member,
    make_officer,
    make_user,
    signed_in,
    token_for,
)

pytestmark = pytest.mark.django_db
KEY = "6f1c0f51-0000-4000-8000-000000000000"
REPEATED = "Idempotency-Replayed"


def with_key(key=KEY, **more) -> dict:
    return {"headers": {"HTTP_IDEMPOTENCY_KEY": key, **more}}


def from_address(address) -> dict:
    return {"headers": {"REMOTE_ADDR": address}}


# -- with a key


def test_a_repeat_with_its_key_gives_the_same_answer_with_its_token(client, sample):
    first = ask(client, sample("P001"), **with_key())

    again = ask(client, sample("P001"), **with_key(REMOTE_ADDR="203.0.113.9"))

    assert (again.status_code, again.content) == (201, first.content)
    assert (again["Location"], again[REPEATED]) == (first["Location"], "true")
    token = again.json()["access_token"]
    assert read(with_token(token), Enquiry.objects.get()).status_code == 200
    assert Submission.objects.count() == 1
    assert Notice.objects.count() == 1


def test_another_question_under_the_same_key_is_refused(client, sample):
    ask(client, sample("P001"), **with_key())

    other = ask(client, sample("P001"), message="Another", **with_key())

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert Submission.objects.count() == 1


def test_another_key_is_another_question(client, sample):
    answers = [ask(client, sample("P001"), **with_key(key)) for key in (KEY, KEY[::-1])]

    assert [REPEATED in answer for answer in answers] == [False, False]
    assert Submission.objects.count() == 2


def test_each_token_of_an_enquiry_has_keys_of_its_own(guest_enquiry, guest_api):
    fresh = token_for(
        None, kind="et", scopes=["buyer"], subject_id=guest_enquiry.submission_id
    )
    key = {"HTTP_IDEMPOTENCY_KEY": KEY}
    path = f"{ENQUIRIES}/{guest_enquiry.pk}/messages"

    first, again, other = (
        api.post(path, {"body": "Hello"}, format="json", **key)
        for api in (guest_api, guest_api, with_token(fresh))
    )

    assert (first.content, REPEATED in again) == (again.content, True)
    assert REPEATED not in other
    assert Message.objects.count() == 3


# -- without one


def test_a_double_click_makes_no_second_one(client, sample):
    first = ask(client, sample("P001"))

    again = ask(client, sample("P001"))

    assert first.json()["access_token"].startswith("et_")
    assert (again.status_code, again[REPEATED]) == (201, "true")
    assert again["Location"] == first["Location"]
    assert again.json() == {**first.json(), "access_token": None}
    assert Submission.objects.count() == 1
    assert Notice.objects.count() == 1
    assert first.json()["access_token"] not in again.content.decode()


def test_it_is_told_as_it_was_created(buyer_api, member_api, sample):
    first = ask(buyer_api, sample("P001"), contact=None)
    do(buyer_api, Enquiry.objects.get(), "withdraw")

    again = ask(buyer_api, sample("P001"), contact=None)

    assert again.content == first.content
    assert again.json()["enquiries"][0]["status"] == "new"


@pytest.mark.parametrize(
    "other",
    [
        {"message": "We need 201 pieces for a shop in Osaka."},
        {"purpose": "bulk"},
        {"contact": {**CONTACT, "email": "aiko@example.org"}},
        {"contact": {**CONTACT, "phone": "+81 6 6123 4567"}},
        {"headers": {"REMOTE_ADDR": "203.0.113.9"}},
        {"headers": {"HTTP_IDEMPOTENCY_KEY": KEY}},
    ],
)
def test_another_body_or_caller_is_no_double_click(client, sample, other):
    ask(client, sample("P001"))

    answer = ask(client, sample("P001"), **other)

    assert (answer.status_code, REPEATED in answer) == (201, False)
    assert Submission.objects.count() == 2


def test_the_order_of_members_is_no_other_body(client, sample):
    product = str(sample("P001").pk)
    texts = [
        json.dumps(
            {
                "items": [{"product_id": product}],
                "message": "Hello",
                "contact": {"name": "Aiko", "email": "aiko@example.jp"},
            }
        ),
        '{"contact": {"email": "aiko@example.jp", "name": "\\u0041iko"}, '
        f'"message":"Hello", "items":[{{"product_id":"{product}"}}]}}',
    ]

    answers = [
        client.generic("POST", ENQUIRIES, text, "application/json") for text in texts
    ]

    assert [REPEATED in answer for answer in answers] == [False, True]


def test_two_people_who_ask_the_same_are_two(buyer_api, sample):
    other = signed_in(APIClient(), make_user())

    answers = [ask(api, sample("P001"), contact=None) for api in (buyer_api, other)]

    assert [REPEATED in answer for answer in answers] == [False, False]
    assert Submission.objects.count() == 2


def test_one_person_who_signs_in_anew_is_one(buyer, buyer_api, sample):
    anew = signed_in(APIClient(), buyer)

    answers = [ask(api, sample("P001"), contact=None) for api in (buyer_api, anew)]

    assert [REPEATED in answer for answer in answers] == [False, True]


def test_ten_minutes_later_it_is_a_question_again(client, sample):
    first = ask(client, sample("P001"))

    with later(minutes=9, seconds=50):
        soon = ask(client, sample("P001"))
    with later(minutes=10, seconds=10):
        late = ask(client, sample("P001"))

    assert (REPEATED in soon, REPEATED in late) == (True, False)
    assert late.json()["submission_id"] != first.json()["submission_id"]


def test_what_was_refused_is_asked_anew(client, sample):
    for _ in range(2):
        refused = ask(client, sample("P001"), purpose="fun")
        assert (refused.status_code, REPEATED in refused) == (400, False)

    assert IdempotencyKey.objects.count() == 0


def test_a_repeat_counts_nothing(client, sample, settings):
    settings.GUEST_ENQUIRIES_PER_ADDRESS = settings.GUEST_ENQUIRIES_PER_CONTACT = 1

    answers = [ask(client, sample("P001")) for _ in range(4)]
    again = [ask(client, sample("P001"), **with_key()) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201] * 4
    assert [answer.status_code for answer in again] == [429] * 2
    assert set(
        Counter.objects.filter(key__startswith="enquiry").values_list("used")
    ) == {(1,)}


def test_of_what_fails_nothing_is_kept(client, sample, monkeypatch):
    def fail(*args):
        raise RuntimeError("out of luck")

    with monkeypatch.context() as patched:
        patched.setattr(submitting, "_write_enquiries", fail)
        broken = ask(client, sample("P001"))

    assert (broken.status_code, Submission.objects.count()) == (500, 0)
    assert IdempotencyKey.objects.count() == 0
    assert ask(client, sample("P001")).status_code == 201


def test_an_answer_that_cannot_be_kept_asks_nobody(client, sample, monkeypatch):
    def fail(*args):
        raise RuntimeError("out of luck")

    with monkeypatch.context() as patched:
        patched.setattr(idempotency, "keep", fail)
        broken = ask(client, sample("P001"))

    assert (broken.status_code, Submission.objects.count()) == (500, 0)
    assert Notice.objects.count() == 0


def test_a_kept_answer_cannot_be_read_nor_its_key_made_of_the_body(client, sample):
    ask(client, sample("P001"))

    row = IdempotencyKey.objects.get()
    plain = json.dumps([row.caller, row.path, row.key_digest, row.body_digest])
    kept = bytes(row.sealed_answer) + plain.encode()
    for secret in ("aiko@example.jp", "Mori", "Osaka", "127.0.0.1", "et_"):
        assert secret.encode() not in kept
    body = json.dumps({"message": "x"}, sort_keys=True)
    assert row.key_digest != hashlib.sha256(body.encode()).hexdigest()


def test_nothing_else_takes_a_repeat_for_a_double_click(enquiry, buyer_api):
    answers = [write(buyer_api, enquiry, "Hello") for _ in range(2)]

    assert [REPEATED in answer for answer in answers] == [False, False]
    assert Message.objects.count() == 3


# -- erased


def test_what_was_erased_is_in_no_kept_answer(client, sample):
    token = ask(client, sample("P001")).json()["access_token"]
    other = ask(client, sample("P001"), message="Another", **with_key())
    assert other.status_code == 201
    first = Submission.objects.last()
    assert set(IdempotencyKey.objects.values_list("about", flat=True)) == set(
        Submission.objects.values_list("pk", flat=True)
    )

    with_token(token).post(f"/v1/submissions/{first.pk}/erase")

    (kept,) = IdempotencyKey.objects.all()
    assert kept.about != first.pk
    again = ask(client, sample("P001"))
    assert (again.status_code, REPEATED in again) == (201, False)


def test_nor_is_what_was_said_in_the_thread(guest_enquiry, guest_api):
    do(guest_api, guest_enquiry, "withdraw", HTTP_IDEMPOTENCY_KEY=KEY)
    assert IdempotencyKey.objects.get().about == guest_enquiry.submission_id

    guest_api.post(f"/v1/submissions/{guest_enquiry.submission_id}/erase")

    assert not IdempotencyKey.objects.exists()


# -- by whom it may be seen no more


def repeated(api, path):
    """What it was answered before something happened, and what is asked again."""

    def post():
        return api.post(path, format="json", HTTP_IDEMPOTENCY_KEY=KEY)

    first = post()
    assert first.status_code == 200
    return post


def test_who_left_the_business_is_told_no_more_of_the_buyer(enquiry, seller):
    member = make_member(seller, make_user())
    again = repeated(
        signed_in(APIClient(), member.user), f"{ENQUIRIES}/{enquiry.pk}/read"
    )
    assert b"Aiko" in again().content

    member.delete()

    answer = again()
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert b"Aiko" not in answer.content


def test_nor_by_the_token_of_a_letter(enquiry, seller):
    member = make_member(seller, make_user())
    _, secret = tokens.issue(
        Token.Kind.ENQUIRY,
        member.user,
        subject_id=enquiry.pk,
        scopes=["thread:seller"],
    )
    again = repeated(with_token(secret), f"{ENQUIRIES}/{enquiry.pk}/read")

    member.delete()

    assert again().status_code == 404


def test_who_was_sent_to_another_regency_is_told_no_more(enquiry):
    officer = make_officer(enquiry.regency_id)
    again = repeated(signed_in(APIClient(), officer), f"{ENQUIRIES}/{enquiry.pk}/read")

    officer.oversights.update(regency="18.71")

    assert again().status_code == 404


def test_a_quote_is_told_no_more_either(sample):
    thread = make_quoted(sample("P001"))
    quote = thread.enquiry.quotes.get()
    again = repeated(thread.seller, f"/v1/quotes/{quote.pk}/withdraw")
    assert again()[REPEATED] == "true"

    Member.objects.filter(seller=thread.enquiry.seller_id).delete()

    assert again().status_code == 404


def test_a_key_that_was_revoked_is_told_nothing(enquiry, seller):
    owner = seller.members.get().user
    key, secret = tokens.create_api_key(
        user=owner, name="site", scopes=["enquiries:write"], subject_id=seller.pk
    )
    again = repeated(with_token(secret), f"{ENQUIRIES}/{enquiry.pk}/read")

    tokens.revoke(key)

    assert again().status_code == 401
