"""What this service is, and every error it can answer with."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api.envelopes import Envelope
from api.errors import STATUS, Problem
from api.messages import TITLES, say
from api.meta.explanations import EXPLANATIONS
from api.pagination import Page, envelope
from api.parameters import WholeListParameters
from api.public.answers import REFERENCE_AGE, Answer, PublicView
from catalogue.listings.facets import PRICE_BANDS
from catalogue.listings.rows import dump
from catalogue.listings.shapes import CodeField, NumberField, Shape, TextField
from catalogue.products.models import CURRENCY


class PriceBandSerializer(Shape):
    """A value of the price facet."""

    value = CodeField(max_length=40)
    price_min = CodeField(max_length=20, help_text="IDR.")
    price_max = CodeField(max_length=20, allow_null=True, help_text="IDR, inclusive.")


class ServiceLinksSerializer(Shape):
    """Paths to begin with."""

    products = CodeField(max_length=500)
    sellers = CodeField(max_length=500)
    categories = CodeField(max_length=500)
    regencies = CodeField(max_length=500)
    certificate_types = CodeField(max_length=500)
    markets = CodeField(max_length=500)
    units = CodeField(max_length=500)
    attributes = CodeField(max_length=500)
    hs_codes = CodeField(max_length=500, help_text="Needs `category` or `q`.")
    incoterms = CodeField(max_length=500)
    facets = CodeField(max_length=500)
    openapi = CodeField(max_length=500)
    docs = CodeField(max_length=500)
    problems = CodeField(max_length=500)


class ServiceSerializer(Shape):
    """The service itself."""

    name = TextField(max_length=120)
    version = CodeField(max_length=20)
    languages = serializers.ListField(
        child=CodeField(max_length=12), max_length=20, read_only=True
    )
    default_language = CodeField(max_length=12)
    currencies = serializers.ListField(
        child=CodeField(max_length=3), max_length=20, read_only=True
    )
    price_bands = PriceBandSerializer(many=True, max_length=20)
    sample_data = serializers.BooleanField(
        read_only=True, help_text="Invented sellers and products may be shown."
    )
    links = ServiceLinksSerializer()


class ServiceView(PublicView):
    """The service."""

    cache_control = REFERENCE_AGE

    @extend_schema(
        operation_id="get_service",
        tags=["meta"],
        summary="Get the service",
        responses=ServiceSerializer,
    )
    def get(self, request, **path):
        """Version, languages, currencies, price bands, and where things are."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        body = {
            "name": settings.SPECTACULAR_SETTINGS["TITLE"],
            "version": settings.VERSION,
            "languages": settings.CATALOGUE_LANGUAGES,
            "default_language": settings.CATALOGUE_LANGUAGES[0],
            "currencies": [CURRENCY],
            "price_bands": [
                {
                    "value": band.value,
                    "price_min": str(band.low),
                    "price_max": None if band.high is None else str(band.high),
                }
                for band in PRICE_BANDS
            ],
            "sample_data": settings.SAMPLE_MODE,
            "links": {
                "products": "/v1/products",
                "sellers": "/v1/sellers",
                "categories": "/v1/categories",
                "regencies": "/v1/regencies",
                "certificate_types": "/v1/certificate-types",
                "markets": "/v1/markets",
                "units": "/v1/units",
                "attributes": "/v1/attributes",
                "hs_codes": "/v1/hs-codes",
                "incoterms": "/v1/incoterms",
                "facets": "/v1/products/facets",
                "openapi": "/v1/openapi.yaml",
                "docs": "/docs",
                "problems": "/v1/problems",
            },
        }
        return Answer(dump(body).encode())


class ProblemTypeSerializer(Shape):
    """An error this service can answer with, explained."""

    code = CodeField(max_length=40)
    status = NumberField(min_value=400, max_value=599)
    title = TextField(max_length=200)
    description = TextField(max_length=1000, help_text="When it comes, what to do.")


class ProblemTypeListSerializer(Envelope):
    """Every error there is, in one page."""

    results = ProblemTypeSerializer(many=True, max_length=100)


def problem_type(code: str, language: str) -> dict[str, Any]:
    return {
        "code": code,
        "status": STATUS[code],
        "title": say(TITLES[code], language),
        "description": say(EXPLANATIONS[code], language),
    }


class ProblemTypeListView(PublicView):
    """All problem types."""

    parameters = WholeListParameters
    cache_control = REFERENCE_AGE

    @extend_schema(
        operation_id="list_problem_types",
        tags=["meta"],
        summary="List problem types",
        responses=ProblemTypeListSerializer,
    )
    def get(self, request, **path):
        """Every `code` a problem can have, explained."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        texts = [dump(problem_type(code, language)) for code in STATUS]
        count = len(texts) if values.get("count") else None
        return Answer(envelope(Page(texts, None, None), count))


class ProblemTypeView(PublicView):
    """One problem type."""

    cache_control = REFERENCE_AGE

    @extend_schema(
        operation_id="get_problem_type",
        tags=["meta"],
        summary="Get a problem type",
        responses=ProblemTypeSerializer,
    )
    def get(self, request, **path):
        """What the `type` of a problem points to."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        code = self.kwargs["code"]
        if code not in STATUS:
            raise Problem("not_found", values={"path": f"problem type {code}"})
        return Answer(dump(problem_type(code, language)).encode())
