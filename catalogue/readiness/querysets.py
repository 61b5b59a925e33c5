import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from catalogue.readiness.claiming.validity import EXPIRING_DAYS
from catalogue.sellers.querysets import overseen


class _OfSeller(QuerySet):
    """Rows of one seller each."""

    def managed_by(self, user):
        """Those of the business `user` is a member of."""
        return self.filter(seller__members__user=user)

    def overseen_by(self, user):
        """Those of the sellers an officer looks after; never of her own business."""
        return self.filter(overseen(user, "seller__regency")).exclude(
            seller__members__user=user
        )


class EvidenceFileQuerySet(_OfSeller):
    pass


class CertificateQuerySet(_OfSeller):
    def counting(self, on: date):
        """Certificates that satisfy rules on that day: verified, neither expired nor
        superseded."""
        return self.filter(status="verified", superseded_by=None).filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=on)
        )

    def held_for(self, product):
        """Those that speak for `product`: its own, and its seller's general ones."""
        return self.filter(seller_id=product.seller_id).filter(
            Q(products=product) | Q(products__isnull=True, is_of_products=False)
        )

    def held_for_any(self, products):
        """Those that speak for at least one of these products of their sellers."""
        links: Any = self.model._meta.get_field("products")
        named = links.remote_field.through.objects.filter(product__in=products)
        general = Q(
            is_of_products=False,
            products__isnull=True,
            seller__in=products.order_by().values("seller"),
        )
        return self.filter(Q(pk__in=named.values("certificate")) | general)

    def in_state(self, state: str, on: date):
        """By the dates they bear, whatever their status; see `validity.state`."""
        soon = on + timedelta(days=EXPIRING_DAYS)
        match state:
            case "expired":
                return self.filter(expires_on__lt=on)
            case "expiring":
                return self.filter(expires_on__gte=on, expires_on__lte=soon)
            case "valid":
                return self.filter(expires_on__gt=soon)
        return self.filter(expires_on__isnull=True)

    def for_display(self):
        """Load what one certificate shows, in a fixed number of queries."""
        return self.select_related(
            "type", "evidence", "verified_by", "seller__regency"
        ).prefetch_related("products")


class AnswerQuerySet(_OfSeller):
    def mark(self) -> int:
        """A number for what these rows are: another once one changes, comes or goes."""
        return _mark(self.order_by("pk").values_list("pk", "version"))


class PlotQuerySet(QuerySet):
    def totals(self) -> tuple[int, Decimal]:
        """How many plots, and their area in hectares."""
        found = self.aggregate(count=Count("pk"), area=Sum("area_ha"))
        return found["count"], found["area"] or Decimal(0)

    def mark(self) -> int:
        """A number for what these rows are; they are written anew, never changed."""
        return _mark(self.order_by("pk").values_list("pk"))


def _mark(rows: Iterable[tuple]) -> int:
    """Of rows that have no version together: nine digits, as a tag has room for."""
    text = "\n".join(" ".join(map(str, row)) for row in rows)
    digest = hashlib.blake2s(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % 10**9
