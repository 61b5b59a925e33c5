"""What she is told, through which channels, and when not."""

import re
from datetime import time
from typing import Any
from urllib.parse import quote

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.bodies import Body, Truth, body_fault, many, read, refusal, refuse
from api.fields import Phone
from api.private import PrivateView, operation
from api.shapes import moment_json
from catalogue.accounts.recipients import key_of
from catalogue.journal import preferences
from catalogue.journal.models import ChannelName, Preferences, Topic, Zone
from catalogue.listings.shapes import MomentField, Shape, TextField

CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
CLOCK_SCHEMA = {
    "type": "string",
    "pattern": f"^{CLOCK.pattern}$",
    "minLength": 5,
    "maxLength": 5,
    "example": "21:00",
}
WHATSAPP_LINK = "https://wa.me/{number}?text={text}"


class NotificationTopicSerializer(Shape):
    """One topic, and the channels by which she is told of it."""

    topic = serializers.ChoiceField(choices=Topic.choices, read_only=True)
    email = serializers.BooleanField(read_only=True)
    whatsapp = serializers.BooleanField(
        read_only=True, help_text="Holds once she has opted in."
    )


@extend_schema_field(CLOCK_SCHEMA)
class ShownClockField(TextField):
    """A time of day, `HH:MM`."""

    def __init__(self, **kwargs):
        super().__init__(max_length=5, **kwargs)


class QuietHoursSerializer(Shape):
    """When not to disturb her: what is not urgent waits until they end."""

    zone = serializers.ChoiceField(
        choices=Zone.choices, read_only=True, help_text="IANA: WIB, WITA or WIT."
    )
    # `from` is a word of Python; see `get_fields`.
    until = ShownClockField(help_text="HH:MM, may be past midnight.")

    def get_fields(self):
        began = ShownClockField(help_text="HH:MM.")
        fields = super().get_fields()
        return {"zone": fields["zone"], "from": began, "until": fields["until"]}


class WhatsappNoticesSerializer(Shape):
    """Notices by WhatsApp."""

    available = serializers.BooleanField(
        read_only=True, help_text="Whether this service sends any."
    )
    phone = TextField(max_length=16, allow_null=True, help_text="E.164.")
    opt_in_url = serializers.URLField(
        max_length=200,
        allow_null=True,
        read_only=True,
        help_text="Opened on that phone, it writes to us that she wants them.",
    )
    opted_in_at = MomentField(read_only=True, allow_null=True)


class NotificationsSerializer(Shape):
    """What she is told, and how."""

    topics = NotificationTopicSerializer(many=True, max_length=len(Topic.values))
    quiet_hours = QuietHoursSerializer(allow_null=True)
    whatsapp = WhatsappNoticesSerializer()


class NotificationTopicBody(Body):
    """A topic and its channels; one that is left out is as by default: e-mail alone."""

    topic = serializers.ChoiceField(choices=Topic.choices)
    email = Truth(required=False)
    whatsapp = Truth(required=False)


@extend_schema_field(CLOCK_SCHEMA)
class ClockField(serializers.CharField):
    """A time of day, `HH:MM`."""

    def __init__(self, **kwargs):
        super().__init__(max_length=5, **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str) or not CLOCK.fullmatch(data):
            raise refuse("clock", "invalid")
        return data


class QuietHoursBody(Body):
    """All three, or null for none."""

    zone = serializers.ChoiceField(choices=Zone.choices)
    until = ClockField(help_text="HH:MM; earlier than `from` is on the next day.")

    def get_fields(self):
        return {**super().get_fields(), "from": ClockField(help_text="HH:MM.")}


class WhatsappNoticesBody(Body):
    """The number to write to, once its owner has written to us from it."""

    phone = Phone(max_length=30, allow_null=True, help_text="Null ends it.")


class NotificationsBody(Body):
    """Absent keeps. `topics` replaces all; null takes quiet hours away."""

    is_whole = True
    topics = many(NotificationTopicBody(), max_length=len(Topic.values), required=False)
    quiet_hours = QuietHoursBody(allow_null=True, required=False)
    whatsapp = WhatsappNoticesBody(required=False)


class NotificationsView(PrivateView):
    """What the person who is signed in wants to be told."""

    @operation(
        "get_notifications",
        tag="me",
        summary="Get what you are told",
        responses=NotificationsSerializer,
    )
    def get(self, request):
        """What you are told of, through which channels, and your quiet hours."""
        return self._shown(preferences.of(key_of(request.user)))

    @operation(
        "update_notifications",
        tag="me",
        summary="Choose what you are told",
        request=NotificationsBody,
        responses=NotificationsSerializer,
    )
    def patch(self, request):
        """Change what is sent and keep the rest.

        A number for WhatsApp counts once a message with the code in `opt_in_url` has
        come from it; another number has to opt in anew. What proves an address or
        protects an account is always sent.
        """
        body = read(NotificationsBody, request.data)
        changed = preferences.change(
            key_of(request.user), expected=self.expected_version(), **_columns(body)
        )
        return self._shown(changed)

    def _shown(self, wishes: Preferences):
        body = notifications_json(wishes)
        beside = [wishes.recipient, *body["whatsapp"].values()]
        return self.answer(body, tag=self.tag(wishes.version, *beside))


def notifications_json(wishes: Preferences) -> dict:
    return {
        "topics": [
            {
                "topic": str(topic),
                "email": wishes.wants(topic, ChannelName.EMAIL),
                "whatsapp": wishes.wants(topic, ChannelName.WHATSAPP),
            }
            for topic in Topic
        ],
        "quiet_hours": _quiet_json(wishes),
        "whatsapp": {
            "available": bool(settings.WHATSAPP_TOKEN),
            "phone": wishes.phone or None,
            "opt_in_url": _opt_in_url(wishes),
            "opted_in_at": moment_json(wishes.opted_in_at),
        },
    }


def _quiet_json(wishes: Preferences) -> dict[str, str] | None:
    hours = wishes.quiet_hours
    if hours is None:
        return None
    return {
        "zone": str(hours.zone),
        "from": f"{hours.begins:%H:%M}",
        "until": f"{hours.ends:%H:%M}",
    }


def _opt_in_url(wishes: Preferences) -> str | None:
    if not (settings.WHATSAPP_NUMBER and wishes.phone) or wishes.opted_in_at:
        return None
    text = f"START {preferences.opt_in_code(wishes)}"
    number = settings.WHATSAPP_NUMBER.removeprefix("+")
    return WHATSAPP_LINK.format(number=number, text=quote(text))


def _columns(body: dict) -> dict[str, Any]:
    """The members of a merge as columns."""
    found: dict[str, Any] = {}
    if "topics" in body:
        found["choices"] = _choices(body["topics"])
    if "quiet_hours" in body:
        found |= _quiet_columns(body["quiet_hours"])
    if "phone" in body.get("whatsapp", {}):
        found["phone"] = body["whatsapp"]["phone"] or ""
    return found


def _quiet_columns(hours: dict[str, str] | None) -> dict[str, Any]:
    if hours is None:
        return {"quiet_zone": "", "quiet_from": None, "quiet_until": None}
    return {
        "quiet_zone": hours["zone"],
        "quiet_from": time.fromisoformat(hours["from"]),
        "quiet_until": time.fromisoformat(hours["until"]),
    }


def _choices(topics: list[dict]) -> dict[str, dict[str, bool]]:
    """By topic; one that is named twice is refused."""
    names = [choice["topic"] for choice in topics]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise refusal(
                [body_fault(f"/topics/{place}/topic", "duplicate", value=name)]
            )
    return {
        choice["topic"]: {k: v for k, v in choice.items() if k != "topic"}
        for choice in topics
    }
