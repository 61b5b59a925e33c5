"""Claims at the desk: their reviews with documents, certificates revoked."""

import pytest
from django.test import Client

from catalogue.journal.models import AuditEntry
from tests.catalogue.readiness.claims import review_of, shown, shown_answer, verified
from tests.catalogue.reviews import subjects
from tests.factories import make_officer

pytestmark = pytest.mark.django_db
QUEUE = "/admin/reviews/review/"
CERTIFICATES = "/admin/readiness/certificate/"


@pytest.fixture
def seller(db):
    return subjects.owned()


def desk(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def client(db):
    return desk(make_officer("18.01"))


def text(response):
    return response.content.decode()


def test_the_queue_shows_claims_beside_products(client, seller):
    shown(seller, number="ID1")
    shown_answer(seller)
    subjects.submitted(seller)

    page = text(client.get(QUEUE))

    assert "Halal certificate (BPJPH)" in page
    assert "Kain Tapis" in page
    assert "(gone)" not in page


def test_a_review_offers_the_document_and_is_decided(client, seller):
    row = shown(seller, number="ID1")
    path = f"{QUEUE}{review_of(row).pk}/change/"

    page = text(client.get(path))
    response = client.post(path, {"decision": "approved", "version": 1})

    assert f"{CERTIFICATES}document/{row.evidence_id}/" in page
    assert "ID1" in page
    assert row.type.public_lookup in page
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.status == "verified"


def test_an_answers_review_shows_its_question(client, seller):
    row = shown_answer(seller, note="Sejak 2020.")

    page = text(client.get(f"{QUEUE}{review_of(row).pk}/change/"))

    assert "Sejak 2020." in page
    assert f"document/{row.evidence_id}/" in page


def test_without_plots_the_officer_is_told_why(client, seller):
    row = shown(seller, "EUDR", [subjects.draft(seller)])
    path = f"{QUEUE}{review_of(row).pk}/change/"

    response = client.post(path, {"decision": "approved", "version": 1})

    told = [str(message) for message in response.context["messages"]]
    assert told == [
        "Due diligence needs plots: 1 of the products it speaks of have none."
    ]
    row.refresh_from_db()
    assert row.status == "evidence_uploaded"


def test_several_are_approved(client, seller):
    rows = [shown(seller), shown_answer(seller)]
    chosen = [review_of(row).pk for row in rows]

    page = client.post(QUEUE, {"action": "approve", "_selected_action": chosen})
    assert "Halal certificate (BPJPH)" in text(page)
    versions = {f"version_{pk}": 1 for pk in chosen}
    client.post(
        QUEUE,
        {"action": "approve", "_selected_action": chosen, "confirmed": 1, **versions},
    )

    for row in rows:
        row.refresh_from_db()
        assert row.status == "verified"


def test_opening_a_document_leads_on_and_is_written_down(client, seller):
    row = shown(seller)
    path = f"{CERTIFICATES}document/{row.evidence_id}/"

    response = client.get(path)

    assert response.status_code == 302
    assert "/private/until/" in response["Location"]
    entry = AuditEntry.objects.get(action="evidence.opened")
    assert (entry.via, entry.after) == ("desk", {"seller": str(seller.pk)})
    assert desk(make_officer("18.71")).get(path).status_code == 404
    assert AuditEntry.objects.filter(action="evidence.opened").count() == 1


def test_a_certificate_is_revoked_with_a_note(client, seller):
    row = verified(seller)
    asked = {"action": "revoke", "_selected_action": [row.pk], "confirmed": 1}
    asked[f"version_{row.pk}"] = row.version

    assert text(client.get(f"{CERTIFICATES}?state=none"))
    assert "Revoke" in text(client.get(f"{CERTIFICATES}{row.pk}/change/"))
    client.post(CERTIFICATES, {**asked, "note_id": ""})
    row.refresh_from_db()
    assert row.status == "verified"

    client.post(CERTIFICATES, {**asked, "note_id": "Sertifikat palsu."})
    row.refresh_from_db()
    assert (row.status, row.note) == ("revoked", {"id": "Sertifikat palsu."})
