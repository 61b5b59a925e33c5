from datetime import date

from django.db.models import Q, QuerySet


class CertificateQuerySet(QuerySet):
    def counting(self, on: date):
        """Certificates that satisfy rules on that day: verified and not expired."""
        return self.filter(status="verified").filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=on)
        )

    def held_for(self, product):
        """Those that speak for `product`: its own, and its seller's general ones."""
        return self.filter(seller_id=product.seller_id).filter(
            Q(products=product) | Q(products__isnull=True)
        )
