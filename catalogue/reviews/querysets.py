from django.db.models import QuerySet

from catalogue.sellers.querysets import overseen


class OverseenQuerySet(QuerySet):
    """Rows about a seller."""

    def overseen_by(self, user):
        """Those of the officer's regency; never of her own business."""
        return self.filter(overseen(user, "seller__regency")).exclude(
            seller__members__user=user
        )


class ReviewQuerySet(OverseenQuerySet):
    def open(self):
        """Waiting for an officer."""
        return self.filter(status="pending")


class ReportQuerySet(OverseenQuerySet):
    def open(self):
        return self.filter(resolved_at__isnull=True)
