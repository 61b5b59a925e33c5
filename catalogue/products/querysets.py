from django.db.models import QuerySet


class ProductQuerySet(QuerySet):
    def public(self):
        """What anyone may see: published and not hidden, by a verified seller not
        suspended."""
        return self.filter(
            status="published",
            hidden_at__isnull=True,
            seller__verified_at__isnull=False,
            seller__suspended_at__isnull=True,
        )

    def managed_by(self, user):
        """Products, in any status, of the business `user` is a member of."""
        return self.filter(seller__members__user=user)

    def for_workspace(self):
        """Load what a seller sees of her products, in a fixed number of queries."""
        return self.select_related("category", "seller").prefetch_related(
            "variants", "price_tiers", "attribute_values", "images"
        )

    def for_detail(self):
        """Load what a product's public page shows, in a fixed number of queries."""
        return self.select_related(
            "category__parent__parent", "seller__regency", "min_order_unit"
        ).prefetch_related(
            "variants",
            "price_tiers",
            "attribute_values__attribute__in_categories",
        )


class CategoryAttributeQuerySet(QuerySet):
    def of(self, category) -> list:
        """What products of `category` are described with, its own and inherited, in
        order; each row with its `attribute`. Of two for one attribute the nearer."""
        lineage = [above.code for above in category.lineage()]
        rows: list = list(
            self.filter(category__in=lineage).select_related("attribute")
        )
        rows.sort(key=lambda row: lineage.index(row.category_id))
        nearest: dict = {}
        for row in rows:
            nearest.setdefault(row.attribute_id, row)
        return sorted(
            nearest.values(),
            key=lambda row: (row.position, row.attribute.position, row.attribute_id),
        )


class ImageQuerySet(QuerySet):
    def live(self):
        """Part of the product: not staged."""
        return self.filter(position__isnull=False)

    def ready(self):
        """Pictures that can be shown."""
        return self.live().filter(status="ready")

    def managed_by(self, user):
        """Pictures, staged ones too, of the business `user` is a member of."""
        return self.filter(product__seller__members__user=user)
