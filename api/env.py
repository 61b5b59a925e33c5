"""Read settings from the environment; an error names the variable and what is right.

An empty value counts as unset, so `DATABASE_URL=` in a file means the default.
"""

import os
import re
from collections.abc import Collection
from email.utils import parseaddr
from itertools import pairwise
from pathlib import Path
from string import Formatter
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

LONGEST_DAYS = 36_500  # a hundred years; much more, and dates run out
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
MAIL_SCHEMES = {"smtp", "smtps", "smtp+tls", "smtp+ssl"}
ESCAPED = "a character like @, / or # in a password is written %40, %2F, %23."
# A name, all below one (`.example.org`), or an address; IPv6 in brackets.
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
PATH = re.compile(r"[\w-]+(/[\w-]+)*", re.ASCII)


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def companion(name: str, other: str) -> str:
    """A text that has to be there where the variable `other` is."""
    value = text(name)
    if text(other) and not value:
        raise ImproperlyConfigured(f"{name} is not set; {other} needs it.")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it must be true or false.")


def whole(name: str, default: int, minimum: int = 0, maximum: int | None = None) -> int:
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        number = minimum - 1
    if number < minimum or (maximum is not None and number > maximum):
        bounds = f"{minimum} or more" if maximum is None else f"{minimum} to {maximum}"
        raise ImproperlyConfigured(
            f"{name} is {value[:40]!r}; it must be a whole number, {bounds}."
        )
    return number


def hours(name: str, default: int, minimum: int = 1) -> int:
    """No longer than dates can be counted with."""
    return whole(name, default, minimum, LONGEST_DAYS * 24)


def days(name: str, default: int, minimum: int = 1) -> int:
    return whole(name, default, minimum, LONGEST_DAYS)


def hour(name: str, default: int) -> int:
    """An hour of the day."""
    number = whole(name, default)
    if number > 23:
        raise ImproperlyConfigured(f"{name} is {number}; it must be an hour, 0 to 23.")
    return number


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = text(name)
    return [w.strip() for w in value.split(",") if w.strip()] if value else default


def wholes(name: str, default: tuple[int, ...]) -> tuple[int, ...]:
    """As many whole numbers above zero as the default has, ascending."""
    given = words(name, [str(number) for number in default])
    numbers = tuple(int(word) for word in given if word.isdecimal())
    right = len(numbers) == len(given) == len(default) and numbers[:1] > (0,)
    rising = list(numbers) == sorted(set(numbers))
    if not right or not rising or numbers[-1] > LONGEST_DAYS:
        raise ImproperlyConfigured(
            f"{name} is {','.join(given)!r}; it must be {len(default)} ascending whole "
            "numbers above zero."
        )
    return numbers


def check_rising(**hours: int) -> None:
    """Refuse settings, named in the order in which their hours come, that do not."""
    named = list(hours.items())
    for (earlier, least), (later, given) in pairwise(named):
        if given < least:
            raise ImproperlyConfigured(
                f"{later} is {given}; it must be {least} or more, as {earlier} says."
            )


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(name: str, default: list[str]) -> frozenset[int]:
    """Days of the week as Python counts them: `mon` is 0."""
    given = [word.lower() for word in words(name, default)]
    if not given or not set(given) <= set(WEEKDAYS):
        raise ImproperlyConfigured(
            f"{name} is {','.join(given)!r}; it must be a list of "
            f"{', '.join(WEEKDAYS)}."
        )
    return frozenset(WEEKDAYS.index(day) for day in given)


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().absolute()


def picture(name: str) -> Path | None:
    """A PNG or SVG that is there."""
    value = text(name)
    if not value:
        return None
    path = Path(value).expanduser().absolute()
    if path.suffix.lower() not in {".png", ".svg"} or not path.is_file():
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be a PNG or SVG file that is there."
        )
    return path


def base_url(name: str, default: str) -> str:
    """An `http(s)://host[:port]` without a slash at the end."""
    value = text(name, default).rstrip("/")
    if not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must begin with http:// or https://."
        )
    parts = _split(value)
    if parts is None or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be an address like https://example.org."
        )
    return value


def secure_url(name: str, default: str) -> str:
    """What a secret is sent to."""
    value = text(name, default)
    if not value.startswith("https://") or _split(value) is None:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be an address that begins with https://."
        )
    return value


def _split(value: str, *, needs_host: bool = True) -> SplitResult | None:
    """The parts of an address; None of what is none."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return None
    if re.search(r"\s", value) or (needs_host and not parts.hostname):
        return None
    return parts


def hosts(name: str, default: list[str]) -> list[str]:
    """Names as callers send them in `Host`, without scheme, port or path."""
    given = words(name, default)
    if wrong := [host for host in given if not HOST.fullmatch(host)]:
        raise ImproperlyConfigured(
            f"{name} has {wrong[0]!r}; it must be a list of names like "
            "catalogue.example.org, without http:// and port."
        )
    return given


def path(name: str, default: str, *, taken: Collection[str]) -> str:
    """One or more steps of an address, the first of which nothing else uses."""
    value = text(name, default).strip("/")
    if not PATH.fullmatch(value) or value.partition("/")[0] in taken:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be letters, digits and hyphens, and none of "
            f"{', '.join(sorted(taken))}."
        )
    return value


def log_level(name: str, default: str) -> str:
    value = text(name, default).upper()
    if value not in LOG_LEVELS:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be one of {', '.join(LOG_LEVELS)}."
        )
    return value


def page_url(name: str, default: str, *, needs: set[str], one_of: bool = False) -> str:
    """An address with `{places}` to fill in: all that it needs, or any of them.

    Empty stays empty.
    """
    value = text(name, default)
    if not value:
        return value
    places = [f"{{{place}}}" for place in sorted(needs)]
    found = _places(value)
    enough = bool(found) if one_of else found == needs
    if not value.startswith(("http://", "https://")) or not enough or found - needs:
        told = (" or " if one_of else " and ").join(places)
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must begin with http:// or https:// and hold "
            f"{told}, and no other braces."
        )
    return value


def _places(value: str) -> set[str]:
    """The names in braces; those of what is no template are not known."""
    try:
        return {name for _, name, _, _ in Formatter().parse(value) if name is not None}
    except ValueError:
        return {""}


def sender(name: str, default: str) -> str:
    """Whom letters come from: `name@example.org`, or `A name <name@example.org>`."""
    value = text(name, default)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be an address like "
            "'Lampung Catalogue <no-reply@example.org>'."
        ) from None
    return value


# What these hold may be a password: a message never repeats it.


def database(name: str, default: dict) -> dict:
    """A database from a URL: `postgres://user:password@host:5432/name`."""
    value = text(name)
    if not value:
        return default
    if not value.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"{name} must be a postgres:// URL; leave it empty for SQLite."
        )
    parts = _split(value, needs_host=False)  # a socket of this machine has none
    if parts is None or len(parts.path) < 2 or parts.path.count("/") > 1:
        raise ImproperlyConfigured(
            f"{name} must be like postgres://user:password@host:5432/name; {ESCAPED}"
        )
    return environ.Env.db_url_config(value)


def mail(name: str) -> dict:
    """A mail server from a URL: `smtp+tls://user:password@host:587`."""
    value = text(name)
    if not value:
        return {}
    parts = _split(value)
    if parts is None or parts.scheme not in MAIL_SCHEMES or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} must be like smtp+tls://user:password@mail.example.org:587; "
            f"{ESCAPED}"
        )
    return environ.Env.email_url_config(value)


def cache(name: str) -> str:
    """Redis or Valkey: `redis://host:6379/0`; `rediss` with TLS."""
    value = text(name)
    if not value:
        return value
    is_socket = re.fullmatch(r"unix://\S*/\S+", value)
    parts = _split(value)
    if not is_socket and (parts is None or parts.scheme not in {"redis", "rediss"}):
        raise ImproperlyConfigured(
            f"{name} must be like redis://:password@host:6379/0; {ESCAPED}"
        )
    return value
