"""From the paper to a PDF: values become JSON, and typst sets them in `quote.typ`.

typst weighs 80 MB and is loaded at the first paper. Only our fonts are used, so that
every machine makes the same bytes.
"""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from catalogue.enquiries import wording
from catalogue.enquiries.papers.model import Line, QuotePaper
from catalogue.enquiries.papers.qr import qr_svg
from catalogue.enquiries.papers.wording import WORDING

FOLDER = Path(__file__).parent
LONGEST_WORD = 18  # characters that fit the narrowest column
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
BREAK = "\u200b"  # a place where a line may end, and nothing is seen


def typeset(paper: QuotePaper, mark: Path | None) -> bytes:
    """The PDF; the same paper makes the same bytes. `mark` is a PNG or SVG."""
    import typst  # heavy, see above

    compiler = typst.Compiler(
        input=_template(),
        root=str(mark.parent if mark else FOLDER),
        font_paths=_fonts(),
        sys_inputs={"paper": json.dumps(_values(paper, mark), ensure_ascii=False)},
    )
    issued = datetime.combine(paper.issued_on, time(), UTC)
    pdf = compiler.compile(format="pdf", timestamp=issued)
    assert isinstance(pdf, bytes)  # pages in one file, not written to disk
    return pdf


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (FOLDER / "quote.typ").read_bytes()


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FOLDER / "fonts")],
    )


def _values(paper: QuotePaper, mark: Path | None) -> dict[str, Any]:
    day = paper.issued_on
    return {
        **_cleaned(asdict(paper)),
        "lines": [_line(line) for line in paper.lines],
        "words": WORDING[paper.language],
        "issued": {"year": day.year, "month": day.month, "day": day.day},
        "issued_on": wording.day(day, paper.language),
        "valid_until_on": wording.day(paper.valid_until_on, paper.language),
        "check_url": paper.check_url,
        "check_url_shown": _printable(paper.check_url),
        "qr": qr_svg(paper.check_url),
        "mark": f"/{mark.name}" if mark else "",
    }


def _line(line: Line) -> dict[str, Any]:
    codes = [line.sku, f"HS {line.hs_code}" if line.hs_code else ""]
    return {
        **_cleaned(asdict(line)),
        "codes": _printable(" · ".join(filter(None, codes))),
    }


def _cleaned(value: Any) -> Any:
    """Whatever `asdict` makes, with each text made `_printable`."""
    match value:
        case str():
            return _printable(value)
        case dict():
            return {key: _cleaned(part) for key, part in value.items()}
        case list() | tuple():
            return [_cleaned(part) for part in value]
    return value


def _printable(text: str) -> str:
    """Without signs that are not seen, and so that no word is wider than its column.

    Signs that turn the direction of reading go too: they could show a price backwards.
    """
    spaced = text.replace("\t", " ")
    seen = "".join(c for c in spaced if c == "\n" or _is_seen(c))
    return _LONG_WORD.sub(lambda found: found[0] + BREAK, seen)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
