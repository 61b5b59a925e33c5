"""What a seller does in many tests: write a product, picture it, have it published."""

import io

from PIL import Image as Picture

from catalogue.journal.models import Job
from catalogue.products.models import Product
from catalogue.reviews.actions import decide
from catalogue.reviews.models import Review
from tests.catalogue.reviews import subjects
from tests.working import work

NOBODY = "01a20ee0-0000-7000-8000-000000000000"
PRODUCTS = "/v1/seller/products"
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
# What its category asks for beside.
SUBMITTABLE = {**WHOLE, "attributes": [{"code": "shelf_life", "value": "6"}]}
ALT = '{"id": "Keripik dalam mangkuk"}'


def photo(color="olive", size=(64, 48), kind="JPEG") -> io.BytesIO:
    file = io.BytesIO()
    Picture.new("RGB", size, color).save(file, kind)
    return named(file.getvalue())


def named(data: bytes, name="IMG_0001.jpg") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def upload(api, product_id, file=None, **fields):
    return api.post(
        f"{PRODUCTS}/{product_id}/images",
        {"file": file or photo(), "alt": ALT, **fields},
        format="multipart",
    )


def create(api, **changes) -> dict:
    answer = api.post(PRODUCTS, {**WHOLE, **changes}, format="json")
    assert answer.status_code == 201, answer.json()
    return answer.json()


def patch(api, product_id, body, **headers):
    return api.patch(f"{PRODUCTS}/{product_id}", body, format="json", **headers)


def do(api, product_id, verb, **headers):
    return api.post(f"{PRODUCTS}/{product_id}/{verb}", **headers)


def read(api, product_id) -> dict:
    return api.get(f"{PRODUCTS}/{product_id}").json()


def pictured(api, color="olive", **changes) -> dict:
    """A draft that lacks nothing, its picture made."""
    draft = create(api, **{**SUBMITTABLE, **changes})
    assert upload(api, draft["id"], photo(color)).status_code == 201
    work_on_pictures()
    return draft


def submitted(api, **changes) -> dict:
    draft = pictured(api, **changes)
    answer = do(api, draft["id"], "submit")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def published(api, officer, **changes) -> dict:
    product = submitted(api, **changes)
    approve(product["id"], officer)
    return read(api, product["id"])


def waiting(product_id) -> Review:
    return Review.objects.get(subject_id=product_id, status="pending")


def approve(product_id, officer) -> Review:
    review = waiting(product_id)
    return decide(review_id=review.pk, officer=officer, decision="approved")


# Cloths, by actions alone: quicker, and their pictures have no files.
VALID = [{"code": "motif", "value": "bamboo_shoot"}, {"code": "colour", "value": "red"}]


def cloth(seller, **content) -> Product:
    return subjects.draft(seller, **{"attributes": VALID, **content})


def cloth_in_review(seller, **content) -> Product:
    return subjects.submitted(seller, **{"attributes": VALID, **content})


def live_cloth(seller, officer, **content) -> Product:
    return subjects.published(seller, officer, **{"attributes": VALID, **content})


def refuse(product_id, officer, decision="changes_requested") -> Review:
    return decide(
        review_id=waiting(product_id).pk,
        officer=officer,
        decision=decision,
        reason="pictures",
        note={"id": "Foto kurang jelas."},
    )


def work_on_pictures() -> None:
    """The worker's jobs of pictures alone: those of the samples take seconds."""
    Job.objects.exclude(kind__startswith="products.").delete()
    work()


def set_status(product_id, status) -> None:
    """However it came to be so: a published product has what it must."""
    Product.objects.filter(pk=product_id).update(status=status)


def faults(answer) -> list[tuple[str, str]]:
    return [(e["pointer"], e["code"]) for e in answer.json()["errors"]]
