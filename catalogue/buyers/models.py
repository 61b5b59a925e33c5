from django.db import models
from django.db.models import Q
from django_countries.fields import CountryField

from catalogue.accounts.models import User
from catalogue.buyers.querysets import FavouriteQuerySet, SavedSearchQuerySet
from catalogue.identifiers import uuid7
from catalogue.products.models import Category, Product


class Company(models.Model):
    """Whom a person buys for: a company, a public body, or herself.

    Changed by `buyers.profile` alone, which moves the person's version.
    """

    class Kind(models.TextChoices):
        UNSPECIFIED = "unspecified"
        RETAILER = "retailer"
        IMPORTER = "importer"
        DISTRIBUTOR = "distributor"
        INDUSTRY = "industry"
        HOTEL = "hotel"
        PUBLIC_BODY = "public_body"
        PERSON = "person"

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="company"
    )
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.UNSPECIFIED)
    name = models.CharField(max_length=120, blank=True)
    country = CountryField(blank=True, help_text="ISO 3166-1 alpha-2.")
    website = models.URLField(max_length=200, blank=True)
    looking_for = models.CharField(
        max_length=1000, blank=True, help_text="Plain text, in her own language."
    )
    categories = models.ManyToManyField(
        Category, related_name="+", help_text="What she looks for."
    )

    class Meta:
        verbose_name_plural = "companies"
        constraints = [
            models.CheckConstraint(
                name="company_named_unless_person",
                condition=~Q(name="") | Q(kind="person"),
            )
        ]


class Favourite(models.Model):
    """A product that a person keeps. One that is withdrawn stays, unseen, for the day
    it comes back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="favourites", db_index=False
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")

    objects = FavouriteQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "product"], name="favourite_once")
        ]
        indexes = [models.Index(fields=["user", "-id"], name="favourite_newest")]


class SavedSearch(models.Model):
    """A query of the product list that a person keeps, and may be written to about.

    `query` is as she sent it; `filters` is how it was read then, which the daily
    letter goes by (`buyers.kept_filters`).
    """

    class Notify(models.TextChoices):
        NONE = "none"
        DAILY = "daily"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_searches", db_index=False
    )
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=2000, blank=True)
    filters = models.JSONField(default=dict)
    notify = models.CharField(max_length=5, choices=Notify, default=Notify.NONE)
    told_key = models.BigIntegerField(
        help_text="Microseconds since 1970: what was published up to then is no news."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "saved searches"
        indexes = [
            models.Index(fields=["user", "-id"], name="saved_search_newest"),
            models.Index(fields=["notify", "told_key"], name="saved_search_due"),
        ]
