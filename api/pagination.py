"""The list envelope and its cursors."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from api.errors import Problem
from catalogue.listings.rows import dump
from catalogue.listings.statements import Position

# Parameters that choose a page of the same list, and the language, told apart.
PAGE_ONLY = {"cursor", "limit", "count", "lang"}
LARGEST = 2**63
MAX_LINKED = 2_000  # characters of parameters sent back as they came


@dataclass(frozen=True)
class Page:
    """One page: stored JSON texts and the cursors around it."""

    rows: list[str]
    next_cursor: str | None
    previous_cursor: str | None


def fingerprint(path: str, values: dict[str, Any], sort: str, language: str) -> str:
    """What a cursor is good for: one list, its filters, sort and language."""
    asked = sorted(f"{k}={v}" for k, v in values.items() if k not in PAGE_ONLY)
    text = "\n".join([path, sort, language, *asked])
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()


def encode(mark: str, key: Any, ident: UUID, *, backwards: bool) -> str:
    """Mark, direction, id and key, in that order; all but the key of fixed width."""
    text = f"{mark}{'<' if backwards else '>'}{ident.hex}{key}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str | None, mark: str, key_type: type) -> Position | None:
    """The position a cursor stands for; raises `invalid_cursor` for any other text.

    `key_type` is what the list sorts by: `int`, or `str` for names.
    """
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        made_for, direction, ident, key = text[:12], text[12], text[13:45], text[45:]
        position = Position(_key(key, key_type), UUID(hex=ident), direction == "<")
    except (binascii.Error, ValueError, IndexError):
        raise Problem("invalid_cursor") from None
    if made_for != mark or direction not in "<>":
        raise Problem("invalid_cursor")
    return position


def _key(text: str, key_type: type) -> int | str:
    """Sort keys are 64-bit integers or folded names; nothing else reaches SQL."""
    if key_type is int:
        key = int(text) if len(text) < 25 else LARGEST
        if abs(key) < LARGEST:
            return key
    elif len(text) <= 240 and "\x00" not in text:
        return text
    raise ValueError


def page_of(
    found: list[tuple[Any, Any, str]],
    *,
    limit: int,
    mark: str,
    position: Position | None,
) -> Page:
    """Cut a page from up to `limit + 1` rows of (key, id, JSON), nearest first."""
    more = len(found) > limit
    rows = found[:limit]
    backwards = position is not None and position.backwards
    if backwards:
        rows.reverse()
    has_next = bool(rows) and (more or backwards)
    has_previous = bool(rows) and (more if backwards else position is not None)
    return Page(
        rows=[row[2] for row in rows],
        next_cursor=_cursor(rows[-1], mark, False) if has_next else None,
        previous_cursor=_cursor(rows[0], mark, True) if has_previous else None,
    )


def _cursor(row: tuple[Any, Any, str], mark: str, backwards: bool) -> str:
    return encode(mark, row[0], row[1], backwards=backwards)


def page_by_id(
    queryset: QuerySet,
    values: dict[str, Any],
    *,
    mark: str,
    newest_first: bool,
) -> tuple[list[Any], Page]:
    """The objects of one page of private rows, in the order of their UUIDv7 ids.

    `Page.rows` is empty: the caller shows the objects its own way.
    """
    position = decode(values.get("cursor"), mark, int)
    limit = values.get("limit", 20)
    forwards = position is None or not position.backwards
    descending = newest_first == forwards
    if position is not None:
        beyond = "pk__lt" if descending else "pk__gt"
        queryset = queryset.filter(**{beyond: position.id})
    found = list(queryset.order_by("-pk" if descending else "pk")[: limit + 1])
    page = page_of(
        [(0, row.pk, row) for row in found],
        limit=limit,
        mark=mark,
        position=position,
    )
    return list(page.rows), Page([], page.next_cursor, page.previous_cursor)


def page_by_key(
    queryset: QuerySet, values: dict[str, Any], *, mark: str, key: str
) -> tuple[list[Any], Page]:
    """As `page_by_id`, in the ascending order of the integer column `key`, then id."""
    position = decode(values.get("cursor"), mark, int)
    limit = values.get("limit", 20)
    forwards = position is None or not position.backwards
    if position is not None:
        # Two conditions rather than an OR: databases begin in the middle of an index.
        from_key, same_or_before = ("gte", "lte") if forwards else ("lte", "gte")
        queryset = queryset.filter(**{f"{key}__{from_key}": position.key}).exclude(
            **{key: position.key, f"pk__{same_or_before}": position.id}
        )
    order = [key, "pk"] if forwards else [f"-{key}", "-pk"]
    found = list(queryset.order_by(*order)[: limit + 1])
    page = page_of(
        [(getattr(row, key), row.pk, row) for row in found],
        limit=limit,
        mark=mark,
        position=position,
    )
    return list(page.rows), Page([], page.next_cursor, page.previous_cursor)


def private_envelope(
    results: list[Any], page: Page, count: int | None = None
) -> dict[str, Any]:
    return {
        "results": results,
        "next_cursor": page.next_cursor,
        "previous_cursor": page.previous_cursor,
        "count": count,
    }


def whole_list(results: list[Any], values: dict[str, Any]) -> dict[str, Any]:
    """The envelope of a list that comes in one page."""
    return {
        "results": results,
        "next_cursor": None,
        "previous_cursor": None,
        "count": len(results) if values.get("count") else None,
    }


def envelope(page: Page, count: int | None, **beside: Any) -> bytes:
    """The list as it is sent; the rows' bytes pass through unparsed."""
    tail = dump(
        {
            "next_cursor": page.next_cursor,
            "previous_cursor": page.previous_cursor,
            "count": count,
            **beside,
        }
    )
    return f'{{"results":[{",".join(page.rows)}],{tail[1:]}'.encode()


def headers(request, page: Page, query: str | None = None) -> dict[str, str]:
    """The `Link` header (RFC 8288), from the configured base address.

    `query` is `q` as it was read, to stand for one too long to be sent back: what is
    between caller and server takes headers of some kilobytes.
    """
    # No parameter comes twice, so this leaves exactly the others, as they were sent.
    sent = request.META.get("QUERY_STRING", "").split("&")
    others = [part for part in sent if part and not part.startswith("cursor=")]
    if query is not None and sum(map(len, others)) > MAX_LINKED:
        others = [f"q={quote(query)}" if p.startswith("q=") else p for p in others]
    found = []
    for relation, cursor in (
        ("next", page.next_cursor),
        ("prev", page.previous_cursor),
    ):
        if cursor:
            asked = "&".join([*others, f"cursor={cursor}"])
            address = f"{settings.PUBLIC_URL}{request.path}?{asked}"
            found.append(f'<{address}>; rel="{relation}"')
    return {"Link": ", ".join(found)} if found else {}
