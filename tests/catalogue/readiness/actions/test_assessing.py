"""What is stored of an assessment, when anew, and what it was made of."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.types import (
    AnswerChanged,
    CertificateChanged,
    SellerChanged,
    SellerReadinessChanged,
)
from catalogue.listings import checking
from catalogue.readiness import versions
from catalogue.readiness.actions import recomputing
from catalogue.readiness.actions.assessing import (
    assess_batch,
    assess_products,
    assess_sellers,
    reassess_due,
)
from catalogue.readiness.assessment import dumping, facts
from catalogue.readiness.assessment.facts import Evidence, Held
from catalogue.readiness.assessment.levels import assess_product
from catalogue.readiness.loading import load_product, load_sellers
from catalogue.readiness.models import (
    Answer,
    Certificate,
    ModelVersion,
    Question,
    Recomputation,
    SellerReadiness,
    Snapshot,
)
from catalogue.reviews.actions import decide, open_review
from catalogue.reviews.models import Review
from tests.catalogue.reviews import subjects
from tests.factories import make_officer, make_seller
from tests.working import work

pytestmark = pytest.mark.django_db


def snapshots(product) -> int:
    return Snapshot.objects.filter(product=product).count()


def test_a_snapshot_is_taken_only_where_the_result_differs(sample):
    product = sample("P001")
    assert snapshots(product) >= 1
    before = snapshots(product)

    assert assess_products([product.pk]) == []
    assert snapshots(product) == before

    answer = Answer.objects.filter(product=product, question="Q16").get()
    Answer.objects.filter(pk=answer.pk).update(option="A")
    record(AnswerChanged(product.seller_id, product.pk))

    assert snapshots(product) == before + 1


def test_anybody_can_recompute_a_snapshot_from_what_it_holds(sample):
    snapshot = Snapshot.objects.filter(product=sample("P005")).first()

    again = assess_product(
        versions.load(snapshot.model_id),
        facts.read_product(snapshot.inputs),
        snapshot.taken_on,
    )

    assert dumping.dump_product(again) == snapshot.result


def test_a_snapshot_and_a_model_version_never_change(sample):
    for rows in (Snapshot.objects.all(), ModelVersion.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(model_id=1) if rows.model is Snapshot else rows.update(note="x")


def test_what_falls_away_shows_in_the_same_transaction(sample):
    product = sample("P005")
    assert product.readiness.level >= 3

    Certificate.objects.filter(seller=product.seller, type_id="NIB").update(
        status="revoked"
    )
    record(CertificateChanged(product.seller_id))

    product.readiness.refresh_from_db()
    assert (product.readiness.level, product.readiness.own_level) == (0, 0)


def test_a_verified_business_holds_its_number_without_a_paper():
    seller = make_seller(nib="0220001234567", verified=False)
    other = make_seller(nib="0220001234568", verified=False)
    approve_seller(seller)

    found = load_sellers([seller.pk, other.pk], versions.in_force())

    assert found[seller.pk].held == (Held("NIB", True),)
    assert found[other.pk].held == ()


def test_another_number_counts_once_the_office_agrees_to_it():
    seller = make_seller(nib="0220001234567", verified=False)
    approve_seller(seller)

    seller.refresh_from_db()
    seller.nib = "0220001234568"
    seller.save()
    record(SellerChanged(seller.pk))
    changed = SellerReadiness.objects.get(pk=seller.pk).snapshot.inputs["held"]
    approve_seller(seller)

    agreed = SellerReadiness.objects.get(pk=seller.pk).snapshot.inputs["held"]
    assert (changed, agreed) == ([], [["NIB", True, None]])


def approve_seller(seller):
    review = open_review(
        kind=Review.Kind.SELLER, subject_id=seller.pk, seller_id=seller.pk
    )
    decide(review_id=review.pk, officer=make_officer(), decision=Review.Status.APPROVED)


def test_a_picture_that_is_being_drawn_counts_one_that_failed_does_not():
    product = subjects.draft(make_seller())
    picture = product.images.get()

    def is_publishable(status):
        type(picture).objects.filter(pk=picture.pk).update(status=status)
        return load_product(product.pk, versions.in_force()).is_publishable

    found = {status: is_publishable(status) for status in picture.Status}
    assert found == {"processing": True, "ready": True, "failed": False}


def test_an_export_declaration_counts_for_two_years(sample):
    product = sample("P005")
    Certificate.objects.filter(seller=product.seller, type_id="PEB").delete()
    Certificate.objects.create(
        seller=product.seller,
        type_id="PEB",
        status="verified",
        verified_on=date(2026, 11, 1),
        issued_on=date(2026, 10, 31),
    )

    held = load_product(product.pk, versions.in_force()).seller.held

    assert [h for h in held if h.code == "PEB"] == [
        Held("PEB", True, date(2028, 10, 31))
    ]


def test_a_rejected_document_is_as_if_absent(sample):
    product = sample("P001")
    answer = Answer.objects.filter(product=product, status="verified").first()
    certificate = product.own_certificates.get(type_id="PIRT")
    Answer.objects.filter(pk=answer.pk).update(status="rejected")
    Certificate.objects.filter(pk=certificate.pk).update(status="rejected")

    found = load_product(product.pk, versions.in_force())

    assert found.answers[answer.question].evidence is Evidence.SELF_DECLARED
    assert "PIRT" not in {held.code for held in found.held}


def test_a_certificate_of_some_products_speaks_for_those_alone(sample):
    product, other = sample("P001"), sample("P002")
    certificate = product.own_certificates.get(type_id="PIRT")
    certificate.products.set([product])
    model = versions.in_force()

    assert "PIRT" in {held.code for held in load_product(product.pk, model).held}
    assert "PIRT" not in {held.code for held in load_product(other.pk, model).all_held}


def test_a_seller_has_a_score_of_her_own(sample):
    seller = sample("P005").seller
    before = SellerReadiness.objects.get(pk=seller.pk)
    Answer.objects.filter(seller=seller, question="Q04").update(status="self_declared")

    changed = assess_sellers([seller.pk])

    after = SellerReadiness.objects.get(pk=seller.pk)
    assert changed == [seller.pk]
    assert after.score < before.score
    assert Snapshot.objects.filter(seller=seller, product=None).count() == 2


def test_a_seller_who_alone_came_out_new_is_listed_anew(sample):
    product = sample("P005")
    SellerReadiness.objects.filter(pk=product.seller_id).update(score=1, digest="old")
    record(SellerReadinessChanged(product.seller_id))

    assert assess_batch([product.pk]) == 0

    assert list(checking.drift()) == []


def test_the_passing_of_a_date_needs_no_event(sample):
    product = sample("P005")
    tomorrow = timezone.localdate() + timedelta(days=1)
    Certificate.objects.filter(seller=product.seller, type_id="NIB").update(
        expires_on=timezone.localdate()
    )
    record(CertificateChanged(product.seller_id))
    product.readiness.refresh_from_db()
    assert (product.readiness.level >= 3, product.readiness.changes_on) == (
        True,
        tomorrow,
    )

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        reassess_due(limit=1000)

    product.readiness.refresh_from_db()
    assert product.readiness.level == 0


def test_a_published_change_of_the_model_is_followed_by_all_products(sample):
    product = sample("P001")
    score = product.readiness.score
    Question.objects.filter(pk="Q01").update(max_points=8)

    assert assess_products([product.pk]) == []  # a draft moves nothing
    version = versions.publish(by=None, note="Half the points for a NIB.")
    work()

    product.readiness.refresh_from_db()
    row = Recomputation.objects.get(model=version)
    assert product.readiness.score < score
    assert product.readiness.snapshot.model == version
    assert (row.done, row.products, row.finished_at is None) == (140, 140, False)


def test_what_says_the_same_cannot_be_published():
    with pytest.raises(versions.NothingToPublish):
        versions.publish(by=None)


def test_a_recomputation_that_was_cut_short_goes_on_where_it_was():
    row = recomputing.begin()
    steps = recomputing.run(row.pk)
    assert next(steps).done == recomputing.BATCH

    done = [step.done for step in recomputing.run(row.pk)]

    assert done == [100, 140, 140]
    row.refresh_from_db()
    assert row.finished_at is not None


def test_a_newer_recomputation_overtakes_an_older_one():
    older = recomputing.begin()
    newer = recomputing.begin()

    assert list(recomputing.run(older.pk)) == []
    assert [step.done for step in recomputing.run(newer.pk)][-1] == 140
