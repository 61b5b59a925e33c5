"""Pictures from outside, decoded where they can do no harm: in a process of their own.

It has 10 seconds of processor time, bounded memory, a low priority, no environment of
ours, and ends with the picture. Only JSON and bytes come back, and they are not
believed here either.
"""

import errno
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import IO, Any

from catalogue.products.decoding_results import Checked, Rendered, Rendition
from catalogue.products.errors import DecodersBusy, ImageTooLarge, UnsupportedImage

SLOTS = 2  # decodes at once in this process
WAIT_SECONDS = 2  # for a slot: the caller holds a thread of the server
# The child bounds its own processor time to 10 seconds. A check and a redrawing have a
# person waiting; a render only takes what processor time nobody else wants.
WALL_SECONDS = {"check": 10.0, "redraw": 15.0, "render": 60.0}
STARVED_SECONDS = 5.0  # of processor time in all of those: below, the machine was busy
MAX_ANSWER_BYTES = 64 << 20
MAX_LINE_BYTES = 4096
READY = b"+"  # the child is up, and what follows is the picture's doing
ROOT = Path(__file__).resolve().parents[2]
CHILD = [sys.executable, "-B", "-s", "-m", "catalogue.products.decoding_child"]
# What an interpreter may need to start; all else, secrets first, stays here.
KEPT = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH"]
KEPT += ["PATH", "SYSTEMROOT"]
ARENAS = {"MALLOC_ARENA_MAX": "1"}  # glibc reserves 64 MB of addresses for each further
NICE = 10
LOW_PRIORITY = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)  # Windows' word
PLACEHOLDER = re.compile(r"data:image/webp;base64,[A-Za-z0-9+/=]{1,1000}")
COLOR = re.compile(r"#[0-9a-f]{6}")
FORMAT = re.compile(r"[A-Z]{3,4}")

_slots = BoundedSemaphore(SLOTS)


def check(data: bytes) -> Checked:
    """Decode fully and keep nothing: is it a picture that we take? 0.1 s and more.

    Raises `UnsupportedImage`, also for what crashes a decoder or takes too much time or
    memory; `ImageTooLarge`; `DecodersBusy`.
    """
    answer = _ask("check", data)
    with _not_believed():
        found, _ = _parse(answer)
        return Checked(
            width=_count(found["width"]),
            height=_count(found["height"]),
            format=_matching(FORMAT, found["format"]),
        )


def render(data: bytes) -> Rendered:
    """All sizes of a picture. A second for a phone's photograph. Raises as `check`."""
    answer = _ask("render", data)
    with _not_believed():
        found, body = _parse(answer)
        return Rendered(
            width=_count(found["width"]),
            height=_count(found["height"]),
            placeholder=_matching(PLACEHOLDER, found["placeholder"]),
            color=_matching(COLOR, found["color"]),
            renditions=list(_renditions(found["renditions"], body)),
        )


def redraw(data: bytes) -> bytes:
    """A photographed document as a JPEG of nothing but pixels. Raises as `check`."""
    answer = _ask("redraw", data)
    with _not_believed():
        found, body = _parse(answer)
        if _count(found["jpeg"]) != len(body):
            raise ValueError("more bytes, or fewer, than it says")
        return body


def _renditions(sizes: list[list[int]], body: bytes) -> Iterator[Rendition]:
    start = 0
    for width, height, *lengths in sizes:
        webp, jpeg = (_count(length) for length in lengths)
        middle, end = start + webp, start + webp + jpeg
        yield Rendition(
            _count(width), _count(height), body[start:middle], body[middle:end]
        )
        start = end
    if start != len(body):
        raise ValueError("bytes that no rendition claims, or too few")


def _parse(answer: bytes) -> tuple[dict[str, Any], bytes]:
    line, _, body = answer.partition(b"\n")
    if len(line) > MAX_LINE_BYTES:
        raise ValueError("too long a line")
    found = json.loads(line)
    if found.get("error") == ImageTooLarge.__name__:
        raise ImageTooLarge
    return found, body


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError(value)
    return value


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value


@contextmanager
def _not_believed() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UnsupportedImage from None


def _ask(task: str, data: bytes) -> bytes:
    if not _slots.acquire(timeout=WAIT_SECONDS):
        raise DecodersBusy
    try:
        return _judged(_run(task, data))
    finally:
        _slots.release()


@dataclass(frozen=True)
class _Ended:
    """How a child went: its exit code, what it said, how long it took."""

    code: int
    answer: bytes
    late: bool
    processor: float  # seconds


def _judged(ended: _Ended) -> bytes:
    """The answer after `READY`, or whose fault it is that there is none."""
    started = ended.answer.startswith(READY)
    if started and ended.code == 0:
        return ended.answer[len(READY) :]
    if ended.late and ended.processor < STARVED_SECONDS:
        raise DecodersBusy
    if started:
        raise UnsupportedImage
    if ended.code < 0:  # killed before it had read anything: the machine is short of it
        raise DecodersBusy
    raise RuntimeError(f"{' '.join(CHILD)} does not start: exit code {ended.code}")


def _run(task: str, data: bytes) -> _Ended:
    began = time.monotonic()
    child = _start(task)
    stdin, stdout = child.stdin, child.stdout
    assert stdin is not None
    assert stdout is not None
    deadline = Timer(WALL_SECONDS[task], child.kill)
    feeder = Thread(target=_feed, args=(stdin, data))
    for thread in (deadline, feeder):
        thread.daemon = True
        thread.start()
    with stdout:
        answer = stdout.read(MAX_ANSWER_BYTES + 1)
        if len(answer) > MAX_ANSWER_BYTES:
            child.kill()
        code, processor = _reap(child)
    wall = time.monotonic() - began
    deadline.cancel()
    feeder.join()
    late = wall >= WALL_SECONDS[task]
    return _Ended(code, answer, late, processor)


def _start(task: str) -> subprocess.Popen:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        child = subprocess.Popen(
            [*CHILD, task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=kept | ARENAS,
            creationflags=LOW_PRIORITY,
        )
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.ENOMEM}:
            raise DecodersBusy from None
        raise
    _lower(child.pid, idle=task == "render")
    return child


def _lower(pid: int, *, idle: bool) -> None:
    """Requests go first, from the child's first moment: starting it is work too.

    `idle`: only what processor time nobody else wants, and off it the moment anybody
    does; a merely nice process finishes its turn of milliseconds before a request.
    """
    with suppress(OSError):  # it may have ended
        if hasattr(os, "setpriority"):
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, pid, own + NICE)
        if idle and hasattr(os, "SCHED_IDLE"):  # Linux
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))


def _feed(stdin: IO[bytes], data: bytes) -> None:
    with suppress(OSError), stdin:  # a child that has seen enough stops reading
        stdin.write(data)


def _reap(child: subprocess.Popen) -> tuple[int, float]:
    """Wait for the end: exit code, and seconds of processor time where known."""
    if not hasattr(os, "wait4"):
        return child.wait(), STARVED_SECONDS
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime
