"""From an uploaded file's bytes to the pictures that are shown. Pure: no storage.

The format is judged by content, limits are read from the header before any pixel is
decoded, and what comes out is made from pixels alone: no metadata survives. Bytes from
outside come in through `catalogue.products.decoding`, which runs this in a bounded
process of its own.
"""

import base64
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pi_heif
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from catalogue.products.decoding_results import (
    Checked,
    Rendered,
    Rendition,
    content_name,
)
from catalogue.products.errors import ImageTooLarge, UnsupportedImage

__all__ = [
    "Checked",
    "Rendered",
    "Rendition",
    "check",
    "content_name",
    "decode",
    "redraw",
    "render",
    "render_file",
]

# Imported for what they register: with these no other plugin is ever loaded.
PLUGINS = (
    AvifImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)
# "JPEG" covers phones' multi-picture files; AVIF stands before HEIF, which would open
# an AVIF of the brand they share and then cannot decode it.
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"]
STILLS = {"MPO", "HEIF"}  # their further pictures are no frames and are never decoded
MAX_PIXELS = 50_000_000  # over all frames
MAX_SIDE = 12_000
WIDTHS = [320, 640, 1280, 2048]
DRAFT_SIDE = 2560  # a quarter more than the widest: what a JPEG's own halving blurs
DOCUMENT_SIDE = 3000  # pixels: a page of A4 at 250 dots an inch, small print legible
DOCUMENT_QUALITY = 85
PLACEHOLDER_WIDTH = 16
PLACEHOLDER_BYTES = 300
JPEG_QUALITY = 80
WEBP_QUALITY = 78

Turn = Image.Transpose
TURNS = {  # EXIF 2.32, tag 0x0112: what makes it upright
    2: Turn.FLIP_LEFT_RIGHT,
    3: Turn.ROTATE_180,
    4: Turn.FLIP_TOP_BOTTOM,
    5: Turn.TRANSPOSE,
    6: Turn.ROTATE_270,
    7: Turn.TRANSVERSE,
    8: Turn.ROTATE_90,
}
ORIENTATION = 0x0112
CHANNELS = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}  # by a profile's colour space

Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2  # Pillow refuses twice this while it opens
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a thread's memory counts against the process
pi_heif.register_heif_opener(
    thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
)


def check(data: bytes) -> Checked:
    """Decode fully, keeping nothing. Raises as `decode`."""
    image = _open(data)
    stored = image.size
    image.draft(None, (1, 1))  # an eighth of a JPEG, all of whose bytes are read still
    _load(image)
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    return Checked(*_upright_size(stored, _orientation(image)), kind)


def decode(data: bytes) -> Image.Image:
    """Open, check and decode fully: upright 8-bit RGB in sRGB, in its own size.

    Raises `UnsupportedImage` for what is no picture or a broken one, `ImageTooLarge`
    past 50 megapixels over all frames or 12,000 pixels a side. Only for files of our
    own: a broken HEIC can end the process.
    """
    image = _open(data)
    _load(image)
    return _plain(_channels(image), _orientation(image), image.info)


def render_file(data: bytes) -> Rendered:
    """As `render(decode(data))`, but for less: shrunk first, the rest is done to few.

    Raises as `decode`.
    """
    image = _open(data)
    stored = image.size
    # A large photograph is decoded at half its size or less, if both sides stay wide
    # enough, as either may be the width when upright.
    image.draft(None, (DRAFT_SIDE, DRAFT_SIDE))
    _load(image)
    orientation, info = _orientation(image), image.info
    width, height = _upright_size(stored, orientation)
    small = _channels(image)
    del image
    if width > WIDTHS[-1]:
        size = (WIDTHS[-1], max(1, round(height * WIDTHS[-1] / width)))
        size = _upright_size(size, orientation)
        small = small.resize(size, Image.Resampling.LANCZOS)
    return render(_plain(small, orientation, info), (width, height))


def redraw(data: bytes) -> bytes:
    """A photographed document as one JPEG, 3,000 pixels a side at most.

    Raises as `decode`.
    """
    image = _open(data)
    image.draft(None, (DOCUMENT_SIDE, DOCUMENT_SIDE))
    _load(image)
    orientation, info = _orientation(image), image.info
    small = _channels(image)
    del image
    if max(small.size) > DOCUMENT_SIDE:
        part = DOCUMENT_SIDE / max(small.size)
        width, height = (max(1, round(side * part)) for side in small.size)
        small = small.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    drawn = _plain(small, orientation, info)
    drawn.save(out, "JPEG", quality=DOCUMENT_QUALITY, optimize=True)
    return out.getvalue()


@contextmanager
def _hostile() -> Iterator[None]:
    """What decoders raise for bytes made to break them, as one of our two errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (ImageTooLarge, Image.DecompressionBombError):
            raise ImageTooLarge from None
        except Exception:  # noqa: BLE001 - a dozen kinds, KeyError and MemoryError too
            raise UnsupportedImage from None


def _open(data: bytes) -> Image.Image:
    """Read the header, and refuse by it."""
    with _hostile():
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        _check_size(image)
        if image.format == "PNG" and data[24] == 16:  # bits a channel
            _shorten_transparency(image)
        return image


def _check_size(image: Image.Image) -> None:
    if min(image.size) < 1:
        raise UnsupportedImage
    if max(image.size) > MAX_SIDE:
        raise ImageTooLarge
    frames = 1 if image.format in STILLS else getattr(image, "n_frames", 1)
    if image.width * image.height * frames > MAX_PIXELS:
        raise ImageTooLarge


def _shorten_transparency(image: Image.Image) -> None:
    """The transparent colour, of 16 bits a channel, as the pixels will be: of 8."""
    key = image.info.get("transparency")
    if isinstance(key, int):
        image.info["transparency"] = key >> 8
    elif isinstance(key, tuple):
        image.info["transparency"] = tuple(channel >> 8 for channel in key)


def _load(image: Image.Image) -> None:
    size = image.size
    with _hostile():
        image.load()
    if image.size != size:  # a HEIC whose header says less than its pixels take
        raise UnsupportedImage


def _orientation(image: Image.Image) -> int:
    """Of the EXIF block; 1, upright, where it cannot be read or was heeded already."""
    if image.format == "HEIF":
        return 1  # turned while decoding, by the container's own word
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return int(image.getexif().get(ORIENTATION, 1))
    return 1


def _upright_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Turns a stored size upright, and an upright one back."""
    return size[::-1] if orientation in {5, 6, 7, 8} else size


def _channels(image: Image.Image) -> Image.Image:
    """8 bits of grey, RGB or CMYK for each pixel, and alpha where there is any."""
    if image.mode == "I;16":  # Pillow's own conversion cuts all above 255 to white
        grey = Image.frombytes("L", image.size, image.tobytes(), "raw", "L;16")
        grey.info = image.info
        image = grey
    mode = "L" if image.mode in {"1", "L", "LA", "La"} else "RGB"
    if image.has_transparency_data:
        mode += "A"
    if image.mode in {mode, "CMYK"}:
        return image  # not a copy: half of the memory a large one takes
    return image.convert(mode)


def _plain(image: Image.Image, orientation: int, info: dict) -> Image.Image:
    """Upright, in sRGB, on white."""
    if orientation in TURNS:
        image = image.transpose(TURNS[orientation])
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    if alpha:
        image = image.convert("L" if image.mode == "LA" else "RGB")
    image = _to_srgb(image, info.get("icc_profile"))
    if alpha:
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=alpha)
        image = white
    image.info = {}  # comments and profiles would go along into every file made of it
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A missing, broken or unfitting profile: the numbers are taken as sRGB."""
    with suppress(Exception):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        channels = CHANNELS[source.profile.xcolor_space.strip()]
        if (channels, image.mode) == ("RGB", "L"):
            image = image.convert("RGB")
        target = ImageCms.createProfile("sRGB")
        if channels == image.mode:
            converted = ImageCms.profileToProfile(
                image, source, target, outputMode="RGB"
            )
            return converted or image
    return image.convert("RGB")


def render(image: Image.Image, full: tuple[int, int] | None = None) -> Rendered:
    """All sizes of a decoded picture, each made from the next larger one.

    `full` is its own size, where `image` is shrunk already.
    """
    full_width, full_height = full or image.size
    widths = sorted({min(width, image.width) for width in WIDTHS}, reverse=True)
    renditions = []
    current = image
    for width in widths:
        height = max(1, round(full_height * width / full_width))
        if (width, height) != current.size:
            current = current.resize((width, height), Image.Resampling.LANCZOS)
        renditions.append(_encode(current))
    return Rendered(
        width=full_width,
        height=full_height,
        placeholder=placeholder(current),
        color=dominant_color(current),
        renditions=renditions[::-1],
    )


def _encode(image: Image.Image) -> Rendition:
    webp, jpeg = io.BytesIO(), io.BytesIO()
    image.save(webp, "WEBP", quality=WEBP_QUALITY, method=4)
    image.save(jpeg, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    return Rendition(image.width, image.height, webp.getvalue(), jpeg.getvalue())


def placeholder(image: Image.Image) -> str:
    """A 16 px wide WebP as a data URI, 300 bytes at most."""
    height = min(max(1, round(image.height * PLACEHOLDER_WIDTH / image.width)), 32)
    tiny = image.resize((PLACEHOLDER_WIDTH, height), Image.Resampling.BOX)
    uri = ""
    for quality in (40, 20, 10, 1):
        out = io.BytesIO()
        tiny.save(out, "WEBP", quality=quality, method=6)
        uri = "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()
        if len(uri) <= PLACEHOLDER_BYTES:
            break
    return uri


def dominant_color(image: Image.Image) -> str:
    """The most frequent of five colours, as `#rrggbb`."""
    small = image.resize((64, 64), Image.Resampling.BOX).quantize(5)
    palette = small.getpalette() or [0, 0, 0]
    counts = small.histogram()
    index = counts.index(max(counts))
    red, green, blue = palette[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
