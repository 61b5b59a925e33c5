"""Our own copies of the pictures of what was asked for."""

import pytest
from django.core.files.base import ContentFile

from catalogue.enquiries.actions import pictures
from catalogue.products.actions.files import private
from catalogue.products.models import Image
from tests.factories import make_enquiry, make_item, make_seller

pytestmark = pytest.mark.django_db
WHOLE = b"all of a picture"


@pytest.fixture
def source(sample):
    """The name of the first picture of P001, which is there."""
    image = Image.objects.ready().filter(product=sample("P001")).first()
    if image is None:
        image = Image.objects.create(product=sample("P001"), status=Image.Status.READY)
    name = f"{image.pk}/01234567-320.jpg"
    image.renditions = [{"width": 320, "webp": name, "jpeg": name}]
    image.save()
    private().save(name, ContentFile(WHOLE))
    return name


@pytest.fixture
def item(sample):
    return make_item(make_enquiry(make_seller()), sample("P001"))


def kept(item) -> bytes:
    pictures.keep(item.enquiry.submission_id)
    item.refresh_from_db()
    with private().open(item.picture) as file:
        return file.read()


def test_what_a_crash_left_of_a_copy_is_made_whole(item, source):
    name = f"{pictures.FOLDER}/{source.replace('/', '-')}"
    private().save(name, ContentFile(WHOLE[:5]))

    assert kept(item) == WHOLE
    assert item.picture == name


def test_a_copy_outlives_what_it_was_made_of(item, source, sample):
    assert kept(item) == WHOLE
    private().delete(source)
    other = make_item(make_enquiry(make_seller()), sample("P001"))

    assert kept(other) == WHOLE
