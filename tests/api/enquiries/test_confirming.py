"""Ways into what a guest asked: her address proven, a letter's link, an account."""

import pytest
from rest_framework.test import APIClient

from catalogue.accounts.models import Token
from catalogue.enquiries import links
from catalogue.enquiries.actions import confirming
from catalogue.enquiries.models import Enquiry, ReadMark
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.journal.models import Notice
from tests.api.enquiries.asking import (
    ENQUIRIES,
    ask,
    do,
    faults,
    read,
    refused,
    with_token,
    write,
)
from tests.factories import (
    later,
    make_member,
    make_user,
    signed_in,
    token_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client, sample):
    """What a guest asked, not yet proven: (the answer, the row)."""
    answer = ask(client, sample("P001")).json()
    return answer, Enquiry.objects.get()


def post(client, way, token):
    return client.post(f"{ENQUIRIES}/{way}?lang=en", {"token": token}, format="json")


def link_of(enquiry) -> str:
    return confirming.link_token(enquiry.submission)


def thread_token(enquiry, side, user=None) -> str:
    address = links.to_thread(enquiry, Actor(side, user and user.pk))
    return address.rpartition("/")[2]


# -- proving the address


def test_only_a_proven_address_has_anything_delivered(client, asked):
    answer, enquiry = asked
    owner = make_user()
    make_member(enquiry.seller, owner)
    seller_api = signed_in(APIClient(), owner)
    assert read(seller_api, enquiry).status_code == 404

    response = post(client, "confirm", link_of(enquiry))

    body = response.json()
    (told,) = body["enquiries"]
    assert response.status_code == 200
    assert (body["submission_id"], told["status"]) == (answer["submission_id"], "new")
    assert told["contact"]["verified"] is True
    assert told["first_response_due_at"] is not None
    assert read(seller_api, enquiry).json()["contact"]["email"] == "aiko@example.jp"
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert kinds == {"confirm_enquiry", "enquiry_received", "enquiry_sent"}


def test_the_mail_may_be_opened_on_another_device(client, asked):
    answer, enquiry = asked

    fresh = post(client, "confirm", link_of(enquiry)).json()["access_token"]

    assert fresh.startswith("et_")
    assert fresh != answer["access_token"]
    for token in (fresh, answer["access_token"]):
        assert read(with_token(token), enquiry).status_code == 200


def test_a_spent_link_is_good_again_until_it_is_two_days_old(client, asked):
    _, enquiry = asked
    token = link_of(enquiry)
    post(client, "confirm", token)
    notices = Notice.objects.count()

    with later(hours=47):
        again = post(client, "confirm", token)
    with later(hours=49):
        too_late = post(client, "confirm", token)

    assert (again.status_code, again.json()["enquiries"][0]["status"]) == (200, "new")
    assert Notice.objects.count() == notices
    assert refused(too_late) == (410, "gone")


def test_a_link_that_is_too_old_delivers_nothing(client, asked):
    _, enquiry = asked
    link = link_of(enquiry)

    with later(hours=49):
        response = post(client, "confirm", link)

    enquiry.refresh_from_db()
    assert refused(response) == (410, "gone")
    assert (enquiry.status, enquiry.delivered_at) == ("unconfirmed", None)


@pytest.mark.parametrize("way", ["confirm", "open"])
@pytest.mark.parametrize("token", ["x", "a:b:c", "et_" + "x" * 43])
def test_what_is_no_link_opens_nothing(client, asked, way, token):
    assert refused(post(client, way, token)) == (410, "gone")
    assert Enquiry.objects.get().status == "unconfirmed"
    assert Token.objects.filter(kind="et").count() == 1


def test_a_link_of_one_kind_is_none_of_the_other(client, asked):
    _, enquiry = asked

    assert refused(post(client, "open", link_of(enquiry))) == (410, "gone")
    assert refused(post(client, "confirm", thread_token(enquiry, Side.BUYER))) == (
        410,
        "gone",
    )
    assert Enquiry.objects.get().status == "unconfirmed"


@pytest.mark.parametrize("way", ["confirm", "open"])
def test_a_look_at_the_address_changes_nothing(client, asked, way):
    response = client.get(f"{ENQUIRIES}/{way}?lang=en")

    assert response.status_code in {401, 405}
    assert Enquiry.objects.get().status == "unconfirmed"


@pytest.mark.parametrize("way", ["confirm", "open"])
def test_a_token_is_needed_and_nothing_beside(client, way):
    response = client.post(f"{ENQUIRIES}/{way}", {"tokn": "x"}, format="json")

    assert faults(response) == [("/token", "required"), ("/tokn", "unknown_member")]


# -- a letter's link


def test_a_letter_opens_one_thread_for_the_person_it_was_sent_to(
    client, seller, enquiry, guest_enquiry
):
    owner = seller.members.get().user

    opened = post(client, "open", thread_token(enquiry, Side.SELLER, owner)).json()

    assert opened["enquiry_id"] == str(enquiry.pk)
    api = with_token(opened["access_token"])
    answer = write(api, enquiry)
    assert (answer.status_code, answer.json()["author_name"]) == (201, "Sari")
    assert (answer.json()["side"], answer.json()["on_behalf"]) == ("seller", False)
    assert read(api, guest_enquiry).status_code == 404  # of the same business
    assert [row["id"] for row in api.get(ENQUIRIES).json()["results"]] == [
        str(enquiry.pk)
    ]
    assert do(api, enquiry, "read").json()["unread"] == 0
    assert ReadMark.objects.get().reader == str(owner.pk)


def test_whoever_left_the_business_is_let_in_no_more(client, seller, enquiry):
    staff = make_user()
    member = make_member(seller, staff)
    link = thread_token(enquiry, Side.SELLER, staff)
    api = with_token(post(client, "open", link).json()["access_token"])
    assert read(api, enquiry).status_code == 200

    member.delete()

    assert refused(read(api, enquiry)) == (404, "not_found")
    assert refused(write(api, enquiry)) == (404, "not_found")
    assert refused(post(client, "open", link)) == (410, "gone")
    assert enquiry.messages.count() == 1


def test_a_letter_is_good_for_seven_days(client, seller, enquiry):
    link = thread_token(enquiry, Side.SELLER, seller.members.get().user)

    with later(days=6, hours=23):
        assert post(client, "open", link).status_code == 200
    with later(days=7, minutes=1):
        assert refused(post(client, "open", link)) == (410, "gone")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/me",
        "/v1/seller",
        "/v1/api-keys",
        "/v1/officer/reviews",
        "/v1/seller/products",
    ],
)
def test_a_token_of_an_enquiry_opens_nothing_else(client, seller, enquiry, path):
    owner = seller.members.get().user
    link = thread_token(enquiry, Side.SELLER, owner)
    secret = post(client, "open", link).json()["access_token"]

    assert refused(with_token(secret).get(path)) == (403, "permission_denied")


def test_a_guests_letter_opens_her_thread(client, guest_enquiry):
    link = thread_token(guest_enquiry, Side.BUYER)

    api = with_token(post(client, "open", link).json()["access_token"])

    assert write(api, guest_enquiry).json()["author_name"] == "Aiko Mori"
    submission = f"/v1/submissions/{guest_enquiry.submission_id}/erase"
    assert api.post(submission).status_code == 404  # that is of all she asked


# -- an account


def test_what_a_guest_asked_is_claimed_by_her_account(client, asked, buyer, buyer_api):
    answer, enquiry = asked
    secret = answer["access_token"]
    post(client, "confirm", link_of(enquiry))

    response = post(buyer_api, "claim", secret)

    assert response.status_code == 200
    assert response.json()["submission_id"] == answer["submission_id"]
    assert response.json()["enquiries"][0]["id"] == str(enquiry.pk)
    assert "access_token" not in response.json()
    assert read(buyer_api, enquiry).status_code == 200
    assert refused(read(with_token(secret), enquiry)) == (401, "token_invalid")
    assert post(buyer_api, "claim", secret).json() == response.json()
    other = signed_in(APIClient(), make_user())
    assert refused(post(other, "claim", secret)) == (410, "gone")
    enquiry.refresh_from_db()
    assert enquiry.buyer == buyer
    confirmed = post(client, "confirm", link_of(enquiry)).json()
    assert (confirmed["access_token"], confirmed["enquiries"][0]["status"]) == (
        None,
        "new",
    )


def test_before_the_address_is_proven_nobody_claims_it(asked, buyer_api):
    answer, enquiry = asked

    response = post(buyer_api, "claim", answer["access_token"])

    assert refused(response) == (409, "invalid_state")
    assert "has not proven the address" in response.json()["detail"]
    enquiry.refresh_from_db()
    assert (enquiry.buyer, enquiry.status) == (None, "unconfirmed")


def test_an_account_that_has_not_proven_its_own_claims_nothing(client, asked):
    answer, enquiry = asked
    post(client, "confirm", link_of(enquiry))
    unproven = signed_in(APIClient(), make_user(verified=False))

    response = post(unproven, "claim", answer["access_token"])

    assert refused(response) == (403, "email_not_verified")
    enquiry.refresh_from_db()
    assert enquiry.buyer is None


def test_the_page_of_the_mailed_link_opens_nothing_of_an_account(
    client, asked, buyer_api
):
    """Whoever has the mailbox is not the account that claimed what was asked."""
    answer, enquiry = asked
    form = {"token": link_of(enquiry)}
    page = "/account/confirm-enquiry?lang=en"
    before = client.post(page, form).content.decode()
    assert before.count("/enquiry/") == 1
    post(buyer_api, "claim", answer["access_token"])

    after = client.post(page, form)

    assert after.status_code == 200
    assert "/enquiry/" not in after.content.decode()
    assert enquiry.seller.name in after.content.decode()
    assert "The account that keeps them" in after.content.decode()


def test_only_who_is_signed_in_claims(client, asked, buyer):
    answer, enquiry = asked
    secret = answer["access_token"]
    key = with_token(token_for(buyer, "ak", ["enquiries:write", "enquiries:read"]))

    assert refused(post(client, "claim", secret)) == (401, "authentication_required")
    assert refused(post(with_token(secret), "claim", secret)) == (
        403,
        "permission_denied",
    )
    assert refused(post(key, "claim", secret)) == (403, "scope_missing")
    enquiry.refresh_from_db()
    assert enquiry.buyer is None


@pytest.mark.parametrize("secret", ["et_" + "x" * 43, "at", "rt_secret"])
def test_what_is_no_token_of_an_enquiry_claims_nothing(buyer_api, asked, secret):
    assert refused(post(buyer_api, "claim", secret)) == (410, "gone")
