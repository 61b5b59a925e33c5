"""The office: officers of a regency and of the province, a seller of that regency."""

import pytest
from rest_framework.test import APIClient

from tests.catalogue.reviews import subjects
from tests.factories import make_officer, signed_in

HERE, ELSEWHERE = "18.01", "18.71"


@pytest.fixture
def officer(db):
    return make_officer(HERE)


@pytest.fixture
def elsewhere(db):
    return make_officer(ELSEWHERE)


@pytest.fixture
def province(db):
    return make_officer()


@pytest.fixture
def seller(db):
    return subjects.owned(HERE)


@pytest.fixture
def as_():
    """A client of its own for this person: `as_(officer).get(…)`."""

    def sign_in(user):
        client = signed_in(APIClient(), user)
        client.default_format = "json"
        return client

    return sign_in
