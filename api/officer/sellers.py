"""What officers do to sellers, and to products outside of a review."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from api.bodies import Body, PlainText, read
from api.officer.shapes import SellerNameSerializer, seller_name_json
from api.parameters import path_id
from api.private import PrivateView, operation
from api.shapes import TextsSerializer, moment_json, regency_json, texts_json
from catalogue.journal.errors import Stale
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.products.actions import publishing
from catalogue.products.models import Product
from catalogue.sellers import oversight
from catalogue.sellers.models import Seller

Row = TypeVar("Row", bound=Model)
REASONS = [
    "quality_record",
    "requested",
    "violation",
    "report",
    "inactive",
    "error",
    "other",
]
STATUSES = ["unverified", "verified", "suspended"]


class OversightBody(Body):
    """Why, for the record, and what the seller is told."""

    reason = serializers.ChoiceField(choices=REASONS)
    note = PlainText(
        max_length=1000,
        lines=True,
        required=False,
        allow_blank=True,
        help_text="In the letter to the owners.",
    )


class OverseenSellerSerializer(Shape):
    """A business as the office keeps it."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)
    regency = RegencyRefSerializer()
    status = serializers.ChoiceField(choices=STATUSES, read_only=True)
    trusted = serializers.BooleanField(
        read_only=True, help_text="Changes go live at once."
    )
    verified_at = MomentField(read_only=True, allow_null=True)
    suspended_at = MomentField(read_only=True, allow_null=True)
    trusted_at = MomentField(read_only=True, allow_null=True)


class OverseenProductSerializer(Shape):
    """A product as the office keeps it."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField(allow_null=True)
    name = TextsSerializer()
    seller = SellerNameSerializer()
    status = serializers.ChoiceField(choices=Product.Status.choices, read_only=True)
    hidden_at = MomentField(read_only=True, allow_null=True)


def overseen_seller_json(seller: Seller) -> dict[str, Any]:
    status = "unverified" if seller.verified_at is None else "verified"
    return {
        **seller_name_json(seller),
        "regency": regency_json(seller.regency),
        "status": status if seller.suspended_at is None else "suspended",
        "trusted": seller.trusted_at is not None,
        "verified_at": moment_json(seller.verified_at),
        "suspended_at": moment_json(seller.suspended_at),
        "trusted_at": moment_json(seller.trusted_at),
    }


def overseen_product_json(product: Product) -> dict[str, Any]:
    return {
        "id": str(product.pk),
        "slug": product.slug,
        "name": texts_json(product.name),
        "seller": seller_name_json(product.seller),
        "status": str(product.status),
        "hidden_at": moment_json(product.hidden_at),
    }


class OversightView(PrivateView):
    """Decisions on one row of the officer's."""

    def held(self, overseen: QuerySet, id: str) -> UUID:
        """The id of a row she may decide on, locked at the version she read."""
        seller_locked = overseen.select_for_update(of=("self",))
        row: Any = get_object_or_404(seller_locked, pk=path_id(id))
        if self.expected_version() not in {None, row.version}:
            raise Stale
        return row.pk

    def on_seller(self, id: str, action):
        seller_id = self.held(Seller.objects.overseen_by(self.request.user), id)
        given = read(OversightBody, self.request.data)
        action(seller_id=seller_id, reason=given["reason"], note=given.get("note", ""))
        seller = Seller.objects.select_related("regency").get(pk=seller_id)
        return self.answer(
            overseen_seller_json(seller), tag=self.tag(seller.version, seller.pk)
        )


class TrustSellerView(OversightView):
    """A seller trusted."""

    @operation(
        "trust_seller",
        tag="officer",
        summary="Trust a seller",
        request=OversightBody,
        responses=OverseenSellerSerializer,
    )
    def post(self, request, id: str):
        """Her changes go live at once from now on; a sample is looked at afterwards.

        Trusted already, or never verified: 409 `invalid_state`.
        """
        return self.on_seller(id, oversight.trust_seller)


class UntrustSellerView(OversightView):
    """Trust in a seller taken back."""

    @operation(
        "untrust_seller",
        tag="officer",
        summary="Stop trusting a seller",
        request=OversightBody,
        responses=OverseenSellerSerializer,
    )
    def post(self, request, id: str):
        """Her changes wait for an officer again; what is live stays.

        Not trusted: 409 `invalid_state`.
        """
        return self.on_seller(id, oversight.untrust_seller)


class SuspendSellerView(OversightView):
    """A seller suspended."""

    @operation(
        "suspend_seller",
        tag="officer",
        summary="Suspend a seller",
        request=OversightBody,
        responses=OverseenSellerSerializer,
    )
    def post(self, request, id: str):
        """Her products leave the public catalogue at once; nothing is deleted.

        Suspended already: 409 `invalid_state`.
        """
        return self.on_seller(id, oversight.suspend_seller)


class LiftSellerView(OversightView):
    """A suspension lifted."""

    @operation(
        "lift_seller",
        tag="officer",
        summary="Lift a suspension",
        request=OversightBody,
        responses=OverseenSellerSerializer,
    )
    def post(self, request, id: str):
        """What was public before is public again.

        Not suspended: 409 `invalid_state`.
        """
        return self.on_seller(id, oversight.lift_suspension)


class ShowProductView(OversightView):
    """A hidden product shown."""

    @operation(
        "show_product",
        tag="officer",
        summary="Show a hidden product",
        request=None,
        responses=OverseenProductSerializer,
    )
    def post(self, request, id: str):
        """Undo of hiding it; it is public again if it is published.

        Not hidden: 409 `invalid_state`.
        """
        # The product's seller is locked before it, by the action; so no lock here.
        overseen = Product.objects.overseen_by(request.user)
        product = get_object_or_404(overseen, pk=path_id(id))
        publishing.show_product(
            product_id=product.pk, expected_version=self.expected_version()
        )
        product = Product.objects.select_related("seller").get(pk=product.pk)
        return self.answer(
            overseen_product_json(product), tag=self.tag(product.version, product.pk)
        )
