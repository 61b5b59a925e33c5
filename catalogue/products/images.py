"""From an uploaded file's bytes to the pictures that are shown. Pure: no storage.

The format is judged by content, limits are read from the header before any pixel is
decoded, and what comes out is made from pixels alone: no metadata survives.
"""

import base64
import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from catalogue.products.errors import ImageTooLarge, UnsupportedImage

FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]  # "JPEG" covers phones' multi-picture
MAX_PIXELS = 50_000_000  # over all frames
MAX_SIDE = 12_000
WIDTHS = [320, 640, 1280, 2048]
PLACEHOLDER_WIDTH = 16
PLACEHOLDER_BYTES = 300
JPEG_QUALITY = 80
WEBP_QUALITY = 78


@dataclass(frozen=True)
class Rendition:
    width: int
    height: int
    webp: bytes
    jpeg: bytes


@dataclass(frozen=True)
class Rendered:
    """A picture ready to store: upright, sRGB, nothing but pixels."""

    width: int
    height: int
    placeholder: str
    color: str
    renditions: list[Rendition]


def decode(data: bytes) -> Image.Image:
    """Open, check and decode fully: upright 8-bit RGB in sRGB.

    Raises `UnsupportedImage` for what is no picture or a broken one, `ImageTooLarge`
    past 50 megapixels over all frames or 12,000 pixels a side.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            _check_size(image)
            image.load()
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise ImageTooLarge from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
            raise UnsupportedImage from None
    return _plain(image)


def _check_size(image: Image.Image) -> None:
    frames = getattr(image, "n_frames", 1)
    if max(image.size) > MAX_SIDE:
        raise ImageTooLarge
    if image.width * image.height * frames > MAX_PIXELS:
        raise ImageTooLarge


def _plain(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    if profile and image.mode in {"RGB", "RGBA", "L", "CMYK"}:
        image = _to_srgb(image, profile)
    image = image.convert("RGB")
    image.info = {}  # comments and profiles would go along into every file made of it
    return image


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode == "RGBA":
        image = image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile: the numbers are taken as sRGB
    return converted or image


def render(image: Image.Image) -> Rendered:
    """All sizes of a decoded picture, each made from the next larger one."""
    widths = sorted({min(width, image.width) for width in WIDTHS}, reverse=True)
    renditions = []
    current = image
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        if (width, height) != current.size:
            current = current.resize((width, height), Image.Resampling.LANCZOS)
        renditions.append(_encode(current))
    return Rendered(
        width=image.width,
        height=image.height,
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


def content_name(image_id: object, data: bytes, width: int, extension: str) -> str:
    """A storage name that no other bytes share: served for ever, never changed."""
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{image_id}/{digest}-{width}.{extension}"
