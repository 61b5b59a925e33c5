"""What every drawing is handed besides a pen, and what a subject is made of."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from .canvas import Pen
from .palettes import Palette


@dataclass(frozen=True)
class Look:
    """How one picture looks: its chance, its colours, and its place in the run.

    `number` is the product's own (1 for P001), so that neighbours in a list differ.
    """

    chance: random.Random
    palette: Palette
    number: int

    def turned(self) -> "Look":
        """The same, in the palette's other colours: for a second of the same thing."""
        return replace(self, palette=self.palette.turned())


Item = Callable[[Pen, Look], None]
"""Draws one thing within ±200 units of the pen's origin; feet are at y = 200."""


@dataclass(frozen=True)
class Subject:
    """What a picture is of.

    `heroes` are ways of showing the same product, one of which is chosen; `others` keep
    it company; `crumb` is a small thing (±60 units) strewn or wreathed about; `motif`
    names the pattern behind. `flat` things are seen from above and never stand.
    `scenes` names the layouts that suit it; none means the usual ones.
    """

    heroes: tuple[Item, ...]
    others: tuple[Item, ...] = ()
    crumb: Item | None = None
    motif: str = "diamonds"
    flat: bool = False
    scenes: tuple[str, ...] = ()


# Words, any of which in a product's name calls for one of the subjects after them.
Row = tuple[str, *tuple[Subject, ...]]
