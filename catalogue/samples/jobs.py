"""Pictures the worker draws after the first page's are ready."""

from catalogue.journal.jobs import handles
from catalogue.products.actions.files import store_rendered
from catalogue.products.models import Image
from catalogue.samples import seeds
from catalogue.samples.pictures import JOB, drawn_from
from catalogue.samples.rendering import render_sample


@handles(JOB)
def draw_one(key: str) -> None:
    """Draw the picture of one sample product, if it still waits for it."""
    image_id = seeds.image_id(key)
    waiting = Image.objects.filter(pk=image_id, status=Image.Status.PROCESSING)
    if waiting.exists():
        row = next(row for row in seeds.products() if row["product_id"] == key)
        store_rendered(image_id=image_id, rendered=render_sample(*drawn_from(row)))
