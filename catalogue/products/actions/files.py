"""The files of pictures: private by default, copies of them public while shown.

Files come before the row that names them and go after it: a row never points at what
is not there, and what a crash left over is swept up.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.jobs import enqueue
from catalogue.journal.types import ProductChanged
from catalogue.products.decoding_results import Rendered, content_name
from catalogue.products.locking import lock_products
from catalogue.products.models import Image, Product

RENDER, DROP, HIDE = "products.render", "products.drop_files", "products.hide_files"


def private() -> Storage:
    return storages["private"]


def public() -> Storage:
    return storages["default"]


def upload_name(image_id: UUID) -> str:
    return f"uploads/{image_id}"


def keep_upload(image_id: UUID, data: bytes) -> None:
    """Before the row: what was sent, until the worker has made pictures of it."""
    private().save(upload_name(image_id), ContentFile(data))


def drop_upload(image_id: UUID) -> None:
    private().delete(upload_name(image_id))


def store_rendered(*, image_id: UUID, rendered: Rendered) -> Image | None:
    """Store the files of a picture, then show it; None where it was removed meanwhile.

    A repeat writes the same names again, which also mends a file that a crash left
    half written.
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
        product = Product.objects.filter(images=image_id).first()
        if product is None:
            enqueue(DROP, str(image_id))
            return None
        lock_products([product.pk])
        image = Image.objects.filter(pk=image_id).first()
        if image is None:
            enqueue(DROP, str(image_id))
            return None
        image.width, image.height = rendered.width, rendered.height
        image.placeholder, image.color = rendered.placeholder, rendered.color
        image.renditions = renditions
        image.stored_bytes = sum(
            len(size.webp) + len(size.jpeg) for size in rendered.renditions
        )
        image.status, image.is_public = Image.Status.READY, False
        image.save()
        record(ProductChanged(product.pk))
    return image


def _store(image_id: UUID, data: bytes, width: int, extension: str) -> str:
    name = content_name(image_id, data, width, extension)
    return private().save(name, ContentFile(data))


def names(image: Image) -> list[str]:
    return [size[kind] for size in image.renditions for kind in ("webp", "jpeg")]


def make_public(images: Iterable[Image]) -> None:
    """Copy the files of these ready pictures to where anyone may read them.

    Before the listing that shows them: the copies are there when its transaction
    commits. Repeating is harmless.
    """
    for image in images:
        if image.is_public:
            continue
        for name in names(image):
            _copy(private(), public(), name)
        Image.objects.filter(pk=image.pk).update(is_public=True)
        image.is_public = True


def hide(product_id: UUID) -> None:
    """Delete the public copies of a product that may no longer be seen.

    The rows say so first, in a transaction of their own: who publishes it anew then
    copies anew, whatever became of the files.
    """
    with transaction.atomic():
        lock_products([product_id])
        if Product.objects.public().filter(pk=product_id).exists():
            return
        Image.objects.filter(product_id=product_id).update(is_public=False)
    with transaction.atomic():
        lock_products([product_id])
        for image in Image.objects.filter(product_id=product_id, is_public=False):
            for name in names(image):
                if not private().exists(name) and public().exists(name):
                    _copy(public(), private(), name)
                public().delete(name)


def _copy(source: Storage, target: Storage, name: str) -> None:
    with source.open(name) as file:
        target.save(name, ContentFile(file.read()))


def drop(images: Iterable[Image]) -> None:
    """Delete these pictures; their files follow once this commits."""
    for image in images:
        enqueue(DROP, str(image.pk))
        image.delete()


def drop_files(image_id: UUID) -> None:
    """Delete every file of a picture whose row is gone."""
    if Image.objects.filter(pk=image_id).exists():
        return
    drop_upload(image_id)
    for storage in (public(), private()):
        for name in _listed(storage, str(image_id)):
            storage.delete(f"{image_id}/{name}")


def _listed(storage: Storage, folder: str) -> list[str]:
    try:
        return storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def stray_uploads() -> list[UUID]:
    """Uploads, an hour old and more, that no picture waits for."""
    long_ago = timezone.now() - timedelta(hours=1)
    found = [
        UUID(name)
        for name in _listed(private(), "uploads")
        if private().get_modified_time(f"uploads/{name}") < long_ago
    ]
    waiting = Image.objects.filter(pk__in=found, status=Image.Status.PROCESSING)
    return sorted(set(found) - set(waiting.values_list("pk", flat=True)))
