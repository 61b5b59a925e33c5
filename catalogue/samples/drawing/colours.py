"""Colours as "#rrggbb" strings, or "#rrggbbaa" where something shows through."""

from functools import lru_cache

from PIL import ImageColor

GOLD = "#d8a33c"
PALE_GOLD = "#f0cf7e"
DEEP_GOLD = "#a8742a"
CREAM = "#f7ecd9"
COFFEE = "#56301f"
LEAF = "#4f7f4b"
DEEP_LEAF = "#2f5a43"
CHERRY = "#b3263a"
TERRACOTTA = "#b9603f"
STRAW = "#d9b376"
BAMBOO = "#d6b665"
RATTAN = "#b98046"
TEAK = "#9a6238"
PALE_WOOD = "#d8a974"
STEEL = "#b9c2c6"
IRON = "#4b5358"
BONE = "#efe3cf"
BRASS = "#cf9b3a"
LEATHER = "#8a4b2c"


@lru_cache(maxsize=4096)
def mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second` stirred in; always opaque."""
    pairs = zip(
        ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True
    )
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lighter(colour: str, share: float = 0.2) -> str:
    """Towards warm white."""
    return mix(colour, "#fff8ea", share)


def darker(colour: str, share: float = 0.2) -> str:
    """Towards aubergine rather than black, which would look dirty in print."""
    return mix(colour, "#22121f", share)


def veil(colour: str, opacity: float) -> str:
    """`colour` as a translucent film; `opacity` runs from 0 to 1."""
    return f"{colour[:7]}{round(opacity * 255):02x}"


def brightness(colour: str) -> float:
    """As the eye weighs it, 0 to 255."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return 0.299 * red + 0.587 * green + 0.114 * blue


def is_dark(colour: str) -> bool:
    """Whether cream reads better on it than ink does."""
    return brightness(colour) < 128


def legible(ground: str, *choices: str) -> str:
    """The first of `choices` that stands out from `ground`, or the last."""
    for choice in choices:
        if abs(brightness(choice) - brightness(ground)) > 58:
            return choice
    return choices[-1]
