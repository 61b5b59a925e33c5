"""Changes to products that have side effects or can be refused."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from catalogue.journal.actions import record
from catalogue.journal.types import ProductChanged
from catalogue.products.images import Rendered, content_name
from catalogue.products.models import Image, Product
from catalogue.sellers.models import Seller


def store_rendered(*, image_id: UUID, rendered: Rendered) -> Image:
    """Store the files of a picture, then show it.

    Files come first, so a row never points at what is not there. A repeat writes the
    same names again, which also mends a file that a crash left half written.
    """
    renditions = [
        {
            "width": size.width,
            "height": size.height,
            "webp": _store(image_id, size.webp, size.width, "webp"),
            "jpeg": _store(image_id, size.jpeg, size.width, "jpg"),
        }
        for size in rendered.renditions
    ]
    with transaction.atomic():
        product = Product.objects.get(images=image_id)
        Seller.objects.select_for_update().get(pk=product.seller_id)
        image = Image.objects.get(pk=image_id)
        image.width, image.height = rendered.width, rendered.height
        image.placeholder, image.color = rendered.placeholder, rendered.color
        image.renditions = renditions
        image.status = Image.Status.READY
        image.save()
        record(ProductChanged(product.pk))
    return image


def _store(image_id: UUID, data: bytes, width: int, extension: str) -> str:
    name = content_name(image_id, data, width, extension)
    return storages["default"].save(name, ContentFile(data))
