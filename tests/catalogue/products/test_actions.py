import pytest
from django.core.files.storage import storages
from PIL import Image as Pillow

from catalogue.listings.checking import drift
from catalogue.products.actions.files import store_rendered
from catalogue.products.images import render
from catalogue.products.models import Image

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(sample):
    image = sample("P001").images.get()
    Image.objects.filter(pk=image.pk).update(
        status=Image.Status.PROCESSING, renditions=[]
    )
    return image


def test_a_stored_picture_is_ready_and_shown(waiting, client):
    store_rendered(image_id=waiting.pk, rendered=render(Pillow.new("RGB", (700, 500))))

    waiting.refresh_from_db()
    assert (waiting.status, waiting.width, waiting.height) == ("ready", 700, 500)
    assert [size["width"] for size in waiting.renditions] == [320, 640, 700]
    shown = client.get(f"/v1/products/{waiting.product_id}").json()["image"]["sizes"]
    for size in shown:
        for kind, content_type in (("webp", "image/webp"), ("jpeg", "image/jpeg")):
            path = size[kind].removeprefix("http://127.0.0.1:8000")
            response = client.get(path)
            assert response["Content-Type"] == content_type
            assert b"".join(response.streaming_content)
    assert list(drift()) == []


def test_a_repeat_writes_the_same_names_and_mends_a_half_written_file(waiting):
    rendered = render(Pillow.new("RGB", (400, 300), "teal"))
    store_rendered(image_id=waiting.pk, rendered=rendered)
    waiting.refresh_from_db()
    names = [size["webp"] for size in waiting.renditions]
    storage = storages["default"]
    with open(storage.path(names[0]), "wb") as file:
        file.write(b"half")

    store_rendered(image_id=waiting.pk, rendered=rendered)

    waiting.refresh_from_db()
    assert [size["webp"] for size in waiting.renditions] == names
    with storage.open(names[0]) as file:
        assert file.read() == rendered.renditions[0].webp
