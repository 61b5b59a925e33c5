"""The plots of land a product's raw material grew on, as GeoJSON (RFC 7946)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.bodies import Body, PlainText, many, read, refuse
from api.parameters import path_id
from api.parsers import ExactJSONParser
from api.private import PrivateView, operation
from catalogue.listings.rows import dump
from catalogue.listings.shapes import AmountField, Shape, TextField
from catalogue.products.models import Product
from catalogue.readiness.actions.plots import replace_plots
from catalogue.readiness.claiming.plots import (
    MOST_PLOTS,
    MOST_POSITIONS,
    POINT,
    POLYGON,
    Sent,
    Surveyed,
    survey,
    written,
)
from catalogue.readiness.models import Plot

COLLECTION, FEATURE = "FeatureCollection", "Feature"
COLLECTION_TYPES, FEATURE_TYPES = [COLLECTION], [FEATURE]
GEOMETRY_TYPES = [POINT, POLYGON]
COORDINATES = {
    "type": "array",
    "items": {},
    "maxItems": MOST_POSITIONS,
    "description": "Longitude before latitude, WGS 84; one number of a plot at least "
    "is written with six decimals or more, since JSON drops zeros at the end. Of a "
    "`Point` one position: `[105.266000, -5.429000]`. Of a `Polygon` rings of "
    "positions, the last like the first.",
    "example": [105.266612, -5.429034],
}


@extend_schema_field(COORDINATES)
class CoordinatesField(serializers.Field):
    """Whatever JSON; `readiness.plots` looks at it, since its faults have places."""

    def to_internal_value(self, data):
        if not isinstance(data, list):
            raise refuse("list", "invalid")
        return data

    def to_representation(self, value):
        return value


class GeometryBody(Body):
    """Where it is."""

    type = serializers.ChoiceField(choices=GEOMETRY_TYPES)
    coordinates = CoordinatesField()


class PlotPropertiesBody(Body):
    """What is told of a plot."""

    label = PlainText(  # type: ignore[assignment]
        max_length=80, required=False, allow_blank=True, allow_null=True
    )
    area_ha = serializers.DecimalField(
        max_digits=10,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        required=False,
        allow_null=True,
        help_text="In hectares, as a decimal string. A point needs it, 4 at most; of a "
        "polygon it is computed, whatever is sent.",
    )


class PlotBody(Body):
    """One plot."""

    type = serializers.ChoiceField(choices=FEATURE_TYPES)
    geometry = GeometryBody()
    properties = PlotPropertiesBody()


class PlotsBody(Body):
    """All plots of the product: those that were there and are not named go."""

    is_whole = True
    type = serializers.ChoiceField(choices=COLLECTION_TYPES)
    features = many(PlotBody(), max_length=MOST_PLOTS)


class GeometrySerializer(Shape):
    """Where it is."""

    type = serializers.ChoiceField(choices=GEOMETRY_TYPES, read_only=True)
    coordinates = CoordinatesField(read_only=True)


class PlotPropertiesSerializer(Shape):
    """What is told of a plot."""

    label = TextField(max_length=80, allow_null=True)  # type: ignore[assignment]
    area_ha = AmountField(decimals=4, help_text="In hectares.")


class PlotSerializer(Shape):
    """One plot."""

    type = serializers.ChoiceField(choices=FEATURE_TYPES, read_only=True)
    geometry = GeometrySerializer()
    properties = PlotPropertiesSerializer()


class PlotsSerializer(Shape):
    """All plots of the product, as they can be sent again."""

    type = serializers.ChoiceField(choices=COLLECTION_TYPES, read_only=True)
    features = PlotSerializer(many=True, max_length=MOST_PLOTS)


def plots_json(plots: Iterable[Plot]) -> str:
    """Coordinates keep six decimals, zeros too, as the regulation counts them."""
    features = ",".join(_feature_json(plot) for plot in plots)
    return f'{{"type":"{COLLECTION}","features":[{features}]}}'


def _feature_json(plot: Plot) -> str:
    kind, at = plot.geometry["type"], plot.geometry["coordinates"]
    told = {"label": plot.label or None, "area_ha": f"{plot.area_ha:.4f}"}
    return (
        f'{{"type":"{FEATURE}","geometry":{{"type":"{kind}",'
        f'"coordinates":{_numbers(at)}}},"properties":{dump(told)}}}'
    )


def _numbers(at: Any) -> str:
    if isinstance(at, list):
        return f"[{','.join(map(_numbers, at))}]"
    return written(float(at))


class PlotAnswers(PrivateView):
    """Views that answer with the plots of one product."""

    def answer_with(self, plots):
        # Plots have no version together: `If-Match` is about which rows there are.
        return self.answer(
            plots_json(plots).encode(),
            tag=self.tag(plots.mark()),
            headers={"Cache-Control": "no-store"},
        )


class OwnProductPlotsView(PlotAnswers):
    """The plots of one product of the caller's business."""

    parser_classes = [ExactJSONParser]

    def mine(self, id: str) -> Product:
        found = Product.objects.managed_by(self.request.user).filter(pk=path_id(id))
        product = found.first()
        if product is None:
            raise Http404
        return product

    def prepare(self, request) -> None:
        """Survey them before anything is locked: many positions take a while."""
        if request.method != "PATCH":
            return
        known = Plot.objects.filter(product=self.mine(self.kwargs["id"]))
        self.surveyed = _surveyed(
            read(PlotsBody, request.data), known.values_list("geometry", flat=True)
        )

    @operation(
        "get_own_product_plots",
        tag="seller",
        summary="Get your product's plots",
        responses=PlotsSerializer,
    )
    def get(self, request, id: str):
        """Private: the public reads how many there are and their area, no more.

        Officers who look after you read them too, and each time is written down.
        """
        product = self.mine(id)
        return self.answer_with(Plot.objects.filter(product=product))

    @operation(
        "update_own_product_plots",
        tag="seller",
        summary="Change your product's plots",
        if_match=True,
        request=PlotsBody,
        responses=PlotsSerializer,
    )
    def patch(self, request, id: str):
        """`features` replaces them all, as every list does; `[]` clears them.

        A plot of 4 hectares at most may be a point with its area; a larger one is a
        polygon (Regulation (EU) 2023/1115 art. 2(28)). What was read can be sent again
        as any JSON library writes it; the same plot twice cannot. Every fault is told
        at its place, and then nothing is saved. Where due diligence (`EUDR`) was
        verified, it waits for an officer again.
        """
        product = self.mine(id)
        replace_plots(
            product_id=product.pk,
            plots=self.surveyed,
            expected_version=self.expected_version(),
        )
        return self.answer_with(Plot.objects.filter(product=product))


def _surveyed(body: dict[str, Any], known: Iterable[dict[str, Any]]) -> list[Surveyed]:
    return survey(
        [
            Sent(
                feature["geometry"]["type"],
                feature["geometry"]["coordinates"],
                feature["properties"].get("label") or "",
                feature["properties"].get("area_ha"),
            )
            for feature in body["features"]
        ],
        known=list(known),
    )
