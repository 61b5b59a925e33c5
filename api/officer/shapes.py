"""Shapes and readings that several resources of the officers share."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.errors import fault, invalid
from api.parameters import CodesField, Parameter
from catalogue.listings.shapes import CodeField, Shape, TextField
from catalogue.products.models import Product
from catalogue.sellers.models import Regency, Seller
from catalogue.sellers.querysets import is_provincial
from catalogue.texts import resolve


class SubjectRefSerializer(Shape):
    """What it is about: a product or a business. Only a draft can be gone again."""

    id = serializers.UUIDField(read_only=True)
    name = TextField(max_length=120, allow_null=True)


class SellerNameSerializer(Shape):
    """The business it belongs to."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)


def check_scope(user, regencies: Iterable[str]) -> None:
    """Raises a `Problem` for those that she does not look after: a report on them would
    be one of nothing."""
    if is_provincial(user):
        return
    own = set(user.oversights.values_list("regency", flat=True))
    outside = [
        fault("regency", "not_your_regency", code="not_found", value=code)
        for code in regencies
        if code not in own
    ]
    if outside:
        raise invalid(outside)


def regency_parameter() -> Parameter:
    return Parameter(
        CodesField(
            "regency",
            lambda: list(Regency.objects.values_list("code", flat=True)),
            max_length=5,
        ),
        "Codes of the sellers' regencies.",
        example="18.01",
    )


def seller_name_json(seller: Seller) -> dict[str, str]:
    return {"id": str(seller.pk), "slug": seller.slug, "name": seller.name}


def product_names(ids: Iterable[UUID], language: str) -> dict[UUID, str | None]:
    """Names of these products, in one query; of one without texts, None."""
    found = Product.objects.filter(pk__in=list(ids)).values_list("pk", "name")
    return {pk: resolve(name, language) or None for pk, name in found}


def subject_json(pk: UUID, names: dict[UUID, Any]) -> dict[str, Any]:
    return {"id": str(pk), "name": names.get(pk)}
