"""What changed between two states of a subject. Pure: plain values in, dataclasses out.

A subject's content is a dict of JSON values, as snapshots and change sets keep it; its
pictures are `[{id, alt}]` in order.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = Any  # what JSON can hold
Picture = dict[str, Any]  # id, and alt per language

# Objects that are one value: told whole, not member by member.
ATOMS = ({"amount", "currency"}, {"value", "unit"})
KEYS = ("id", "code")  # what items of a list are recognised by


@dataclass(frozen=True)
class Change:
    """One value that differs; None where it was not, or is no more.

    `pointer` (RFC 6901) points into the content as it shall be; what is removed, into
    the content as it was. `member` is the first part of it.
    """

    pointer: str
    member: str
    before: Value
    after: Value


class PictureMove(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    ALT_CHANGED = "alt_changed"


@dataclass(frozen=True)
class PictureChange:
    """One thing that happened to one picture; positions begin with 0."""

    image: str
    change: PictureMove
    before_alt: dict[str, str] | None
    after_alt: dict[str, str] | None
    before_position: int | None
    after_position: int | None


def content_changes(
    before: dict[str, Value], after: dict[str, Value], *, ignore: Sequence[str] = ()
) -> list[Change]:
    """Every value that differs, in the order of `after`'s members."""
    return [
        Change(pointer, pointer.split("/")[1], old, new)
        for pointer, old, new in _objects(before, after, "")
        if pointer.split("/")[1] not in ignore
    ]


def _objects(
    before: dict[str, Value], after: dict[str, Value], pointer: str
) -> Iterator[tuple[str, Value, Value]]:
    for name in {**after, **before}:
        place = f"{pointer}/{_escape(name)}"
        yield from _values(before.get(name), after.get(name), place)


def _values(
    before: Value, after: Value, pointer: str
) -> Iterator[tuple[str, Value, Value]]:
    if before == after:
        return
    if _is_open(before) and _is_open(after):
        yield from _objects(before, after, pointer)
    elif (key := _key_of(before, after)) is not None:
        yield from _items(before, after, key, pointer)
    elif not (_is_nothing(before) and _is_nothing(after)):
        yield pointer, before, after


def _is_nothing(value: Value) -> bool:
    return value is None or value in ("", [], {})


def _is_open(value: Value) -> bool:
    return isinstance(value, dict) and set(value) not in ATOMS


def _key_of(before: Value, after: Value) -> str | None:
    """By what the items of both lists are recognised, if by anything."""
    if not isinstance(before, list) or not isinstance(after, list):
        return None
    items = [*before, *after]
    for key in KEYS:
        if items and all(isinstance(i, dict) and key in i for i in items):
            return key
    return None


def _items(
    before: list[dict], after: list[dict], key: str, pointer: str
) -> Iterator[tuple[str, Value, Value]]:
    was = {item[key]: item for item in before}
    now = {item[key]: item for item in after}
    for place, item in enumerate(after):
        yield from _values(was.get(item[key]), item, f"{pointer}/{place}")
    for place, item in enumerate(before):
        if item[key] not in now:
            yield f"{pointer}/{place}", item, None
    stayed = [k for k in was if k in now], [k for k in now if k in was]
    if stayed[0] != stayed[1]:
        yield pointer, list(was), list(now)  # the same ones in another order


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def picture_changes(
    before: Sequence[Picture], after: Sequence[Picture]
) -> list[PictureChange]:
    """What was added, moved or described anew, in the new order; then what went.

    A picture counts as moved only where its neighbours do not explain it: one taken
    out at the front moves none of the others.
    """
    was = {p["id"]: (place, p["alt"]) for place, p in enumerate(before)}
    now = {p["id"]: (place, p["alt"]) for place, p in enumerate(after)}
    order = [was[image][0] for image in now if image in was]
    settled = {before[place]["id"] for place in _longest_rise(order)}
    found = []

    def tell(image: str, change: PictureMove) -> None:
        old_place, old_alt = was.get(image, (None, None))
        new_place, new_alt = now.get(image, (None, None))
        found.append(
            PictureChange(image, change, old_alt, new_alt, old_place, new_place)
        )

    for image, (_, alt) in now.items():
        if image not in was:
            tell(image, PictureMove.ADDED)
            continue
        if image not in settled:
            tell(image, PictureMove.MOVED)
        if was[image][1] != alt:
            tell(image, PictureMove.ALT_CHANGED)
    for image in was:
        if image not in now:
            tell(image, PictureMove.REMOVED)
    return found


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The longest part of `numbers` that already stands in rising order."""
    ends: list[int] = []  # the smallest end of a rise of each length
    chains: list[list[int]] = []
    for number in numbers:
        place = bisect_left(ends, number)
        chain = [*(chains[place - 1] if place else []), number]
        ends[place : place + 1] = [number]
        chains[place : place + 1] = [chain]
    return chains[-1] if chains else []
