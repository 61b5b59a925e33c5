from django.conf import settings
from django.db.models import Count, F, Prefetch
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ModelViewSet

from catalogue.products.models import Image, Product
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.models import Certificate
from tests.bench.yardstick.filters import ProductFilterSet
from tests.bench.yardstick.serializers import (
    ProductSerializer,
    ProductSummarySerializer,
)

FACETS = {
    "category": "category__code",
    "regency": "seller__regency",
    "export_level": "readiness__level",
}


class ProductViewSet(ModelViewSet):
    """Published products: list, detail and facets."""

    queryset = Product.objects.public()
    filterset_class = ProductFilterSet
    search_fields = ["name", "description", "category__name", "seller__name"]
    ordering_fields = ["price", "published_at"]
    ordering = ["-published_at", "-id"]

    def get_serializer_class(self):
        return ProductSummarySerializer if self.action == "list" else ProductSerializer

    def get_serializer_context(self):
        asked = self.request.query_params.get("lang")
        known = settings.CATALOGUE_LANGUAGES
        language = asked if asked in known else known[0]
        return {**super().get_serializer_context(), "language": language}

    def get_queryset(self):
        products = super().get_queryset()
        if self.action == "facets":
            return products
        certificates = Certificate.objects.counting(today())
        if self.action == "retrieve":
            certificates = certificates.select_related("type", "verified_by")
            # A snapshot is large; a good team would load what is shown of it.
            products = products.select_related("readiness__snapshot__model").defer(
                "readiness__snapshot__inputs",
                "readiness__snapshot__result",
                "readiness__snapshot__model__content",
            )
            products = products.prefetch_related(
                "variants",
                "price_tiers",
                "attribute_values__attribute",
                "market_readiness",
            )
        return products.select_related(
            "category", "seller__regency", "readiness"
        ).prefetch_related(
            Prefetch("images", Image.objects.ready(), to_attr="ready_images"),
            Prefetch("seller__certificates", certificates, to_attr="counting"),
        )

    @action(detail=False)
    def facets(self, request):
        """How many of the filtered products each value has."""
        products = self.filter_queryset(self.get_queryset()).order_by()
        counts = {
            name: list(products.values(value=F(path)).annotate(count=Count("pk")))
            for name, path in FACETS.items()
        }
        return Response({"count": products.count(), "facets": counts})
