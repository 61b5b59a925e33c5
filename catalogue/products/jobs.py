"""What the worker does with pictures."""

from uuid import UUID

from django.db import transaction

from catalogue.journal.actions import record
from catalogue.journal.jobs import handles
from catalogue.journal.types import ProductChanged
from catalogue.journal.worker import every_hour
from catalogue.products import decoding
from catalogue.products.actions import files
from catalogue.products.errors import ImageTooLarge, UnsupportedImage
from catalogue.products.locking import lock_products
from catalogue.products.models import Image


@handles(files.RENDER)
def render(subject: str) -> None:
    """Make the sizes of an upload, then drop it."""
    image_id = UUID(subject)
    waiting = Image.objects.filter(pk=image_id, status=Image.Status.PROCESSING)
    if waiting.exists():
        data = files.private().open(files.upload_name(image_id)).read()
        try:
            rendered = decoding.render(data)
        except (UnsupportedImage, ImageTooLarge):
            _fail(image_id)
        else:
            files.store_rendered(image_id=image_id, rendered=rendered)
    files.drop_upload(image_id)


@transaction.atomic
def _fail(image_id: UUID) -> None:
    image = Image.objects.filter(pk=image_id).first()
    if image is not None:
        lock_products([image.product_id])
        Image.objects.filter(pk=image_id).update(status=Image.Status.FAILED)
        record(ProductChanged(image.product_id))


@handles(files.DROP)
def drop_files(subject: str) -> None:
    files.drop_files(UUID(subject))


@handles(files.HIDE)
def hide_files(subject: str) -> None:
    files.hide(UUID(subject))


@every_hour
def sweep_uploads() -> None:
    """What a crash between file and row left behind."""
    for image_id in files.stray_uploads():
        files.drop_upload(image_id)
