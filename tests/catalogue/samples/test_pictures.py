import pytest

from catalogue.journal.jobs import enqueue, run_next
from catalogue.journal.models import Job
from catalogue.journal.worker import autodiscover_modules
from catalogue.listings.checking import drift
from catalogue.products.models import Image
from catalogue.samples import pictures, seeds
from catalogue.samples.actions import pictures_missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def undrawn():
    """The two newest sample products wait for their pictures."""
    Job.objects.all().delete()
    keys = [row["product_id"] for row in seeds.products()[:2]]
    Image.objects.filter(pk__in=[seeds.image_id(key) for key in keys]).update(
        status=Image.Status.PROCESSING, renditions=[]
    )
    for key in keys:
        enqueue(pictures.JOB, key)
    return keys


def test_the_newest_are_drawn_first_and_leave_the_queue(undrawn):
    steps = list(pictures.draw_newest(2))

    assert steps == [(1, 2), (2, 2)]
    assert Job.objects.count() == 0
    assert not pictures_missing(2)
    assert list(drift()) == []


def test_the_worker_draws_the_rest_through_the_same_pipeline(undrawn):
    autodiscover_modules("jobs")

    while run_next():
        pass

    image = Image.objects.get(pk=seeds.image_id(undrawn[0]))
    assert image.status == Image.Status.READY
    assert (image.width, image.height) == (1280, 960)
    assert [size["width"] for size in image.renditions] == [320, 640, 1280]
    assert not pictures_missing(2)


def test_a_job_that_runs_twice_draws_once(undrawn):
    autodiscover_modules("jobs")
    list(pictures.draw_newest(1))
    before = Image.objects.get(pk=seeds.image_id(undrawn[0])).renditions
    enqueue(pictures.JOB, undrawn[0])

    while run_next():
        pass

    assert Image.objects.get(pk=seeds.image_id(undrawn[0])).renditions == before
