import base64
import io
import math
import random
import struct
import time
import zlib

import pytest
from PIL import Image, ImageChops, ImageStat

from catalogue.products import images
from catalogue.products.errors import ImageTooLarge, UnsupportedImage
from catalogue.products.images import (
    check,
    content_name,
    decode,
    render,
    render_file,
)
from tests.catalogue.products.pictures import (
    BLUE,
    P3,
    RED,
    WHITE,
    at_corners,
    corners,
    detailed,
    file_of,
    gif,
    heic,
    icc_profile,
    near,
    phone_exif,
    png,
    png_chunk,
)

UPRIGHT = [WHITE, RED, RED, BLUE]
TURNED = {  # how a camera stores what is upright, by the orientation it then notes
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
JPEG_ALLOWED = {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD}  # JFIF, tables, frame, scans


def stored(orientation, size=(160, 120)):
    turn = TURNED[orientation]
    return corners(*size) if turn is None else corners(*size).transpose(turn)


def only_pixel(data):
    """The first pixel of a decoded file."""
    return decode(data).getpixel((0, 0))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_each_format_is_read_by_its_content(kind):
    data = file_of(corners(), kind)

    image = decode(data)

    assert (image.mode, image.size) == ("RGB", (160, 120))
    assert near(at_corners(image), UPRIGHT)
    assert check(data) == images.Checked(160, 120, kind)


def test_a_phones_heic_is_read():
    image = decode(heic("upright.heic"))

    assert (image.mode, image.size) == ("RGB", (160, 120))
    assert near(at_corners(image), UPRIGHT)
    assert check(heic("upright.heic")).format == "HEIF"


def test_a_heic_is_turned_once_though_it_says_so_twice():
    image = decode(heic("sideways.heic"))

    assert image.size == (160, 120)
    assert near(at_corners(image), UPRIGHT)
    assert near(at_corners(shown(render_file(heic("sideways.heic")))), UPRIGHT)


def test_of_a_heics_pictures_the_primary_one_is_taken():
    image = decode(heic("second-of-two.heic"))

    assert image.size == (160, 120)
    assert near(at_corners(image), UPRIGHT)


def test_a_heic_of_the_common_brand_is_known_too():
    data = heic("upright.heic").replace(b"ftypheic", b"ftypmif1", 1)

    assert near(at_corners(decode(data)), UPRIGHT)


def test_of_a_multi_picture_photograph_the_first_is_taken():
    other = Image.new("RGB", (160, 120), "green")
    data = file_of(corners(), "MPO", save_all=True, append_images=[other] * 3)
    assert Image.open(io.BytesIO(data)).format == "MPO"

    assert near(at_corners(decode(data)), UPRIGHT)
    assert check(data) == images.Checked(160, 120, "JPEG")


def test_previews_beside_a_photograph_are_no_frames(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 160 * 120)
    data = file_of(corners(), "MPO", save_all=True, append_images=[corners()])

    assert decode(data).size == (160, 120)
    assert decode(heic("second-of-two.heic")).size == (160, 120)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "AVIF", "PNG"])
def test_of_an_animation_the_first_frame_is_taken(kind):
    other = Image.new("RGB", (160, 120), "green")
    data = file_of(corners(), kind, save_all=True, append_images=[other], duration=50)

    assert near(at_corners(decode(data)), UPRIGHT)


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_sideways_photograph_comes_out_upright(kind, orientation):
    data = file_of(stored(orientation), kind, exif=phone_exif(orientation))

    checked, rendered = check(data), render_file(data)

    assert near(at_corners(decode(data)), UPRIGHT)
    assert near(at_corners(shown(rendered)), UPRIGHT)
    assert (checked.width, checked.height) == (160, 120)
    assert (rendered.width, rendered.height) == (160, 120)


def test_an_exif_block_that_makes_no_sense_leaves_the_picture_as_it_is():
    data = file_of(corners(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 40)

    assert near(at_corners(decode(data)), UPRIGHT)


@pytest.mark.parametrize(
    ("size", "orientation"), [((1300, 1280), 1), ((1280, 1300), 6), ((750, 550), 8)]
)
def test_what_is_shrunk_early_looks_as_if_shrunk_late(monkeypatch, size, orientation):
    assert images.WIDTHS[-1] * 1.25 <= images.DRAFT_SIDE
    monkeypatch.setattr(images, "WIDTHS", [80, 160, 320, 512])
    monkeypatch.setattr(images, "DRAFT_SIDE", 640)
    turn = TURNED[orientation]
    sight = detailed(*size)
    sight = sight if turn is None else sight.transpose(turn)
    data = file_of(sight, quality=90, exif=phone_exif(orientation))

    image = decode(data)
    early, late = render_file(data), render(image)

    assert (early.width, early.height) == (late.width, late.height) == size
    for one, other in zip(early.renditions, late.renditions, strict=True):
        assert (one.width, one.height) == (other.width, other.height)
        assert fidelity(opened(one.jpeg), opened(other.jpeg)) > 38
    widest = late.renditions[-1]
    wanted = image.resize((widest.width, widest.height), Image.Resampling.LANCZOS)
    loss = fidelity(opened(widest.jpeg), wanted)
    assert fidelity(opened(early.renditions[-1].jpeg), wanted) > loss - 0.5


def test_one_that_cannot_be_shrunk_evenly_keeps_its_shape():
    rendered = render_file(file_of(corners(6000, 2), "PNG"))

    assert (rendered.width, rendered.height) == (6000, 2)
    assert rendered.renditions[-1].width == 2048
    assert rendered.renditions[-1].height == 1


@pytest.mark.parametrize(
    ("level", "wanted"), [(0, 0), (0x4000, 0x40), (0x8000, 0x80), (0xFFFF, 0xFF)]
)
def test_sixteen_bits_of_grey_keep_their_brightness(level, wanted):
    data = png((1, 1), 16, 0, struct.pack(">BH", 0, level))
    assert Image.open(io.BytesIO(data)).mode.startswith("I")

    assert only_pixel(data) == (wanted, wanted, wanted)


@pytest.mark.parametrize(
    ("bits", "colour_type", "row", "extra", "wanted"),
    [
        (16, 2, struct.pack(">B3H", 0, 0xC800, 0x2800, 0x1EFF), [], RED),
        (16, 4, struct.pack(">B2H", 0, 0x2800, 0xFFFF), [], (40, 40, 40)),
        (16, 4, struct.pack(">B2H", 0, 0x2800, 0), [], WHITE),
        (16, 6, struct.pack(">B4H", 0, 0xC800, 0x2800, 0x1E00, 0xFFFF), [], RED),
        (16, 6, struct.pack(">B4H", 0, 0xC800, 0x2800, 0x1E00, 0), [], WHITE),
        (16, 0, struct.pack(">BH", 0, 0x1234), [b"\x12\x34"], WHITE),
        (16, 0, struct.pack(">BH", 0, 0x4321), [b"\x12\x34"], (0x43, 0x43, 0x43)),
        (16, 2, b"\0\x12\x34\x56\x78\x9a\xbc", [b"\x12\x34\x56\x78\x9a\xbc"], WHITE),
        (8, 2, b"\0\xc8\x28\x1e", [b"\0\xc8\0\x28\0\x1e"], WHITE),
        (8, 2, b"\0\xc8\x28\x1e", [b"\0\xc8\0\x28\0\x1f"], RED),
        (8, 4, b"\0\x28\x80", [], (147, 147, 147)),
        (8, 0, b"\0\x28", [b"\0\x28"], WHITE),
        (2, 0, b"\0\x40", [], (85, 85, 85)),
        (1, 0, b"\0\x80", [], WHITE),
        (1, 0, b"\0\0", [], (0, 0, 0)),
    ],
)
def test_every_kind_of_png_comes_out_as_it_looks_on_white(
    bits, colour_type, row, extra, wanted
):
    chunks = [png_chunk(b"tRNS", key) for key in extra]

    assert near(only_pixel(png((1, 1), bits, colour_type, row, *chunks)), wanted, 1)


def test_a_palette_with_half_clear_colours_is_put_on_white():
    colours = png_chunk(b"PLTE", bytes(RED + BLUE + RED))
    clear = png_chunk(b"tRNS", b"\xff\0\x80")
    data = png((3, 1), 8, 3, b"\0\0\1\2", colours, clear)

    image = decode(data)

    assert image.getpixel((0, 0)) == RED
    assert image.getpixel((1, 0)) == WHITE
    assert near(image.getpixel((2, 0)), (227, 147, 142), 1)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
def test_what_is_clear_becomes_white(kind):
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    image.paste((*RED, 255), (32, 0, 64, 64))
    data = file_of(image, kind)

    for found in (decode(data), shown(render_file(data))):
        assert near(found.getpixel((8, 32)), WHITE)
        assert near(found.getpixel((56, 32)), RED)


def test_black_under_what_is_clear_does_not_darken_edges_when_shrunk():
    image = Image.new("RGBA", (2600, 20), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (1300, 0, 2600, 20))

    rendered = render_file(file_of(image, "PNG"))

    assert min(shown(rendered).convert("L").tobytes()) > 245


def test_ink_is_read_as_adobe_writes_it():
    paper_and_ink = Image.new("CMYK", (64, 64), (0, 0, 0, 0))
    paper_and_ink.paste((0, 200, 220, 20), (32, 0, 64, 64))
    data = file_of(paper_and_ink, quality=95)
    assert b"Adobe" in data

    image = decode(data)

    assert near(image.getpixel((8, 32)), WHITE)
    assert near(image.getpixel((56, 32)), (235, 51, 32), 12)


@pytest.mark.parametrize(
    ("colour", "wanted"),  # by the matrices of both, worked out apart
    [
        ((200, 100, 60), (216, 93, 43)),
        ((60, 180, 60), (0, 185, 22)),
        ((128, 128, 128), (129, 129, 129)),
        ((255, 255, 255), (255, 255, 255)),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_wide_gamut_is_brought_into_srgb(colour, wanted, mode):
    image = Image.new("RGB", (8, 8), colour)
    image = image.quantize(4) if mode == "P" else image.convert(mode)
    data = file_of(image, "PNG", icc_profile=icc_profile(P3, 2.2))

    assert near(only_pixel(data), wanted, 3)


def test_a_profile_for_grey_is_heeded_with_and_without_alpha():
    profile = icc_profile({}, 1.0)  # light itself, which sRGB writes brighter
    plain = file_of(Image.new("L", (8, 8), 64), "PNG", icc_profile=profile)
    clear = file_of(Image.new("LA", (8, 8), (64, 255)), "PNG", icc_profile=profile)

    assert near(only_pixel(plain), (137, 137, 137), 2)
    assert near(only_pixel(clear), (137, 137, 137), 2)


def test_a_colour_profile_on_a_grey_picture_leaves_it_grey():
    data = file_of(Image.new("L", (8, 8), 64), icc_profile=icc_profile(P3, 1.0))

    assert near(only_pixel(data), (137, 137, 137), 3)


@pytest.mark.parametrize(
    "profile", [b"not a profile", icc_profile({}, 1.0), icc_profile(P3, 1.0)[:200]]
)
def test_a_profile_that_is_broken_or_does_not_fit_changes_nothing(profile):
    data = file_of(corners(), icc_profile=profile, quality=95)

    assert near(at_corners(decode(data)), UPRIGHT)


def jpeg_segments(data):
    """The markers of a file and what is behind its end."""
    assert data[:2] == b"\xff\xd8"
    found, place = [], 2
    while data[place + 1] != 0xD9:
        assert data[place] == 0xFF
        found.append(data[place + 1])
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
        while found[-1] == 0xDA and (
            data[place] != 0xFF or data[place + 1] in RESTARTS
        ):
            place += 1
    return found, data[place + 2 :]


RESTARTS = {0, *range(0xD0, 0xD8)}  # within a scan: a stuffed byte, a restart


def webp_chunks(data):
    """The chunks of a file and what is behind its end."""
    end = 8 + int.from_bytes(data[4:8], "little")
    found, place = [], 12
    while place < end:
        found.append(data[place : place + 4])
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + length + length % 2
    return found, data[end:]


SECRETS = [b"Telephone", b"Exif", b"secret", b"xmpmeta", b"ICC_PROFILE", b"PK\x03\x04"]


def laden():
    """The same photograph with all that may be hidden in each kind of file."""
    extras = {
        "exif": phone_exif(1).tobytes(),
        "icc_profile": icc_profile(P3, 2.2),
        "xmp": b"<x:xmpmeta>secret</x:xmpmeta>",
        "comment": b"secret",
    }
    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "MPO"):
        yield pytest.param(file_of(corners(), kind, **extras), id=kind)
    yield pytest.param(heic("sideways.heic"), id="HEIC")


@pytest.mark.parametrize("data", list(laden()))
@pytest.mark.parametrize("way", [lambda data: render(decode(data)), render_file])
def test_nothing_but_pixels_comes_out(data, way):
    archive = b"PK\x03\x04 secret" * 10  # what follows the picture is another file

    rendered = way(data + archive)

    for made in rendered.renditions:
        segments, behind = jpeg_segments(made.jpeg)
        assert set(segments) <= JPEG_ALLOWED
        assert behind == b""
        chunks, behind = webp_chunks(made.webp)
        assert chunks == [b"VP8 "]
        assert behind == b""
        for file in (made.jpeg, made.webp):
            assert not [secret for secret in SECRETS if secret in file]
            assert not Image.open(io.BytesIO(file)).getexif()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 4096,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"\xff\xd8\xff\xe0 not really",
        b"\xff\xd8\xff\xe0<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff%PDF-1.7",
        b"GIF89a<script>alert(1)</script>",
        b"8BPS\0\1" + b"\0" * 100,
        *(file_of(corners(), kind) for kind in ("TIFF", "BMP", "PPM", "TGA", "ICO")),
        *(file_of(corners(), kind) for kind in ("JPEG2000", "PDF", "EPS", "PCX")),
        random.Random(1).randbytes(5000),
    ],
)
def test_what_is_no_picture_of_a_kind_we_take_is_refused(data):
    for way in (decode, check, render_file):
        with pytest.raises(UnsupportedImage):
            way(data)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98])
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(file_of(detailed(300, 200)), id="JPEG"),
        pytest.param(file_of(detailed(300, 200), progressive=True), id="progressive"),
        *(
            pytest.param(file_of(detailed(300, 200), kind), id=kind)
            for kind in ("PNG", "WEBP", "GIF", "AVIF")
        ),
        pytest.param(heic("upright.heic"), id="HEIC"),
    ],
)
def test_a_truncated_photograph_is_refused(data, share):
    for way in (decode, check):
        with pytest.raises(UnsupportedImage):
            way(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [
        file_of(detailed(96, 64)),
        file_of(corners(96, 64), "MPO", save_all=True, append_images=[corners()]),
        file_of(detailed(96, 64), "PNG"),
        file_of(detailed(96, 64), "GIF"),
        file_of(detailed(96, 64), "WEBP"),
        file_of(detailed(96, 64), "AVIF"),
    ],
    ids=["JPEG", "MPO", "PNG", "GIF", "WEBP", "AVIF"],
)
def test_whatever_is_flipped_in_a_file_only_our_two_errors_come_of_it(data):
    chance = random.Random(20261124)
    for _ in range(120):
        flipped = bytearray(data)
        for _ in range(chance.choice([1, 2, 8, 40])):
            place = chance.randrange(min(len(data), chance.choice([64, 1000, 10**6])))
            flipped[place] = chance.randrange(256)
        try:
            check(bytes(flipped))
            image = decode(bytes(flipped))
        except (UnsupportedImage, ImageTooLarge):
            continue
        assert image.mode == "RGB"
        assert image.info == {}


def claimed(width, height):
    """A PNG of a few bytes that says it is so large."""
    return png((width, height), 1, 0, b"")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(claimed(30_000, 30_000), id="900 megapixels"),
        pytest.param(claimed(12_001, 10), id="wide"),
        pytest.param(claimed(10, 12_001), id="high"),
        pytest.param(claimed(7_072, 7_072), id="a little over 50 megapixels"),
        pytest.param(gif((500, 400), 251), id="frames of a GIF"),
        pytest.param(
            file_of(
                Image.new("1", (1000, 1000)),
                "WEBP",
                save_all=True,
                append_images=[Image.new("1", (1000, 1000), n % 2) for n in range(51)],
            ),
            id="frames of a WebP",
        ),
        pytest.param(
            png((5000, 5000), 1, 0, b"", png_chunk(b"acTL", struct.pack(">II", 3, 0))),
            id="frames of a PNG",
        ),
    ],
)
def test_what_is_too_large_is_refused_by_its_header(data):
    began = time.process_time()

    for way in (decode, check, render_file):
        with pytest.raises(ImageTooLarge):
            way(data)

    assert time.process_time() - began < 2


def test_many_frames_are_counted_quickly():
    began = time.process_time()

    assert decode(gif((1, 1), 50_000)).size == (1, 1)  # no bomb: 50,000 pixels

    assert time.process_time() - began < 2


def test_a_webp_canvas_of_the_largest_size_takes_no_memory_first():
    data = file_of(Image.new("RGB", (8, 8)), "WEBP", exif=phone_exif())
    assert data[12:16] == b"VP8X"
    side = (16_383).to_bytes(3, "little")

    with pytest.raises(ImageTooLarge):
        decode(data[:24] + side + side + data[30:])


def test_fifty_megapixels_are_still_taken():
    rows = zlib.compress(b"\0" * 885 * 7071)
    data = png((7071, 7071), 1, 0, b"").replace(
        png_chunk(b"IDAT", zlib.compress(b"")), png_chunk(b"IDAT", rows)
    )

    assert check(data) == images.Checked(7071, 7071, "PNG")


@pytest.mark.parametrize(
    "chunk",
    [
        png_chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 50_000_000)),
        png_chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(b"a" * 50_000_000)),
        png_chunk(b"iCCP", b"a\0\0" + zlib.compress(b"a" * 50_000_000)),
    ],
    ids=["zTXt", "iTXt", "iCCP"],
)
def test_text_that_unfolds_without_end_is_refused(chunk):
    with pytest.raises(UnsupportedImage):
        decode(png((1, 1), 8, 0, b"\0\0", chunk))


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
    original = corners(width, width // 8)

    for rendered in (render(original), render_file(file_of(original, "PNG"))):
        assert [made.width for made in rendered.renditions] == widths
        assert (rendered.width, rendered.height) == original.size
        for made in rendered.renditions:
            assert abs(made.height - made.width / 8) <= 1
            for data, kind in ((made.webp, "WEBP"), (made.jpeg, "JPEG")):
                assert Image.open(io.BytesIO(data)).format == kind
                assert opened(data).size == (made.width, made.height)
                assert near(at_corners(opened(data)), UPRIGHT)


def test_the_placeholder_is_a_tiny_webp_and_the_colour_the_dominant_one():
    rendered = render(corners())

    head, data = rendered.placeholder.split(",")
    tiny = opened(base64.b64decode(data))
    assert head == "data:image/webp;base64"
    assert len(rendered.placeholder) <= 300
    assert tiny.size == (16, 12)
    assert near(at_corners(tiny), UPRIGHT, 40)
    assert near(tuple(bytes.fromhex(rendered.color[1:])), RED)


def test_a_noisy_picture_still_has_a_small_placeholder():
    noise = Image.effect_noise((400, 800), 120).convert("RGB")

    assert len(render(noise).placeholder) <= 300


def test_the_same_bytes_have_the_same_name_and_others_another():
    assert content_name("i", b"a", 320, "webp") == content_name("i", b"a", 320, "webp")
    assert content_name("i", b"a", 320, "webp") != content_name("i", b"b", 320, "webp")
    assert content_name("i", b"a", 320, "webp").startswith("i/")


def fidelity(one, other):
    """Peak signal-to-noise ratio in decibels; above 40 the eye sees no difference."""
    difference = ImageStat.Stat(ImageChops.difference(one, other)).rms
    mean = sum(channel**2 for channel in difference) / 3
    return 99.0 if mean == 0 else -10 * math.log10(mean / 255**2)


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def shown(rendered):
    return opened(rendered.renditions[-1].webp)
