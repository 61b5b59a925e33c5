"""A seller's products: drafts, edits, submission, the ways back."""

import io

import pytest
from PIL import Image as Picture

from catalogue.journal.models import AuditEntry
from catalogue.products.models import Image, Product
from tests.factories import make_seller, make_user, signed_in
from tests.working import work

WHOLE = {
    "name": {"id": "Keripik Pisang Cokelat", "en": "Chocolate Banana Chips"},
    "description": {
        "id": "Keripik pisang kepok berbalut cokelat, renyah, dalam kemasan 200 g."
    },
    "category": "keripik-pisang",
    "hs_code": "2008.99",
    "price": {"amount": "25000"},
    "price_unit": "bungkus",
    "min_order": {"value": "10", "unit": "bungkus"},
    "sku": "KPC-200",
}


@pytest.fixture
def seller(db):
    return make_seller(owner=make_user())


@pytest.fixture
def api(client, seller):
    return signed_in(client, seller.members.get().user)


def photo(color="olive", size=(900, 600)) -> io.BytesIO:
    file = io.BytesIO()
    Picture.new("RGB", size, color).save(file, "JPEG")
    file.seek(0)
    file.name = "IMG_0001.jpg"
    return file


def upload(api, product_id, **fields):
    return api.post(
        f"/v1/seller/products/{product_id}/images",
        {"file": photo(), "alt": '{"id": "Keripik dalam mangkuk"}', **fields},
        format="multipart",
    )


def create(api, **changes):
    answer = api.post("/v1/seller/products", {**WHOLE, **changes}, format="json")
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_draft_may_be_empty_and_says_what_it_lacks(api):
    answer = api.post("/v1/seller/products", {}, format="json")

    body = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/v1/seller/products/{body['id']}"
    assert body["status"] == "draft"
    assert body["completeness"]["percent"] == 8  # a price on request is one
    assert [m["pointer"] for m in body["completeness"]["missing"] if m["required"]] == [
        "/name/id",
        "/description/id",
        "/category",
        "/hs_code",
        "/price_unit",
        "/min_order",
        "/images",
    ]


def test_what_was_written_is_read_back(api):
    body = create(api)

    assert body["name"] == WHOLE["name"]
    assert body["category"] == {"code": "keripik-pisang", "name": "Banana chips"}
    assert body["hs_code"] == "200899"
    assert body["price_basis"] == "fixed"
    assert body["price"] == {"amount": "25000.00", "currency": "IDR"}
    assert body["sku"] == "KPC-200"
    assert [v["sku"] for v in body["variants"]] == ["KPC-200"]


def test_submitting_names_everything_that_is_missing_at_once(api):
    draft = create(api, hs_code=None, name={"en": "Chips"})

    answer = api.post(f"/v1/seller/products/{draft['id']}/submit?lang=id")

    body = answer.json()
    assert answer.status_code == 400
    assert [e["pointer"] for e in body["errors"]][:2] == ["/name/id", "/hs_code"]
    assert body["errors"][1]["detail"] == "Perlu kode HS."
    assert Product.objects.get(pk=draft["id"]).status == "draft"


def test_a_picture_is_processing_until_the_worker_was_there(api):
    draft = create(api)

    answer = upload(api, draft["id"])

    assert answer.status_code == 201, answer.json()
    assert answer.json()["status"] == "processing"
    assert answer.json()["sizes"] == []
    work()
    image = api.get(f"/v1/seller/products/{draft['id']}").json()["images"][0]
    assert image["status"] == "ready"
    assert [s["width"] for s in image["sizes"]] == [320, 640, 900]
    assert "/private/" in image["sizes"][0]["webp"]
    assert Image.objects.get(pk=image["id"]).is_public is False


def test_the_same_bytes_again_give_the_first_picture(api):
    draft = create(api)
    first = upload(api, draft["id"]).json()

    again = upload(api, draft["id"])

    assert again.status_code == 200
    assert again.json()["id"] == first["id"]
    assert Image.objects.filter(product=draft["id"]).count() == 1


def test_a_stale_tag_changes_nothing(api):
    draft = create(api)
    tag = api.get(f"/v1/seller/products/{draft['id']}")["ETag"]
    path = f"/v1/seller/products/{draft['id']}"
    api.patch(path, {"lead_time_days": 7}, format="json")

    answer = api.patch(path, {"lead_time_days": 9}, format="json", HTTP_IF_MATCH=tag)

    assert answer.status_code == 412
    assert Product.objects.get(pk=draft["id"]).lead_time_days == 7


def test_a_sku_belongs_to_one_product_of_a_seller(api):
    create(api)
    other = create(api, sku="OTHER")

    answer = api.patch(
        f"/v1/seller/products/{other['id']}", {"sku": "KPC-200"}, format="json"
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "duplicate_sku"
    assert answer.json()["errors"][0]["pointer"] == "/variants/0/sku"


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"nmae": {}}, "/nmae", "unknown_member"),
        ({"name": {"id": "x" * 121}}, "/name/id", "too_long"),
        ({"name": {"de": "Name"}}, "/name/de", "unknown_member"),
        ({"name": "Name"}, "/name", "invalid"),
        ({"category": "keripik-pisan"}, "/category", "not_found"),
        ({"hs_code": "12"}, "/hs_code", "invalid"),
        ({"hs_code": "999999"}, "/hs_code", "not_found"),
        ({"price": {"amount": 5}}, "/price/amount", "invalid"),
        ({"price": {"amount": "0"}}, "/price/amount", "too_small"),
        ({"price": {"amount": "1e3"}}, "/price/amount", "invalid"),
        ({"price_basis": "on_request"}, None, None),
        ({"price_max": {"amount": "10"}}, "/price_max", "too_small"),
        ({"lead_time_days": True}, "/lead_time_days", "invalid"),
        ({"lead_time_days": 99999}, "/lead_time_days", "too_large"),
        ({"incoterms": ["FOB", "XXX"]}, "/incoterms/1", "not_found"),
        ({"origin_country": "ZZ"}, "/origin_country", "not_found"),
        ({"min_order": {"value": "1", "unit": "kgs"}}, "/min_order/unit", "not_found"),
        (
            {"attributes": [{"code": "roast", "value": "x"}]},
            "/attributes/0/code",
            "not_found",
        ),
        (
            {"variants": [{"sku": "A"}, {"sku": "A"}], "sku": None},
            "/variants/1/sku",
            "duplicate",
        ),
        ({"name": {"id": "a\u0000b"}}, "/name/id", "invalid"),
    ],
)
def test_a_wrong_member_is_named_and_nothing_is_stored(api, changes, pointer, code):
    answer = api.post("/v1/seller/products", {**WHOLE, **changes}, format="json")

    if pointer is None:
        assert answer.status_code == 400
        return
    found = [(e["pointer"], e["code"]) for e in answer.json()["errors"]]
    assert answer.status_code == 400
    assert (pointer, code) in found
    assert not Product.objects.filter(seller__members__isnull=False).exists()


def test_price_changes_of_published_products_are_audited(api, sample):
    product = sample("P001")
    member = make_user()
    product.seller.members.create(user=member, role="owner")
    signed_in(api, member)

    answer = api.patch(
        f"/v1/seller/products/{product.pk}",
        {"price": {"amount": "99000"}},
        format="json",
    )

    assert answer.status_code == 200, answer.json()
    entry = AuditEntry.objects.get(action="product.price_changed")
    assert entry.subject_id == str(product.pk)
    assert entry.actor_id == member.pk
    assert entry.before["price"] == {"amount": "110000.00", "currency": "IDR"}
    assert entry.after["price"] == {"amount": "99000.00", "currency": "IDR"}
