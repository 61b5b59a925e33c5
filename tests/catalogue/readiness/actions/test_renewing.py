"""Which certificate takes the place of which."""

import pytest

from catalogue.readiness.actions import certificates, claims
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.errors import InvalidCertificate
from catalogue.readiness.models import Certificate
from tests.catalogue.readiness.claims import (
    certificate,
    decided,
    in_days,
    shown,
    verified,
)
from tests.catalogue.reviews import subjects
from tests.factories import make_officer

pytestmark = pytest.mark.django_db
NOTE = {"id": "Sertifikat dicabut lembaganya."}


@pytest.fixture
def seller(db):
    return subjects.owned()


@pytest.fixture
def officer(db):
    return make_officer("18.01")


@pytest.fixture
def chain(seller, officer):
    """Three that renew one another, all verified."""
    first = verified(seller, expires_on=in_days(10))
    second = decided(shown(seller, renews=first, expires_on=in_days(400)), officer)
    third = decided(shown(seller, renews=second, expires_on=in_days(800)), officer)
    return first, second, third


def counting(seller):
    return set(Certificate.objects.filter(seller=seller).counting(today()))


def faults(seller, **given):
    with pytest.raises(InvalidCertificate) as refused:
        certificates.create(seller_id=seller.pk, type_code="HALAL", given=given)
    return [(fault.pointer, fault.reason) for fault in refused.value.faults]


@pytest.mark.parametrize("ends", [in_days(-1), in_days(499)])
def test_one_that_ends_earlier_leaves_the_other_in_place(seller, officer, ends):
    old = verified(seller, expires_on=in_days(500))

    decided(shown(seller, renews=old, expires_on=ends), officer)

    old.refresh_from_db()
    assert old.superseded_by is None
    assert old in counting(seller)


def test_one_that_speaks_for_fewer_products_leaves_the_other_in_place(seller, officer):
    coffee, tea = subjects.draft(seller), subjects.draft(seller)
    old = verified(seller, products=[coffee, tea], expires_on=in_days(500))

    new = decided(
        shown(seller, products=[coffee], renews=old, expires_on=in_days(900)), officer
    )

    assert counting(seller) == {old, new}
    assert old in Certificate.objects.held_for(tea).counting(today())


def test_a_general_one_takes_the_place_of_one_for_products(seller, officer):
    old = verified(seller, products=[subjects.draft(seller)], expires_on=in_days(5))

    new = decided(shown(seller, renews=old, expires_on=in_days(5)), officer)

    assert counting(seller) == {new}


def test_the_last_of_a_chain_counts_whatever_becomes_of_those_between(seller, chain):
    first, second, third = chain
    assert counting(seller) == {third}

    claims.revoke(certificate_id=second.pk, note=NOTE)

    assert counting(seller) == {third}
    first.refresh_from_db()
    assert first.superseded_by == third

    certificates.remove(certificate_id=second.pk)
    third.refresh_from_db()
    assert (third.renews, counting(seller)) == (first, {third})

    claims.revoke(certificate_id=third.pk, note=NOTE)
    assert counting(seller) == {first}


def test_what_renews_a_revoked_one_takes_the_place_of_what_that_renewed(
    seller, officer
):
    first = verified(seller, expires_on=in_days(10))
    second = certificate(seller, renews=first, status="revoked")

    third = decided(shown(seller, renews=second, expires_on=in_days(800)), officer)

    assert counting(seller) == {third}


def test_one_renews_another_at_a_time(seller):
    old = verified(seller, expires_on=in_days(10))
    first = certificate(seller, renews=old)

    assert faults(seller, renews=old.pk) == [("/renews", "renewed_already")]

    first.status = "rejected"
    first.save()
    second = certificates.create(
        seller_id=seller.pk, type_code="HALAL", given={"renews": old.pk}
    )
    assert second.renews == old


def test_none_renews_what_renews_it(seller):
    first = certificate(seller)
    second = certificate(seller, renews=first)
    third = certificate(seller, renews=second)

    with pytest.raises(InvalidCertificate) as refused:
        certificates.edit(
            certificate_id=first.pk,
            given={"renews": third.pk},
            expected_version=None,
        )

    assert [fault.reason for fault in refused.value.faults] == ["renews_itself"]
