import pytest
from rest_framework.test import APIClient

from catalogue.products import decoding, images
from tests.factories import make_officer, make_seller, make_user, signed_in


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Files of this test alone: what lies there is told by listing it."""
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES}  # made anew, for these


@pytest.fixture
def seller(db):
    return make_seller("18.01", owner=make_user())


@pytest.fixture
def api(seller):
    """Her owner's client; `client` is nobody's."""
    return signed_in(APIClient(), seller.members.get().user)


@pytest.fixture
def officer(db):
    return make_officer("18.01")


@pytest.fixture
def stranger(db):
    """The owner of another business."""
    user = make_user()
    make_seller("18.71", owner=user)
    return signed_in(APIClient(), user)


@pytest.fixture
def quick_decoding(monkeypatch):
    """Pictures of our own need no process of their own, which takes its time."""
    monkeypatch.setattr(decoding, "check", images.check)
    monkeypatch.setattr(decoding, "render", images.render_file)
    monkeypatch.setattr(decoding, "redraw", images.redraw)
