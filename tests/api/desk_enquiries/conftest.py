"""Officers, a seller whom they look after, and what she was asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.desk_enquiries.at_desk import HERE
from tests.catalogue.reviews import subjects
from tests.factories import make_enquiry, make_item, make_officer, make_submission


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
