"""The HTML of a letter, read out of its plain text: what both say is the same."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

LABELLED = re.compile(r"(?:(?P<label>[^:\n]{1,40}): )?(?P<link>https?://\S+)")
ITEM = "- "
QUOTED = ">"  # before each line that somebody else wrote, as in answered mail
WRAPPED = 70  # a line this long was broken by whoever wrote the template


@dataclass(frozen=True)
class Block:
    """`kind` is paragraph, list, quotation or button.

    A button has one line, its label; of a quotation an empty line parts paragraphs.
    """

    kind: str
    lines: tuple[str, ...]
    link: str = ""


def blocks(text: str, *, links: Set[str], label: str) -> list[Block]:
    """The blocks of `text`, in order.

    A line with nothing but one of `links` is a button named `label`; before it may
    stand a name of its own, as in `Read it: https://…`. Only our own links: one that
    somebody put into a message stays text. Lines that begin with `- ` are a list, those
    of `quotation` stay one.
    """
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        found += _of_part(part.strip().splitlines(), links, label)
    return found


def quotation(text: str, characters: int) -> str:
    """What somebody wrote, for the plain text of a letter: told apart from our words.

    Its lines and paragraphs stay; what is longer is cut between words.
    """
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    if len(tidy) > characters:
        cut = re.match(r"(.*)\s", tidy[: characters + 1], re.DOTALL)
        tidy = (cut[1].rstrip() if cut else tidy[:characters]) + " …"
    return "\n".join(f"{QUOTED} {line}".rstrip() for line in tidy.splitlines())


def _of_part(lines: list[str], links: Set[str], label: str) -> Iterator[Block]:
    kind = ""
    held: list[str] = []
    for line in map(str.strip, lines):
        now = _kind(line)
        button = _button(line, links, label) if now == "paragraph" else None
        now = "button" if button else now
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


def _kind(line: str) -> str:
    if line == QUOTED or line.startswith(f"{QUOTED} "):
        return "quotation"
    return "list" if line.startswith(ITEM) else "paragraph"


def _button(line: str, links: Set[str], label: str) -> Block | None:
    found = LABELLED.fullmatch(line)
    if found is None or found["link"] not in links:
        return None
    return Block("button", (found["label"] or label,), found["link"])


def _made(kind: str, lines: list[str]) -> Block:
    if kind == "list":
        return Block(kind, tuple(line.removeprefix(ITEM) for line in lines))
    if kind == "quotation":
        return Block(kind, tuple(line.removeprefix(QUOTED).strip() for line in lines))
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
