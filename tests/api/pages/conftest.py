"""A thread with one seller and one guest, and the pages that their letters open."""

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.enquiries.states import Side
from tests.api.pages.pressing import path_of
from tests.factories import make_enquiry, make_item, make_quote, make_seller, make_user


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def member():
    return make_user(name="Sari", language="id")


@pytest.fixture
def seller(member):
    return make_seller(owner=member)


@pytest.fixture
def enquiry(seller, sample):
    """Delivered, with one item: 200 pieces."""
    found = make_enquiry(seller)
    make_item(found, sample("P001"), quantity_value=200, quantity_unit="pcs")
    return found


@pytest.fixture
def sellers_page(enquiry, member):
    return path_of(enquiry, Side.SELLER, member)


@pytest.fixture
def buyers_page(enquiry):
    return path_of(enquiry, Side.BUYER)


@pytest.fixture
def quote(enquiry):
    found = make_quote(enquiry)
    enquiry.status, enquiry.waiting_on = "quoted", "buyer"
    enquiry.first_answered_at = timezone.now()
    enquiry.save()
    return found
