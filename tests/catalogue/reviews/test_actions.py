"""Decisions: one transaction for the decision, its consequence and the letter."""

import pytest

from catalogue.journal import actions as journal
from catalogue.journal.errors import Stale
from catalogue.journal.models import AuditEntry, Event, Job, Notice
from catalogue.journal.types import ReviewDecided
from catalogue.products.actions import publishing
from catalogue.products.actions.deciding import Outcome, approve_each
from catalogue.products.errors import IncompleteProduct
from catalogue.reviews.actions import decide, resolve_report
from catalogue.reviews.comparing import approved_before
from catalogue.reviews.errors import AlreadyDecided, NoteRequired
from catalogue.reviews.models import Report, Review
from catalogue.sellers.actions import register_seller, update_seller
from catalogue.sellers.models import Regency
from tests.catalogue.reviews import subjects
from tests.factories import make_member, make_officer, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return make_officer("18.01")


@pytest.fixture
def seller(db):
    return subjects.owned()


def state_of(review):
    review.refresh_from_db()
    return review.status, review.decided_at, review.decided_by, review.version


def test_a_failing_handler_leaves_neither_decision_nor_letter(
    officer, seller, monkeypatch
):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)
    before = (AuditEntry.objects.count(), Event.objects.count(), Job.objects.count())

    def fails(event):
        raise RuntimeError("out of order")

    handlers = journal.handlers()
    monkeypatch.setitem(
        journal._handlers, ReviewDecided, [*handlers[ReviewDecided], fails]
    )
    with pytest.raises(RuntimeError):
        subjects.approve(review, officer)

    product.refresh_from_db()
    assert state_of(review) == ("pending", None, None, 1)
    assert product.status == "in_review"
    assert Notice.objects.count() == 0
    assert before == (
        AuditEntry.objects.count(),
        Event.objects.count(),
        Job.objects.count(),
    )


def test_the_letter_waits_in_the_same_transaction(officer, seller):
    review = subjects.review_of(subjects.submitted(seller))
    Job.objects.filter(kind="journal.deliver").delete()

    subjects.approve(review, officer)

    letter = Notice.objects.get(kind="review_approved")
    assert letter.language == "id"
    assert Job.objects.get(kind="journal.deliver").subject == str(letter.pk)


def test_every_owner_gets_it_in_her_language(officer, seller):
    owner = seller.members.get()
    owner.user.language = "en"
    owner.user.save()
    make_member(seller, make_user(), "owner")
    make_member(seller, make_user())

    subjects.approve(subjects.review_of(subjects.submitted(seller)), officer)

    assert sorted(Notice.objects.values_list("language", flat=True)) == ["en", "id"]


@pytest.mark.parametrize(
    ("reason", "note"),
    [("", {"id": "Tidak."}), ("other", {}), ("other", {"en": "No."})],
)
def test_a_refusal_says_why(officer, seller, reason, note):
    review = subjects.review_of(subjects.submitted(seller))

    with pytest.raises(NoteRequired):
        decide(
            review_id=review.pk,
            officer=officer,
            decision=Review.Status.REJECTED,
            reason=reason,
            note=note,
        )

    assert state_of(review) == ("pending", None, None, 1)


def test_stale_and_decided_are_told_apart(officer, seller):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)
    subjects.edit(product, hs_code="581010")
    approval = {
        "review_id": review.pk,
        "officer": officer,
        "decision": Review.Status.APPROVED,
    }

    with pytest.raises(Stale):
        decide(**approval, expected_version=1)
    decide(**approval, expected_version=2)
    with pytest.raises(AlreadyDecided) as refused:
        decide(**approval, expected_version=2)
    assert refused.value.status == "approved"


def test_an_incomplete_product_rolls_the_decision_back(officer, seller):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)
    subjects.edit(product, hs_code=None)

    with pytest.raises(IncompleteProduct):
        subjects.approve(review, officer)

    assert state_of(review)[0] == "pending"
    assert Notice.objects.count() == 0


def test_what_was_decided_on_is_remembered(officer, seller):
    product = subjects.published(seller, officer)
    review = subjects.review_of(product, "approved")

    assert review.snapshot["name"] == {"id": "Kain Tapis", "en": "Tapis cloth"}
    assert review.snapshot["images"] == [
        {"id": str(image.pk), "alt": image.alt} for image in product.images.all()
    ]


def test_a_change_counts_as_what_was_last_approved_of_its_product(officer, seller):
    product = subjects.published(seller, officer)
    subjects.edit(product, hs_code="581010")
    change = subjects.review_of(product)
    assert approved_before(change).kind == "product"
    subjects.approve(change, officer)
    publishing.archive_product(product_id=product.pk)
    publishing.restore_product(product_id=product.pk)
    publishing.submit_product(product_id=product.pk)

    assert approved_before(subjects.review_of(product)).pk == change.pk


def test_registering_opens_a_review_and_approving_verifies(officer):
    fields = {"name": "Usaha Baru", "regency": Regency.objects.get(pk="18.01")}
    seller = register_seller(user=make_user(), fields=fields)
    review = Review.objects.get(seller=seller)
    assert (review.kind, review.subject_id) == ("seller", seller.pk)

    subjects.approve(review, officer)

    seller.refresh_from_db()
    review.refresh_from_db()
    assert seller.verified_at is not None
    assert review.snapshot["name"] == "Usaha Baru"


def test_whatever_an_officer_reads_of_a_seller_outdates_her_page(officer, seller):
    update_seller(seller_id=seller.pk, fields={"name": "Nama Baru"})
    review = Review.objects.get(seller=seller)
    version = review.version

    update_seller(seller_id=seller.pk, fields={"address": "Jalan Raya 1"})

    review.refresh_from_db()
    assert review.version > version


def test_what_applies_at_once_outdates_a_sample(officer, seller):
    """The seller was trusted when it was published, and is no more."""
    product = subjects.published(seller, officer)
    review = Review.objects.create(
        kind="product", subject_id=product.pk, seller=seller, is_afterwards=True
    )

    subjects.edit(product, price={"amount": "1.00", "currency": "IDR"})

    review.refresh_from_db()
    assert review.version == 2


def test_several_are_approved_each_on_its_own(officer, seller):
    one, two = (subjects.review_of(subjects.submitted(seller)) for _ in range(2))
    elsewhere = subjects.review_of(subjects.submitted(subjects.owned("18.71")))

    results = approve_each(
        officer=officer,
        wanted=[(two.pk, 1), (elsewhere.pk, 1), (one.pk, None), (two.pk, 1)],
    )

    assert [(r.review_id, r.outcome) for r in results] == [
        (two.pk, Outcome.APPROVED),
        (elsewhere.pk, Outcome.NOT_FOUND),
        (one.pk, Outcome.STALE),
        (two.pk, Outcome.CONFLICT),
    ]
    assert state_of(one)[0] == "pending"
    assert state_of(elsewhere)[0] == "pending"


def test_suspending_by_a_report_leaves_a_suspended_seller_as_she_is(officer, seller):
    product = subjects.published(seller, officer)
    reports = [
        Report.objects.create(product_id=product.pk, seller=seller, reason="other")
        for _ in range(2)
    ]
    Notice.objects.all().delete()

    for report in reports:
        resolve_report(
            report_id=report.pk, officer=officer, action=Report.Action.SUSPEND_SELLER
        )

    seller.refresh_from_db()
    assert seller.suspended_at is not None
    assert Notice.objects.filter(kind="seller_suspended").count() == 1
