"""Pictures of a seller's own product: uploaded, described, put in order, removed."""

import hashlib
import json
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from rest_framework import serializers

from api.bodies import (
    AltTexts,
    Body,
    PlainText,
    Whole,
    body_fault,
    read,
    refusal,
    refuse,
)
from api.envelopes import Envelope
from api.pagination import whole_list
from api.parameters import WholeListParameters, path_id
from api.parsers import UploadParser
from api.private import PrivateView, operation
from api.seller.product_shapes import OwnImageSerializer, image_json, pictures_json
from api.seller.products import own_product
from api.throttling import CallerThrottle, UploadThrottle
from catalogue.identifiers import uuid7
from catalogue.products import decoding
from catalogue.products.actions import files, pictures, rows
from catalogue.products.models import Image


class OwnImageListSerializer(Envelope):
    """All pictures of the product as it shall be, in order, in one page."""

    results = OwnImageSerializer(many=True, max_length=100)


class AltPart(serializers.CharField):
    """JSON in a form's part: `{"id": "…", "en": "…"}`."""

    child = PlainText(max_length=200)  # a fault of one language is told by its limit

    def to_internal_value(self, data):
        try:
            given = json.loads(data) if isinstance(data, str) else data
        except (ValueError, RecursionError):
            raise refuse("alt_part", "invalid") from None
        field = AltTexts()
        field.bind("alt", self.parent)
        return {
            lang: text for lang, text in field.run_validation(given).items() if text
        }


class ImageUploadBody(Body):
    """One file per call: it can be repeated alone, and shows its progress."""

    file = serializers.FileField(
        allow_empty_file=True,  # the decoder says better what is wrong
        help_text="JPEG, PNG, WebP, GIF, AVIF or HEIC.",
    )
    alt = AltPart(max_length=5000, required=False)
    position = serializers.IntegerField(
        min_value=0, max_value=1000, required=False, help_text="0 is the primary one."
    )


class ImageBody(Body):
    """What may be changed of a picture."""

    alt = AltTexts(required=False)
    position = Whole(
        min_value=0, max_value=1000, required=False, help_text="0 is the primary one."
    )


def _answer(view: PrivateView, product_id: UUID, image_id: UUID, **options):
    """The picture in its place, whether live or staged."""
    product = own_product(view.request.user, product_id)
    wanted = rows.wanted_pictures(product, rows.change_set_of(product))
    for place, (image, alt) in enumerate(wanted):
        if image.pk == image_id:
            return view.answer(
                image_json(image, alt, place),
                tag=view.tag(product.version, image.status),
                **options,
            )
    raise Http404


class OwnImageListView(PrivateView):
    """The pictures of one product."""

    parser_classes = [UploadParser]
    throttle_classes = [CallerThrottle, UploadThrottle]

    def prepare(self, request) -> None:
        """Look at the file before anything is locked: a full decode takes its time."""
        if request.method != "POST":
            return
        product = own_product(request.user, path_id(self.kwargs["id"]))
        self.upload = read(ImageUploadBody, form_members(request))
        file = self.upload["file"]
        self.data = file.read()
        file.seek(0)
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        known = [i for i in product.images.all() if i.source_sha256 == self.sha256]
        if known:
            self.size = known[0].width, known[0].height
        else:
            pictures.check_room(product, len(self.data))
            checked = decoding.check(self.data)
            self.size = checked.width, checked.height

    @operation(
        "list_own_product_images",
        tag="seller",
        summary="List your product's pictures",
        parameters=WholeListParameters,
        responses=OwnImageListSerializer,
    )
    def get(self, request, id: str):
        """In order, as they shall be: with staged ones, without those to go."""
        product = own_product(request.user, path_id(id))
        wanted = rows.wanted_pictures(product, rows.change_set_of(product))
        marks = [f"{image.pk} {image.status} {image.is_public}" for image, _ in wanted]
        return self.answer(
            whole_list(pictures_json(wanted), self.values),
            tag=self.tag(product.version, self.values.get("count"), *marks),
        )

    @operation(
        "create_own_product_image",
        tag="seller",
        summary="Upload a picture",
        request={"multipart/form-data": ImageUploadBody},
        responses={201: OwnImageSerializer, 200: OwnImageSerializer},
    )
    def post(self, request, id: str):
        """The type is judged by content; 10 MiB, 50 megapixels, 12,000 px a side.

        Answers when the file is checked and kept; `status` is `processing` until the
        sizes are made. The same bytes again on this product give the first picture
        (200). Of a published product the picture is staged.
        """
        image_id = uuid7()
        files.keep_upload(image_id, self.data)
        dropped = True
        try:
            image, created = pictures.add_image(
                image_id=image_id,
                product_id=path_id(id),
                sha256=self.sha256,
                width=self.size[0],
                height=self.size[1],
                size_bytes=len(self.data),
                alt=self.upload.get("alt", {}),
                position=self.upload.get("position"),
            )
            dropped = image.pk != image_id
        finally:
            if dropped:
                files.drop_upload(image_id)
        return _answer(
            self,
            image.product_id,
            image.pk,
            status=201 if created else 200,
            location=f"/v1/seller/images/{image.pk}",
        )


def form_members(request) -> dict:
    """The parts of the form, each once."""
    members, faults = {}, []
    parts = request.data.lists() if hasattr(request.data, "lists") else ()
    for name, values in parts:
        if len(values) > 1:
            faults.append(body_fault(f"/{name}", "repeated_parameter", name=name))
        members[name] = values[0]
    if faults:
        raise refusal(faults)
    if not isinstance(members.get("file"), UploadedFile | None):
        raise refusal([body_fault("/file", "file", code="invalid")])
    return members


class OwnImageView(PrivateView):
    """One picture of a product of the caller's business."""

    def find(self, id: str) -> Image:
        found = Image.objects.managed_by(self.request.user).filter(pk=path_id(id))
        image = found.first()
        if image is None:
            raise Http404
        return image

    @operation(
        "update_own_image",
        tag="seller",
        summary="Change a picture",
        request=ImageBody,
        responses=OwnImageSerializer,
    )
    def patch(self, request, id: str):
        """Its alternative text, or its place: the others move up or down."""
        image = self.find(id)
        values = read(ImageBody, request.data)
        alt = None
        if "alt" in values:
            current = _alt_of(request.user, image)
            alt = {k: text for k, text in {**current, **values["alt"]}.items() if text}
        with transaction.atomic():
            pictures.edit_image(
                image_id=image.pk,
                alt=alt,
                position=values.get("position"),
                expected_version=self.expected_version(),
            )
        return _answer(self, image.product_id, image.pk)

    @operation(
        "delete_own_image",
        tag="seller",
        summary="Remove a picture",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """At once from a draft; from a published product once an officer agrees."""
        image = self.find(id)
        pictures.remove_image(
            image_id=image.pk, expected_version=self.expected_version()
        )
        return self.answer(None, status=204)


def _alt_of(user, image: Image) -> dict[str, str]:
    product = own_product(user, image.product_id)
    wanted = rows.wanted_pictures(product, rows.change_set_of(product))
    return next((alt for found, alt in wanted if found.pk == image.pk), image.alt)
