"""What Meta tells of WhatsApp: that somebody wrote to our number.

By it people opt in and out, and free text is allowed for 24 hours. Nothing of what
they wrote is kept. There is no such address without `WHATSAPP_APP_SECRET`.
Format and signature: Meta, Graph API "Webhooks"; see docs/notifications.md.
"""

import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from api.errors import Problem, answer, not_found, wrong_method
from catalogue.journal import preferences


def receive(request: HttpRequest) -> HttpResponse:
    """The handshake by GET, messages by POST; what is not signed by Meta is refused."""
    if not settings.WHATSAPP_APP_SECRET:
        return answer(request, not_found(request))
    if request.method == "GET":
        return _handshake(request)
    if request.method != "POST":
        return answer(request, wrong_method(request, "GET, POST"))
    if not _is_signed(request):
        return answer(request, Problem("permission_denied"))
    for phone, text, moment in messages(_parsed(request.body)):
        preferences.heard_from(phone, text, min(moment, timezone.now()))
    return HttpResponse("ok", content_type="text/plain")


def _handshake(request: HttpRequest) -> HttpResponse:
    token = request.GET.get("hub.verify_token", "")
    known = settings.WHATSAPP_VERIFY_TOKEN
    if not known or not hmac.compare_digest(token.encode(), known.encode()):
        return answer(request, Problem("permission_denied"))
    challenge = request.GET.get("hub.challenge", "")
    return HttpResponse(challenge, content_type="text/plain")


def _is_signed(request: HttpRequest) -> bool:
    key = settings.WHATSAPP_APP_SECRET.encode()
    mark = "sha256=" + hmac.new(key, request.body, "sha256").hexdigest()
    told = request.META.get("HTTP_X_HUB_SIGNATURE_256", "")
    return hmac.compare_digest(told.encode(), mark.encode())


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return {}


def messages(told: Any) -> Iterator[tuple[str, str, datetime]]:
    """Telephone (E.164), text and time of each message; what is none is passed over.

    Of `{"entry": [{"changes": [{"value": {"messages": [{"from", "timestamp",
    "text": {"body"}}]}}]}]}`.
    """
    for entry in _items(told, "entry"):
        for change in _items(entry, "changes"):
            for message in _items(change.get("value"), "messages"):
                number = str(message.get("from"))
                seconds = str(message.get("timestamp"))
                if _is_digits(number, 15) and _is_digits(seconds, 11):
                    text = message.get("text")
                    words = text.get("body", "") if isinstance(text, dict) else ""
                    moment = datetime.fromtimestamp(int(seconds), UTC)
                    yield f"+{number}", str(words)[:200], moment


def _items(holder: Any, name: str) -> list[dict]:
    found = holder.get(name) if isinstance(holder, dict) else None
    items = found if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict)]


def _is_digits(value: str, most: int) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= most
