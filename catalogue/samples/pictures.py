"""Draw the sample pictures and send them through the same pipeline as photographs."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from catalogue.journal.models import Job
from catalogue.products.actions.files import store_rendered
from catalogue.products.images import Rendered
from catalogue.products.models import Image
from catalogue.reference.loading import Row
from catalogue.samples import seeds
from catalogue.samples.rendering import end_with_parent, render_sample

JOB = "samples.draw"


def drawn_from(row: Row) -> tuple[str, str, str, str]:
    """What `render_sample` takes."""
    columns = ("product_id", "category_slug", "top_category", "name_en")
    key, category, top_category, name = (row[column] for column in columns)
    return key, category, top_category, name


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


def _render_all(rows: Iterable[Row]) -> Iterator[tuple[Row, Rendered]]:
    # Spawned, as on every system: a forked process would share our connection.
    with ProcessPoolExecutor(
        os.cpu_count() or 1,
        mp_context=get_context("spawn"),
        initializer=end_with_parent,
    ) as pool:
        futures = {pool.submit(render_sample, *drawn_from(row)): row for row in rows}
        for future in as_completed(futures):
            yield futures[future], future.result()
