"""A market's rows know when their listing was published, and are indexed by it."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy(apps, schema_editor):
    listings = apps.get_model("listings", "Listing").objects.filter(
        pk=OuterRef("listing")
    )
    apps.get_model("listings", "ListingMarket").objects.update(
        published_key=Subquery(listings.values("published_key")[:1]),
        product_id=Subquery(listings.values("product_id")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [("listings", "0005_seller_listing_changes_on")]
    operations = [
        migrations.AddField(
            "listingmarket", "published_key", models.BigIntegerField(null=True)
        ),
        migrations.AddField("listingmarket", "product_id", models.UUIDField(null=True)),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.AlterField(
            "listingmarket", "published_key", models.BigIntegerField()
        ),
        migrations.AlterField("listingmarket", "product_id", models.UUIDField()),
        migrations.AddIndex(
            "listingmarket",
            models.Index(
                fields=[
                    "market_code",
                    "is_ready",
                    "published_key",
                    "product_id",
                    "level",
                    "listing",
                ],
                name="listing_market_newest",
            ),
        ),
    ]
