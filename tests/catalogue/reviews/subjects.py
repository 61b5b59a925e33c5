"""Products of a seller on their way through the office."""

import itertools

from catalogue.products.actions import editing, publishing
from catalogue.products.models import Image, Product
from catalogue.reviews.actions import decide
from catalogue.reviews.models import Review
from tests.factories import make_seller, make_user

_numbers = itertools.count(1)
DESCRIPTION = "Kain tapis tenun tangan dengan benang emas dari Lampung."
WHOLE = {
    "name": {"id": "Kain Tapis", "en": "Tapis cloth"},
    "description": {"id": DESCRIPTION, "en": "A hand-woven cloth with gold thread."},
    "category": "kain-tapis",
    "hs_code": "581092",
    "price_basis": "fixed",
    "price": {"amount": "1500000.00", "currency": "IDR"},
    "price_unit": "pcs",
    "min_order": {"value": "5", "unit": "pcs"},
    "attributes": [
        {"code": "motif", "value": "Pucuk rebung"},
        {"code": "colour", "value": "Merah"},
    ],
}


def owned(regency="18.01", **fields):
    """A business with an owner, who reads Indonesian."""
    return make_seller(regency, owner=make_user(), **fields)


def picture(product, position=0, *, is_public=True, **fields) -> Image:
    """A picture as if drawn; its files are not needed to tell of it."""
    number = next(_numbers)
    return Image.objects.create(
        **{
            "product": product,
            "position": position,
            "status": Image.Status.READY,
            "alt": {"id": f"Gambar {number}"},
            "source_sha256": f"{number:064d}",
            "width": 640,
            "height": 480,
            "color": "#a8732e",
            "placeholder": "data:image/webp;base64,UklGRg==",
            "renditions": [
                {
                    "width": 320,
                    "height": 240,
                    "webp": f"{product.pk}/{number:08x}-320.webp",
                    "jpeg": f"{product.pk}/{number:08x}-320.jpg",
                }
            ],
            "is_public": is_public,
            **fields,
        }
    )


def draft(seller, **content) -> Product:
    wanted = {**WHOLE, **content}
    product = editing.create_product(
        seller_id=seller.pk, rewrite=lambda current: {**current, **wanted}
    )
    picture(product)
    return product


def submitted(seller, **content) -> Product:
    """Before an officer, where the seller is not trusted."""
    return publishing.submit_product(product_id=draft(seller, **content).pk)


def published(seller, officer, **content) -> Product:
    product = submitted(seller, **content)
    approve(review_of(product), officer)
    product.refresh_from_db()
    return product


def review_of(product, status="pending") -> Review:
    return Review.objects.get(subject_id=product.pk, status=status)


def approve(review, officer) -> Review:
    return decide(review_id=review.pk, officer=officer, decision=Review.Status.APPROVED)


def edit(product, **content) -> Product:
    """As its seller: live or staged, as the rules say."""
    return editing.edit_product(
        product_id=product.pk, rewrite=lambda current: {**current, **content}
    )
