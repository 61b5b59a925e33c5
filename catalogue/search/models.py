from django.db import models

from catalogue.reference.models import ReferenceRow
from catalogue.search.backends.base import Index


class Document(models.Model):
    """What is searched of one listing: its words by field, and numbers for ranking.

    The engine (`backends`) keeps the tokens made of it. Written by `search.actions`
    alone, in the transaction that writes the listing.
    """

    key = models.BigIntegerField(primary_key=True, help_text="The listing's own.")
    body = models.TextField(help_text="A line per field: see `documents`.")
    quality = models.PositiveSmallIntegerField(
        help_text="0 to 15: which of many equal matches are ranked at all."
    )
    stamp = models.BigIntegerField(help_text="See `journal.clock`.")

    class Meta:
        abstract = True


class ProductDocument(Document):
    product_id = models.UUIDField(unique=True)
    seller_id = models.UUIDField()
    readiness = models.PositiveSmallIntegerField(help_text="Export level, 0 to 4.")
    completeness = models.PositiveSmallIntegerField(help_text="0 to 100.")
    published_key = models.BigIntegerField(help_text="Microseconds since 1970.")

    class Meta:
        indexes = [models.Index(fields=["stamp"], name="product_document_stamp")]


class SellerDocument(Document):
    seller_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["stamp"], name="seller_document_stamp")]


DocumentModel = type[ProductDocument] | type[SellerDocument]
DOCUMENTS: dict[Index, DocumentModel] = {
    Index.PRODUCT: ProductDocument,
    Index.SELLER: SellerDocument,
}


class Term(models.Model):
    """A word of the published catalogue, to correct to and to complete to.

    One whose last document left is swept up later: who reads a term asks the engine
    whether any document holds it still.
    """

    text = models.CharField(max_length=40, unique=True)


class Signature(models.Model):
    """What is left of the start of a term when up to two letters are left out.

    Two words within two edits of one another share one (symmetric deletion). And its
    consonants, behind a sign: what the hurried write of it.
    """

    text = models.CharField(max_length=7)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "term"], name="signature_once")
        ]


MAX_TERM_WORDS = 3


class Synonym(ReferenceRow):
    """Terms that mean one thing: who types one finds products named by another."""

    class Kind(models.TextChoices):
        PRODUCT = "product"
        MATERIAL = "material"
        PROCESS = "process"
        CERT = "cert"
        TRADE = "trade"
        USE = "use"
        QUALITY = "quality"

    code = models.SlugField(max_length=80, unique=True)
    terms_id = models.TextField(
        blank=True, help_text="Indonesian, the usual one first, split at `;`."
    )
    terms_en = models.TextField(blank=True, help_text="English, likewise.")
    terms_ms = models.TextField(blank=True, help_text="Malay, likewise.")
    misspellings = models.TextField(
        blank=True, help_text="Read as this, but never searched for; split at `;`."
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PRODUCT)
    categories = models.CharField(
        max_length=300, blank=True, help_text="Codes of where such are, split at `;`."
    )

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "synonyms"

    def __str__(self):
        return self.code


class StopWord(ReferenceRow):
    """A word that says nothing of the thing: it counts only if nothing else is left."""

    word = models.CharField(max_length=40, unique=True)
    language = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["word"]

    def __str__(self):
        return self.word


class Place(ReferenceRow):
    """A name by which people mean a regency: its own, its capital, a town, a sight."""

    class Kind(models.TextChoices):
        REGENCY = "regency"
        REGENCY_EN = "regency_en"
        CAPITAL = "capital"
        TOWN = "town"
        DISTRICT = "district"
        LANDMARK = "landmark"

    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80, help_text="As people type it.")
    regency = models.ForeignKey("sellers.Regency", on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TOWN)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name


class QueryDay(models.Model):
    """How often one query came on one day, and what it found. Nothing of who asked."""

    day = models.DateField()
    language = models.CharField(max_length=12)
    query = models.CharField(max_length=80, help_text="As typed, in small letters.")
    times = models.PositiveIntegerField()
    found = models.PositiveIntegerField(
        help_text="Products, the fewest that day, without any filter."
    )
    read_as = models.CharField(
        max_length=80, blank=True, help_text="With misspelt words put right."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "language", "query"], name="query_day_once"
            )
        ]


class PopularQuery(models.Model):
    """What came on many days and is published, as the worker last found it."""

    language = models.CharField(max_length=12)
    query = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(help_text="0 is the most popular.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "position"], name="popular_query_once"
            )
        ]
