"""What the office decides on certificates and answers, and what follows at once."""

import pytest

from catalogue.journal.models import AuditEntry, Job
from catalogue.listings.models import ListingCertificate
from catalogue.products.models import Product
from catalogue.readiness.actions import certificates, claims
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.errors import NotRevocable, PlotsMissing
from catalogue.readiness.models import Certificate, Plot
from catalogue.reviews.models import Review
from tests.catalogue.readiness.claims import (
    certificate,
    decided,
    in_days,
    review_of,
    shown,
    shown_answer,
    verified,
)
from tests.catalogue.reviews import subjects
from tests.factories import make_officer
from tests.working import letters_to

pytestmark = pytest.mark.django_db
NOTE = {"id": "Nama di sertifikat berbeda.", "en": "The name differs."}


@pytest.fixture
def seller(db):
    return subjects.owned()


@pytest.fixture
def officer(db):
    return make_officer("18.01")


def public_codes(product):
    held = ListingCertificate.objects.filter(listing__product_id=product.pk)
    return sorted(held.values_list("type_code", flat=True))


def counting(seller):
    return set(Certificate.objects.filter(seller=seller).counting(today()))


# -- decided


def test_approved_it_is_verified_by_the_officers_regency(seller, officer):
    product = subjects.published(seller, officer)
    claim = decided(shown(seller), officer)

    assert (claim.status, claim.verified_on) == ("verified", today())
    assert claim.verified_by_id == "18.01"
    assert public_codes(product) == ["HALAL"]
    (letter,) = [
        text
        for kind, text in letters_to(seller.members.get().user.email)
        if kind == "review_approved" and "Halal" in text
    ]
    assert letter.startswith("Disetujui: ")


def test_the_province_is_named_by_no_regency(seller):
    assert decided(shown(seller), make_officer()).verified_by is None


def test_sent_back_it_stays_a_claim_and_the_note_with_it(seller, officer):
    claim = decided(shown(seller), officer, "changes_requested", "name_differs", NOTE)

    assert (claim.status, claim.reason, claim.note) == (
        "self_declared",
        "name_differs",
        NOTE,
    )
    assert claim.verified_on is None
    kind, text = letters_to(seller.members.get().user.email)[0]
    assert kind == "review_changes_requested"
    assert "kirim dokumen buktinya" in text
    assert NOTE["id"] in text


def test_rejected_it_counts_for_nothing(seller, officer):
    claim = decided(shown(seller), officer, "rejected", "not_genuine", NOTE)

    assert claim.status == "rejected"
    assert counting(seller) == set()


def test_an_answer_is_decided_on_alike(seller, officer):
    answer = decided(shown_answer(seller), officer)

    assert (answer.status, answer.verified_on) == ("verified", today())
    assert answer.verified_by_id == "18.01"
    assert answer.version == 2


def test_a_rejected_answer_is_told_with_its_question(seller, officer):
    answer = decided(shown_answer(seller), officer, "rejected", "unreadable", NOTE)

    assert answer.status == "rejected"
    kind, text = letters_to(seller.members.get().user.email)[0]
    assert kind == "review_rejected"
    question = claims.question_text("Q07")["id"]
    assert text.startswith(f"Jawaban tidak disetujui: {question}\n")
    assert f"Dinas tidak menyetujui jawaban Anda atas “{question}”." in text


@pytest.mark.parametrize(
    ("language", "decision", "sentence"),
    [
        ("en", "approved", "has approved your answer to “{name}”."),
        ("en", "changes_requested", "looked at your answer to “{name}” and asks"),
        ("en", "rejected", "has not approved your answer to “{name}”."),
        ("id", "approved", "menyetujui jawaban Anda atas “{name}”."),
        ("id", "changes_requested", "memeriksa jawaban Anda atas “{name}” dan"),
        ("id", "rejected", "tidak menyetujui jawaban Anda atas “{name}”."),
    ],
)
def test_a_letter_about_an_answer_is_a_sentence_that_names_the_product(
    seller, officer, language, decision, sentence
):
    owner = seller.members.get().user
    owner.language = language
    owner.save(update_fields=["language"])
    product = subjects.draft(seller)

    decided(shown_answer(seller, product=product), officer, decision, "other", NOTE)

    question = claims.question_text("Q07")[language]
    name = f"{product.name.get(language) or product.name['id']}: {question}"
    _, text = letters_to(owner.email)[-1]
    assert sentence.format(name=name) in text


# -- due diligence


def test_due_diligence_is_refused_while_a_product_has_no_plot(seller, officer):
    with_plot, without = subjects.draft(seller), subjects.draft(seller)
    Plot.objects.create(
        product=with_plot,
        position=0,
        geometry={"type": "Point", "coordinates": [105.0, -5.0]},
        area_ha="1.5",
    )
    claim = shown(seller, "EUDR", [with_plot, without])

    with pytest.raises(PlotsMissing) as refused:
        decided(claim, officer)

    assert refused.value.product_ids == [without.pk]
    claim.refresh_from_db()
    assert claim.status == "evidence_uploaded"
    assert review_of(claim).status == Review.Status.PENDING

    claim.products.set([with_plot])
    assert decided(claim, officer).status == "verified"


def test_of_a_general_one_the_products_it_is_for_need_plots(seller, officer):
    subjects.draft(seller)  # cloth, which the regulation does not name
    coffee = subjects.draft(seller, hs_code="090111", attributes=[])
    claim = shown(seller, "EUDR")

    assert claims.products_of(claim) == [coffee.pk]
    with pytest.raises(PlotsMissing):
        decided(claim, officer)


# -- renewed


def test_a_renewal_takes_over_only_once_it_is_verified(seller, officer):
    old = verified(seller, expires_on=in_days(5))
    new = shown(seller, renews=old, expires_on=in_days(700))
    assert counting(seller) == {old}

    decided(new, officer)
    old.refresh_from_db()
    assert (old.superseded_by, counting(seller)) == (new, {new})

    claims.revoke(certificate_id=new.pk, note=NOTE)
    old.refresh_from_db()
    assert (old.superseded_by, counting(seller)) == (None, {old})


def test_what_a_withdrawn_one_renewed_counts_again(seller, officer):
    old = verified(seller, expires_on=in_days(5))
    new = decided(shown(seller, renews=old), officer)

    certificates.remove(certificate_id=new.pk)

    assert counting(seller) == {old}
    entry = AuditEntry.objects.get(action="certificate.withdrawn")
    assert entry.before == {"type": "HALAL", "status": "verified"}


# -- revoked


def test_revoked_it_leaves_the_public_at_once_however_many_products(seller, officer):
    product = subjects.published(seller, officer)
    claim = verified(seller)
    Product.objects.bulk_create(Product(seller=seller) for _ in range(51))
    assert public_codes(product) == ["HALAL"]
    Job.objects.all().delete()

    claims.revoke(certificate_id=claim.pk, note=NOTE)

    claim.refresh_from_db()
    assert (claim.status, claim.note) == ("revoked", NOTE)
    assert public_codes(product) == []
    assert not Job.objects.filter(
        kind__in=["listings.rebuild", "readiness.assess_seller"]
    ).exists()
    assert (
        Product.objects.get(pk=product.pk).readiness.snapshot.inputs["seller"]["held"]
        == []
    )
    kind, text = letters_to(seller.members.get().user.email)[-1]
    assert kind == "certificate_revoked"
    assert NOTE["id"] in text
    entry = AuditEntry.objects.get(action="certificate.revoked")
    assert entry.after == {"status": "revoked", "type": "HALAL"}


def test_only_a_verified_one_can_be_revoked(seller):
    claim = certificate(seller)

    with pytest.raises(NotRevocable):
        claims.revoke(certificate_id=claim.pk, note=NOTE)

    claim.refresh_from_db()
    assert (claim.status, claim.note) == ("self_declared", {})


def test_of_products_that_are_gone_it_speaks_of_none(seller, officer):
    product = subjects.published(seller, officer)
    draft = subjects.draft(seller)
    claim = verified(seller, products=[draft])

    draft.delete()
    certificates.save(claim)

    assert public_codes(product) == []
    held = Certificate.objects.held_for(product)
    assert list(held) == []
    assert list(Certificate.objects.held_for_any(seller.products.all())) == []
    stored = Product.objects.get(pk=product.pk).readiness.snapshot.inputs
    assert stored["held"] == []
