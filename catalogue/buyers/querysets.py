from django.db.models import OuterRef, QuerySet, Subquery

from catalogue.listings.models import Listing


class FavouriteQuerySet(QuerySet):
    def managed_by(self, user):
        """What this person keeps, withdrawn products too."""
        return self.filter(user=user)

    def listed(self):
        """Those of products that anyone may see now, with `listing_id`."""
        listing = Listing.objects.filter(product_id=OuterRef("product_id"))
        found = self.annotate(listing_id=Subquery(listing.values("pk")))
        return found.filter(listing_id__isnull=False)


class SavedSearchQuerySet(QuerySet):
    def managed_by(self, user):
        return self.filter(user=user)

    def due(self, until: int):
        """Those to look into for a letter of what was published up to `until`
        (microseconds since 1970)."""
        return self.filter(notify="daily", told_key__lt=until, user__is_active=True)
