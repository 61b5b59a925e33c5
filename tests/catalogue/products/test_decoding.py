import io
import os
import random
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from catalogue.products import decoding, images
from catalogue.products.errors import DecodersBusy, ImageTooLarge, UnsupportedImage
from tests.catalogue.products.pictures import (
    BLUE,
    RED,
    WHITE,
    at_corners,
    corners,
    file_of,
    gif,
    heic,
    near,
    phone_exif,
    png,
    png_chunk,
)

SIDEWAYS = file_of(corners().transpose(Image.Transpose.ROTATE_90), exif=phone_exif(6))
UP = "import os, sys, time; say = sys.stdout.buffer.write; say(b'+'); "
UP += "sys.stdout.flush(); "


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """A machine that is busy with other tests must not be told from a bad picture."""
    monkeypatch.setattr(decoding, "WAIT_SECONDS", 60)
    monkeypatch.setitem(decoding.WALL_SECONDS, "check", 60.0)


@pytest.fixture
def child(monkeypatch):
    """Put another program in the place of the child."""

    def become(code):
        command = [sys.executable, "-c", textwrap.dedent(code)]
        monkeypatch.setattr(decoding, "CHILD", command)

    return become


@pytest.fixture
def own_child(child):
    """The real child, but for what it does with the picture."""

    def does(doing, setting=""):
        child(f"""
            import os
            from catalogue.products import decoding_child, images
            {setting}
            images.check = lambda data: {doing}
            decoding_child.main()
        """)

    return does


@pytest.mark.parametrize("data", [SIDEWAYS, heic("sideways.heic")])
def test_a_picture_is_checked_and_its_upright_size_told(data):
    found = decoding.check(data)

    assert (found.width, found.height) == (160, 120)
    assert found == images.check(data)


def test_a_picture_comes_back_as_it_would_without_a_process_between():
    data = file_of(corners(1000, 700), "PNG")

    rendered = decoding.render(data)

    assert rendered == images.render_file(data)
    assert [made.width for made in rendered.renditions] == [320, 640, 1000]
    for made in rendered.renditions:
        for file in (made.webp, made.jpeg):
            shown = Image.open(io.BytesIO(file)).convert("RGB")
            assert shown.size == (made.width, made.height)
            assert near(at_corners(shown), [WHITE, RED, RED, BLUE])


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnsupportedImage),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UnsupportedImage),
        (SIDEWAYS[: len(SIDEWAYS) // 2], UnsupportedImage),
        (random.Random(2).randbytes(10 << 20), UnsupportedImage),
        (SIDEWAYS[:100] + bytes(10 << 20), UnsupportedImage),
        (png((30_000, 30_000), 1, 0, b""), ImageTooLarge),
        (gif((5000, 5000), 3), ImageTooLarge),
        (png((1, 1), 8, 0, b"", png_chunk(b"iCCP", b"a\0\0" * 99)), UnsupportedImage),
    ],
    ids=["empty", "SVG", "half", "chance", "filled", "side", "frames", "profile"],
)
def test_what_is_refused_is_refused_from_there_too(data, error):
    with pytest.raises(error):
        decoding.check(data)


def test_a_large_photograph_passes_through_the_pipes():
    data = SIDEWAYS + random.Random(3).randbytes(10 << 20)

    assert decoding.check(data).format == "JPEG"


def test_a_decoder_that_crashes_is_a_picture_we_cannot_read(own_child):
    own_child("os.abort()")

    with pytest.raises(UnsupportedImage):
        decoding.check(b"any")


def test_a_heic_that_crashes_its_reader_harms_nobody():
    broken = heic("sideways.heic").replace(b"Exif", b"E\xffif", 1)

    with pytest.raises(UnsupportedImage):
        decoding.check(broken)  # pi-heif 1.4.0 ends in a segmentation fault

    assert decoding.check(heic("sideways.heic")).format == "HEIF"


def test_whatever_is_flipped_in_a_heic_only_our_errors_come_of_it():
    chance, data = random.Random(5), heic("sideways.heic")
    for _ in range(8):
        flipped = bytearray(data)
        for _ in range(8):
            flipped[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(UnsupportedImage, ImageTooLarge):
            assert decoding.check(bytes(flipped)).format == "HEIF"


def test_a_decoder_that_stops_half_way_is_one_too(child):
    child(UP + 'say(b\'{"width": 1, "hei\'); sys.stdout.flush(); os._exit(0)')

    with pytest.raises(UnsupportedImage):
        decoding.check(b"any")


@pytest.mark.skipif(sys.platform != "linux", reason="bounds address space")
def test_memory_is_bounded(own_child):
    own_child("bytearray(decoding_child.MEMORY_BYTES)")

    with pytest.raises(UnsupportedImage):
        decoding.check(b"any")


def test_a_loop_without_end_is_stopped_and_is_the_pictures_fault(
    own_child, monkeypatch
):
    monkeypatch.setitem(decoding.WALL_SECONDS, "check", 1)
    monkeypatch.setattr(decoding, "STARVED_SECONDS", 0.02)
    own_child("[None for _ in iter(int, 1)]")
    began = time.monotonic()

    with pytest.raises(UnsupportedImage):
        decoding.check(b"any")

    assert time.monotonic() - began < 3


@pytest.mark.skipif(sys.platform == "win32", reason="bounds processor time")
def test_processor_time_is_bounded(own_child):
    own_child("[None for _ in iter(int, 1)]", "decoding_child.CPU_SECONDS = 1")
    began = time.monotonic()

    with pytest.raises(UnsupportedImage):
        decoding.check(b"any")

    assert time.monotonic() - began < 8


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="knows processor time")
def test_a_child_that_got_no_processor_says_nothing_of_the_picture(child, monkeypatch):
    monkeypatch.setitem(decoding.WALL_SECONDS, "check", 0.5)
    child(UP + "time.sleep(60)")

    with pytest.raises(DecodersBusy):
        decoding.check(b"any")


def test_a_child_that_does_not_read_is_stopped(child, monkeypatch):
    monkeypatch.setitem(decoding.WALL_SECONDS, "check", 0.5)
    child(UP + "time.sleep(60)")
    began = time.monotonic()

    with pytest.raises((DecodersBusy, UnsupportedImage)):
        decoding.check(bytes(10 << 20))

    assert time.monotonic() - began < 3


def test_an_answer_without_end_is_cut_off(child, monkeypatch):
    monkeypatch.setattr(decoding, "MAX_ANSWER_BYTES", 1 << 20)
    child(UP + "[say(bytes(1 << 16)) for _ in iter(int, 1)]")

    with pytest.raises(UnsupportedImage):
        decoding.check(b"any")


def test_a_child_that_does_not_start_is_our_fault_and_loud(child):
    child("raise SystemExit(3)")

    with pytest.raises(RuntimeError, match="exit code 3"):
        decoding.check(b"any")


GOOD = {
    "width": "9",
    "height": "9",
    "placeholder": '"data:image/webp;base64,UklGRg=="',
    "color": '"#c8281e"',
    "renditions": "[[9, 9, 2, 3]]",
}


@pytest.mark.parametrize(
    "lie",
    [
        {"width": "-1"},
        {"width": '"9"'},
        {"height": "null"},
        {"placeholder": '"javascript:alert(1)"'},
        {"color": '"red; background: url(x)"'},
        {"renditions": "[[9, 9, 2, 300]]"},
        {"renditions": "[[9, 9, -2, 7]]"},
        {"renditions": "[[9, 9, 2]]"},
        {"renditions": "[7]"},
        {"renditions": "[" * 2000},
        {"renditions": "[" + " " * 5000 + "]"},
        {"error": '"SystemExit"', "width": "0"},
    ],
)
def test_what_a_captured_child_says_is_not_believed(monkeypatch, lie):
    def answer(told):
        line = ", ".join(f'"{name}": {value}' for name, value in told.items())
        return lambda task, data: f"{{{line}}}\n".encode() + b"ABCDE"

    monkeypatch.setattr(decoding, "_ask", answer(GOOD))
    assert decoding.render(b"any").renditions == [images.Rendition(9, 9, b"AB", b"CDE")]

    monkeypatch.setattr(decoding, "_ask", answer(GOOD | lie))
    with pytest.raises(UnsupportedImage):
        decoding.render(b"any")


def test_the_child_knows_no_secret(own_child, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setenv("DATABASE_URL", "x")
    known = "len({'SECRET_KEY', 'DATABASE_URL', 'HOME'} & set(os.environ))"
    own_child(f"images.Checked(1 + {known}, 1, 'PNG')")

    assert decoding.check(b"any").width == 1


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="told otherwise there")
def test_the_child_gives_way_to_requests(own_child):
    own_child("images.Checked(1 + os.nice(0), 1, 'PNG')")

    assert decoding.check(b"any").width == min(1 + os.nice(0) + 10, 20)


@pytest.mark.skipif(sys.platform == "win32", reason="bounds files")
def test_the_child_cannot_write_to_disk(own_child, tmp_path):
    path = tmp_path / "loot"
    own_child(f"open({str(path)!r}, 'w').write('x' * 99999)")

    with pytest.raises(UnsupportedImage):
        decoding.check(b"any")

    assert not path.exists() or path.stat().st_size == 0


def test_no_third_picture_is_decoded_beside_two(monkeypatch):
    monkeypatch.setattr(decoding, "WAIT_SECONDS", 0.05)

    with decoding._slots, decoding._slots, pytest.raises(DecodersBusy):
        decoding.check(SIDEWAYS)

    assert decoding.check(SIDEWAYS).format == "JPEG"


def test_more_than_two_at_once_wait_for_one_another():
    with ThreadPoolExecutor(5) as pool:
        found = list(pool.map(decoding.check, [SIDEWAYS] * 5))

    assert {(one.width, one.height) for one in found} == {(160, 120)}


def test_nothing_is_left_behind(child):
    before = open_files()
    child(UP + "os.abort()")

    for _ in range(3):
        with pytest.raises(UnsupportedImage):
            decoding.check(b"any")

    assert decoding._slots._value == decoding.SLOTS
    assert open_files() == before


def open_files():
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0
