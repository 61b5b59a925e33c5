from django.core.management.base import BaseCommand

from catalogue.listings import actions
from catalogue.listings.fingerprint import ensure_same_settings
from catalogue.listings.jobs import batches
from catalogue.listings.models import Listing, SellerListing
from catalogue.products.models import Product
from catalogue.sellers.models import Seller


class Command(BaseCommand):
    help = "Make every listing say what is true now. Safe to run while serving."

    def handle(self, **options):
        ensure_same_settings()
        products = {
            *Product.objects.values_list("pk", flat=True),
            *Listing.objects.values_list("product_id", flat=True),
        }
        sellers = {
            *Seller.objects.values_list("pk", flat=True),
            *SellerListing.objects.values_list("seller_id", flat=True),
        }
        changed = sum(actions.rebuild(batch) for batch in batches(products))
        changed += sum(actions.rebuild_sellers(batch) for batch in batches(sellers))
        self.stdout.write(f"{changed} listings changed")
