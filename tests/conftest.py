"""Every test sees the whole sample catalogue, with pictures, and may change it."""

import gc
import io
import os
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import connection
from rest_framework.test import APIClient

from api.public import answers
from catalogue.listings import bitmaps, generation, reference
from catalogue.listings.jobs import rebuild_scope
from catalogue.products.models import Image, Product
from catalogue.readiness import versions
from catalogue.readiness.actions.assessing import assess_products
from catalogue.reference.models import Mark
from catalogue.samples import actions as samples
from catalogue.samples import seeds
from catalogue.search import dictionary, matching, postings
from tests import copies

# They start processes and wait for them: begun first, nobody waits for them at the end.
FIRST = (
    "tests/test_serving.py",
    "tests/concurrency/test_together.py",
    "tests/test_deployment.py",
    "tests/concurrency/test_thread_crash.py",
    "tests/concurrency/test_crash.py",
    "tests/concurrency/test_thread_race.py",
    "tests/catalogue/journal/test_concurrency.py",
)


# Looking for cycles at the usual pace is a sixth of what the tests cost.
gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A folder that all workers of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def prepared(shared):
    """A SQLite file with all migrations and the reference data, without samples."""
    return copies.made_once(shared / "prepared.sqlite3", copies.prepare)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite the tables come with the copy, migrated there."""
    connection.settings_dict["TEST"]["MIGRATE"] = connection.vendor != "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            _copy_sample_catalogue(
                *map(request.getfixturevalue, ("shared", "prepared"))
            )
        else:
            load_sample_catalogue()


def _copy_sample_catalogue(shared, prepared):
    def make(path):
        copies.restore(prepared, connection.connection)
        load_sample_catalogue()
        copies.save(connection.connection, path)

    found = copies.made_once(shared / "samples.sqlite3", make)
    copies.restore(found, connection.connection)
    Mark.objects.filter(name="listings").delete()  # written with other folders


def load_sample_catalogue():
    call_command("load_reference", stdout=io.StringIO())
    list(samples.load())
    _show_pictures()


def _show_pictures():
    """As if drawn: the files are not needed to test what is said of them."""
    for image in Image.objects.all():
        image.status, image.color = Image.Status.READY, "#a8732e"
        image.is_public = True  # no file has to be copied
        image.width, image.height = 1280, 960
        image.placeholder = "data:image/webp;base64,UklGRg=="
        image.renditions = [
            {
                "width": width,
                "height": width * 3 // 4,
                "webp": f"{image.pk}/01234567-{width}.webp",
                "jpeg": f"{image.pk}/01234567-{width}.jpg",
            }
            for width in (320, 640, 1280)
        ]
        image.save()
    assess_products(Product.objects.values_list("pk", flat=True))
    rebuild_scope("all")


@pytest.fixture(autouse=True)
def _fresh_process():
    """A rolled back transaction is a replaced database to what a process remembers."""
    remembering = (generation, bitmaps, reference, answers, dictionary, postings)
    for part in (*remembering, matching):
        part.forget()
    versions.load.cache_clear()


@pytest.fixture
def client():
    return APIClient()


@pytest.fixture
def sample(db):
    """A sample product by its key: `sample("P001")`."""
    return lambda key: Product.objects.get(pk=seeds.product_id(key))


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, what asks no database says nothing new: it ran on SQLite."""
    _longest_first(items)
    if connection.vendor != "postgresql":
        return
    kept = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[i for i in items if i not in set(kept)])
    items[:] = kept


def _longest_first(items):
    """Files are handed to the workers in this order."""
    tests = Counter(_file(item) for item in items)
    place = {file: number - len(FIRST) for number, file in enumerate(FIRST)}
    items.sort(key=lambda item: (place.get(_file(item), 0), -tests[_file(item)]))


def _file(item) -> str:
    return item.nodeid.partition("::")[0]


def _asks_a_database(item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    has_own = "concurrency" in item.nodeid  # a database of its own
    return has_own or "db" in fixtures or bool(item.get_closest_marker("django_db"))


@pytest.fixture
def cache_down(settings):
    """`REDIS_URL` is set, and nobody answers there."""
    settings.SHARED_CACHE = "redis://127.0.0.1:1/0"
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": settings.SHARED_CACHE,
        }
    }
