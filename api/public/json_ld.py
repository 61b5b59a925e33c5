"""A product as schema.org data, for pages that search engines read."""

import json
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer

from api.parameters import Parameters, path_id
from api.public.answers import Answer, PublicView
from api.public.products import read_product
from api.renderers import CompactJSONRenderer
from catalogue.listings import reference
from catalogue.listings.readings import public_url
from catalogue.listings.rows import dump


class LdJSONRenderer(BaseRenderer):
    media_type = "application/ld+json"
    format = "json-ld"


class JsonLdParameters(Parameters):
    """A page people open: parameters it does not know (`utm_…`) are ignored."""

    ignores_unknown = True


class ProductJsonLdView(PublicView):
    """One product as JSON-LD."""

    parameters = JsonLdParameters
    renderer_classes = [LdJSONRenderer, CompactJSONRenderer]
    tag_is_of_state = False

    @extend_schema(
        operation_id="get_product_json_ld",
        tags=["catalogue"],
        summary="Get a product as JSON-LD",
        responses={(200, "application/ld+json"): OpenApiTypes.OBJECT},
    )
    def get(self, request, **path):
        """schema.org `Product` with its `Offer`, to embed in a web page."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        changed, detail = read_product(path_id(self.kwargs["id"]), language)
        body = dump(product_json_ld(json.loads(detail)))
        # It is put inside <script>: no text may end that.
        body = body.replace("<", "\\u003c")
        return Answer(body.encode(), "application/ld+json", version=f"j{changed:x}")


def product_json_ld(product: dict[str, Any]) -> dict[str, Any]:
    """From the public detail shape; what is not known is left out."""
    address = product["links"]["web"] or public_url(product["links"]["self"])
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "url": product["links"]["web"],
        "name": product["name"],
        "description": product["description"],
        "inLanguage": product["content_language"],
        "category": product["category"]["name"],
        "sku": product["variants"][0]["sku"] if product["variants"] else None,
        "image": [image["sizes"][-1]["jpeg"] for image in product["images"]],
        "countryOfOrigin": product["export"]["origin_country"],
        "manufacturer": {
            "@type": "Organization",
            "name": product["seller"]["name"],
        },
        "offers": _offer(product),
    }
    return {name: value for name, value in data.items() if value}


def _offer(product: dict[str, Any]) -> dict[str, Any] | None:
    price = product["price"]
    if price is None:
        return None
    highest = product["price_max"]
    if highest:
        prices = {
            "@type": "AggregateOffer",
            "lowPrice": price["amount"],
            "highPrice": highest["amount"],
        }
    else:
        prices = {"@type": "Offer", "price": price["amount"]}
    offer = {
        **prices,
        "priceCurrency": price["currency"],
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": (highest or price)["amount"],  # at the minimum order
            "priceCurrency": price["currency"],
            "referenceQuantity": _quantity("value", "1", product["price_unit"]),
        },
        "seller": {"@type": "Organization", "name": product["seller"]["name"]},
    }
    if order := product["min_order"]:
        offer["eligibleQuantity"] = _quantity("minValue", order["value"], order["unit"])
    return offer


def _quantity(name: str, value: str, unit: str | None) -> dict[str, Any]:
    """With the unit's UNECE code, as schema.org wants it."""
    known = reference.current().units.get(unit or "")
    found = {"@type": "QuantitativeValue", name: value}
    return {**found, "unitCode": known.unece_code} if known else found
