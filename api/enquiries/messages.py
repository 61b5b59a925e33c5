"""What is written in a thread."""

import time
from collections.abc import Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.throttling import BaseThrottle

from api import pagination
from api.bodies import Body, Ident, PlainText, read
from api.enquiries.callers import ThreadView
from api.enquiries.shapes import ProductRefSerializer, product_json
from api.envelopes import Envelope
from api.fields import language_tag
from api.pagination import page_by_id, private_envelope
from api.parameters import PageParameters
from api.private import operation
from api.shapes import moment_json
from api.tags import FRESH_SECONDS
from api.throttling import CallerThrottle, MessageThrottle
from catalogue.enquiries.actions import answering, attaching
from catalogue.enquiries.models import MESSAGE_LENGTH, Attachment, Contact, Message
from catalogue.enquiries.states import Side
from catalogue.enquiries.suggesting import suggested_in
from catalogue.listings.rows import dump
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    NumberField,
    Shape,
    TextField,
)
from catalogue.products.models import Product

MOST_ATTACHED = 10


class EnquiryAttachmentSerializer(Shape):
    """A file in a thread."""

    id = serializers.UUIDField(read_only=True)
    name = TextField(max_length=120, help_text="As its sender called it.")
    kind = serializers.ChoiceField(choices=Attachment.Kind.choices, read_only=True)
    size_bytes = NumberField(max_value=2**31 - 1)
    url = serializers.URLField(
        max_length=2000, read_only=True, help_text="Good for ten minutes."
    )


class EnquiryMessageSerializer(Shape):
    """Something written in a thread. It never changes."""

    id = serializers.UUIDField(read_only=True)
    side = serializers.ChoiceField(choices=Side.choices, read_only=True)
    author_name = TextField(max_length=120, allow_null=True)
    on_behalf = serializers.BooleanField(
        read_only=True, help_text="By an officer of the trade office, for the seller."
    )
    body = TextField(
        max_length=MESSAGE_LENGTH, help_text="Empty once its writer had it erased."
    )
    language = CodeField(max_length=12, help_text="BCP 47, of its writer.")
    attachments = EnquiryAttachmentSerializer(many=True, max_length=MOST_ATTACHED)
    suggested_products = ProductRefSerializer(
        many=True,
        max_length=answering.MOST_SUGGESTED,
        help_text="An officer's: others that may do. Public ones alone.",
    )
    created_at = MomentField(read_only=True)


class EnquiryMessageListSerializer(Envelope):
    """A page of a thread, the oldest first."""

    results = EnquiryMessageSerializer(many=True, max_length=100)


class MessageBody(Body):
    """What to say."""

    body = PlainText(max_length=MESSAGE_LENGTH, lines=True)
    language = language_tag(allow_null=True)
    attachment_ids = serializers.ListField(
        child=Ident(),
        required=False,
        max_length=MOST_ATTACHED,
        help_text="Files of yours in this thread that no message names yet.",
    )
    suggested_product_ids = serializers.ListField(
        child=Ident(),
        required=False,
        max_length=answering.MOST_SUGGESTED,
        help_text="Officers alone: other public products that may do.",
    )


def attachment_json(attachment: Attachment) -> dict[str, Any]:
    return {
        "id": str(attachment.pk),
        "name": attachment.name,
        "kind": str(attachment.kind),
        "size_bytes": attachment.size_bytes,
        "url": attaching.address(attachment),
    }


def messages_json(
    messages: Sequence[Message], contact: Contact, language: str
) -> list[dict[str, Any]]:
    """Wants `author` and `attachments` loaded; one query for suggested products."""
    products = suggested_in(messages, Product.objects.public())
    return [_message_json(m, contact, products, language) for m in messages]


def _message_json(
    message: Message, contact: Contact, products: dict[str, Product], language: str
) -> dict[str, Any]:
    suggested = [products.get(pk) for pk in message.suggested_product_ids]
    return {
        "id": str(message.pk),
        "side": str(message.side),
        "author_name": _author(message, contact),
        "on_behalf": message.side == Side.OFFICER,
        "body": message.body,
        "language": message.language,
        "attachments": [attachment_json(a) for a in message.attachments.all()],
        "suggested_products": [
            product_json(p.pk, {"name": p.name, "slug": p.slug}, language)
            for p in suggested
            if p is not None
        ],
        "created_at": moment_json(message.created_at),
    }


def _author(message: Message, contact: Contact) -> str | None:
    """A person's own name; a guest's as she gave it."""
    if message.author is not None and message.author.name:
        return message.author.name
    return contact.name or None if message.side == Side.BUYER else None


class MessageListView(ThreadView):
    """What is written in one enquiry."""

    throttle_classes: list[type[BaseThrottle]] = [CallerThrottle, MessageThrottle]

    @operation(
        "list_messages",
        tag="enquiries",
        summary="List the messages of an enquiry",
        parameters=PageParameters,
        responses=EnquiryMessageListSerializer,
    )
    def get(self, request, id: str):
        """The oldest first, the question itself at the top; each in its writer's
        language. Reading marks nothing as read."""
        enquiry = self.thread(id)
        seen = enquiry.messages.seen_by(self.actor.side)
        who = {**self.values, "caller": self.caller.name}
        mark = pagination.fingerprint(request.path, who, "id", "")
        loaded = seen.select_related("author").prefetch_related("attachments")
        rows, page = page_by_id(loaded, self.values, mark=mark, newest_first=False)
        contact = enquiry.submission.contact
        results = messages_json(rows, contact, self.language)
        count = seen.count() if self.values.get("count") else None
        return self.answer(
            private_envelope(results, page, count),
            tag=self.tag(len(rows), mark, count, *_rests_on(results)),
            headers=pagination.headers(request._request, page),
        )

    @operation(
        "create_message",
        tag="enquiries",
        summary="Write in an enquiry",
        request=MessageBody,
        responses={201: EnquiryMessageSerializer},
    )
    def post(self, request, id: str):
        """For both sides, and for officers on the seller's behalf, shown as such.

        The seller's first one stops the clock. To send a file, send it to
        `/attachments` first. In an hour one person writes 60 into one enquiry, a guest
        20 (429 `rate_limited`).
        """
        enquiry = self.thread(id)
        body = read(MessageBody, request.data)
        message = answering.write_message(
            enquiry_id=enquiry.pk,
            actor=self.actor,
            body=body["body"],
            language=body.get("language") or self.language,
            attachment_ids=body.get("attachment_ids", ()),
            suggested_product_ids=body.get("suggested_product_ids", ()),
        )
        contact = enquiry.submission.contact
        (written,) = messages_json([message], contact, self.language)
        location = f"/v1/enquiries/{enquiry.pk}/messages"
        return self.answer(written, status=201, location=location)


def _rests_on(results: list[dict[str, Any]]) -> list[object]:
    """What is shown, but for the addresses of files, which change every second: of
    those, that none is stale."""
    has_files = any(message["attachments"] for message in results)
    plain = [{**m, "attachments": [a["id"] for a in m["attachments"]]} for m in results]
    return [dump(plain), int(time.time()) // FRESH_SECONDS if has_files else ""]
