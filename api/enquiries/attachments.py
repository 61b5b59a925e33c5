"""Files in a thread: sent first, then named by a message."""

import unicodedata

from rest_framework import serializers
from rest_framework.throttling import BaseThrottle

from api.bodies import Body, read
from api.enquiries.callers import ThreadView
from api.enquiries.messages import EnquiryAttachmentSerializer, attachment_json
from api.fields import optional_text
from api.parsers import EvidenceParser
from api.private import operation
from api.seller.images import form_members
from api.throttling import CallerThrottle, UploadThrottle
from catalogue.enquiries.actions import attaching
from catalogue.enquiries.models import Enquiry
from catalogue.readiness.actions import evidence

NAME_LENGTH = 120


class AttachmentBody(Body):
    """One file per call: it can be repeated alone, and shows its progress."""

    file = serializers.FileField(
        allow_empty_file=True,  # the content is judged, and nothing is in it
        help_text="PDF, JPEG, PNG, WebP, GIF, AVIF or HEIC; 10 MiB.",
    )
    name = optional_text(NAME_LENGTH, help_text="Not given: the file's own.")


class AttachmentThrottle(UploadThrottle):
    """Uploads of a guest too, by her token."""

    def caller(self, request) -> str:
        return super().caller(request) if request.user else str(request.auth.pk)


class AttachmentView(ThreadView):
    """The files of one enquiry."""

    parser_classes = [EvidenceParser]
    throttle_classes: list[type[BaseThrottle]] = [CallerThrottle, AttachmentThrottle]
    enquiry: Enquiry

    def prepare(self, request) -> None:
        """The file judged before anything is locked: it may take seconds."""
        self.enquiry = self.thread(self.kwargs["id"])
        self.given = read(AttachmentBody, form_members(request))
        attaching.check_room(enquiry_id=self.enquiry.pk, actor=self.actor)
        file = self.given["file"]
        self.prepared = evidence.prepare(file.read())
        file.seek(0)

    @operation(
        "create_enquiry_attachment",
        tag="enquiries",
        summary="Send a file into an enquiry",
        request={"multipart/form-data": AttachmentBody},
        responses={201: EnquiryAttachmentSerializer},
    )
    def post(self, request, id: str):
        """For the next message of yours to name in `attachment_ids`; one that none
        names is dropped after a day. 50 of each side in a thread (409 `conflict`).

        Judged by content, not by name; a picture is redrawn without what its camera
        wrote into it. Neither a PDF nor a picture: 415 `unsupported_evidence`.
        """
        with attaching.keeping(self.prepared) as file_id:
            made = attaching.attach(
                file_id,
                self.prepared,
                enquiry_id=self.enquiry.pk,
                actor=self.actor,
                name=self.given.get("name") or name_of(self.given["file"].name),
            )
        body = attachment_json(made)
        return self.answer(body, status=201, location=body["url"])


def name_of(text: str | None) -> str:
    """A file's own name, as much of it as can be shown."""
    plain = unicodedata.normalize("NFC", text or "")
    seen = [c for c in plain if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}]
    return "".join(seen).strip()[-NAME_LENGTH:] or "file"
