import base64
import io

import pytest
from PIL import Image, ImageCms, ImageDraw

from catalogue.products.errors import ImageTooLarge, UnsupportedImage
from catalogue.products.images import content_name, decode, render


def picture(width=400, height=300, mode="RGB", color=(200, 40, 30)):
    image = Image.new(mode, (width, height), color)
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="white")
    return image


def file_of(image, kind="JPEG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_each_format_is_read_by_its_content(kind):
    image = decode(file_of(picture(), kind))

    assert (image.mode, image.size) == ("RGB", (400, 300))
    red, green, blue = image.getpixel((300, 200))
    assert abs(red - 200) < 12
    assert abs(green - 40) < 12
    assert abs(blue - 30) < 12


def test_a_sideways_photograph_comes_out_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    data = file_of(picture(), exif=exif)

    assert decode(data).size == (300, 400)


def test_no_metadata_survives():
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8825)[1] = "S"  # GPS
    rendered = render(decode(file_of(picture(), exif=exif, comment=b"secret")))

    for size in rendered.renditions:
        for data in (size.webp, size.jpeg):
            shown = Image.open(io.BytesIO(data))
            assert not shown.getexif()
            hidden = {"exif", "icc_profile", "xmp", "comment"}
            assert hidden & shown.info.keys() == set()
            assert b"Phone" not in data
            assert b"secret" not in data


def test_another_colour_space_is_converted_to_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    broken = file_of(picture(), icc_profile=b"not a profile")

    assert decode(broken).getpixel((300, 200))[0] > 180
    assert profile is not None
    cmyk = file_of(picture().convert("CMYK"))
    assert decode(cmyk).mode == "RGB"


def test_transparency_is_put_on_white():
    clear = file_of(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG")
    palette = file_of(Image.new("P", (40, 40), 0), "PNG", transparency=0)

    assert decode(clear).getpixel((5, 5)) == (255, 255, 255)
    assert decode(palette).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0 not really",
        file_of(picture())[:900],
        file_of(picture(), "TIFF"),
        file_of(picture(), "BMP"),
    ],
)
def test_what_is_no_picture_or_a_broken_one_is_refused(data):
    with pytest.raises(UnsupportedImage):
        decode(data)


def test_a_bomb_is_refused_by_its_header():
    bomb = file_of(Image.new("1", (12_001, 10)), "PNG")
    wide = file_of(Image.new("1", (11_000, 11_000)), "PNG")

    for data in (bomb, wide):
        with pytest.raises(ImageTooLarge):
            decode(data)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (100, [100]),
        (640, [320, 640]),
        (1000, [320, 640, 1000]),
        (3000, [320, 640, 1280, 2048]),
    ],
)
def test_sizes_never_exceed_the_original(width, widths):
    rendered = render(picture(width, width // 2))

    assert [size.width for size in rendered.renditions] == widths
    for size in rendered.renditions:
        assert abs(size.height - size.width / 2) <= 1
        assert Image.open(io.BytesIO(size.webp)).size == (size.width, size.height)
        assert Image.open(io.BytesIO(size.jpeg)).size == (size.width, size.height)
        assert Image.open(io.BytesIO(size.webp)).format == "WEBP"
        assert Image.open(io.BytesIO(size.jpeg)).format == "JPEG"


def test_the_placeholder_is_a_tiny_webp_and_the_colour_the_dominant_one():
    rendered = render(picture())

    head, data = rendered.placeholder.split(",")
    assert head == "data:image/webp;base64"
    assert len(rendered.placeholder) <= 300
    assert Image.open(io.BytesIO(base64.b64decode(data))).size[0] == 16
    red, green, blue = bytes.fromhex(rendered.color[1:])
    assert red > 180
    assert green < 70
    assert blue < 70


def test_a_noisy_picture_still_has_a_small_placeholder():
    noise = Image.effect_noise((800, 1600), 120).convert("RGB")

    assert len(render(noise).placeholder) <= 300


def test_the_same_bytes_have_the_same_name_and_others_another():
    assert content_name("i", b"a", 320, "webp") == content_name("i", b"a", 320, "webp")
    assert content_name("i", b"a", 320, "webp") != content_name("i", b"b", 320, "webp")
    assert content_name("i", b"a", 320, "webp").startswith("i/")
