"""How a seller reaches a buyer, and what a company row may be."""

import pytest
from django.db import IntegrityError, transaction

from catalogue.buyers.models import Company
from catalogue.buyers.profile import contact_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_contact_is_of_the_company_where_there_is_one():
    user = make_user("aiko@example.org", name="Aiko Mori", country="ID", language="en")
    Company.objects.create(user=user, name="Mori Trading", country="JP")

    assert contact_of(user) == {
        "name": "Aiko Mori",
        "email": "aiko@example.org",
        "company": "Mori Trading",
        "phone": "",
        "country": "JP",
        "language": "en",
    }


def test_a_contact_without_a_company_is_of_the_person():
    user = make_user("aiko@example.org", country="ID")

    assert contact_of(user) == {
        "name": "",
        "email": "aiko@example.org",
        "company": "",
        "phone": "",
        "country": "ID",
        "language": "id",
    }


def test_only_a_person_has_no_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.create(user=make_user(), kind="hotel")
    Company.objects.create(user=make_user(), kind="person")

    assert Company.objects.count() == 1


def test_a_company_goes_with_its_person():
    user = make_user()
    Company.objects.create(user=user, name="Mori")

    user.delete()

    assert not Company.objects.exists()
