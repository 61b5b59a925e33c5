"""The office and certificates: its queue, documents opened, certificates revoked."""

import pytest

from catalogue.journal.models import AuditEntry
from catalogue.readiness.models import Certificate
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
from tests.working import letters_to

pytestmark = pytest.mark.django_db
QUEUE = "/v1/officer/reviews"
CERTIFICATES = "/v1/officer/certificates"
NOTE = {"id": "Sertifikat palsu."}


# -- the queue


def test_the_queue_tells_claims_by_what_they_are(as_, officer, seller):
    halal, answer = shown(seller), shown_answer(seller)
    subjects.submitted(seller)
    client = as_(officer)

    def rows(query):
        return {
            row["subject"]["id"]: (row["kind"], row["subject"]["name"])
            for row in client.get(f"{QUEUE}?lang=en&{query}").json()["results"]
        }

    assert rows("kind=certificate") == {
        str(halal.pk): ("certificate", "Halal certificate (BPJPH)")
    }
    ((kind, name),) = rows("kind=answer").values()
    assert (kind, len(name) <= 120) == ("answer", True)
    assert len(rows("status=pending")) == 3
    assert str(answer.pk) in rows("kind=answer")


def test_a_certificate_is_read_with_all_it_says(as_, officer, seller):
    product = subjects.draft(seller)
    row = shown(
        seller,
        "SNI",
        [product],
        number="SNI-1",
        issuer="LSPro Sampel",
        expires_on=in_days(700),
    )

    body = as_(officer).get(f"{QUEUE}/{review_of(row).pk}?lang=en").json()

    assert (body["first"], body["changes"], body["product"]) == (True, [], None)
    assert body["answer"] is None
    found = body["certificate"]
    assert found["type"]["code"] == "SNI"
    assert (found["number"], found["issuer"], found["state"]) == (
        "SNI-1",
        "LSPro Sampel",
        "valid",
    )
    assert found["products"] == [{"id": str(product.pk), "name": "Tapis cloth"}]
    evidence = found["evidence"]
    assert evidence["path"] == f"/v1/officer/evidence/{row.evidence_id}"
    assert (evidence["kind"], evidence["size_bytes"]) == (
        "pdf",
        row.evidence.size_bytes,
    )


def test_what_changed_since_it_was_agreed_to_is_told(as_, officer, seller):
    row = decided(shown(seller, number="ID1"), officer)
    Certificate.objects.filter(pk=row.pk).update(status="evidence_uploaded")
    Certificate.objects.filter(pk=row.pk).update(number="ID2")
    again = Review.objects.create(kind="certificate", subject_id=row.pk, seller=seller)

    body = as_(officer).get(f"{QUEUE}/{again.pk}").json()

    assert body["first"] is False
    assert [(c["pointer"], c["before"], c["after"]) for c in body["changes"]] == [
        ("/number", '"ID1"', '"ID2"')
    ]


def test_an_answer_is_read_with_its_question(as_, officer, seller):
    row = shown_answer(seller, note="Sejak 2020.")

    body = as_(officer).get(f"{QUEUE}/{review_of(row).pk}?lang=id").json()

    found = body["answer"]
    assert (found["question"], found["option"], found["seller_note"]) == (
        "Q07",
        "C",
        "Sejak 2020.",
    )
    assert found["text"]
    assert found["option_text"]
    assert found["product"] is None
    assert found["evidence"]["path"].endswith(str(row.evidence_id))


def test_one_taken_back_is_told_as_gone(as_, officer, seller):
    row = shown(seller)
    review = review_of(row)
    row.delete()

    body = as_(officer).get(f"{QUEUE}/{review.pk}").json()

    assert body["certificate"] is None
    assert body["subject"] == {"id": str(review.subject_id), "name": None}


def test_a_claim_is_refused_for_a_reason_that_fits_claims(as_, officer, seller):
    claim = shown(seller)
    path = f"{QUEUE}/{review_of(claim).pk}/reject?lang=en"

    refused = as_(officer).post(path, {"reason": "wrong_hs_code", "note": NOTE})

    claim.refresh_from_db()
    (told,) = refused.json()["errors"]
    assert (refused.status_code, told["pointer"]) == (400, "/reason")
    assert told["detail"] == (
        "It is not one of incomplete, inaccurate, not_eligible, unreadable, "
        "expired_document, name_differs, not_genuine, other."
    )
    assert claim.status == "evidence_uploaded"
    done = as_(officer).post(path, {"reason": "not_genuine", "note": NOTE})
    assert done.json()["reason"] == "not_genuine"


def test_several_are_approved_and_one_without_plots_is_not(as_, officer, seller):
    halal, answer = shown(seller), shown_answer(seller)
    eudr = shown(seller, "EUDR", [subjects.draft(seller)])
    client = as_(officer)
    tags = {
        row["subject"]["id"]: {"id": row["id"], "tag": row["tag"]}
        for row in client.get(QUEUE).json()["results"]
    }
    wanted = [tags[str(claim.pk)] for claim in (eudr, halal, answer)]

    results = client.post(f"{QUEUE}/approve?lang=en", {"reviews": wanted}).json()

    told = [(r["status"], r["detail"]) for r in results["results"]]
    assert told[1:] == [("approved", None), ("approved", None)]
    assert told[0][0] == "refused"
    assert told[0][1].startswith("Due diligence rests on plots of land, and 1 of")
    for claim, status in (
        (halal, "verified"),
        (answer, "verified"),
        (eudr, "evidence_uploaded"),
    ):
        claim.refresh_from_db()
        assert claim.status == status


def test_due_diligence_without_plots_is_a_state(as_, officer, seller):
    row = shown(seller, "EUDR", [subjects.draft(seller)])

    response = as_(officer).post(f"{QUEUE}/{review_of(row).pk}/approve", {})

    assert (response.status_code, response.json()["code"]) == (409, "invalid_state")
    assert review_of(row).status == "pending"


# -- documents


def test_opening_a_document_is_written_down(as_, officer, seller):
    row = shown(seller)

    response = as_(officer).get(f"/v1/officer/evidence/{row.evidence_id}")

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response.json()["kind"] == "pdf"
    entry = AuditEntry.objects.get(action="evidence.opened")
    assert (entry.actor_id, entry.via) == (officer.pk, "api")
    assert entry.subject_id == str(row.evidence_id)
    assert entry.after == {"seller": str(seller.pk)}


def test_a_document_of_another_regency_is_not_there(as_, elsewhere, seller):
    row = shown(seller)

    response = as_(elsewhere).get(f"/v1/officer/evidence/{row.evidence_id}")

    assert response.status_code == 404
    assert not AuditEntry.objects.filter(action="evidence.opened").exists()


# -- listed and revoked


def test_the_office_lists_what_its_sellers_hold(as_, officer, province, seller):
    ending = verified(seller, expires_on=in_days(30))
    certificate(seller, "SNI")
    far = verified(subjects.owned("18.71"), "PIRT", expires_on=in_days(30))

    def ids(user, query):
        rows = as_(user).get(f"{CERTIFICATES}?{query}").json()["results"]
        return [row["id"] for row in rows]

    both = "status=verified&state=expiring"
    assert ids(officer, both) == [str(ending.pk)]
    assert ids(province, f"{both}&regency=18.71&certificate_type=PIRT") == [str(far.pk)]
    assert ids(officer, "regency=18.71") == []
    row = as_(officer).get(f"{CERTIFICATES}?{both}").json()["results"][0]
    assert row["seller"] == {
        "id": str(seller.pk),
        "slug": seller.slug,
        "name": seller.name,
    }
    assert row["regency"] == {"code": "18.01", "name": "Lampung Selatan"}


def test_a_revoked_one_counts_no_more(as_, officer, seller):
    row = verified(seller)

    response = as_(officer).post(f"{CERTIFICATES}/{row.pk}/revoke", {"note": NOTE})

    body = response.json()
    assert (response.status_code, body["status"]) == (200, "revoked")
    assert body["note"] == {"id": NOTE["id"], "en": None}
    assert letters_to(seller.members.get().user.email)[-1][0] == "certificate_revoked"


def test_without_a_note_or_when_stale_nothing_is_revoked(as_, officer, seller):
    row = verified(seller)
    path = f"{CERTIFICATES}/{row.pk}/revoke"
    client = as_(officer)

    assert client.post(path, {}).json()["errors"][0]["pointer"] == "/note"
    stale = client.post(path, {"note": NOTE}, HTTP_IF_MATCH='"r9-0"')
    assert stale.status_code == 412

    row.refresh_from_db()
    assert row.status == "verified"
    assert client.post(path, {"note": NOTE}).status_code == 200
    again = client.post(path, {"note": NOTE})
    assert (again.status_code, again.json()["code"]) == (409, "invalid_state")
