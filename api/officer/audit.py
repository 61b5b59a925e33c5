"""The audit log, as the province reads it."""

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from rest_framework import serializers

from api import pagination
from api.envelopes import Envelope
from api.errors import Problem
from api.pagination import Page, private_envelope
from api.parameters import (
    MomentField,
    PageParameters,
    Parameter,
    ParameterField,
    PlainTextField,
    read_uuid,
)
from api.private import PrivateView, operation
from api.shapes import moment_json
from catalogue.journal.models import AuditEntry
from catalogue.listings import shapes
from catalogue.listings.rows import dump
from catalogue.listings.shapes import CodeField, Shape, TextField


class AuditChangeSerializer(Shape):
    """One member that differs. `before` and `after` are JSON texts: parse them."""

    member = CodeField(max_length=80)
    before = TextField(max_length=200_000, allow_null=True)
    after = TextField(max_length=200_000, allow_null=True)


class AuditEntrySerializer(Shape):
    """Who did what to what. Ids alone: no address, no name of a person."""

    recorded_at = shapes.MomentField(read_only=True)
    actor_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="Null: the service itself."
    )
    via = CodeField(max_length=10, help_text="`api`, `desk`, `command` or `worker`.")
    request_id = CodeField(max_length=64, allow_null=True)
    action = CodeField(max_length=40, help_text="`review.approved`, …")
    subject_kind = CodeField(max_length=20)
    subject_id = CodeField(max_length=120)
    changes = AuditChangeSerializer(many=True, max_length=200)


class AuditEntryListSerializer(Envelope):
    """A page of entries, the newest first."""

    results = AuditEntrySerializer(many=True, max_length=100)


class UuidField(ParameterField):
    schema = {"type": "string", "format": "uuid", "maxLength": 36}

    def read(self, text: str):
        return read_uuid(text.strip())


class AuditParameters(PageParameters):
    actor = Parameter(UuidField(), "Done by the person with this id.")
    subject = Parameter(
        PlainTextField(max_length=120), "Done to what has this id or code."
    )
    action = Parameter(
        PlainTextField(max_length=40), "What was done.", example="review.approved"
    )
    since = Parameter(MomentField(), "Recorded at this moment or after.")


def entry_json(entry: AuditEntry) -> dict[str, Any]:
    return {
        "recorded_at": moment_json(entry.recorded_at),
        "actor_id": entry.actor_id and str(entry.actor_id),
        "via": entry.via,
        "request_id": entry.request_id or None,
        "action": entry.action,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "changes": [
            {
                "member": member,
                "before": _text(entry.before, member),
                "after": _text(entry.after, member),
            }
            for member in {**entry.before, **entry.after}
        ],
    }


def _text(values: dict[str, Any], member: str) -> str | None:
    value = values.get(member)
    return None if value is None else dump(value)


def _box() -> Fernet:
    """Cursors are sealed: entries are numbered, and numbers do not leave the API."""
    derived = HKDF(SHA256(), length=32, salt=None, info=b"audit cursor").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))


def seal(mark: str, seq: int, *, backwards: bool) -> str:
    text = f"{mark}{'<' if backwards else '>'}{seq}"
    return _box().encrypt(text.encode()).decode()


def unseal(cursor: str | None, mark: str) -> tuple[int, bool] | None:
    """Number and direction; raises `invalid_cursor` for any other text."""
    if cursor is None:
        return None
    try:
        text = _box().decrypt(cursor.encode()).decode()
    except InvalidToken:
        raise Problem("invalid_cursor") from None
    made_for, direction, seq = text[: len(mark)], text[len(mark)], text[len(mark) + 1 :]
    if made_for != mark:
        raise Problem("invalid_cursor")
    return int(seq), direction == "<"


class AuditEntryListView(PrivateView):
    """Who did what, and when."""

    @operation(
        "list_audit_entries",
        tag="officer",
        summary="Read the audit log",
        parameters=AuditParameters,
        responses=AuditEntryListSerializer,
    )
    def get(self, request):
        """Append-only, the newest first. Kept ten years."""
        found = AuditEntry.objects.all()
        columns = {"actor": "actor_id", "subject": "subject_id", "action": "action"}
        for name, column in columns.items():
            if name in self.values:
                found = found.filter(**{column: self.values[name]})
        if "since" in self.values:
            found = found.filter(recorded_at__gte=self.values["since"])
        mark = pagination.fingerprint(request.path, self.values, "-seq", "")
        entries, page = _page(found, self.values, mark)
        count = found.count() if self.values.get("count") else None
        ends = [e.seq for e in (entries[:1] + entries[-1:])]
        return self.answer(
            private_envelope([entry_json(entry) for entry in entries], page, count),
            tag=self.tag(len(entries), mark, count, bool(page.next_cursor), *ends),
            headers=pagination.headers(request._request, page),
        )


def _page(queryset, values: dict[str, Any], mark: str) -> tuple[list[AuditEntry], Page]:
    position = unseal(values.get("cursor"), mark)
    backwards = position is not None and position[1]
    if position is not None:
        beyond = "seq__gt" if backwards else "seq__lt"
        queryset = queryset.filter(**{beyond: position[0]})
    limit = values.get("limit", 20)
    found = list(queryset.order_by("seq" if backwards else "-seq")[: limit + 1])
    more, entries = len(found) > limit, found[:limit]
    if backwards:
        entries.reverse()
    has_next = bool(entries) and (more or backwards)
    has_previous = bool(entries) and (more if backwards else position is not None)
    return entries, Page(
        rows=[],
        next_cursor=seal(mark, entries[-1].seq, backwards=False) if has_next else None,
        previous_cursor=(
            seal(mark, entries[0].seq, backwards=True) if has_previous else None
        ),
    )
