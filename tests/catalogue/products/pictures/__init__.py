"""Pictures to upload: drawn, photographed, broken and built to break a decoder."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent
WHITE, RED, BLUE = (255, 255, 255), (200, 40, 30), (20, 60, 180)


def corners(width=160, height=120):
    """Top left white, bottom right blue, the others red: no turn leaves it as it is."""
    image = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=WHITE)
    draw.rectangle((width // 2, height // 2, width, height), fill=BLUE)
    return image


def detailed(width, height):
    """Something of a photograph: structure on all scales, and a sensor's noise."""
    across, down = -(-width // 4), -(-height // 4)
    whole = Image.effect_mandelbrot((across, down), (-2, -1.2, 1, 1.2), 60)
    noise = Image.effect_noise((across, down), 24)
    sky = Image.linear_gradient("L").resize((across, down))
    tile = Image.merge(
        "RGB", [Image.blend(part, noise, 0.2) for part in (whole, sky, noise)]
    )
    image = Image.new("RGB", (width, height))
    for left in range(0, width, across):
        for top in range(0, height, down):
            image.paste(tile, (left, top))
    return image


def file_of(image, kind="JPEG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def phone_exif(orientation=6):
    """As phones write it: make, orientation, and where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Telephone Maker"
    exif[0x0112] = orientation
    position = exif.get_ifd(0x8825)
    position[1], position[2] = "S", (5.0, 27.0, 1.0)
    return exif


def heic(name):
    return (FOLDER / name).read_bytes()


def at_corners(image):
    """The colours in the middle of each quarter, row by row."""
    across, down = image.width // 4, image.height // 4
    return [
        image.getpixel((x, y))
        for y in (down, image.height - down)
        for x in (across, image.width - across)
    ]


def near(found, wanted, within=8):
    """Whether colours, or lists of them, are the same but for what a codec loses."""
    if isinstance(wanted, int):
        return abs(found - wanted) <= within
    return all(near(f, w, within) for f, w in zip(found, wanted, strict=True))


def png_chunk(name, data):
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def png(size, bits, colour_type, rows, *extra):
    """A PNG of the chunks given; `rows` are its scanlines, each after its filter."""
    header = struct.pack(">IIBBBBB", *size, bits, colour_type, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", header),
            *extra,
            png_chunk(b"IDAT", zlib.compress(rows)),
            png_chunk(b"IEND", b""),
        ]
    )


def gif(size, frames):
    """A GIF of so many frames, each of one pixel."""
    head = b"GIF89a" + struct.pack("<HH", *size) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"
    return head + frame * frames + b";"


# Of Display P3, adapted to D50: what iPhones embed.
P3 = {
    b"rXYZ": (0.51512, 0.2412, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.1571, 0.06657, 0.78407),
}


def icc_profile(primaries, gamma):
    """A matrix profile for RGB, or, without primaries, one for grey."""
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(gamma * 256)) + b"\0\0"
    tags = {b"wtpt": _xyz(0.9642, 1.0, 0.8249)}
    tags |= {name: _xyz(*value) for name, value in primaries.items()}
    curves = (b"rTRC", b"gTRC", b"bTRC") if primaries else (b"kTRC",)
    tags |= dict.fromkeys(curves, curve)
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(body), len(value))
        body += value
    space = b"RGB " if primaries else b"GRAY"
    rest = struct.pack(">I", len(tags)) + table + body
    head = struct.pack(">I", 128 + len(rest)) + b"lcms\x02\x40\0\0mntr" + space
    head += b"XYZ " + b"\0" * 12 + b"acsp" + b"\0" * 28
    head += struct.pack(">3i", 63190, 65536, 54061)  # D50
    return head.ljust(128, b"\0") + rest


def _xyz(*values):
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))
