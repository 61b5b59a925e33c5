"""A seller's products: drafts, edits, submission, the ways back."""

import pytest

from catalogue.journal.models import AuditEntry
from catalogue.products.models import Image, Product
from tests.api.seller.making import (
    NOBODY,
    PRODUCTS,
    WHOLE,
    create,
    do,
    faults,
    patch,
    photo,
    read,
    upload,
    work_on_pictures,
)
from tests.factories import make_user, signed_in, token_for

pytestmark = pytest.mark.usefixtures("quick_decoding")


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

    answer = upload(api, draft["id"], photo(size=(900, 600)))

    assert answer.status_code == 201, answer.json()
    assert answer.json()["status"] == "processing"
    assert answer.json()["sizes"] == []
    work_on_pictures()
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
            {"variants": [{"sku": "B"}, {"sku": "A"}, {"sku": "A"}]},
            "/variants/2/sku",
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


def test_everything_that_was_written_is_read_back(api):
    written = {
        "summary": {"id": "Renyah", "en": "Crisp"},
        "origin_country": "ID",
        "incoterms": ["FOB", "FCA"],
        "price_basis": "from",
        "price": {"amount": "25000.00", "currency": "IDR"},
        "price_max": {"amount": "30000.00", "currency": "IDR"},
        "price_tiers": [
            {
                "min_quantity": {"value": "50", "unit": "bungkus"},
                "unit_price": {"amount": "24000.00", "currency": "IDR"},
            },
            {
                "min_quantity": {"value": "100.5", "unit": "bungkus"},
                "unit_price": {"amount": "23000.50", "currency": "IDR"},
            },
        ],
        "monthly_capacity": {"value": "2000", "unit": "bungkus"},
        "lead_time_days": 0,
        "dimensions": {"length_mm": 200, "width_mm": None, "height_mm": 60},
        "carton": {
            "length_mm": 600,
            "width_mm": 400,
            "height_mm": 300,
            "units": 20,
            "gross_weight_g": None,
        },
    }
    draft = create(api, **written)

    for body in (draft, read(api, draft["id"])):
        assert {name: body[name] for name in written} == written


def test_quantities_and_weights_are_kept_in_their_shortest_form(api):
    body = create(
        api,
        min_order={"value": "12.500", "unit": "kg"},
        net_weight={"value": "0.250", "unit": "kg"},
        price={"amount": "999999999999.9"},
    )

    assert body["min_order"] == {"value": "12.5", "unit": "kg"}
    assert body["net_weight"] == {"value": "250", "unit": "g"}
    assert body["price"]["amount"] == "999999999999.90"


def test_tiers_come_in_order_however_they_were_sent(api):
    def tier(quantity):
        return {
            "min_quantity": {"value": quantity, "unit": "bungkus"},
            "unit_price": {"amount": "1000"},
        }

    body = create(api, price_tiers=[tier("100"), tier("20"), tier("3")])

    values = [t["min_quantity"]["value"] for t in body["price_tiers"]]
    assert values == ["3", "20", "100"]


@pytest.mark.parametrize(
    ("member", "empty"),
    [
        ("name", {"id": None, "en": None}),
        ("description", {"id": None, "en": None}),
        ("category", None),
        ("hs_code", None),
        ("price", None),
        ("price_unit", None),
        ("min_order", None),
        ("variants", []),
    ],
)
def test_null_clears_a_member_of_a_draft(api, member, empty):
    draft = create(api)

    body = patch(api, draft["id"], {member: None}).json()

    assert body[member] == empty
    kept = {"name", "description", "hs_code", "price_unit", "min_order"} - {member}
    assert {n: body[n] for n in kept} == {n: draft[n] for n in kept}


def test_a_sku_cannot_be_cleared_in_silence(api):
    draft = create(api)

    answer = patch(api, draft["id"], {"sku": None})

    assert answer.status_code == 400 or answer.json()["sku"] is None


def test_null_clears_one_language(api):
    draft = create(api)

    body = patch(api, draft["id"], {"name": {"en": None}}).json()

    assert body["name"] == {"id": "Keripik Pisang Cokelat", "en": None}


def test_a_variant_of_a_draft_is_taken_out_renamed_and_put_elsewhere(api):
    draft = create(api, sku="A", variants=[{"sku": s} for s in "ABC"])
    a, b, c = (v["id"] for v in draft["variants"])

    body = patch(
        api,
        draft["id"],
        {"variants": [{"sku": "C"}, {"id": a, "sku": "B"}, {"sku": "A"}]},
    ).json()

    found = [(v["id"], v["sku"]) for v in body["variants"]]
    assert found[:2] == [(c, "C"), (a, "B")]
    assert found[2][1] == "A"
    assert found[2][0] not in {a, b, c}
    assert body["sku"] == "C"
    assert read(api, draft["id"])["variants"] == body["variants"]


def test_attributes_of_another_category_go_with_it(api):
    draft = create(api, attributes=[{"code": "shelf_life", "value": "6"}])

    body = patch(api, draft["id"], {"category": "kain-tapis"}).json()

    assert body["attributes"] == []


def test_an_edit_that_changes_nothing_makes_no_version(api):
    draft = create(api)
    tag = api.get(f"{PRODUCTS}/{draft['id']}")["ETag"]

    answer = patch(api, draft["id"], {"hs_code": "2008.99", "name": draft["name"]})

    assert (answer.status_code, answer["ETag"]) == (200, tag)


@pytest.mark.parametrize("tag", ['W/"r1-x"', "*"])
def test_a_tag_that_fits_lets_an_edit_pass(api, tag):
    draft = create(api)

    answer = patch(api, draft["id"], {"lead_time_days": 9}, HTTP_IF_MATCH=tag)

    assert answer.json()["lead_time_days"] == 9


@pytest.mark.parametrize("tag", ["r1", '"other"', '"r2-x"', '"r99999999999"', '""'])
def test_a_tag_that_is_none_of_ours_is_stale(api, tag):
    draft = create(api)

    answer = patch(api, draft["id"], {"lead_time_days": 9}, HTTP_IF_MATCH=tag)

    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")
    assert Product.objects.get(pk=draft["id"]).lead_time_days is None


def test_a_stale_tag_deletes_nothing(api):
    draft = create(api)
    path = f"{PRODUCTS}/{draft['id']}"
    tag = api.get(path)["ETag"]
    patch(api, draft["id"], {"lead_time_days": 9})

    assert api.delete(path, HTTP_IF_MATCH=tag).status_code == 412
    assert Product.objects.filter(pk=draft["id"]).exists()


def test_answers_speak_the_language_asked_for(api):
    draft = create(api)
    path = f"{PRODUCTS}/{draft['id']}"

    english, indonesian = api.get(f"{path}?lang=en"), api.get(f"{path}?lang=id")

    assert english.json()["category"]["name"] == "Banana chips"
    assert indonesian.json()["category"]["name"] == "Keripik Pisang"
    assert english["ETag"] != indonesian["ETag"]
    assert (english["Content-Language"], indonesian["Content-Language"]) == ("en", "id")


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
@pytest.mark.parametrize("ident", [NOBODY, "not-an-id", "1"])
def test_a_product_that_is_not_there_is_told_so(api, method, ident):
    answer = getattr(api, method)(f"{PRODUCTS}/{ident}", {}, format="json")

    assert answer.status_code == (404 if ident == NOBODY else 400)


def test_another_sellers_product_answers_as_a_missing_one(api, stranger):
    draft = create(api)
    path = f"{PRODUCTS}/{draft['id']}"

    for answer in (
        stranger.get(path),
        stranger.patch(path, {"lead_time_days": 1}, format="json"),
        stranger.delete(path),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    assert read(api, draft["id"]) == draft


@pytest.mark.parametrize(
    "member",
    ["id", "status", "slug", "seller", "hidden", "version", "is_sample", "images"],
)
def test_what_the_server_says_is_not_for_the_seller_to_write(api, member):
    draft = create(api)

    answer = patch(api, draft["id"], {member: "x", "lead_time_days": 9})

    assert (answer.status_code, faults(answer)) == (
        400,
        [(f"/{member}", "unknown_member")],
    )
    assert Product.objects.get(pk=draft["id"]).lead_time_days is None


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"price_tiers": [{"min_quantity": {"value": "5", "unit": "kg"}}]},
            [("/price_tiers/0/unit_price", "required")],
        ),
        (
            {
                "price_tiers": [
                    {
                        "min_quantity": {"value": "5", "unit": "kg"},
                        "unit_price": {"amount": "1"},
                    }
                ]
            },
            [("/price_tiers/0/min_quantity/unit", "invalid")],
        ),
        (
            {
                "price_tiers": [
                    {
                        "min_quantity": {"value": value, "unit": "bungkus"},
                        "unit_price": {"amount": "1"},
                    }
                    for value in ("5", "5.0")
                ]
            },
            [("/price_tiers/1/min_quantity/value", "duplicate")],
        ),
        (
            {
                "variants": [
                    {"sku": "A", "min_order": {"value": "1", "unit": "kg"}},
                ]
            },
            [("/variants/0/min_order/unit", "invalid")],
        ),
        ({"net_weight": {"value": "0.0005", "unit": "kg"}}, None),
        (
            {"attributes": [{"code": "shelf_life", "value": "long"}]},
            [("/attributes/0/value", "invalid")],
        ),
        (
            {"price_basis": "on_request", "price": {"amount": "5"}},
            [("/price", "invalid")],
        ),
        (
            {"price_basis": "fixed", "price_max": {"amount": "99000"}},
            [("/price_max", "invalid")],
        ),
        ({"variants": [{"sku": str(n)} for n in range(101)]}, None),
        ({"incoterms": ["FOB"] * 12}, [("/incoterms", "too_long")]),
        ({"min_order": {"value": "1" * 12, "unit": "kg"}}, None),
    ],
)
def test_what_does_not_go_together_is_refused_and_nothing_changes(api, changes, found):
    draft = create(api)

    answer = patch(api, draft["id"], changes)

    assert answer.status_code == 400
    if found is not None:
        assert faults(answer) == found
    assert read(api, draft["id"]) == draft


def test_an_api_key_writes_products_and_nothing_else_of_the_business(api, seller):
    owner = seller.members.get().user
    key = token_for(owner, "ak", ["products:write"], subject_id=seller.pk)
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")

    assert create(api)["status"] == "draft"
    refused = api.patch("/v1/seller", {"workers": 1}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    seller.refresh_from_db()
    assert seller.workers is None


def test_an_unsent_product_is_submitted_by_nobody_else(client, api):
    draft = create(api)

    answer = do(client, draft["id"], "submit")

    assert (answer.status_code, answer.json()["code"]) == (
        401,
        "authentication_required",
    )
    assert Product.objects.get(pk=draft["id"]).status == "draft"
