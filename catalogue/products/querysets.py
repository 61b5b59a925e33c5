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

    def for_detail(self):
        """Load what a product's public page shows, in a fixed number of queries."""
        return self.select_related(
            "category", "seller__regency", "min_order_unit"
        ).prefetch_related("variants", "price_tiers", "attribute_values__attribute")


class ImageQuerySet(QuerySet):
    def ready(self):
        """Pictures that can be shown."""
        return self.filter(status="ready")
