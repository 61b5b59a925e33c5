"""The HTML of a letter, read out of its plain text: what both say is the same."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

LABELLED = re.compile(r"(?:(?P<label>[^:\n]{1,40}): )?(?P<link>https?://\S+)")
ITEM = "- "
WRAPPED = 70  # a line this long was broken by whoever wrote the template


@dataclass(frozen=True)
class Block:
    """`kind` is paragraph, list or button; a button has one line, its label."""

    kind: str
    lines: tuple[str, ...]
    link: str = ""


def blocks(text: str, *, links: Set[str], label: str) -> list[Block]:
    """The blocks of `text`, in order.

    A line with nothing but one of `links` is a button named `label`; before it may
    stand a name of its own, as in `Read it: https://…`. Only our own links: one that
    somebody put into a message stays text. Lines that begin with `- ` are a list.
    """
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        found += _of_part(part.strip().splitlines(), links, label)
    return found


def _of_part(lines: list[str], links: Set[str], label: str) -> Iterator[Block]:
    kind = ""
    held: list[str] = []
    for line in map(str.strip, lines):
        button = _button(line, links, label)
        now = "button" if button else "list" if line.startswith(ITEM) else "paragraph"
        if now != kind and held:
            yield _made(kind, held)
            held = []
        kind = now
        if button:
            yield button
        else:
            held.append(line)
    if held:
        yield _made(kind, held)


def _button(line: str, links: Set[str], label: str) -> Block | None:
    found = LABELLED.fullmatch(line)
    if found is None or found["link"] not in links:
        return None
    return Block("button", (found["label"] or label,), found["link"])


def _made(kind: str, lines: list[str]) -> Block:
    if kind == "list":
        return Block(kind, tuple(line.removeprefix(ITEM) for line in lines))
    return Block(kind, tuple(_joined(lines)))


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines that were only broken for width are one again."""
    held = ""
    for line in lines:
        held = f"{held} {line}" if held else line
        if len(line) < WRAPPED:
            yield held
            held = ""
    if held:
        yield held
