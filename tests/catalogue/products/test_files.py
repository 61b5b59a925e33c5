"""Files of pictures: private first, public while shown, gone after their rows."""

import pytest
from PIL import Image as Picture

from catalogue.journal.models import Job
from catalogue.products.actions import files
from catalogue.products.images import render
from catalogue.products.models import Image, Product
from tests.api.seller.making import NOBODY, cloth, live_cloth
from tests.factories import make_officer, make_seller, make_user
from tests.working import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES}  # made anew, for these


def made(product) -> Image:
    """The product's picture with files of its own."""
    (image,) = product.images.all()
    rendered = render(Picture.new("RGB", (8, 6), "teal"))
    return files.store_rendered(image_id=image.pk, rendered=rendered)


def lie_in(storage, image):
    return [storage.exists(name) for name in files.names(image)]


@pytest.fixture
def seller(db):
    return make_seller("18.01", owner=make_user())


@pytest.fixture
def live(seller):
    return live_cloth(seller, make_officer("18.01"))


def test_a_drafts_picture_is_private(seller):
    image = made(cloth(seller))

    assert image.is_public is False
    assert lie_in(files.private(), image) == [True, True]
    assert lie_in(files.public(), image) == [False, False]


def test_a_shown_pictures_files_are_copied(live):
    image = made(live)

    image.refresh_from_db()
    assert image.is_public is True
    assert lie_in(files.public(), image) == [True, True]
    assert lie_in(files.private(), image) == [True, True]
    files.make_public([Image.objects.get(pk=image.pk)])  # repeating is harmless


def test_files_are_hidden_only_while_nobody_may_see_the_product(live):
    image = made(live)

    files.hide(live.pk)
    assert lie_in(files.public(), image) == [True, True]
    Product.objects.filter(pk=live.pk).update(status="archived")
    files.hide(live.pk)
    files.hide(live.pk)

    image.refresh_from_db()
    assert image.is_public is False
    assert lie_in(files.public(), image) == [False, False]
    assert lie_in(files.private(), image) == [True, True]


def test_a_picture_that_was_only_public_is_kept_when_it_is_hidden(live):
    image = made(live)
    for name in files.names(image):
        files.private().delete(name)
    Product.objects.filter(pk=live.pk).update(status="archived")

    files.hide(live.pk)

    assert lie_in(files.private(), image) == [True, True]


def test_made_after_it_was_removed_it_leaves_no_file():
    rendered = render(Picture.new("RGB", (8, 6)))

    assert files.store_rendered(image_id=NOBODY, rendered=rendered) is None
    assert len(files._listed(files.private(), NOBODY)) == 2
    Job.objects.exclude(kind=files.DROP).delete()
    work()

    assert files._listed(files.private(), NOBODY) == []


def test_files_of_a_picture_that_is_there_are_dropped_by_nobody(seller):
    image = made(cloth(seller))

    files.drop_files(image.pk)

    assert lie_in(files.private(), image) == [True, True]


def test_what_is_not_there_is_dropped_without_complaint():
    files.drop_files(NOBODY)
    files.drop_upload(NOBODY)

    assert files.stray_uploads() == []
