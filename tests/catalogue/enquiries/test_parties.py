"""Who may see an enquiry, and how who asked is reached."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import Side
from tests.factories import make_enquiry, make_seller, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def seller(owner):
    return make_seller(owner=owner, suspended_at=timezone.now())


@pytest.mark.parametrize(("hours", "is_kept"), [(-1, False), (0, True), (1, True)])
def test_a_suspended_business_has_nothing_that_came_since(
    seller, owner, hours, is_kept
):
    came_at = seller.suspended_at + timedelta(hours=hours)
    enquiry = make_enquiry(seller, "open", delivered_at=came_at)

    assert enquiry.is_kept_from_seller is is_kept
    assert Enquiry.objects.received_at(seller).exists() is not is_kept
    assert Enquiry.objects.open_to(owner).exists() is not is_kept


def test_what_she_asked_she_sees_though_her_own_business_was_suspended(seller, owner):
    asked = make_enquiry(seller, "open", buyer=owner)

    assert Enquiry.objects.open_to(owner).get() == asked


@pytest.mark.parametrize("side", [Side.BUYER, Side.SELLER, Side.OFFICER])
def test_only_a_seller_waits_for_the_address_to_be_proven(side):
    proven = make_enquiry(make_seller(), "open")
    unproven = make_enquiry(make_seller(), "held", held_for="reported", proven=False)

    assert proven.contact_for(side) == proven.submission.contact
    assert (unproven.contact_for(side) is None) is (side == Side.SELLER)


@pytest.mark.parametrize("side", [Side.BUYER, Side.SELLER, Side.OFFICER])
def test_nobody_reaches_who_was_forgotten(side):
    enquiry = make_enquiry(make_seller(), "open")
    enquiry.submission.contact.erased_at = timezone.now()

    assert enquiry.contact_for(side) is None
