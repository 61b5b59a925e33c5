"""Pictures of sample products, drawn rather than photographed.

Nothing here is random: the same product is the same picture on every machine.
"""

import random
import re

from PIL import Image

from .canvas import Canvas
from .casting import choose_subject
from .compositions import STANDING, USUAL_STANDING, Scene
from .flat_lays import FLAT, USUAL_FLAT
from .landscapes import FAR
from .look import Look, Subject
from .palettes import PALETTES, Palette
from .rooms import ROOMS

__all__ = ["draw"]


SCENES: dict[str, Scene] = {**STANDING, **ROOMS, **FLAT, **FAR}


def draw(*, key: str, category: str, top_category: str, name: str) -> Image.Image:
    """Draw one product: RGB, 1280 by 960.

    `key` ("P001") decides palette and layout, so that neighbours in a list differ;
    `category` and the words of `name` decide what is shown. A category without a
    subject of its own is shown as its top category.
    """
    number = _number(key)
    look = Look(random.Random(key), _palette(top_category, number), number)
    subject = choose_subject(category, top_category, name, number)
    canvas = Canvas(look.palette.wall)
    _scene(subject, number)(canvas.pen(), look, subject)
    return canvas.finish()


def _number(key: str) -> int:
    """The digits of `key`, or for a key without any, a number of its letters."""
    digits = re.search(r"\d+", key)
    return int(digits.group()) if digits else random.Random(key).randrange(1000)


def _palette(top_category: str, number: int) -> Palette:
    choices = PALETTES.get(top_category, PALETTES["lainnya"])
    return choices[number % len(choices)]


def _scene(subject: Subject, number: int) -> Scene:
    usual = USUAL_FLAT if subject.flat else USUAL_STANDING
    names = subject.scenes or usual
    name = names[(number + number // len(names)) % len(names)]
    return SCENES[name]
