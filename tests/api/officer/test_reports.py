"""Reports of abuse: made by anyone, resolved by an officer each way."""

import pytest

from catalogue.journal.models import AuditEntry, Notice
from catalogue.products.actions import publishing
from catalogue.reviews.models import Report
from tests.api.officer.conftest import ELSEWHERE
from tests.catalogue.reviews import subjects
from tests.factories import make_user, token_for

pytestmark = pytest.mark.django_db
REPORTS = "/v1/officer/reports"


@pytest.fixture
def product(seller, officer):
    return subjects.published(seller, officer)


def report(client, product, reason="counterfeit", **body):
    given = {"product_id": str(product.pk), "reason": reason, **body}
    return client.post("/v1/reports", given, format="json")


def test_anyone_reports_a_public_product(client, product):
    response = report(client, product, note="Foto milik orang lain.")

    row = Report.objects.get()
    assert response.status_code == 202
    assert response.json() == {"id": str(row.pk), "status": "received"}
    assert response["Cache-Control"] == "no-store"
    assert (row.product_id, row.seller_id) == (product.pk, product.seller_id)
    assert (row.reason, row.note) == ("counterfeit", "Foto milik orang lain.")
    assert row.reporter is None


def test_who_is_signed_in_becomes_the_reporter(as_, product):
    buyer = make_user()

    report(as_(buyer), product)

    assert Report.objects.get().reporter == buyer


def test_a_bad_token_is_refused_even_here(client, product):
    client.credentials(HTTP_AUTHORIZATION="Bearer at_" + "x" * 40)

    assert report(client, product).status_code == 401
    assert Report.objects.count() == 0


def test_a_repeat_with_its_key_is_one_report(client, product):
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}
    given = {"product_id": str(product.pk), "reason": "other"}

    first = client.post("/v1/reports", given, format="json", **key)
    again = client.post("/v1/reports", given, format="json", **key)

    assert again.status_code == 202
    assert again.json() == first.json()
    assert Report.objects.count() == 1


def test_a_product_that_is_not_public_cannot_be_reported(client, product):
    publishing.hide_product(product_id=product.pk)

    response = report(client, product)

    (fault,) = response.json()["errors"]
    assert response.status_code == 400
    assert (fault["in"], fault["pointer"], fault["code"]) == (
        "body",
        "/product_id",
        "not_found",
    )
    assert Report.objects.count() == 0


def test_reports_are_counted_by_address(client, product, settings):
    settings.REPORT_RATE_LIMIT = 2
    key = {"REMOTE_ADDR": "203.0.113.77"}
    body = {"product_id": str(product.pk), "reason": "other"}

    statuses = [
        client.post("/v1/reports", body, format="json", **key) for _ in range(3)
    ]

    assert [r.status_code for r in statuses] == [202, 202, 429]
    assert int(statuses[2]["Retry-After"]) <= 3600
    assert statuses[0]["RateLimit-Policy"] == '"report";q=2;w=3600'


def test_an_officer_sees_the_reports_of_her_regency_the_oldest_first(
    as_, officer, elsewhere, client, product
):
    buyer = make_user()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(buyer)}")
    report(client, product, "misleading", note="Bukan buatan tangan.")
    report(client, product, "other")
    first, second = Report.objects.all()

    response = as_(officer).get(f"{REPORTS}?lang=en&count=true")

    body = response.json()
    assert [row["id"] for row in body["results"]] == [str(first.pk), str(second.pk)]
    assert body["count"] == 2
    row = body["results"][0]
    assert row.pop("created_at") == f"{first.created_at:%Y-%m-%dT%H:%M:%SZ}"
    assert row == {
        "id": str(first.pk),
        "status": "open",
        "product": {"id": str(product.pk), "name": "Tapis cloth"},
        "seller": {
            "id": str(product.seller_id),
            "slug": product.seller.slug,
            "name": product.seller.name,
        },
        "regency": {"code": "18.01", "name": "Lampung Selatan"},
        "reason": "misleading",
        "note": "Bukan buatan tangan.",
        "reporter_id": str(buyer.pk),
        "action": "unspecified",
        "resolution_note": "",
        "resolved_at": None,
    }
    assert as_(elsewhere).get(REPORTS).json()["results"] == []
    outside = as_(officer).get(f"{REPORTS}?regency={ELSEWHERE}")
    assert outside.json()["results"] == []
    page = as_(officer).get(f"{REPORTS}?limit=1").json()
    rest = as_(officer).get(f"{REPORTS}?limit=1&cursor={page['next_cursor']}").json()
    assert [row["id"] for row in rest["results"]] == [str(second.pk)]


def resolve(client, given, row=None):
    row = row or Report.objects.get()
    return client.post(f"{REPORTS}/{row.pk}/resolve", given, format="json")


def test_dismissing_leaves_the_product(as_, officer, client, product):
    report(client, product)

    response = resolve(as_(officer), {"action": "dismiss", "note": "Tidak terbukti."})

    assert response.status_code == 200
    assert response.json()["status"] == "resolved"
    assert response.json()["action"] == "dismiss"
    assert response.json()["resolution_note"] == "Tidak terbukti."
    assert client.get(f"/v1/products/{product.pk}").status_code == 200
    assert as_(officer).get(REPORTS).json()["results"] == []
    assert len(as_(officer).get(f"{REPORTS}?status=resolved").json()["results"]) == 1
    entry = AuditEntry.objects.get(action="report.resolved")
    assert entry.actor_id == officer.pk
    assert entry.subject_id == str(product.pk)


def test_hiding_takes_the_product_away(as_, officer, client, product):
    report(client, product)

    resolve(as_(officer), {"action": "hide_product"})

    product.refresh_from_db()
    assert product.hidden_at is not None
    assert client.get(f"/v1/products/{product.pk}").status_code == 410
    assert client.get(f"/v1/sellers/{product.seller_id}").status_code == 200


def test_suspending_takes_the_seller_away_and_tells_her(as_, officer, client, product):
    report(client, product)

    resolve(as_(officer), {"action": "suspend_seller", "note": "Barang tiruan."})

    product.seller.refresh_from_db()
    assert product.seller.suspended_at is not None
    assert client.get(f"/v1/products/{product.pk}").status_code == 410
    assert (
        Notice.objects.get(kind="seller_suspended").values["note"] == "Barang tiruan."
    )


def test_a_report_is_resolved_once(as_, officer, client, product):
    report(client, product)
    resolve(as_(officer), {"action": "dismiss"})

    response = resolve(as_(officer), {"action": "hide_product"})

    product.refresh_from_db()
    assert response.status_code == 409
    assert response.json()["code"] == "invalid_state"
    assert product.hidden_at is None


def test_a_report_of_elsewhere_is_not_there(as_, elsewhere, client, product):
    report(client, product)

    response = resolve(as_(elsewhere), {"action": "hide_product"})

    product.refresh_from_db()
    assert response.status_code == 404
    assert product.hidden_at is None
