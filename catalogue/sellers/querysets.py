from django.db.models import Q, QuerySet


class SellerQuerySet(QuerySet):
    def public(self):
        """Sellers anyone may see: verified by the trade office and not suspended."""
        return self.filter(verified_at__isnull=False, suspended_at__isnull=True)

    def managed_by(self, user):
        """The business `user` is a member of: one at most."""
        return self.filter(members__user=user)

    def overseen_by(self, user):
        """Sellers an officer may decide on: of her regency, never her own business."""
        return self.filter(overseen(user, "regency")).exclude(members__user=user)


class MemberQuerySet(QuerySet):
    def managed_by(self, user):
        """Members of the business of `user`."""
        return self.filter(seller__members__user=user)


class OversightQuerySet(QuerySet):
    def provincial(self):
        return self.filter(regency__isnull=True)


def overseen(user, regency: str) -> Q:
    """What an officer may see, by the path `regency` to its regency.

    The province's officers and administrators see all.
    """
    if is_provincial(user):
        return Q()
    regencies = user.oversights.filter(regency__isnull=False).values("regency")
    return Q(**{f"{regency}__in": regencies})


def is_provincial(user) -> bool:
    """Decides for the whole province: its officers, and administrators."""
    return user.is_superuser or user.oversights.provincial().exists()
