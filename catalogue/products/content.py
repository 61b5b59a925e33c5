"""What a seller writes of a product: its members, read from rows and written to them.

Content is plain JSON values, as the workspace sends and gets them and as change sets
and snapshots keep them: texts per language, decimals as text, quantities and money as
in the API. `images` are not among them: they are rows with files (`actions.pictures`).
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from catalogue.identifiers import uuid7
from catalogue.products.errors import DuplicateSku, UnknownVariant
from catalogue.products.models import (
    CURRENCY,
    AttributeValue,
    Category,
    PriceTier,
    Product,
    Variant,
)

Content = dict[str, Any]

EMPTY: Content = {
    "name": {},
    "summary": {},
    "description": {},
    "category": None,
    "hs_code": None,
    "origin_country": "ID",
    "incoterms": [],
    "price_basis": "on_request",
    "price": None,
    "price_max": None,
    "price_unit": None,
    "price_tiers": [],
    "min_order": None,
    "monthly_capacity": None,
    "lead_time_days": None,
    "net_weight": None,
    "gross_weight": None,
    "dimensions": None,
    "carton": None,
    "attributes": [],
    "variants": [],
}
# Contract, section 3: these apply at once to a published product, all others wait.
AT_ONCE = {
    "price_basis",
    "price",
    "price_max",
    "price_unit",
    "price_tiers",
    "min_order",
    "monthly_capacity",
    "lead_time_days",
}
# Of a variant that stays, these apply at once too.
VARIANT_AT_ONCE = {"price", "min_order"}


def content_of(product: Product) -> Content:
    """Every member as it is stored. Wants a product loaded `for_workspace`."""
    return {
        "name": dict(product.name),
        "summary": dict(product.summary),
        "description": dict(product.description),
        "category": product.category.code if product.category else None,
        "hs_code": product.hs_code or None,
        "origin_country": product.origin_country,
        "incoterms": list(product.incoterms),
        "price_basis": str(product.price_basis),
        "price": _money(product.price),
        "price_max": _money(product.price_max),
        "price_unit": product.price_unit_id,
        "price_tiers": [
            {
                "min_quantity": _quantity(tier.min_quantity, product.price_unit_id),
                "unit_price": _money(tier.unit_price),
            }
            for tier in product.price_tiers.all()
        ],
        "min_order": _quantity(product.min_order_value, product.min_order_unit_id),
        "monthly_capacity": _quantity(
            product.monthly_capacity_value, product.monthly_capacity_unit_id
        ),
        "lead_time_days": product.lead_time_days,
        "net_weight": _grams(product.net_weight_g),
        "gross_weight": _grams(product.gross_weight_g),
        "dimensions": _dimensions(product),
        "carton": product.carton,
        "attributes": [
            {"code": held.attribute_id, "value": held.value}
            for held in product.attribute_values.all()
        ],
        "variants": [_variant(variant, product) for variant in product.variants.all()],
    }


def _variant(variant: Variant, product: Product) -> dict[str, Any]:
    return {
        "id": str(variant.pk),
        "sku": variant.sku,
        "name": dict(variant.name),
        "options": list(variant.options),
        "price": _money(variant.price),
        "min_order": _quantity(variant.min_order_value, product.min_order_unit_id),
        "net_weight": _grams(variant.net_weight_g),
    }


def _dimensions(product: Product) -> dict[str, int | None] | None:
    sides = {n: getattr(product, n) for n in ("length_mm", "width_mm", "height_mm")}
    return sides if any(sides.values()) else None


def plain(value: Decimal) -> str:
    """`12.5` for 12.500: what stands in JSON and compares."""
    return f"{value.normalize():f}"


def _money(amount: Decimal | None) -> dict[str, str] | None:
    if amount is None:
        return None
    return {"amount": f"{amount:.2f}", "currency": CURRENCY}


def _quantity(value: Decimal | None, unit: str | None) -> dict[str, Any] | None:
    return None if value is None else {"value": plain(value), "unit": unit}


def _grams(grams: int | None) -> dict[str, str] | None:
    return None if grams is None else {"value": str(grams), "unit": "g"}


def with_variant_ids(wanted: Content, current: Content) -> Content:
    """Variants that came without an id get the one of their sku, or a new one.

    Raises `UnknownVariant` for an id that is none of the product's.
    """
    by_sku = {v["sku"]: v["id"] for v in current["variants"]}
    known = set(by_sku.values())
    for place, variant in enumerate(wanted["variants"]):
        if variant.get("id") and variant["id"] not in known:
            raise UnknownVariant(variant["id"], f"/variants/{place}/id")
    taken = {v["id"] for v in wanted["variants"] if v.get("id")}
    by_sku = {sku: ident for sku, ident in by_sku.items() if ident not in taken}
    variants = [
        {**v, "id": v.get("id") or by_sku.get(v["sku"]) or str(uuid7())}
        for v in wanted["variants"]
    ]
    return {**wanted, "variants": variants}


def changed(wanted: Content, current: Content) -> set[str]:
    """The members that differ."""
    return {name for name in EMPTY if wanted[name] != current[name]}


def split_variants(
    wanted: list[dict[str, Any]], live: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], bool]:
    """The live variants with what applies at once, and whether more is wanted."""
    by_id = {v["id"]: v for v in wanted}
    now = [
        {**v, **{n: by_id[v["id"]][n] for n in VARIANT_AT_ONCE}}
        if v["id"] in by_id
        else v
        for v in live
    ]
    return now, now != wanted


def write(product: Product, content: Content, members: Iterable[str]) -> None:
    """Store these members; the product row is saved by the caller.

    Raises `DuplicateSku`. The seller is locked, so that nobody takes a sku meanwhile.
    """
    for name in members:
        _WRITERS[name](product, content[name])


def _write_texts(name: str):
    def writer(product: Product, value: dict[str, str]) -> None:
        setattr(product, name, value)

    return writer


def _write_plain(name: str, column: str = "", *, empty: Any = None):
    def writer(product: Product, value: Any) -> None:
        setattr(product, column or name, empty if value is None else value)

    return writer


def _write_category(product: Product, code: str | None) -> None:
    product.category = Category.objects.get(code=code) if code else None


def _write_money(name: str):
    def writer(product: Product, value: dict[str, str] | None) -> None:
        setattr(product, name, _amount(value))

    return writer


def _write_quantity(name: str):
    def writer(product: Product, value: dict[str, str] | None) -> None:
        setattr(product, f"{name}_value", _value(value))
        setattr(product, f"{name}_unit_id", value["unit"] if value else None)

    return writer


def _write_grams(name: str):
    def writer(product: Product, value: dict[str, str] | None) -> None:
        setattr(product, f"{name}_g", int(value["value"]) if value else None)

    return writer


def _write_dimensions(product: Product, value: dict[str, int | None] | None) -> None:
    for side in ("length_mm", "width_mm", "height_mm"):
        setattr(product, side, (value or {}).get(side))


def _write_tiers(product: Product, tiers: list[dict[str, Any]]) -> None:
    product.price_tiers.all().delete()
    PriceTier.objects.bulk_create(
        PriceTier(
            product=product,
            min_quantity=Decimal(tier["min_quantity"]["value"]),
            unit_price=Decimal(tier["unit_price"]["amount"]),
        )
        for tier in tiers
    )


def _write_attributes(product: Product, values: list[dict[str, str]]) -> None:
    product.attribute_values.all().delete()
    AttributeValue.objects.bulk_create(
        AttributeValue(product=product, attribute_id=held["code"], value=held["value"])
        for held in values
    )


def _write_variants(product: Product, wanted: list[dict[str, Any]]) -> None:
    check_skus(product, wanted)
    kept = {UUID(variant["id"]) for variant in wanted}
    product.variants.exclude(pk__in=kept).delete()
    # Asked anew: what was loaded with the product has those just deleted too.
    present = {variant.pk: variant for variant in product.variants.filter(pk__in=kept)}
    free = len(wanted) + len(present)  # positions nobody has
    for place, variant in enumerate(present.values()):
        # Out of the way of one another, and of any sku that can be sent.
        variant.position, variant.sku = free + place, f"\x01{variant.pk}"
        variant.save(update_fields=["position", "sku"])
    for place, given in enumerate(wanted):
        pk = UUID(given["id"])
        is_new = pk not in present
        row = Variant(pk=pk, product=product) if is_new else present[pk]
        row.seller_id, row.position, row.sku = product.seller_id, place, given["sku"]
        row.name, row.options = given["name"], given["options"]
        row.price = _amount(given["price"])
        row.min_order_value = _value(given["min_order"])
        weight = given["net_weight"]
        row.net_weight_g = int(weight["value"]) if weight else None
        row.save(force_insert=is_new)


def check_skus(product: Product, wanted: list[dict[str, Any]]) -> None:
    """Raises `DuplicateSku` for one that another product of the seller has."""
    taken = set(
        Variant.objects.filter(
            seller_id=product.seller_id, sku__in=[v["sku"] for v in wanted]
        )
        .exclude(product=product)
        .values_list("sku", flat=True)
    )
    for place, variant in enumerate(wanted):
        if variant["sku"] in taken:
            raise DuplicateSku(variant["sku"], f"/variants/{place}/sku")


def _amount(value: dict[str, str] | None) -> Decimal | None:
    return Decimal(value["amount"]) if value else None


def _value(value: dict[str, str] | None) -> Decimal | None:
    return Decimal(value["value"]) if value else None


_WRITERS = {
    "name": _write_texts("name"),
    "summary": _write_texts("summary"),
    "description": _write_texts("description"),
    "category": _write_category,
    "hs_code": _write_plain("hs_code", empty=""),
    "origin_country": _write_plain("origin_country", empty="ID"),
    "incoterms": _write_plain("incoterms"),
    "price_basis": _write_plain("price_basis"),
    "price": _write_money("price"),
    "price_max": _write_money("price_max"),
    "price_unit": _write_plain("price_unit", "price_unit_id"),
    "price_tiers": _write_tiers,
    "min_order": _write_quantity("min_order"),
    "monthly_capacity": _write_quantity("monthly_capacity"),
    "lead_time_days": _write_plain("lead_time_days"),
    "net_weight": _write_grams("net_weight"),
    "gross_weight": _write_grams("gross_weight"),
    "dimensions": _write_dimensions,
    "carton": _write_plain("carton"),
    "attributes": _write_attributes,
    "variants": _write_variants,
}
