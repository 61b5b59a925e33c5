"""Every address. Only what is under /v1 is in openapi.yaml."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from api.meta import docs, health, media
from api.meta.service import ProblemTypeListView, ProblemTypeView, ServiceView
from api.public.json_ld import ProductJsonLdView
from api.public.products import (
    ProductFacetsView,
    ProductListView,
    ProductView,
    RelatedProductsView,
)
from api.public.reference_lists import (
    CategoryListView,
    CertificateTypeListView,
    MarketListView,
    RegencyListView,
)
from api.public.sellers import SellerListView, SellerView
from api.public.suggestions import SuggestionListView

handler400 = "api.errors.handler400"
handler403 = "api.errors.handler403"
handler404 = "api.errors.handler404"
handler500 = "api.errors.handler500"

v1 = [
    path("products", ProductListView.as_view()),
    path("products/facets", ProductFacetsView.as_view()),
    path("products/<str:id>", ProductView.as_view()),
    path("products/<str:id>/related", RelatedProductsView.as_view()),
    path("products/<str:id>/json-ld", ProductJsonLdView.as_view()),
    path("suggestions", SuggestionListView.as_view()),
    path("sellers", SellerListView.as_view()),
    path("sellers/<str:id>", SellerView.as_view()),
    path("categories", CategoryListView.as_view()),
    path("regencies", RegencyListView.as_view()),
    path("certificate-types", CertificateTypeListView.as_view()),
    path("markets", MarketListView.as_view()),
    path("problems", ProblemTypeListView.as_view()),
    path("problems/<str:code>", ProblemTypeView.as_view()),
    path("openapi.yaml", docs.openapi),
]

admin.site.site_header = admin.site.site_title = "Lampung Catalogue"
admin.site.index_title = "The office's desk"

urlpatterns = [
    path("", RedirectView.as_view(url="/docs")),
    path("docs/", RedirectView.as_view(url="/docs")),
    path(settings.ADMIN_PATH, RedirectView.as_view(url=f"/{settings.ADMIN_PATH}/")),
    path("v1", ServiceView.as_view()),
    path("v1/", include(v1)),
    path("docs", docs.swagger),
    path("docs/reference", docs.redoc),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("media/<path:name>", media.picture),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
]
