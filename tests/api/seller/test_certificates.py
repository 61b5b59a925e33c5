"""A seller's certificates: recorded, shown with a document, mended, taken back."""

from datetime import date

import pytest
from rest_framework.test import APIClient

from catalogue.journal.models import AuditEntry
from catalogue.listings.models import ListingCertificate
from catalogue.readiness.actions import certificates
from catalogue.readiness.models import Certificate, EvidenceFile
from catalogue.reviews.models import Review
from tests.api.seller.making import NOBODY, photo
from tests.catalogue.readiness.claims import (
    PDF,
    certificate,
    decided,
    in_days,
    pdf,
    review_of,
    shown,
    verified,
)
from tests.catalogue.reviews import subjects
from tests.factories import later, make_seller
from tests.working import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_decoding")]
OWN = "/v1/seller/certificates"
HOST = "http://127.0.0.1:8000"


def record(api, code="HALAL", lang="en", **members):
    return api.post(f"{OWN}?lang={lang}", {"type": code, **members}, format="multipart")


def send(api, row, file=None, **headers):
    body = {"file": file or pdf()}
    return api.post(f"{OWN}/{row.pk}/evidence", body, format="multipart", **headers)


def faults(response):
    assert response.status_code == 400
    return [
        (e["pointer"], e["code"], e["suggestion"]) for e in response.json()["errors"]
    ]


def mine(seller):
    return Certificate.objects.filter(seller=seller)


# -- recorded


def test_one_without_a_document_is_declared_and_nobody_is_asked(api, seller):
    product = subjects.draft(seller)

    response = record(
        api,
        number="ID12345",
        issuer="BPJPH",
        issued_on="2025-03-01",
        product_ids=str(product.pk),
    )

    row = mine(seller).get()
    body = response.json()
    assert response.status_code == 201
    assert response["Location"] == f"{OWN}/{row.pk}"
    assert body.pop("created_at") == f"{row.created_at:%Y-%m-%dT%H:%M:%SZ}"
    assert body.pop("number_hint") in {None, "unusual"}  # as the type's row says
    assert body.pop("number_example") == (row.type.number_example or None)
    assert body == {
        "id": str(row.pk),
        "type": {"code": "HALAL", "name": "Halal certificate (BPJPH)"},
        "status": "self_declared",
        "state": "none",
        "expires_in_days": None,
        "number": "ID12345",
        "issuer": "BPJPH",
        "scope": None,
        "issued_on": "2025-03-01",
        "expires_on": None,
        "products": [{"id": str(product.pk), "name": "Tapis cloth"}],
        "evidence": None,
        "public_lookup": row.type.public_lookup,
        "verified_on": None,
        "verified_by": None,
        "reason": None,
        "note": {"en": None, "id": None},
        "renews": None,
        "superseded_by": None,
    }
    assert row.is_of_products is True
    assert not Review.objects.filter(subject_id=row.pk).exists()
    assert api.get(f"{OWN}/{row.pk}?lang=en").json()["number"] == "ID12345"


def test_with_a_document_it_comes_before_an_officer(api, seller):
    body = record(api, file=pdf()).json()

    row = mine(seller).get()
    assert body["status"] == "evidence_uploaded"
    assert body["evidence"] == {
        "id": str(row.evidence_id),
        "kind": "pdf",
        "size_bytes": len(PDF),
        "uploaded_at": f"{row.evidence.uploaded_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    assert "url" not in str(body)
    review = review_of(row)
    assert (review.kind, review.seller_id) == ("certificate", seller.pk)


def test_its_end_follows_from_the_types_validity(api):
    body = record(api, "SKP", issued_on="2024-02-29").json()

    assert body["expires_on"] == "2026-02-28"  # 24 months


def test_an_export_declaration_ends_after_two_years(api, seller):
    body = record(api, "PEB", issued_on="2024-01-05").json()

    assert (body["expires_on"], body["state"]) == ("2026-01-05", "expired")
    row = mine(seller).get()
    assert patch(api, row, {"expires_on": None}).json()["expires_on"] == "2026-01-05"


def test_a_business_keeps_so_many_and_no_more(api, seller, monkeypatch):
    monkeypatch.setattr(certificates, "MOST", 1)
    assert record(api).status_code == 201

    response = record(api)

    assert (response.status_code, response.json()["code"]) == (409, "conflict")
    assert mine(seller).count() == 1


def test_an_unusual_number_is_taken_with_a_hint(api):
    usual = record(api, "NIB", number="0220001234567").json()
    unusual = record(api, "NIB", number="12-A").json()

    assert (usual["number_hint"], usual["number_example"]) == (None, "0220001234567")
    assert (unusual["number_hint"], unusual["number"]) == ("unusual", "12-A")


def test_what_cannot_be_is_told_member_by_member(api, seller, stranger):
    foreign = make_seller("18.71")
    theirs = subjects.draft(foreign)
    their_halal = certificate(foreign)
    own_sni = certificate(seller, "SNI")
    own = subjects.draft(seller)
    count = mine(seller).count()

    def told(code="HALAL", **members):
        return faults(record(api, code, **members))

    tomorrow = in_days(1).isoformat()
    ends = {"issued_on": "2025-01-02", "expires_on": "2025-01-01"}
    assert told("HALLAL") == [("/type", "not_found", "HALAL")]
    assert told("PHYTO") == [("/type", "invalid", None)]
    assert told("PEB") == [("/issued_on", "required", None)]
    assert told("HACCP", product_ids=str(own.pk)) == [("/product_ids", "invalid", None)]
    assert told(product_ids=f"{own.pk},{theirs.pk}") == [
        ("/product_ids/1", "not_found", None)
    ]
    assert told(product_ids="kopi") == [("/product_ids", "invalid", None)]
    assert told(issued_on=tomorrow) == [("/issued_on", "invalid", None)]
    assert told(issued_on="9999-12-31") == [("/issued_on", "invalid", None)]
    assert told(issued_on="0001-01-01") == [("/issued_on", "too_small", None)]
    assert told(expires_on="9999-12-31") == [("/expires_on", "too_large", None)]
    assert told(expires_on="0001-01-01", file=pdf()) == [
        ("/expires_on", "too_small", None)
    ]
    assert told(issued_on="yesterday") == [("/issued_on", "invalid", None)]
    assert told(**ends) == [("/expires_on", "invalid", None)]
    assert told(renews=str(their_halal.pk)) == [("/renews", "not_found", None)]
    assert told(renews=str(own_sni.pk)) == [("/renews", "invalid", None)]
    assert told(numbers="1") == [("/numbers", "unknown_member", "number")]
    assert told("PHYTO", **ends) == [
        ("/type", "invalid", None),
        ("/expires_on", "invalid", None),
    ]
    assert mine(seller).count() == count


def test_a_shipments_paper_is_refused_with_the_reason(api):
    told = record(api, "PHYTO", lang="id").json()["errors"][0]["detail"]

    assert told.startswith("PHYTO dibuat untuk setiap pengiriman")


def test_an_export_declaration_is_kept(api):
    assert record(api, "PEB", issued_on="2026-01-05").status_code == 201


def test_a_renewal_speaks_of_what_the_old_one_spoke_of(api, seller):
    product = subjects.draft(seller)
    old = verified(seller, products=[product], expires_on=in_days(10))

    body = record(api, renews=str(old.pk)).json()

    assert body["renews"] == str(old.pk)
    assert [p["id"] for p in body["products"]] == [str(product.pk)]


def test_what_is_neither_a_pdf_nor_a_picture_is_refused(api, seller, settings):
    response = record(api, lang="id", file=pdf(b"MZ\x90 program", "halal.pdf"))

    body = response.json()
    assert (response.status_code, body["code"]) == (415, "unsupported_evidence")
    assert body["detail"].startswith("Kirim PDF, atau gambar: JPEG, PNG, WebP")
    assert not mine(seller).exists()
    assert not (settings.PRIVATE_DIR / "evidence").exists()


def test_a_file_past_the_bound_is_refused(api, seller, settings):
    settings.EVIDENCE_MAX_BYTES = 100

    response = record(api, file=pdf(PDF + b" " * 100))

    assert response.status_code == 413
    assert not mine(seller).exists()


def test_sent_again_with_its_key_it_is_recorded_once(api, seller):
    key = {"HTTP_IDEMPOTENCY_KEY": "sertifikat-halal-0001"}

    def ask():
        body = {"type": "HALAL", "file": pdf()}
        return api.post(OWN, body, format="multipart", **key)

    first, again = ask(), ask()

    assert first.json() == again.json()
    assert mine(seller).count() == 1


# -- the document


def test_its_address_is_good_for_ten_minutes_and_saves_a_pdf(api, seller):
    record(api, file=pdf())
    row = mine(seller).get()

    response = api.get(f"{OWN}/{row.pk}/evidence")

    found = response.json()
    assert response["Cache-Control"] == "no-store"
    assert set(found) == {"url", "kind", "expires_at"}
    address = found["url"].removeprefix(HOST)
    served = APIClient().get(address)
    assert b"".join(served.streaming_content) == PDF
    assert served["Content-Type"] == "application/pdf"
    assert served["Content-Disposition"] == (
        f'attachment; filename="{row.evidence_id}.pdf"'
    )
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert served["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in served
    with later(minutes=11):
        assert APIClient().get(address).status_code == 404
    _, _, _, until, mark, name = address.split("/", 5)
    longer = f"/private/until/{int(until) + 60}/{mark}/{name}"
    assert APIClient().get(longer).status_code == 404
    as_picture = f"/private/{int(until) // 3600}/{mark}/{name}"
    assert APIClient().get(as_picture).status_code == 404


def test_without_a_document_there_is_no_address(api, seller):
    row = certificate(seller)

    assert api.get(f"{OWN}/{row.pk}/evidence").status_code == 404


def test_another_takes_its_place_and_is_looked_at_anew(api, seller, settings):
    record(api, file=pdf())
    row = mine(seller).get()
    first = row.evidence_id

    response = send(api, row, photo())

    row.refresh_from_db()
    assert response.status_code == 200
    assert response.json()["evidence"]["kind"] == "picture"
    assert review_of(row).version == 2
    work()
    kept = sorted(f.name for f in (settings.PRIVATE_DIR / "evidence").iterdir())
    assert kept == [f"{row.evidence_id}.jpg"]
    assert not EvidenceFile.objects.filter(pk=first).exists()


def test_after_a_rejection_she_reads_why_and_sends_another(api, seller, officer):
    row = shown(seller)
    note = {"id": "Foto tidak terbaca."}
    decided(row, officer, "rejected", "unreadable", note)

    told = api.get(f"{OWN}/{row.pk}").json()
    assert (told["status"], told["reason"]) == ("rejected", "unreadable")
    assert told["note"] == {"id": "Foto tidak terbaca.", "en": None}

    sent = send(api, row).json()
    assert (sent["status"], sent["reason"]) == ("evidence_uploaded", None)
    assert sent["note"] == {"id": None, "en": None}
    assert review_of(row).status == "pending"


def test_the_document_that_was_turned_down_is_not_taken_again(api, seller, officer):
    record(api, file=pdf())
    row = mine(seller).get()
    decided(row, officer, "rejected", "not_genuine", {"id": "Bukan dokumen asli."})
    send(api, row, photo())

    response = send(api, row)

    row.refresh_from_db()
    assert (response.status_code, response.json()["code"]) == (409, "conflict")
    assert row.evidence.kind == "picture"


def test_a_renewal_turned_down_makes_way_for_another(api, seller, officer):
    old = verified(seller, expires_on=in_days(9))
    first = shown(seller, renews=old)
    decided(first, officer, "rejected", "unreadable", {"id": "Tidak terbaca."})
    assert record(api, renews=str(old.pk)).status_code == 201

    assert faults(send(api, first)) == [("/renews", "invalid", None)]

    first.refresh_from_db()
    assert first.status == "rejected"


# -- mended, taken back


def patch(api, row, body, **headers):
    return api.patch(f"{OWN}/{row.pk}", body, format="json", **headers)


def test_what_it_says_is_mended_and_the_officer_reads_anew(api, seller):
    row = shown(seller, number="ID1", issuer="BPJPH")

    body = patch(api, row, {"number": "ID2", "issuer": None}).json()

    assert (body["number"], body["issuer"]) == ("ID2", None)
    assert body["status"] == "evidence_uploaded"
    assert review_of(row).version == 2


def test_what_another_member_changed_is_not_overwritten(api, seller):
    row = certificate(seller)
    tag = api.get(f"{OWN}/{row.pk}")["ETag"]
    assert patch(api, row, {"number": "1"}, HTTP_IF_MATCH=tag).status_code == 200

    assert patch(api, row, {"number": "2"}, HTTP_IF_MATCH=tag).status_code == 412

    row.refresh_from_db()
    assert row.number == "1"


def test_a_verified_one_stays_as_the_office_saw_it(api, seller):
    row = verified(seller, number="ID1")

    for response in (patch(api, row, {"number": "ID2"}), send(api, row)):
        body = response.json()
        assert (response.status_code, body["code"]) == (409, "invalid_state")
        assert "perpanjangan" in body["detail"] or "renews" in body["detail"]

    row.refresh_from_db()
    assert (row.number, row.status, row.evidence) == ("ID1", "verified", None)


def test_withdrawn_a_verified_one_leaves_the_public_at_once(api, seller, officer):
    product = subjects.published(seller, officer)
    row = verified(seller)
    listed = ListingCertificate.objects.filter(listing__product_id=product.pk)
    assert listed.count() == 1

    assert api.delete(f"{OWN}/{row.pk}").status_code == 204

    assert listed.count() == 0
    assert not mine(seller).exists()
    assert AuditEntry.objects.filter(action="certificate.withdrawn").count() == 1


def test_taken_back_it_waits_for_nobody_and_its_file_goes(api, seller, settings):
    record(api, file=pdf())
    row = mine(seller).get()
    review = review_of(row)

    api.delete(f"{OWN}/{row.pk}")
    work()

    review.refresh_from_db()
    assert review.status == "withdrawn"
    assert list((settings.PRIVATE_DIR / "evidence").iterdir()) == []


# -- listed


def test_the_list_is_filtered(api, seller):
    product = subjects.draft(seller)
    general = certificate(seller, "HACCP", expires_on=in_days(91))
    of_product = certificate(seller, "SNI", [product], expires_on=in_days(90))
    over = verified(seller, "PIRT", [subjects.draft(seller)], expires_on=in_days(-1))
    endless = shown(seller, "HALAL")
    certificate(make_seller(), "SNI", expires_on=in_days(90))

    def ids(query):
        return {row["id"] for row in api.get(f"{OWN}?{query}").json()["results"]}

    def of(*rows):
        return {str(row.pk) for row in rows}

    assert ids("state=valid") == of(general)
    assert ids("state=expiring") == of(of_product)
    assert ids("state=expired") == of(over)
    assert ids("state=none") == of(endless)
    assert ids("status=verified") == of(over)
    assert ids("certificate_type=SNI,PIRT") == of(of_product, over)
    assert ids(f"product={product.pk}") == of(general, of_product, endless)
    assert ids(f"product={NOBODY}") == set()
    body = api.get(f"{OWN}?count=true&limit=1").json()
    assert (body["count"], body["results"][0]["id"]) == (4, str(endless.pk))
    assert (
        api.get(f"{OWN}?certificate_type=HALLAL").json()["errors"][0]["suggestion"]
        == "HALAL"
    )


def test_as_many_rows_cost_as_many_queries(api, seller, django_assert_max_num_queries):
    for code in ("HALAL", "SNI", "PIRT", "HACCP"):
        shown(seller, code)

    with django_assert_max_num_queries(12):
        assert len(api.get(OWN).json()["results"]) == 4


def test_a_personal_number_is_hers_to_read_and_nobody_elses(api, seller, client):
    verified(seller, "NPWP", number="0012345678901000", verified_on=date(2026, 1, 2))

    own = api.get(OWN).content.decode()
    public = client.get(f"/v1/sellers/{seller.pk}").content.decode()

    assert "0012345678901000" in own
    assert '"NPWP"' in public
    assert "0012345678901000" not in public
