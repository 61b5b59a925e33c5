from django.db.models import Q, QuerySet
from django.utils import timezone


class TokenQuerySet(QuerySet):
    def usable(self):
        """Neither revoked nor past its time, of a person who is not suspended."""
        return (
            self.filter(revoked_at__isnull=True)
            .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()))
            .filter(Q(user__isnull=True) | Q(user__is_active=True))
        )

    def managed_by(self, user):
        """The API keys a person made and has not revoked."""
        return self.filter(user=user, kind="ak", revoked_at__isnull=True)
