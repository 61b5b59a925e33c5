"""Edits of published products: what applies at once, what waits for an officer."""

import pytest

from catalogue.products.actions.editing import discard_changes
from catalogue.products.content import AT_ONCE, EMPTY
from catalogue.products.models import Product, Variant
from catalogue.reviews.models import ChangeSet, Review
from tests.api.seller.making import (
    NOBODY,
    approve,
    do,
    faults,
    live_cloth,
    patch,
    read,
    refuse,
    waiting,
)

pytestmark = pytest.mark.django_db
RP = "IDR"
# A new value of every member, and whether it waits.
NOW = {
    "price_basis": "from",
    "price": {"amount": "1400000.00", "currency": RP},
    "price_max": {"amount": "1600000.00", "currency": RP},
    "price_unit": "set",
    "price_tiers": [
        {
            "min_quantity": {"value": "10", "unit": "set"},
            "unit_price": {"amount": "1300000.00", "currency": RP},
        }
    ],
    "min_order": {"value": "7", "unit": "set"},
    "monthly_capacity": {"value": "40", "unit": "set"},
    "lead_time_days": 21,
}
LATER = {
    "name": {"id": "Tapis Lain", "en": "Other tapis"},
    "summary": {"id": "Tenun tangan.", "en": None},
    "description": {"id": "Kain tapis tenun tangan dari Pesisir Barat.", "en": None},
    "category": "kriya",
    "hs_code": "581010",
    "origin_country": "MY",
    "incoterms": ["FOB", "FCA"],
    "net_weight": {"value": "800", "unit": "g"},
    "gross_weight": {"value": "1000", "unit": "g"},
    "dimensions": {"length_mm": 400, "width_mm": 300, "height_mm": 20},
    "carton": {
        "length_mm": 600,
        "width_mm": 400,
        "height_mm": 300,
        "units": 20,
        "gross_weight_g": 21000,
    },
    "attributes": [{"code": "motif", "value": "ship"}],
}


@pytest.fixture
def product(seller, officer):
    return live_cloth(seller, officer)


@pytest.fixture
def several(seller, officer):
    """A product with two variants."""
    variants = [
        {
            "id": None,
            "sku": sku,
            "name": {},
            "options": [],
            "price": None,
            "min_order": None,
            "net_weight": None,
        }
        for sku in ("A", "B")
    ]
    return live_cloth(seller, officer, variants=variants)


def wire(name, value):
    """As the workspace answers: the category with its name, and so on."""
    if name == "category":
        return {"code": value, "name": "Crafts"}
    if name == "attributes":
        return [{"code": "motif", "name": "Motif", "value": "ship", "unit": None}]
    return value


def test_the_tables_of_this_test_are_whole():
    assert NOW.keys() == AT_ONCE
    assert NOW.keys() | LATER.keys() | {"variants"} == EMPTY.keys()


def test_what_applies_at_once_is_public_at_once(api, product, client):
    answer = patch(api, product.pk, NOW)

    body = answer.json()
    assert answer.status_code == 200
    assert {name: body[name] for name in NOW} == NOW
    assert body["pending_changes"] is None
    assert not Review.objects.open().filter(subject_id=product.pk).exists()
    shown = client.get(f"/v1/products/{product.pk}").json()
    for name in ("price_basis", "price", "price_max", "price_unit", "min_order"):
        assert shown[name] == NOW[name]
    assert shown["export"]["lead_time_days"] == 21
    assert shown["export"]["monthly_capacity"] == NOW["monthly_capacity"]


@pytest.mark.parametrize("name", sorted(LATER))
def test_all_else_waits_for_an_officer(api, product, client, officer, name):
    if name == "category":
        patch(api, product.pk, {"attributes": []})  # they are this category's
        approve(product.pk, officer)
    before = client.get(f"/v1/products/{product.pk}?lang=id").json()
    own = read(api, product.pk)

    body = patch(api, product.pk, {name: LATER[name]}).json()

    pending = body["pending_changes"]
    assert body[name] == own[name]
    assert (pending["status"], pending["members"]) == ("pending", [name])
    told = pending["content"][name]
    expected = wire(name, LATER[name])
    assert (told["code"] if name == "category" else told) == (
        "kriya" if name == "category" else expected
    )
    assert client.get(f"/v1/products/{product.pk}?lang=id").json() == before
    assert waiting(product.pk).kind == "change_set"
    approve(product.pk, officer)
    after = read(api, product.pk)
    assert (after[name], after["pending_changes"]) == (told, None)


def test_what_applies_at_once_applies_beside_what_waits(api, product, client, officer):
    patch(api, product.pk, {"name": {"en": "Other"}})

    body = patch(
        api,
        product.pk,
        {"price": {"amount": "9"}, "summary": {"id": "Tenun."}},
    ).json()

    assert body["price"]["amount"] == "9.00"
    assert body["name"] == {"id": "Kain Tapis", "en": "Tapis cloth"}
    assert body["pending_changes"]["members"] == ["name", "summary"]
    assert body["pending_changes"]["content"]["name"] == {
        "id": "Kain Tapis",
        "en": "Other",
    }
    shown = client.get(f"/v1/products/{product.pk}?lang=en").json()
    assert (shown["name"], shown["price"]["amount"]) == ("Tapis cloth", "9.00")
    approve(product.pk, officer)
    shown = client.get(f"/v1/products/{product.pk}?lang=en").json()
    assert (shown["name"], shown["price"]["amount"]) == ("Other", "9.00")


def test_setting_it_back_drops_the_change_set_and_withdraws_its_review(api, product):
    patch(api, product.pk, {"name": {"en": "Other"}})
    review = waiting(product.pk)

    body = patch(api, product.pk, {"name": {"en": "Tapis cloth"}}).json()

    review.refresh_from_db()
    assert body["pending_changes"] is None
    assert review.status == "withdrawn"
    assert not ChangeSet.objects.filter(product_id=product.pk).exists()


def test_setting_one_of_two_back_leaves_the_other_staged(api, product):
    patch(api, product.pk, {"name": {"en": "Other"}, "hs_code": "581010"})

    body = patch(api, product.pk, {"name": {"en": "Tapis cloth"}}).json()

    assert body["pending_changes"]["members"] == ["hs_code"]
    assert waiting(product.pk).status == "pending"


def test_each_edit_outdates_what_the_officer_reads(api, product):
    patch(api, product.pk, {"name": {"en": "Other"}})
    first = waiting(product.pk)

    patch(api, product.pk, {"name": {"en": "Another"}})

    assert waiting(product.pk).pk == first.pk
    assert waiting(product.pk).version > first.version


def test_discarded_changes_are_gone(api, product, client):
    patch(api, product.pk, {"name": {"en": "Other"}})
    review = waiting(product.pk)

    answer = do(api, product.pk, "discard-changes")

    review.refresh_from_db()
    assert (answer.status_code, answer.json()["pending_changes"]) == (200, None)
    assert review.status == "withdrawn"
    assert answer.json()["name"]["en"] == "Tapis cloth"
    assert do(api, product.pk, "discard-changes").json()["code"] == "invalid_state"


def test_a_rejected_change_set_is_dropped(api, product, officer, client):
    patch(api, product.pk, {"name": {"en": "Other"}})

    refuse(product.pk, officer, "rejected")

    body = read(api, product.pk)
    assert (body["status"], body["pending_changes"]) == ("published", None)
    assert body["review"]["status"] == "rejected"
    assert client.get(f"/v1/products/{product.pk}?lang=en").json()["name"] == (
        "Tapis cloth"
    )
    assert not ChangeSet.objects.filter(product_id=product.pk).exists()


def test_changes_asked_for_are_made_and_come_before_an_officer_again(
    api, product, officer, client
):
    patch(api, product.pk, {"name": {"en": "Other"}})
    refuse(product.pk, officer)

    body = read(api, product.pk)
    assert body["status"] == "published"
    assert body["pending_changes"]["status"] == "changes_requested"
    assert body["review"]["status"] == "changes_requested"

    body = patch(api, product.pk, {"name": {"en": "Better"}}).json()

    assert body["pending_changes"]["status"] == "pending"
    assert body["review"]["status"] == "pending"
    approve(product.pk, officer)
    assert client.get(f"/v1/products/{product.pk}?lang=en").json()["name"] == "Better"


def test_a_price_alone_does_not_hand_in_changes_that_were_sent_back(
    api, product, officer
):
    patch(api, product.pk, {"name": {"en": "Other"}})
    refuse(product.pk, officer)

    body = patch(api, product.pk, {"price": {"amount": "9"}}).json()

    assert body["pending_changes"]["status"] == "changes_requested"
    assert not Review.objects.open().filter(subject_id=product.pk).exists()


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": {"id": None}}, "/name/id"),
        ({"name": None}, "/name/id"),
        ({"description": {"id": "Pendek."}}, "/description/id"),
        ({"category": None}, "/category"),
        ({"hs_code": None}, "/hs_code"),
        ({"price": None}, "/price"),
        ({"price_unit": None}, "/price_unit"),
        ({"min_order": None}, "/min_order"),
    ],
)
def test_a_published_product_never_comes_to_lack_what_it_must_have(
    api, product, client, changes, pointer
):
    before = client.get(f"/v1/products/{product.pk}").json()

    answer = patch(api, product.pk, {**changes, "lead_time_days": 5})

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert faults(answer) == [(pointer, "required")]
    assert client.get(f"/v1/products/{product.pk}").json() == before
    assert not ChangeSet.objects.filter(product_id=product.pk).exists()
    assert Product.objects.get(pk=product.pk).version == product.version


def test_a_stale_tag_stages_nothing(api, product):
    stale = api.get(f"/v1/seller/products/{product.pk}")["ETag"]
    patch(api, product.pk, {"lead_time_days": 5})

    answer = patch(api, product.pk, {"hs_code": "581010"}, HTTP_IF_MATCH=stale)

    assert answer.status_code == 412
    assert not ChangeSet.objects.filter(product_id=product.pk).exists()


# -- variants


def test_a_variants_price_applies_at_once_its_structure_waits(
    api, several, client, officer
):
    a, b = (v["id"] for v in read(api, several.pk)["variants"])
    price = {"amount": "1200000.00", "currency": RP}

    body = patch(
        api,
        several.pk,
        {
            "variants": [
                {
                    "id": a,
                    "sku": "A",
                    "price": price,
                    "min_order": {"value": "3", "unit": "pcs"},
                },
                {"id": b, "sku": "B", "name": {"id": "Besar"}},
                {"sku": "C", "price": price},
            ]
        },
    ).json()

    live, wanted = body["variants"], body["pending_changes"]["content"]["variants"]
    assert [(v["sku"], v["price"], v["name"]["id"]) for v in live] == [
        ("A", price, None),
        ("B", None, None),
    ]
    assert live[0]["min_order"] == {"value": "3", "unit": "pcs"}
    assert [(v["sku"], v["name"]["id"]) for v in wanted] == [
        ("A", None),
        ("B", "Besar"),
        ("C", None),
    ]
    assert body["pending_changes"]["members"] == ["variants"]
    shown = client.get(f"/v1/products/{several.pk}").json()["variants"]
    assert [(v["sku"], v["price"]) for v in shown] == [("A", price), ("B", None)]
    new = wanted[2]["id"]
    assert (
        patch(api, several.pk, {"hs_code": "581010"}).json()["pending_changes"][
            "content"
        ]["variants"]
        == wanted
    )
    approve(several.pk, officer)
    assert [v["id"] for v in read(api, several.pk)["variants"]] == [a, b, new]


def test_a_price_of_all_variants_stages_nothing(api, several):
    price = {"amount": "1200000.00", "currency": RP}

    body = patch(
        api,
        several.pk,
        {"variants": [{"sku": "A", "price": price}, {"sku": "B", "price": price}]},
    ).json()

    assert body["pending_changes"] is None
    assert [v["price"] for v in body["variants"]] == [price, price]


def test_a_variant_taken_out_is_public_until_an_officer_agrees(
    api, several, client, officer
):
    patch(api, several.pk, {"variants": [{"sku": "B"}]})
    page = f"/v1/products/{several.pk}"
    assert [v["sku"] for v in client.get(page).json()["variants"]] == ["A", "B"]

    approve(several.pk, officer)

    assert [v["sku"] for v in client.get(page).json()["variants"]] == ["B"]
    assert Variant.objects.filter(product=several).count() == 1


def test_variants_swapped_keep_their_ids(api, several, officer):
    a, b = (v["id"] for v in read(api, several.pk)["variants"])

    patch(api, several.pk, {"variants": [{"id": b, "sku": "A"}, {"id": a, "sku": "B"}]})
    approve(several.pk, officer)

    assert [(v["id"], v["sku"]) for v in read(api, several.pk)["variants"]] == [
        (b, "A"),
        (a, "B"),
    ]


def test_a_sku_another_product_has_cannot_be_staged(api, seller, officer, several):
    other = live_cloth(seller, officer)

    answer = patch(api, other.pk, {"sku": "B"})

    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_sku")
    assert faults(answer) == [("/variants/0/sku", "duplicate")]
    assert not ChangeSet.objects.filter(product_id=other.pk).exists()


def test_a_variant_of_anothers_is_refused(api, product, sample):
    theirs = sample("P001").variants.get()

    for ident in (str(theirs.pk), NOBODY):
        answer = patch(api, product.pk, {"variants": [{"id": ident, "sku": "X"}]})
        assert answer.status_code == 400
        assert faults(answer) == [("/variants/0/id", "not_found")]

    theirs.refresh_from_db()
    assert (theirs.sku, theirs.product_id) == ("P001", sample("P001").pk)
    assert not ChangeSet.objects.filter(product_id=product.pk).exists()


def test_discarding_by_action_says_the_same(product):
    with pytest.raises(Exception, match="no_pending_changes"):
        discard_changes(product_id=product.pk)
