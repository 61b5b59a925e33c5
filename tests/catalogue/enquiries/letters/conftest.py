import pytest

from catalogue.accounts.models import User
from tests.factories import make_member, make_officer, make_user


@pytest.fixture
def products(sample):
    """Two of different sellers."""
    return [sample("P001"), sample("P020")]


@pytest.fixture
def members(products):
    """Who looks after each of the two sellers; nobody else does."""
    User.objects.filter(membership__seller__in=[p.seller for p in products]).delete()
    found = []
    for product in products:
        user = make_user(name="Sari", language="id")
        make_member(product.seller, user)
        found.append(user)
    return found


@pytest.fixture
def officer(products):
    return make_officer(products[0].seller.regency_id)
