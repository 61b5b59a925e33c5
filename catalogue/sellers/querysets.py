from django.db.models import QuerySet


class SellerQuerySet(QuerySet):
    def public(self):
        """Sellers anyone may see: verified by the trade office and not suspended."""
        return self.filter(verified_at__isnull=False, suspended_at__isnull=True)
