"""The paper the catalogue is printed on: fine grain, faint fibres, a little light."""

import random
from functools import cache

from PIL import Image, ImageChops, ImageFilter

GRAIN = 9  # greatest deviation of a grain of paper, in levels of 256
FIBRE = 4


def print_on_paper(image: Image.Image) -> Image.Image:
    """`image` with the light and the grain of the sheet in it."""
    lit = ImageChops.multiply(image, _light(image.size))
    return ImageChops.add(lit, _grain(image.size), 1, -128)


@cache
def _light(size: tuple[int, int]) -> Image.Image:
    """Full in the upper left, a tenth less in the far corners."""
    glow = Image.radial_gradient("L").point(
        [255 - max(0, i - 90) // 6 for i in range(256)]
    )
    width, height = size
    wide = glow.resize((round(width * 1.25), round(height * 1.25)))
    return wide.crop(
        (width // 7, height // 7, width // 7 + width, height // 7 + height)
    ).convert("RGB")


@cache
def _grain(size: tuple[int, int]) -> Image.Image:
    """Grey noise around 128, the same on every machine."""
    chance = random.Random("paper")
    fine = _noise(chance, size, GRAIN).filter(ImageFilter.BoxBlur(0.6))
    coarse = _noise(chance, (size[0] // 9, size[1] // 3), FIBRE).resize(size)
    return ImageChops.add(fine, coarse, 1, -128).convert("RGB")


def _noise(chance: random.Random, size: tuple[int, int], spread: int) -> Image.Image:
    table = [128 + round((i - 127.5) / 127.5 * spread) for i in range(256)]
    raw = chance.randbytes(size[0] * size[1])
    return Image.frombytes("L", size, raw).point(table)
