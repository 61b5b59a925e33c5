"""A suspended business reads what it had; what came since is for officers alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from catalogue.enquiries import links
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from tests.api.enquiries.asking import ENQUIRIES, read, refused, with_token
from tests.factories import make_enquiry, make_member, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def before_and_since(seller):
    """One that came before the suspension, and one after it."""
    suspended_at = timezone.now()
    hours = timedelta(hours=1)
    found = [
        make_enquiry(seller, "open", delivered_at=suspended_at + moved)
        for moved in (-hours, hours)
    ]
    seller.suspended_at = suspended_at
    seller.save()
    return found


def listed(api) -> list[str]:
    rows = api.get(f"{ENQUIRIES}?box=received").json()["results"]
    return [row["id"] for row in rows]


def test_what_came_since_is_not_in_its_inbox(seller, before_and_since, member_api):
    before, since = before_and_since

    assert listed(member_api) == [str(before.pk)]
    assert refused(read(member_api, since)) == (404, "not_found")
    path = f"{ENQUIRIES}/{since.pk}/messages"
    assert refused(member_api.get(path)) == (404, "not_found")
    assert read(member_api, before).json()["contact"]["name"] == "Aiko Mori"


def test_nor_of_the_key_of_the_business(seller, before_and_since):
    before, since = before_and_since
    owner = seller.members.get().user
    secret = token_for(owner, "ak", ["enquiries:read"], subject_id=seller.pk)
    api = with_token(secret)

    assert listed(api) == [str(before.pk)]
    assert refused(read(api, since)) == (404, "not_found")
    assert read(api, before).status_code == 200


def test_nor_by_the_link_of_a_letter(seller, before_and_since, client):
    _, since = before_and_since
    her = Actor(Side.SELLER, seller.members.get().user_id)
    by_side = {"scopes": ["thread:seller"], "kind": "et"}
    api = with_token(
        token_for(seller.members.get().user, **by_side, subject_id=since.pk)
    )

    pages = [
        client.get("/enquiry/" + links.to_thread(e, her).rpartition("/")[2])
        for e in before_and_since
    ]

    assert [page.status_code for page in pages] == [200, 410]
    assert "Aiko" not in pages[1].content.decode()
    assert refused(read(api, since)) == (404, "not_found")


def test_officers_and_who_asked_read_it_all_the_while(
    before_and_since, officer_api, seller
):
    _, since = before_and_since
    guest = with_token(token_for(None, "et", ["buyer"], subject_id=since.submission_id))

    assert read(officer_api, since).json()["contact"]["name"] == "Aiko Mori"
    assert read(guest, since).status_code == 200


def test_once_the_suspension_is_over_it_is_all_there(
    seller, before_and_since, member_api
):
    seller.suspended_at = None
    seller.save()

    assert sorted(listed(member_api)) == sorted(str(e.pk) for e in before_and_since)
    assert read(member_api, before_and_since[1]).status_code == 200


def test_another_business_is_not_concerned(before_and_since, sample):
    other = sample("P001").seller
    member = make_member(other)
    enquiry = make_enquiry(other)
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(member.user)}")

    assert read(api, enquiry).status_code == 200
