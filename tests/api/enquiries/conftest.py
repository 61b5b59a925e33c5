import pytest
from rest_framework.test import APIClient

from catalogue.products import decoding, images
from tests.api.enquiries.asking import with_token
from tests.factories import (
    make_enquiry,
    make_officer,
    make_seller,
    make_submission,
    make_user,
    signed_in,
    token_for,
)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.STORAGES = {**settings.STORAGES}  # made anew, for these


@pytest.fixture
def quick_decoding(monkeypatch):
    """Pictures of our own need no process of their own, which takes its time."""
    monkeypatch.setattr(decoding, "redraw", images.redraw)


@pytest.fixture
def seller(db):
    return make_seller("18.01", owner=make_user(name="Sari"))


@pytest.fixture
def buyer(db):
    return make_user(name="Aiko Mori", country="JP", language="en")


@pytest.fixture
def enquiry(seller, buyer):
    """A new one, of a buyer with an account."""
    return make_enquiry(seller, submission=make_submission(buyer))


@pytest.fixture
def member_api(seller):
    return signed_in(APIClient(), seller.members.get().user)


@pytest.fixture
def buyer_api(buyer):
    return signed_in(APIClient(), buyer)


@pytest.fixture
def officer_api(db):
    return signed_in(APIClient(), make_officer("18.01", name="Budi"))


@pytest.fixture
def guest_enquiry(seller):
    """A new one, of a guest whose address is proven."""
    return make_enquiry(seller)


@pytest.fixture
def guest_api(guest_enquiry):
    submission = guest_enquiry.submission_id
    secret = token_for(None, kind="et", scopes=["buyer"], subject_id=submission)
    return with_token(secret)


@pytest.fixture
def strangers(db):
    """Everybody who is no party of anything here."""
    other = make_user()
    make_seller("18.71", owner=other)
    another = make_enquiry(make_seller("18.71"))
    token = token_for(
        None, kind="et", scopes=["buyer"], subject_id=another.submission_id
    )
    people = [make_user(), other, make_officer("18.71")]
    return [*(signed_in(APIClient(), p) for p in people), with_token(token)]


@pytest.fixture
def two(sample):
    """Products of two sellers."""
    found = sample("P001"), sample("P020")
    assert found[0].seller_id != found[1].seller_id
    return found
