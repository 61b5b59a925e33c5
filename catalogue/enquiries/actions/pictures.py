"""Our own copies of the pictures of what was asked for: the seller may take hers
away, the thread goes on showing what it was about."""

from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile

from catalogue.enquiries.models import Item
from catalogue.products.actions.files import private
from catalogue.products.models import Image

FOLDER = "enquiries/pictures"


def address(item: Item) -> str | None:
    """Of its picture, for an hour or two; None while there is none."""
    if not item.picture:
        return None
    url = private().url(item.picture)
    return f"{settings.PUBLIC_URL}{url}" if url.startswith("/") else url


def keep(submission_id: UUID) -> None:
    """Copy the first picture of each product, once. Repeating is harmless."""
    items = Item.objects.filter(enquiry__submission=submission_id, picture="")
    for item in items:
        source = _first_picture(item.product_id)
        if source:
            Item.objects.filter(pk=item.pk).update(picture=_copy(source))


def _first_picture(product_id: UUID) -> str:
    """Its smallest JPEG, by its name in private storage; empty where it has none."""
    image = (
        Image.objects.ready().filter(product=product_id).order_by("position").first()
    )
    return image.renditions[0]["jpeg"] if image and image.renditions else ""


def _copy(source: str) -> str:
    """Names hold the picture's id and a hash of its bytes: one copy serves all. Empty
    where the seller took hers away first."""
    name = f"{FOLDER}/{source.replace('/', '-')}"
    if not private().exists(source):
        return name if private().exists(name) else ""
    if not _is_whole(name, source):
        with private().open(source) as file:
            private().save(name, ContentFile(file.read()))
    return name


def _is_whole(name: str, source: str) -> bool:
    """False also where a full disk or a crash left only part of it."""
    storage = private()
    return storage.exists(name) and storage.size(name) == storage.size(source)
