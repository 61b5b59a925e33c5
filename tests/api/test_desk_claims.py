"""Claims at the desk: their reviews with documents, certificates revoked."""

from datetime import date
from html import unescape

import pytest
from django.test import Client

from catalogue.journal.models import AuditEntry
from catalogue.readiness import versions
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


def test_an_answers_review_shows_the_question_all_options_and_the_product(
    client, seller
):
    product = subjects.published(seller, make_officer("18.01"))
    row = shown_answer(seller, product=product, note="Sejak 2020.")

    queue = text(client.get(QUEUE))
    page = text(client.get(f"{QUEUE}{review_of(row).pk}/change/"))

    question = versions.in_force().question[row.question]
    assert f"{product.name['en']}: {question.text['en']}" in unescape(queue)
    for option in question.options:
        assert option.text["en"] in unescape(page)
    assert f"{row.option} (chosen)" in page
    assert f"/admin/products/product/{product.pk}/change/" in page
    assert "Sejak 2020." in page
    assert f"document/{row.evidence_id}/" in page


def test_an_officer_is_warned_of_what_she_could_approve_by_mistake(client, seller):
    old = verified(seller, "NIB", number="0220001234567")
    verified(seller, "NIB", number="0220001234568", renews=old)
    row = shown(seller, "NIB", number="12-A", renews=old, expires_on=date(2024, 1, 1))

    page = client.get(f"{QUEUE}{review_of(row).pk}/change/")

    assert page.context["warnings"] == [
        "It ended on Jan. 1, 2024.",
        "Its number, 12-A, looks unlike others of its type: 0220001234567.",
        "What it renews is renewed already, by no. 0220001234568.",
    ]
    fine = shown(seller, "NIB", number="0220001234569")
    page = client.get(f"{QUEUE}{review_of(fine).pk}/change/")
    assert page.context["warnings"] == []


def test_the_reasons_offered_are_those_that_fit(client, seller):
    claim = shown(seller)
    product = subjects.submitted(seller)

    def offered(subject):
        page = client.get(f"{QUEUE}{review_of(subject).pk}/change/")
        return {code for code, _ in page.context["form"].fields["reason"].choices}

    assert {"expired_document", "other"} <= offered(claim)
    assert not {"pictures", "wrong_hs_code"} & offered(claim)
    assert {"pictures", "other"} <= offered(product)
    assert "expired_document" not in offered(product)


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


def test_claims_are_never_approved_several_at_once(client, seller):
    claims = [shown(seller), shown_answer(seller)]
    product = subjects.submitted(seller)
    chosen = [review_of(row).pk for row in [*claims, product]]
    asked = {"action": "approve", "_selected_action": chosen}

    page = client.post(QUEUE, asked)
    client.post(
        QUEUE, {**asked, "confirmed": 1, **{f"version_{pk}": 1 for pk in chosen}}
    )

    assert [row.subject_id for row, _, _ in page.context["rows"]] == [product.pk]
    assert [str(message) for message in page.context["messages"]] == [
        "2 left out: certificates and answers are approved on their own pages, beside "
        "their documents."
    ]
    for row in claims:
        row.refresh_from_db()
        assert row.status == "evidence_uploaded"
    product.refresh_from_db()
    assert product.status == "published"


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


def test_certificates_are_listed_and_asked_about_by_number(client, seller):
    row = verified(seller, number="ID77", expires_on=date(2099, 5, 1))
    verified(seller, "NIB", number="0220001234567")

    found = client.get(f"{CERTIFICATES}?q=ID77")
    asked = client.post(
        CERTIFICATES, {"action": "revoke", "_selected_action": [row.pk]}
    )

    assert [one.pk for one in found.context["cl"].queryset] == [row.pk]
    assert "ID77" in text(found)
    assert "no. ID77 · valid until May 1, 2099" in text(asked)


def test_the_first_page_counts_one_review_and_several(client, seller):
    shown_answer(seller)
    shown(seller)
    shown(seller, "NIB")

    waiting = client.get("/admin/").context["dashboard"]["waiting"]

    counted = {(count, told) for told, count, _ in waiting}
    assert {(1, "answer review"), (2, "certificate reviews")} <= counted
    assert (0, "open reports") in counted
