"""Numbers of certificates beside what others of their type look like. Pure.

A pattern is a regular expression that officers may edit, and is tried on whatever a
seller writes: `ways` bounds how long that can take.
"""

import re
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 64  # characters of a number
TOO_MANY = 1_000_000  # ways to try, each a fraction of a microsecond
REPEATS = {
    _constants.MAX_REPEAT,
    _constants.MIN_REPEAT,
    _constants.POSSESSIVE_REPEAT,
}


def is_unusual(pattern: str, number: str) -> bool:
    """Whether it looks unlike others of its type: a hint, no proof."""
    if not pattern or not number:
        return False
    return not re.fullmatch(pattern, number)


def ways(pattern: str) -> int:
    """In how many ways it can be tried on one number at most; `TOO_MANY` is the end.

    Raises `re.error`.
    """
    return _of_all(_parser.parse(pattern))


def _of_all(parts: Any) -> int:
    found = 1
    for kind, told in parts:
        found = min(found * _of(kind, told), TOO_MANY)
    return found


def _of(kind: Any, told: Any) -> int:
    if kind in REPEATS:
        least, most, body = told
        return _repeated(_of_all(body), int(least), int(most))
    if kind is _constants.BRANCH:
        return sum(_of_all(branch) for branch in told[1])
    if kind in {_constants.SUBPATTERN, _constants.ASSERT, _constants.ASSERT_NOT}:
        return _of_all(told[-1])
    if kind is _constants.ATOMIC_GROUP:
        return _of_all(told)
    return TOO_MANY if kind is _constants.GROUPREF_EXISTS else 1


def _repeated(once: int, least: int, most: int) -> int:
    counts = range(min(least, LONGEST), min(most, LONGEST) + 1)
    return min(sum(min(once**count, TOO_MANY) for count in counts), TOO_MANY)
