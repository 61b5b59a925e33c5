"""What becomes of a picture, as plain values: known without loading Pillow."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Checked:
    """A picture that decodes: its size upright; JPEG, PNG, WEBP, GIF, AVIF or HEIF."""

    width: int
    height: int
    format: str


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


def content_name(image_id: object, data: bytes, width: int, extension: str) -> str:
    """A storage name that no other bytes share: served for ever, never changed."""
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{image_id}/{digest}-{width}.{extension}"
