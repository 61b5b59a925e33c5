"""Documents: judged by content, kept before their row, gone with the last that names
them."""

import hashlib
import time
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from PIL import Image as Picture

from catalogue.products import decoding, images
from catalogue.products.actions.files import private
from catalogue.products.errors import QuotaExceeded
from catalogue.readiness.actions import certificates, evidence
from catalogue.readiness.errors import UnsupportedEvidence
from catalogue.readiness.jobs import sweep_evidence
from catalogue.readiness.models import EvidenceFile
from tests.catalogue.products.pictures import phone_exif
from tests.catalogue.readiness.claims import (
    PDF,
    certificate,
    document,
    photograph,
)
from tests.factories import later, make_seller
from tests.working import work

BROKEN = (PDF.replace(b"%%EOF", b""), PDF.replace(b"1 0 obj", b""), PDF + b" " * 1024)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.STORAGES = {**settings.STORAGES}
    monkeypatch.setattr(decoding, "redraw", images.redraw)
    return tmp_path / "private"


@pytest.fixture
def seller(db):
    return make_seller()


def kept(folder):
    found = folder / "evidence"
    return sorted(file.name for file in found.iterdir()) if found.exists() else []


def attach(seller, data=PDF):
    prepared = evidence.prepare(data)
    with evidence.keeping(prepared) as file_id:
        return evidence.attach(file_id, seller.pk, prepared)


def test_a_pdf_is_kept_as_it_was_sent(seller, own_folder):
    file = attach(seller)

    assert (file.kind, file.size_bytes) == ("pdf", len(PDF))
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert private().open(file.name).read() == PDF
    assert kept(own_folder) == [f"{file.pk}.pdf"]


def test_a_photograph_is_redrawn_without_what_the_camera_wrote(seller):
    sent = photograph(exif=phone_exif(6)).read()

    file = attach(seller, sent)

    assert file.kind == "picture"
    stored = private().open(file.name)
    with Picture.open(stored) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (48, 64))  # upright
        assert dict(drawn.getexif()) == {}
    assert b"Exif" not in private().open(file.name).read()


def test_a_large_one_is_made_legible_not_larger():
    file = photograph()
    with Picture.open(file) as small:
        large = small.resize((3200, 1600))
    file.seek(0)
    large.save(file, "JPEG")
    file.seek(0)

    drawn = evidence.prepare(file.read())

    with Picture.open(BytesIO(drawn.data)) as found:
        assert found.size == (3000, 1500)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF",
        b"%PDF-",
        *BROKEN,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04docx",
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(UnsupportedEvidence):
        evidence.prepare(data)


def test_hostile_bytes_meet_the_bounded_decoder(monkeypatch):
    asked = []

    def refuse(task, data):
        asked.append(task)
        raise images.UnsupportedImage

    monkeypatch.undo()
    monkeypatch.setattr(decoding, "_ask", refuse)

    with pytest.raises(UnsupportedEvidence):
        evidence.prepare(b"\xff\xd8\xff broken")
    assert asked == ["redraw"]


def test_the_decoder_really_redraws(monkeypatch):
    monkeypatch.undo()

    drawn = evidence.prepare(photograph(exif=phone_exif(6)).read())

    assert drawn.data.startswith(b"\xff\xd8\xff")
    assert b"Exif" not in drawn.data


def test_the_same_bytes_again_are_the_same_file(seller, own_folder):
    first, second = attach(seller), attach(seller)
    other = attach(make_seller())

    assert first.pk == second.pk
    assert other.pk != first.pk
    assert kept(own_folder) == sorted([f"{first.pk}.pdf", f"{other.pk}.pdf"])


def test_where_the_row_fails_no_file_stays(seller, own_folder):
    prepared = evidence.prepare(PDF)

    def fail():
        with evidence.keeping(prepared) as file_id, transaction.atomic():
            evidence.attach(file_id, seller.pk, prepared)
            assert kept(own_folder) == [f"{file_id}.pdf"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert kept(own_folder) == []
    assert not EvidenceFile.objects.filter(seller=seller).exists()


def test_documents_and_pictures_share_their_room(seller, own_folder, settings):
    settings.SELLER_QUOTA_BYTES = len(PDF) + 3
    file = attach(seller)

    with pytest.raises(QuotaExceeded):
        attach(seller, PDF + b"more")

    assert kept(own_folder) == [f"{file.pk}.pdf"]


def test_a_file_goes_with_the_last_row_that_names_it(seller, own_folder):
    file = attach(seller)
    first = certificate(seller, evidence=file)
    second = certificate(seller, "SNI", evidence=file)

    certificates.remove(certificate_id=first.pk)
    work()
    assert kept(own_folder) == [f"{file.pk}.pdf"]

    certificates.remove(certificate_id=second.pk)
    work()
    assert kept(own_folder) == []
    assert not EvidenceFile.objects.filter(pk=file.pk).exists()


def test_what_a_crash_left_is_swept_after_an_hour(seller, own_folder):
    named = attach(seller)
    evidence.keep(make_seller().pk, evidence.prepare(PDF))  # any id without a row

    sweep_evidence()
    assert len(kept(own_folder)) == 2

    with later(hours=2):
        sweep_evidence()
    assert kept(own_folder) == [f"{named.pk}.pdf"]


def test_object_storage_is_told_to_have_a_pdf_saved(seller, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "private-sample",
                "location": "private",
                "endpoint_url": "https://objects.example",
                "access_key": "sample",
                "secret_key": "sample",
                "querystring_auth": True,
                "querystring_expire": 3600,
            },
        },
    }

    address = evidence.address_of(document(seller))

    url = urlsplit(address.url)
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert url.netloc == "objects.example"
    assert url.path.startswith("/private-sample/private/evidence/")
    assert asked["response-content-disposition"].startswith("attachment; filename=")
    assert asked["response-content-type"] == "application/pdf"
    assert 590 < int(asked["Expires"]) - time.time() <= 600
