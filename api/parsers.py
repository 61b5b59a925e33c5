"""How bodies are read: bounded, and nothing that could not be written back."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from rest_framework import parsers
from rest_framework.exceptions import ParseError

from api.errors import Problem

UNREADABLE = "\ufffd"  # what Django puts in the place of bytes that are no UTF-8


class JSONParser(parsers.BaseParser):
    """RFC 8259, 1 MiB at most: no NaN, no repeated member, no lone surrogate."""

    media_type = "application/json"
    parse_float: Callable[[str], Any] = float

    def parse(self, stream, media_type=None, parser_context=None):
        limit = settings.MAX_JSON_BODY_BYTES
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise Problem("body_too_large")
        try:
            data = json.loads(
                body.decode("utf-8"),
                parse_float=self.parse_float,
                parse_constant=_refuse,
                object_pairs_hook=_members,
            )
            json.dumps(data, ensure_ascii=False, default=str).encode("utf-8")
        except (ValueError, RecursionError):
            raise ParseError from None
        return data


class ExactJSONParser(JSONParser):
    """Numbers with a point are `Decimal`s: the decimals that were written matter."""

    @staticmethod
    def parse_float(text: str) -> Decimal:
        try:
            return Decimal(text)
        except InvalidOperation:  # an exponent of twenty digits
            raise ValueError(text) from None


def _refuse(name: str):
    raise ValueError(name)


def _members(pairs: list[tuple]) -> dict:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member is repeated")
    return members


class BoundedUpload(MemoryFileUploadHandler):
    """Keeps one file in memory and stops reading past the limit."""

    def __init__(self, request=None, *, limit: int):
        super().__init__(request)
        self.limit, self.received = limit, 0

    def handle_raw_input(self, *args, **kwargs):
        self.activated = True

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > self.limit:
            raise StopUpload(connection_reset=True)
        return super().receive_data_chunk(raw_data, start)


class UploadParser(parsers.MultiPartParser):
    """`multipart/form-data` with one file of at most `MAX_IMAGE_BYTES`."""

    setting = "MAX_IMAGE_BYTES"

    def parse(self, stream, media_type=None, parser_context=None):
        limit = getattr(settings, self.setting)
        request = parser_context["request"]._request
        if int(request.META.get("CONTENT_LENGTH") or 0) > limit + 64 * 1024:
            raise _too_large(limit)
        handler = BoundedUpload(request, limit=limit)
        request.upload_handlers = [handler]
        # Whatever charset is told: forms are UTF-8 (RFC 7578), as all text here.
        context = {**parser_context, "encoding": "utf-8"}
        try:
            parsed = super().parse(stream, media_type, context)
        except ParseError:
            raise Problem("malformed_body", detail="malformed_form") from None
        if handler.received > limit:
            raise _too_large(limit)
        if any(UNREADABLE in part for part in _texts(parsed.data)):
            raise Problem("malformed_body", detail="not_utf8")
        return parsed


def _texts(parts) -> Iterator[str]:
    """Names and texts of a form."""
    for name, values in parts.lists():
        yield from (name, *values)


class EvidenceParser(UploadParser):
    """`multipart/form-data` with one file of at most `EVIDENCE_MAX_BYTES`."""

    setting = "EVIDENCE_MAX_BYTES"


def _too_large(limit: int) -> Problem:
    values = {"limit": limit // (1024 * 1024)}
    return Problem("body_too_large", detail="file_too_large", values=values)
