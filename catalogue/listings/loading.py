"""Load what listings show, in a fixed number of queries however many products."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Sum

from catalogue.listings.readings import PlotTotals, ProductFacts, SellerFacts
from catalogue.products.models import Category, Image, Product
from catalogue.readiness.models import (
    Certificate,
    Plot,
    ProductReadiness,
    SellerReadiness,
)
from catalogue.sellers.models import Seller

# Of a snapshot only its date is shown, of the model only its name: the rest is large.
NOT_SHOWN = [
    "readiness__snapshot__inputs",
    "readiness__snapshot__result",
    "readiness__snapshot__model__content",
]


def load_products(product_ids: Iterable[UUID], on: date) -> list[ProductFacts]:
    """The facts of those that anyone may see; the others are left out."""
    products = list(
        Product.objects.public()
        .filter(pk__in=list(product_ids))
        .for_detail()
        .select_related("readiness__snapshot__model")
        .defer(*NOT_SHOWN)
        .prefetch_related(
            "market_readiness",
            Prefetch("images", Image.objects.ready(), to_attr="ready_images"),
        )
        .order_by("pk")
    )
    certificates = _certificates_by_seller({p.seller_id for p in products}, on)
    plots = _plots_by_product(products)
    return [
        ProductFacts(
            product=product,
            readiness=_readiness(product),
            markets=list(product.market_readiness.all()),
            certificates=[
                certificate
                for certificate, product_ids in certificates[product.seller_id]
                if not product_ids or product.pk in product_ids
            ],
            images=product.ready_images,
            plots=plots.get(product.pk),
        )
        for product in products
    ]


def load_sellers(seller_ids: Iterable[UUID], on: date) -> list[SellerFacts]:
    """The facts of those that anyone may see."""
    sellers = list(
        Seller.objects.public()
        .filter(pk__in=list(seller_ids))
        .select_related("regency", "readiness__snapshot__model")
        .order_by("pk")
    )
    products = Product.objects.public().filter(seller__in=sellers)
    counts = dict(
        products.values_list("seller_id").order_by().annotate(number=Count("pk"))
    )
    pairs = products.order_by().values_list("seller_id", "category_id").distinct()
    categories_of = defaultdict(set)
    for seller_id, category_id in pairs:
        categories_of[seller_id].add(category_id)
    shown = set().union(*categories_of.values())
    categories = list(Category.objects.filter(pk__in=shown))
    certificates = _certificates_by_seller({s.pk for s in sellers}, on)
    return [
        SellerFacts(
            seller=seller,
            categories=[c for c in categories if c.pk in categories_of[seller.pk]],
            certificates=[c for c, only in certificates[seller.pk] if not only],
            product_count=counts.get(seller.pk, 0),
            readiness=_own_readiness(seller),
        )
        for seller in sellers
    ]


def _readiness(product: Product) -> ProductReadiness | None:
    try:
        return product.readiness
    except ProductReadiness.DoesNotExist:
        return None


def _own_readiness(seller: Seller) -> SellerReadiness | None:
    try:
        return seller.readiness
    except SellerReadiness.DoesNotExist:
        return None


def _plots_by_product(products: list[Product]) -> dict[UUID, PlotTotals]:
    rows = Plot.objects.filter(product__in=products).order_by().values("product_id")
    return {
        row["product_id"]: PlotTotals(row["number"], row["area"])
        for row in rows.annotate(number=Count("pk"), area=Sum("area_ha"))
    }


def _certificates_by_seller(
    seller_ids: set[UUID], on: date
) -> dict[UUID, list[tuple[Certificate, set[UUID]]]]:
    """Counting certificates of each seller, with the products they are limited to."""
    found = defaultdict(list)
    rows = (
        Certificate.objects.filter(seller_id__in=seller_ids)
        .counting(on)
        .select_related("type", "verified_by")
        .prefetch_related(Prefetch("products", Product.objects.only("pk")))
        .order_by("type_id", "pk")
    )
    for certificate in rows:
        products = {product.pk for product in certificate.products.all()}
        if products or not certificate.is_of_products:
            found[certificate.seller_id].append((certificate, products))
    return found
