"""The process in which a picture from outside is decoded; see `decoding`.

Standard input is the file, standard output the answer: one line of JSON, then the bytes
of the renditions in the order it names them. Nothing but Pillow is imported, so that it
starts in a tenth of a second.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from catalogue.products import images
from catalogue.products.decoding import READY
from catalogue.products.errors import ImageTooLarge, UnsupportedImage

CPU_SECONDS = 10
# Of address space. The largest pictures that are accepted take 0.2 to 0.5 GB, of the
# formats whose decoders keep several copies (WebP, AVIF with alpha) 0.8 GB.
MEMORY_BYTES = 1 << 30


def main() -> None:
    _die_first()
    _limit()
    answer = sys.stdout.buffer
    answer.write(READY)
    answer.flush()
    try:
        parts = list(_answer(sys.argv[1], sys.stdin.buffer.read()))
    except (UnsupportedImage, ImageTooLarge) as error:
        parts = [_line({"error": type(error).__name__})]
    answer.writelines(parts)


def _answer(task: str, data: bytes) -> Iterator[bytes]:
    if task == "check":
        yield _line(asdict(images.check(data)))
        return
    if task == "redraw":
        drawn = images.redraw(data)
        yield _line({"jpeg": len(drawn)})
        yield drawn
        return
    rendered = images.render_file(data)
    renditions = [
        [made.width, made.height, len(made.webp), len(made.jpeg)]
        for made in rendered.renditions
    ]
    size = {"width": rendered.width, "height": rendered.height}
    looks = {"placeholder": rendered.placeholder, "color": rendered.color}
    yield _line({**size, **looks, "renditions": renditions})
    for made in rendered.renditions:
        yield made.webp
        yield made.jpeg


def _line(value: dict) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _die_first() -> None:
    """Of all processes here, when the machine's memory runs out (Linux)."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _limit() -> None:
    """Bound what hostile bytes can take; on Windows only the parent's clock does."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS has no bound on address space
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
