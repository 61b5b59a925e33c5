"""What a product is described with: units, attributes, customs codes, Incoterms."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api.envelopes import list_of
from api.errors import Fault, fault
from api.pagination import Page, envelope
from api.parameters import CodeField as CodeParameter
from api.parameters import Parameter, PlainTextField, WholeField, WholeListParameters
from api.public.answers import REFERENCE_AGE, Answer, PublicView
from catalogue.listings import reference
from catalogue.listings.rows import dump
from catalogue.listings.shapes import CodeField, Shape, TextField
from catalogue.products import hs_codes
from catalogue.products.incoterms import INCOTERMS
from catalogue.products.models import Attribute, CategoryAttribute
from catalogue.texts import best_language, resolve

HS_CODES, MOST_HS_CODES = 20, 50  # without and with `limit`


class UnitSerializer(Shape):
    """A unit that quantities and prices are told in."""

    code = CodeField(max_length=10, help_text="As in `price_unit` and quantities.")
    name = TextField(max_length=120)
    symbol = CodeField(max_length=10)
    kind = CodeField(max_length=10, help_text="Units of one kind compare: `mass`.")
    unece_code = CodeField(
        max_length=3, help_text="UNECE Recommendation 20, or 21 as `X…`."
    )


class AttributeChoiceSerializer(Shape):
    """One value that a choice may have."""

    code = CodeField(max_length=40)
    name = TextField(max_length=120)


class AttributeDefinitionSerializer(Shape):
    """Something that can be told of a product."""

    code = CodeField(max_length=40)
    name = TextField(max_length=120)
    type = CodeField(max_length=10, help_text="`text`, `number`, `choice` or `bool`.")
    unit = CodeField(max_length=20, allow_null=True, help_text="Of a number.")
    required = serializers.BooleanField(  # type: ignore[assignment]
        read_only=True, help_text="Of products in the category asked for."
    )
    choices = AttributeChoiceSerializer(
        many=True, max_length=100, help_text="Empty unless the type is `choice`."
    )


class HsCodeSerializer(Shape):
    """A subheading of the Harmonized System, 2022 edition.

    English names are UN Comtrade's wording, not the legal text; Indonesian ones are
    ours, for the goods of Lampung. Where there is none, the name is in English.
    """

    code = CodeField(max_length=6, help_text="Six digits, leading zeros kept.")
    name = TextField(max_length=500)
    content_language = CodeField(max_length=12, help_text="Of `name`: BCP 47.")
    section = CodeField(max_length=5, help_text="Roman numeral.")
    section_name = TextField(max_length=500, help_text="In English.")
    chapter = CodeField(max_length=2)
    chapter_name = TextField(max_length=500, help_text="In English.")
    heading = CodeField(max_length=4)
    heading_name = TextField(max_length=500, help_text="In English.")
    category_codes = serializers.ListField(
        child=CodeField(),
        max_length=100,
        read_only=True,
        help_text="Categories it usually goes with.",
    )


class IncotermSerializer(Shape):
    """A rule of Incoterms 2020 (ICC), summed up in our words."""

    code = CodeField(max_length=3)
    name = TextField(max_length=120)
    transport = CodeField(max_length=10, help_text="`any`, or `sea` alone.")
    risk_transfer = TextField(
        max_length=200, help_text="Where the risk passes to the buyer."
    )


UnitListSerializer = list_of(UnitSerializer, "UnitListSerializer", 200)
AttributeListSerializer = list_of(
    AttributeDefinitionSerializer, "AttributeListSerializer", 1000
)
HsCodeListSerializer = list_of(HsCodeSerializer, "HsCodeListSerializer", MOST_HS_CODES)
IncotermListSerializer = list_of(IncotermSerializer, "IncotermListSerializer", 50)


def category_parameter() -> Parameter:
    return Parameter(
        CodeParameter("category", lambda: reference.current().categories),
        "Code of one category.",
        example="kopi-sangrai-bubuk",
    )


class AttributeParameters(WholeListParameters):
    category = category_parameter()


class HsCodeParameters(WholeListParameters):
    category = category_parameter()
    q = Parameter(
        PlainTextField(max_length=200, min_length=2),
        "Words of the goods in Indonesian or English, or the first digits of a code.",
        example="pisang",
    )
    limit = Parameter(
        WholeField(minimum=1, maximum=MOST_HS_CODES, default=HS_CODES),
        "Results; there are no more pages.",
        example=2,
    )

    @classmethod
    def check(cls, values: dict[str, Any], sent: set[str]) -> list[Fault]:
        if {"category", "q"} & sent:
            return []
        return [fault("q", "category_or_q", code="required")]


class DescriptionListView(PublicView):
    """A list of what products are described with, in one page.

    Subclasses give the shape, what is found, and how one of it is told.
    """

    parameters = WholeListParameters
    cache_control = REFERENCE_AGE
    shape: type
    most: int | None = None  # where no `limit` is sent

    def find(self, values: dict[str, Any]) -> Sequence[Any]:
        raise NotImplementedError

    def tell(self, found: Any, language: str) -> dict[str, Any]:
        raise NotImplementedError

    def read(self, request, values, language) -> Answer:
        found = self.find(values)
        shape = self.shape()
        texts = [
            dump(shape.to_representation(self.tell(one, language)))
            for one in found[: values.get("limit", self.most)]
        ]
        count = len(found) if values.get("count") else None
        return Answer(envelope(Page(texts, None, None), count))


class UnitListView(DescriptionListView):
    """Units."""

    shape = UnitSerializer

    @extend_schema(
        operation_id="list_units",
        tags=["catalogue"],
        summary="List units",
        responses=UnitListSerializer,
    )
    def get(self, request, **path):
        """The units of prices, minimum orders and capacities."""
        return super().get(request, **path)

    def find(self, values):
        return list(reference.current().units.values())

    def tell(self, found, language):
        return {
            "code": found.code,
            "name": resolve(found.name, language),
            "symbol": found.symbol,
            "kind": found.kind,
            "unece_code": found.unece_code,
        }


class AttributeListView(DescriptionListView):
    """Attributes."""

    shape = AttributeDefinitionSerializer
    parameters = AttributeParameters

    @extend_schema(
        operation_id="list_attributes",
        tags=["catalogue"],
        summary="List attributes",
        responses=AttributeListSerializer,
    )
    def get(self, request, **path):
        """What products are described with: in a category, its own attributes and
        those of the categories above, in the order of a form; else all there are."""
        return super().get(request, **path)

    def find(self, values):
        if "category" in values:
            category = reference.current().categories[values["category"]]
            return CategoryAttribute.objects.of(category)
        return [CategoryAttribute(attribute=a) for a in Attribute.objects.all()]

    def tell(self, found, language):
        attribute = found.attribute
        return {
            "code": attribute.code,
            "name": resolve(attribute.name, language),
            "type": attribute.type,
            "unit": attribute.unit or None,
            "required": found.is_required,
            "choices": [
                {"code": choice["code"], "name": resolve(choice, language)}
                for choice in attribute.choices
            ],
        }


class HsCodeListView(DescriptionListView):
    """Customs codes."""

    shape = HsCodeSerializer
    parameters = HsCodeParameters
    most = HS_CODES

    @extend_schema(
        operation_id="list_hs_codes",
        tags=["catalogue"],
        summary="Find customs codes",
        responses=HsCodeListSerializer,
    )
    def get(self, request, **path):
        """Subheadings of HS 2022 that may fit goods, best first; `category`, `q` or
        both. Those that go with the category come first, then those with most words
        of `q`. 50 at most, in one page."""
        return super().get(request, **path)

    def find(self, values):
        category = values.get("category", "")
        known = reference.current()
        relatives: list[str] = []
        if category:
            relatives = [*known.path(category), *known.subtree(category)]
        return hs_codes.rank(category, relatives, values.get("q", ""))

    def tell(self, found, language):
        hs_code = hs_codes.find(found)
        assert hs_code is not None
        return {
            "code": hs_code.code,
            "name": resolve(hs_code.name, language),
            "content_language": best_language([hs_code.name], language),
            "section": hs_code.section,
            "section_name": hs_code.section_name,
            "chapter": hs_code.chapter,
            "chapter_name": hs_code.chapter_name,
            "heading": hs_code.heading,
            "heading_name": hs_code.heading_name,
            "category_codes": hs_code.categories,
        }


class IncotermListView(DescriptionListView):
    """Incoterms."""

    shape = IncotermSerializer

    @extend_schema(
        operation_id="list_incoterms",
        tags=["catalogue"],
        summary="List Incoterms",
        responses=IncotermListSerializer,
    )
    def get(self, request, **path):
        """The eleven rules of Incoterms 2020, in the ICC's order."""
        return super().get(request, **path)

    def find(self, values):
        return INCOTERMS

    def tell(self, found, language):
        return {
            "code": found.code,
            "name": resolve(found.name, language),
            "transport": found.transport,
            "risk_transfer": resolve(found.risk_transfer, language),
        }
