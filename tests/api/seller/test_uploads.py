"""Files that are no pictures, or too much of one: each refused, nothing is left.

Decoded in a process of their own, as in earnest.
"""

import io
import struct

import pytest
from PIL import Image as Picture

from catalogue.products.actions import files
from catalogue.products.models import Image
from tests.api.seller.making import ALT, PRODUCTS, faults, named, photo, upload
from tests.catalogue.products.pictures import corners, file_of, gif, png_chunk
from tests.catalogue.reviews import subjects

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024


def bomb(width=30_000, height=30_000):
    """A PNG whose header alone says how much it would take."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [png_chunk(b"IHDR", header), png_chunk(b"IDAT", b"x" * 100)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + png_chunk(b"IEND", b"")


JPEG = file_of(corners())
REFUSED = {
    "HTML named as a picture": (b"<!doctype html><script>alert(1)</script>", 415),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 415),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", 415),
    "nothing": (b"", 415),
    "one byte": (b"\xff", 415),
    "a truncated JPEG": (JPEG[: len(JPEG) // 2], 415),
    "a truncated PNG": (file_of(corners(), "PNG")[:-400], 415),
    "only a JPEG's header": (b"\xff\xd8\xff\xe0" + b"\0" * 64, 415),
    "a BMP": (file_of(corners(8, 6), "BMP"), 415),
    "a TIFF": (file_of(corners(8, 6), "TIFF"), 415),
    "an executable": (b"\x7fELF" + b"\0" * 200, 415),
    "a ZIP": (b"PK\x03\x04" + b"\0" * 200, 415),
    "a PNG of 900 megapixels": (bomb(), 400),
    "one side of 12,001": (bomb(12_001, 1), 400),
    "51 megapixels": (bomb(10_200, 5_000), 400),
    "a GIF of 51 megapixels in all frames": (gif((1000, 1000), 51), 400),
}
CODES = {415: "unsupported_image", 400: "validation_failed"}


@pytest.fixture
def product(seller):
    draft = subjects.draft(seller)
    draft.images.all().delete()
    return draft


def nothing_is_left(product):
    return (
        not Image.objects.filter(product=product).exists()
        and files._listed(files.private(), "uploads") == []
        and type(product).objects.get(pk=product.pk).version == product.version
    )


def parts(*given, edge="x"):
    """A body written by hand: (headers, content) of each part."""
    body = b"".join(
        f"--{edge}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for head, content in given
    )
    return body + f"--{edge}--\r\n".encode()


def send(api, product, body, kind="multipart/form-data; boundary=x", **headers):
    path = f"{PRODUCTS}/{product.pk}/images"
    return api.generic("POST", path, body, kind, **headers)


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_is_no_picture_we_take_is_refused(api, product, what):
    data, status = REFUSED[what]

    answer = upload(api, product.pk, named(data, "photo.jpg"))

    assert (answer.status_code, answer.json()["code"]) == (status, CODES[status])
    if status == 400:
        assert faults(answer) == [("/file", "image_too_large")]
    assert nothing_is_left(product)


def test_a_file_over_10_mib_is_refused_before_it_is_looked_at(api, product):
    answer = upload(api, product.pk, named(JPEG + b"\0" * (10 * MIB)))

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert "10 MiB" in answer.json()["detail"]
    assert nothing_is_left(product)


def test_a_file_over_10_mib_that_hides_its_length_is_refused_too(api, product):
    data = JPEG + b"\0" * (10 * MIB - len(JPEG) + 1)
    body = parts(('name="file"; filename="a.jpg"', data))

    answer = send(api, product, body)

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert nothing_is_left(product)


def test_a_file_of_exactly_10_mib_is_looked_at(api, product):
    """What follows a JPEG's end is no reason to refuse it."""
    data = JPEG + b"\0" * (10 * MIB - len(JPEG))

    answer = upload(api, product.pk, named(data))

    assert answer.status_code == 201
    assert Image.objects.get(product=product).stored_bytes == 10 * MIB


def test_two_files_are_refused(api, product):
    body = parts(
        ('name="file"; filename="a.jpg"', JPEG),
        ('name="file"; filename="b.jpg"', file_of(corners(), "PNG")),
    )

    answer = send(api, product, body)

    assert (answer.status_code, faults(answer)) == (
        400,
        [("/file", "repeated_parameter")],
    )
    assert nothing_is_left(product)


def test_a_second_file_under_another_name_is_refused(api, product):
    body = parts(
        ('name="file"; filename="a.jpg"', JPEG),
        ('name="extra"; filename="b.jpg"', JPEG),
    )

    answer = send(api, product, body)

    assert (answer.status_code, faults(answer)) == (400, [("/extra", "unknown_member")])
    assert nothing_is_left(product)


def test_no_file_is_refused(api, product):
    answer = send(api, product, parts(('name="alt"', ALT.encode())))

    assert (answer.status_code, faults(answer)) == (400, [("/file", "required")])
    assert nothing_is_left(product)


def test_a_text_in_place_of_the_file_is_refused(api, product):
    answer = send(api, product, parts(('name="file"', JPEG.hex().encode())))

    assert (answer.status_code, faults(answer)) == (400, [("/file", "invalid")])
    assert nothing_is_left(product)


def test_a_file_in_place_of_a_text_is_refused(api, product):
    body = parts(
        ('name="file"; filename="a.jpg"', JPEG),
        ('name="alt"; filename="alt.json"', ALT.encode()),
    )

    answer = send(api, product, body)

    assert answer.status_code == 400
    assert faults(answer)[0][0] == "/alt"
    assert nothing_is_left(product)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "multipart/form-data; boundary=x", 400),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 400),
        (b"not a form", "multipart/form-data; boundary=x", 400),
        (b"--x\r\n", "multipart/form-data", 400),
        (b"{}", "application/json", 415),
        (JPEG, "image/jpeg", 415),
        (b"file=x", "application/x-www-form-urlencoded", 415),
    ],
)
def test_a_body_that_is_no_form_is_refused(api, product, body, kind, status):
    answer = send(api, product, body, kind)

    assert answer.status_code == status
    assert nothing_is_left(product)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 296 + ".jpg",
        "../../../etc/passwd",
        "C:\\Users\\photo.jpg",
        "photo.php",
        "фото кераменов 茶.jpg",
        "a\u202egpj.exe",
        ".htaccess",
        'a".jpg',
    ],
)
def test_the_name_of_a_file_decides_nothing(api, product, name):
    answer = upload(api, product.pk, named(photo("red").getvalue(), name))

    image = Image.objects.get(product=product)
    assert answer.status_code == 201
    assert files._listed(files.private(), "uploads") == [str(image.pk)]
    assert str(image.pk) == answer.json()["id"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "AVIF"])
def test_the_type_is_judged_by_content(api, product, kind):
    file = named(file_of(corners(), kind), "photo.jpg")

    answer = upload(api, product.pk, file)

    assert (answer.status_code, answer.json()["width"]) == (201, 160)


def test_an_upright_picture_is_counted_upright(api, product):
    exif = Picture.Exif()
    exif[0x0112] = 6
    data = io.BytesIO()
    corners(160, 120).save(data, "JPEG", exif=exif)

    answer = upload(api, product.pk, named(data.getvalue()))

    assert (answer.json()["width"], answer.json()["height"]) == (120, 160)


def test_uploads_are_limited_by_person(api, product, settings):
    settings.UPLOAD_RATE_LIMIT = 1
    assert upload(api, product.pk, photo("red")).status_code == 201

    answer = upload(api, product.pk, photo("green"))

    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert Image.objects.filter(product=product).count() == 1
