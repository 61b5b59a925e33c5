"""Draw the sample pictures and send them through the same pipeline as photographs."""

import io
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from threading import Thread

from catalogue.journal.models import Job
from catalogue.products.actions import store_rendered
from catalogue.products.images import Rendered, decode, render
from catalogue.products.models import Image
from catalogue.reference.loading import Row
from catalogue.samples import drawing, seeds

JOB = "samples.draw"


def render_sample(row: Row) -> Rendered:
    """Pure: the drawing of one product, as an upload would come out."""
    picture = drawing.draw(
        key=row["product_id"],
        category=row["category_slug"],
        top_category=row["top_category"],
        name=row["name_en"],
    )
    upload = io.BytesIO()
    picture.save(upload, "PNG", compress_level=1)
    return render(decode(upload.getvalue()))


def draw_newest(number: int) -> Iterator[tuple[int, int]]:
    """Draw what is missing of the newest `number`, on all cores: (done, of how many).

    The jobs of those drawn are taken off the queue, the rest is the worker's.
    """
    rows = {seeds.image_id(r["product_id"]): r for r in seeds.products()[:number]}
    missing = Image.objects.filter(pk__in=rows, status=Image.Status.PROCESSING)
    waiting = [rows[pk] for pk in missing.values_list("pk", flat=True)]
    for done, (row, rendered) in enumerate(_render_all(waiting), 1):
        key = row["product_id"]
        store_rendered(image_id=seeds.image_id(key), rendered=rendered)
        Job.objects.filter(kind=JOB, subject=key, leased_until=None).delete()
        yield done, len(waiting)


def _end_with_parent() -> None:
    """In a pool's process: a killed parent stops nobody, so its children look."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _render_all(rows: Iterable[Row]) -> Iterator[tuple[Row, Rendered]]:
    with ProcessPoolExecutor(os.cpu_count() or 1, initializer=_end_with_parent) as pool:
        futures = {pool.submit(render_sample, row): row for row in rows}
        for future in as_completed(futures):
            yield futures[future], future.result()
