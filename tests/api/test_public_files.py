"""Public files: a proxy may read them, however shut the rest is."""

import os

import pytest
from django.core.files.base import ContentFile

from api.public_files import PublicFiles


@pytest.fixture
def shut():
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_a_proxy_may_read_what_is_public(tmp_path, shut):
    files = PublicFiles(location=tmp_path / "media", file_permissions_mode=0o644)

    name = files.save("a/b/picture.webp", ContentFile(b"webp"))

    path = tmp_path / "media" / name
    assert path.stat().st_mode & 0o777 == 0o644
    for folder in (path.parent, path.parent.parent, tmp_path / "media"):
        assert folder.stat().st_mode & 0o777 == 0o755
    assert os.umask(0o077) == 0o077
