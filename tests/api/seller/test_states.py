"""The way of a product: which step is allowed from where, and what it does."""

import pytest
from django.core.files.storage import storages

from catalogue.journal.models import AuditEntry
from catalogue.products.actions import files, publishing
from catalogue.products.models import Image, Product, Variant
from catalogue.reviews.models import ChangeSet, Review
from tests.api.seller.making import (
    PRODUCTS,
    SUBMITTABLE,
    approve,
    cloth,
    cloth_in_review,
    create,
    do,
    faults,
    live_cloth,
    patch,
    photo,
    pictured,
    published,
    read,
    refuse,
    set_status,
    submitted,
    upload,
    waiting,
    work_on_pictures,
)
from tests.factories import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_decoding")]

STATUSES = list(Product.Status.values)
# Where each step is allowed, and where it leads.
STEPS = {
    "submit": {"draft": "in_review", "changes_requested": "in_review"},
    "archive": {
        "draft": "archived",
        "in_review": "archived",
        "changes_requested": "archived",
        "published": "archived",
    },
    "restore": {"archived": "draft"},
    "discard-changes": {},
}
EDITABLE = {"draft", "in_review", "changes_requested", "published"}


@pytest.fixture
def in_status(seller):
    """A product that lacks nothing, in any status."""

    def make(status):
        if status == "published":
            return live_cloth(seller, make_officer("18.01"))
        if status == "in_review":
            return cloth_in_review(seller)
        product = cloth(seller)
        set_status(product.pk, status)
        return product

    return make


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("verb", list(STEPS))
def test_a_step_is_allowed_where_the_table_says(api, in_status, verb, status):
    product = in_status(status)
    version = Product.objects.get(pk=product.pk).version

    answer = do(api, product.pk, verb)

    found = Product.objects.get(pk=product.pk)
    leads_to = STEPS[verb].get(status)
    if leads_to:
        assert (answer.status_code, answer.json()["status"]) == (200, leads_to)
        assert (found.status, found.version) == (leads_to, version + 1)
    else:
        assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")
        assert (found.status, found.version) == (status, version)


@pytest.mark.parametrize("status", STATUSES)
def test_an_edit_is_allowed_until_it_is_put_away(api, in_status, status):
    product = in_status(status)

    answer = patch(api, product.pk, {"lead_time_days": 9})

    found = Product.objects.get(pk=product.pk)
    assert found.status == status
    if status in EDITABLE:
        assert (answer.status_code, found.lead_time_days) == (200, 9)
    else:
        assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")
        assert found.lead_time_days is None


@pytest.mark.parametrize("status", ["rejected", "archived"])
def test_pictures_of_what_is_put_away_stay_as_they_are(api, in_status, status):
    product = in_status(status)
    (image,) = product.images.all()

    answers = [
        upload(api, product.pk),
        api.patch(f"/v1/seller/images/{image.pk}", {"position": 0}, format="json"),
        api.delete(f"/v1/seller/images/{image.pk}"),
    ]

    assert [a.json()["code"] for a in answers] == ["invalid_state"] * 3
    assert list(Image.objects.filter(product=product)) == [image]
    assert files._listed(files.private(), "uploads") == []


@pytest.mark.parametrize("verb", ["submit", "archive", "restore", "duplicate"])
def test_another_sellers_product_is_not_there(stranger, seller, verb):
    product = cloth(seller)

    answer = do(stranger, product.pk, verb)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert Product.objects.get(pk=product.pk).version == product.version
    assert Product.objects.filter(seller=seller).count() == 1


@pytest.mark.parametrize("verb", ["submit", "archive", "discard-changes"])
def test_a_step_on_a_stale_tag_is_not_taken(api, seller, verb):
    product = cloth(seller)
    stale = api.get(f"{PRODUCTS}/{product.pk}")["ETag"]
    patch(api, product.pk, {"lead_time_days": 9})

    answer = do(api, product.pk, verb, HTTP_IF_MATCH=stale)

    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")
    assert Product.objects.get(pk=product.pk).status == "draft"


# -- submitted and decided


def test_changes_are_asked_for_made_and_submitted_again(api, officer):
    product = submitted(api)
    refuse(product["id"], officer)

    body = read(api, product["id"])
    assert body["status"] == "changes_requested"
    assert body["review"]["reason"] == "pictures"
    assert body["review"]["note"] == {"id": "Foto kurang jelas.", "en": None}

    assert patch(api, product["id"], {"lead_time_days": 5}).status_code == 200
    assert do(api, product["id"], "submit").json()["review"]["status"] == "pending"
    assert Review.objects.filter(subject_id=product["id"]).count() == 2


def test_what_was_rejected_is_duplicated_to_try_again(api, officer):
    product = submitted(api)
    refuse(product["id"], officer, "rejected")

    copy = do(api, product["id"], "duplicate").json()

    assert read(api, product["id"])["status"] == "rejected"
    assert copy["status"] == "draft"
    assert do(api, copy["id"], "submit").status_code == 200


def test_what_became_incomplete_meanwhile_is_not_approved(api, officer):
    product = submitted(api)
    patch(api, product["id"], {"hs_code": None})

    with pytest.raises(publishing.IncompleteProduct):
        approve(product["id"], officer)

    assert read(api, product["id"])["status"] == "in_review"
    assert waiting(product["id"]).status == "pending"


def test_a_suspended_seller_submits_nothing(api, seller):
    product = cloth(seller)
    type(seller).objects.filter(pk=seller.pk).update(suspended_at="2026-01-01T00:00Z")

    answer = do(api, product.pk, "submit")

    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")
    assert Product.objects.get(pk=product.pk).status == "draft"


def test_an_edit_in_review_outdates_what_the_officer_reads(api):
    product = submitted(api)
    before = waiting(product["id"]).version

    patch(api, product["id"], {"lead_time_days": 5})

    assert waiting(product["id"]).version == before + 1


def test_archived_while_it_waits_it_waits_no_more(api):
    product = submitted(api)

    do(api, product["id"], "archive")

    review = Review.objects.get(subject_id=product["id"])
    assert (review.status, review.decided_by) == ("withdrawn", None)


# -- archived, restored


def test_an_archived_product_is_gone_at_once_and_its_files_with_the_worker(
    api, officer, client
):
    product = published(api, officer)
    page = f"/v1/products/{product['id']}?lang=en"
    address = client.get(page).json()["image"]["sizes"][0]["webp"]
    path = address.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200

    archived = do(api, product["id"], "archive").json()

    assert client.get(page).status_code == 410
    assert client.get(f"/v1/products?ids={product['id']}").json()["results"] == []
    work_on_pictures()
    assert client.get(path).status_code == 404
    image = read(api, product["id"])["images"][0]
    assert "/private/" in image["sizes"][0]["webp"]
    assert archived["slug"] == product["slug"]


def test_a_restored_product_keeps_its_address_and_is_shown_again(api, officer, client):
    product = published(api, officer)
    do(api, product["id"], "archive")
    work_on_pictures()

    restored = do(api, product["id"], "restore").json()

    assert (restored["status"], restored["slug"]) == ("draft", product["slug"])
    patch(api, product["id"], {"name": {"id": "Nama Lain"}})
    do(api, product["id"], "submit")
    approve(product["id"], officer)
    shown = client.get(f"/v1/products/{product['id']}?lang=id").json()
    assert (shown["name"], shown["slug"]) == ("Nama Lain", product["slug"])
    path = shown["image"]["sizes"][0]["webp"].removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200


def test_archiving_drops_what_is_staged(api, seller, officer):
    product = live_cloth(seller, officer)
    patch(api, product.pk, {"hs_code": "581010"})

    do(api, product.pk, "archive")

    assert not ChangeSet.objects.filter(product_id=product.pk).exists()
    kinds = Review.objects.filter(subject_id=product.pk).values_list("kind", "status")
    assert sorted(kinds) == [("change_set", "withdrawn"), ("product", "approved")]


# -- deleted


@pytest.mark.parametrize(
    "status", ["draft", "in_review", "changes_requested", "rejected"]
)
def test_what_was_never_published_is_deleted_with_its_files(api, status):
    product = submitted(api) if status == "in_review" else pictured(api)
    if status in {"changes_requested", "rejected"}:
        set_status(product["id"], status)
    (image,) = Image.objects.filter(product=product["id"])
    name = image.renditions[0]["webp"]
    assert files.private().exists(name)

    answer = api.delete(f"{PRODUCTS}/{product['id']}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert api.get(f"{PRODUCTS}/{product['id']}").status_code == 404
    assert not Image.objects.filter(pk=image.pk).exists()
    assert not Review.objects.filter(subject_id=product["id"], status="pending")
    assert AuditEntry.objects.get(action="product.deleted").subject_id == product["id"]
    work_on_pictures()
    assert not files.private().exists(name)


@pytest.mark.parametrize("status", ["published", "archived"])
def test_anything_else_is_archived(api, in_status, status):
    product = in_status(status)

    assert api.delete(f"{PRODUCTS}/{product.pk}").status_code == 204

    assert read(api, product.pk)["status"] == "archived"
    assert Image.objects.filter(product=product).count() == 1


def test_a_restored_draft_that_was_public_once_is_archived_again(api, seller, officer):
    product = live_cloth(seller, officer)
    do(api, product.pk, "archive")
    do(api, product.pk, "restore")

    assert api.delete(f"{PRODUCTS}/{product.pk}").status_code == 204

    assert read(api, product.pk)["status"] == "archived"


def test_a_deleted_drafts_sku_is_free_again(api):
    draft = create(api)
    api.delete(f"{PRODUCTS}/{draft['id']}")

    assert create(api)["sku"] == "KPC-200"


# -- duplicated


def test_a_duplicate_has_numbered_skus_and_pictures_of_its_own(api):
    draft = pictured(
        api,
        sku="A",
        variants=[{"sku": "A", "name": {"id": "Kecil"}}, {"sku": "B-2"}],
    )

    answer = do(api, draft["id"], "duplicate")

    copy = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"{PRODUCTS}/{copy['id']}"
    assert [v["sku"] for v in copy["variants"]] == ["A-2", "B-2-2"]
    assert copy["variants"][0]["name"] == {"id": "Kecil", "en": None}
    assert not {v["id"] for v in copy["variants"]} & {
        v["id"] for v in draft["variants"]
    }
    for member in ("name", "description", "category", "hs_code", "price", "attributes"):
        assert copy[member] == draft[member]
    (original,) = Image.objects.filter(product=draft["id"])
    (twin,) = Image.objects.filter(product=copy["id"])
    assert twin.pk != original.pk
    assert (twin.status, twin.alt, twin.is_public) == ("ready", original.alt, False)
    assert not set(files.names(twin)) & set(files.names(original))
    for old, new in zip(files.names(original), files.names(twin), strict=True):
        with files.private().open(old) as one, files.private().open(new) as other:
            assert one.read() == other.read()
    api.delete(f"/v1/seller/images/{original.pk}")
    work_on_pictures()
    assert all(files.private().exists(name) for name in files.names(twin))


def test_a_third_one_counts_on(api):
    draft = create(api)

    skus = [do(api, draft["id"], "duplicate").json()["sku"] for _ in range(2)]

    assert skus == ["KPC-200-2", "KPC-200-3"]


def test_a_long_sku_stays_within_its_limit(api):
    draft = create(api, sku="x" * 64)

    assert do(api, draft["id"], "duplicate").json()["sku"] == "x" * 60 + "-2"


def test_a_picture_still_being_made_is_duplicated_too(api):
    draft = create(api)
    upload(api, draft["id"])

    copy = do(api, draft["id"], "duplicate").json()

    assert [i["status"] for i in copy["images"]] == ["processing"]
    work_on_pictures()
    for product in (draft, copy):
        assert [i["status"] for i in read(api, product["id"])["images"]] == ["ready"]


def test_what_is_staged_is_taken_along_and_stays_staged(api, officer):
    product = published(api, officer)
    patch(api, product["id"], {"name": {"id": "Nama Baru"}})
    upload(api, product["id"], photo("navy"))
    work_on_pictures()

    copy = do(api, product["id"], "duplicate").json()

    assert copy["name"]["id"] == "Nama Baru"
    assert [i["status"] for i in copy["images"]] == ["ready", "ready"]
    assert (copy["status"], copy["slug"], copy["pending_changes"]) == (
        "draft",
        None,
        None,
    )
    assert read(api, product["id"])["pending_changes"]["members"] == ["name", "images"]


# -- published: address, trust, hiding


def test_an_address_is_unique_and_stays(api, officer):
    first = published(api, officer, sku="A")
    second = published(api, officer, sku="B")
    patch(api, first["id"], {"name": {"id": "Nama Baru"}})
    approve(first["id"], officer)

    assert (first["slug"], second["slug"]) == (
        "keripik-pisang-cokelat",
        "keripik-pisang-cokelat-2",
    )
    assert read(api, first["id"])["slug"] == "keripik-pisang-cokelat"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Kopi ☕ Robusta", "kopi-robusta"), ("茶", "produk"), ("x" * 120, "x" * 72)],
)
def test_an_address_is_made_of_latin_letters(api, officer, name, slug):
    assert published(api, officer, name={"id": name})["slug"] == slug


@pytest.mark.parametrize(("percent", "reviews"), [(0, 0), (100, 1)])
def test_a_trusted_sellers_product_is_public_at_once_and_a_sample_is_looked_at(
    api, seller, settings, client, percent, reviews
):
    settings.TRUSTED_SAMPLE_PERCENT = percent
    type(seller).objects.filter(pk=seller.pk).update(trusted_at="2026-01-01T00:00Z")

    product = submitted(api)

    assert product["status"] == "published"
    assert client.get(f"/v1/products/{product['id']}").status_code == 200
    found = Review.objects.filter(subject_id=product["id"], is_afterwards=True)
    assert found.count() == reviews
    assert product["review"] is None  # the seller need not know

    edited = patch(api, product["id"], {"name": {"id": "Nama Baru"}}).json()
    assert edited["pending_changes"] is None
    shown = client.get(f"/v1/products/{product['id']}?lang=id").json()
    assert shown["name"] == "Nama Baru"
    assert found.count() == reviews


def test_what_a_trusted_seller_published_is_hidden_when_it_should_not_be(
    api, seller, settings, client, officer
):
    settings.TRUSTED_SAMPLE_PERCENT = 100
    type(seller).objects.filter(pk=seller.pk).update(trusted_at="2026-01-01T00:00Z")
    product = submitted(api)

    refuse(product["id"], officer, "rejected")

    body = read(api, product["id"])
    assert (body["status"], body["hidden"]) == ("published", True)
    assert client.get(f"/v1/products/{product['id']}").status_code == 410


def test_a_trusted_seller_whose_changes_waited_lets_them_go_live_with_the_next(
    api, seller, officer, client
):
    product = published(api, officer)
    patch(api, product["id"], {"name": {"id": "Nama Baru"}})
    upload(api, product["id"], photo("navy"))
    work_on_pictures()
    type(seller).objects.filter(pk=seller.pk).update(trusted_at="2026-01-01T00:00Z")

    patch(api, product["id"], {"lead_time_days": 5})

    shown = client.get(f"/v1/products/{product['id']}?lang=id").json()
    assert shown["name"] == "Nama Baru"
    assert len(shown["images"]) == 2
    assert not ChangeSet.objects.filter(product_id=product["id"]).exists()
    review = Review.objects.get(subject_id=product["id"], kind="change_set")
    assert review.status == "withdrawn"


def test_a_hidden_product_stays_hidden_whatever_its_seller_does(
    api, seller, officer, client
):
    product = live_cloth(seller, officer)
    publishing.hide_product(product_id=product.pk)
    page = f"/v1/products/{product.pk}"

    patch(api, product.pk, {"price": {"amount": "9000"}})
    assert client.get(page).status_code == 410
    patch(api, product.pk, {"hs_code": "581010"})
    approve(product.pk, officer)
    assert client.get(page).status_code == 410
    do(api, product.pk, "archive")
    do(api, product.pk, "restore")
    do(api, product.pk, "submit")
    approve(product.pk, officer)

    assert client.get(page).status_code == 410
    body = read(api, product.pk)
    assert (body["status"], body["hidden"]) == ("published", True)


def test_submitting_twice_opens_one_review(api):
    draft = pictured(api)
    do(api, draft["id"], "submit")

    assert do(api, draft["id"], "submit").status_code == 409
    assert Review.objects.filter(subject_id=draft["id"]).count() == 1


def test_a_failed_picture_stands_in_the_way_with_its_place(api):
    draft = pictured(api)
    upload(api, draft["id"], photo("navy"))
    (_, second) = Image.objects.filter(product=draft["id"])
    storage = storages["private"]
    with open(storage.path(files.upload_name(second.pk)), "wb") as file:
        file.write(b"half")

    work_on_pictures()

    assert [i["status"] for i in read(api, draft["id"])["images"]] == [
        "ready",
        "failed",
    ]
    answer = do(api, draft["id"], "submit")
    assert (answer.status_code, faults(answer)) == (400, [("/images/1", "required")])
    assert Product.objects.get(pk=draft["id"]).status == "draft"
    assert not files.private().exists(files.upload_name(second.pk))
    api.delete(f"/v1/seller/images/{second.pk}")
    assert do(api, draft["id"], "submit").status_code == 200


def test_a_variant_keeps_the_sku_of_a_rejected_one_taken(api, officer):
    product = submitted(api)
    refuse(product["id"], officer, "rejected")

    answer = api.post(PRODUCTS, SUBMITTABLE, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_sku")
    assert Variant.objects.filter(sku="KPC-200").count() == 1
