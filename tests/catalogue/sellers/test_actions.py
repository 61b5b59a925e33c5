"""What people do to their business, by actions alone."""

import pytest
from django.db import IntegrityError, transaction

from catalogue.journal.errors import Stale
from catalogue.journal.models import AuditEntry, Event
from catalogue.sellers.actions import invite, register_seller, update_seller
from catalogue.sellers.errors import AlreadyMember, NibTaken
from catalogue.sellers.models import Invitation, Member, Regency, Seller
from tests.factories import make_member, make_seller, make_user

pytestmark = pytest.mark.django_db


def fields(**changes):
    regency = Regency.objects.get(pk="18.01")
    return {"name": "Keripik Wati", "regency": regency, **changes}


def test_a_registration_is_told_audited_and_owned():
    user = make_user()
    before = Event.objects.count()

    seller = register_seller(user=user, fields=fields(nib="9120001234567"))

    events = Event.objects.order_by("seq").values_list("type", flat=True)[before:]
    assert list(events) == ["SellerChanged", "SellerIdentityChanged"]
    assert seller.members.get().user == user
    actions = AuditEntry.objects.filter(subject_id=str(seller.pk))
    assert sorted(actions.values_list("action", flat=True)) == [
        "member.added",
        "seller.registered",
    ]


def test_a_refused_registration_leaves_no_business():
    user = make_member(make_seller()).user
    before = Seller.objects.count()

    with pytest.raises(AlreadyMember):
        register_seller(user=user, fields=fields())

    assert Seller.objects.count() == before


def test_a_taken_nib_is_refused_to_a_verified_business():
    make_seller(nib="9120001234567")
    seller = make_seller()

    with pytest.raises(NibTaken):
        update_seller(seller_id=seller.pk, fields={"nib": "9120001234567"})

    seller.refresh_from_db()
    assert (seller.nib, seller.version) == ("", 1)


def test_an_edit_that_changes_nothing_tells_nobody():
    seller = make_seller()
    before = Event.objects.count()

    update_seller(seller_id=seller.pk, fields={"name": seller.name})

    seller.refresh_from_db()
    assert (seller.version, Event.objects.count()) == (1, before)


def test_an_edit_of_another_version_is_stale():
    seller = make_seller()
    update_seller(seller_id=seller.pk, fields={"workers": 3})

    with pytest.raises(Stale):
        update_seller(seller_id=seller.pk, fields={"workers": 9}, expected_version=1)

    seller.refresh_from_db()
    assert (seller.workers, seller.version) == (3, 2)


def test_the_audit_holds_what_identity_changed_and_no_contact_data():
    seller = make_seller(contact_phone="+6281270001234")

    update_seller(
        seller_id=seller.pk,
        fields={"legal_form": "CV", "contact_email": "wati@example.org"},
    )

    entry = AuditEntry.objects.get(action="seller.identity_changed")
    assert (entry.before, entry.after) == ({"legal_form": ""}, {"legal_form": "CV"})


def test_an_unverified_business_comes_before_an_officer_with_any_edit():
    seller = make_seller(verified=False)

    update_seller(seller_id=seller.pk, fields={"workers": 3})

    assert seller.reviews.get().status == "pending"


def test_an_invitation_keeps_no_secret():
    owner = make_user()
    seller = make_seller(owner=owner)

    invite(seller=seller, email="Sari@example.org", role="staff", invited_by=owner)

    invitation = Invitation.objects.get()
    assert invitation.email == "sari@example.org"
    assert len(invitation.digest) == 64
    entry = AuditEntry.objects.get(action="member.invited")
    assert "sari" not in str(entry.after)


def test_the_database_itself_keeps_one_business_to_a_person():
    user = make_member(make_seller()).user

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(seller=make_seller(), user=user, role="owner")
