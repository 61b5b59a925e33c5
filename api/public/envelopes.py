"""The public lists, and other answers that are not one resource, for the schema."""

from rest_framework import serializers

from api.envelopes import Envelope, list_of
from catalogue.listings.shapes import (
    CategoryRefSerializer,
    CodeField,
    NumberField,
    ProductSummarySerializer,
    SellerSummarySerializer,
    Shape,
    TextField,
)


class HighlightSerializer(Shape):
    """A word of a row that matched, by whatever way: `text[start:end]` of its member.

    Counted in UTF-16 code units, as `substring` of JavaScript, Java, Kotlin, Dart and
    `NSString` count. Those of one member ascend and never overlap.
    """

    id = serializers.UUIDField(read_only=True, help_text="The row's.")
    member = CodeField(
        max_length=20,
        help_text="`name`, `summary`, `category.name`, `seller.name`, `regency.name`.",
    )
    start = NumberField(max_value=5000)
    end = NumberField(max_value=5000, help_text="Just past its last.")


class SearchSerializer(Shape):
    """How `q` was read, and what of this page's rows matched."""

    query = TextField(max_length=200, help_text="As much of `q` as was read.")
    corrected = TextField(
        max_length=500,
        allow_null=True,
        help_text="What was searched for instead: `query` with its misspelt words "
        "replaced in their places.",
    )
    did_you_mean = TextField(
        max_length=500,
        allow_null=True,
        help_text="Another query that would find something; it was not searched for.",
    )
    relaxed = serializers.BooleanField(
        read_only=True,
        help_text="Fewer than a handful of products hold every word: others, which "
        "hold only some, follow them.",
    )
    synonyms_used = serializers.ListField(
        child=TextField(max_length=200),
        max_length=40,
        read_only=True,
        help_text="Terms of the same meaning that were searched for too.",
    )
    dropped_words = serializers.ListField(
        child=TextField(max_length=200),
        max_length=200,
        read_only=True,
        help_text="Words that did not count: those that say nothing (`for`, `untuk`), "
        "those beyond the twelfth, and those that are found nowhere.",
    )
    highlights = HighlightSerializer(
        many=True, max_length=2000, help_text="Row by row; 20 of a row at most."
    )


class ProductListSerializer(Envelope):
    """A page of products; `search` is null without `q`."""

    results = ProductSummarySerializer(many=True, max_length=100)
    search = SearchSerializer(allow_null=True)


class RelatedProductListSerializer(Envelope):
    """Products like another: one page."""

    results = ProductSummarySerializer(many=True, max_length=100)


class SellerListSerializer(Envelope):
    """A page of sellers. How `q` was read is not told."""

    results = SellerSummarySerializer(many=True, max_length=100)


class FacetValueSerializer(Shape):
    """A value to offer. Setting it, and nothing else, gives `count` products."""

    value = CodeField(help_text="What to set the filter to; a price band is min-max.")
    label = TextField(max_length=200)  # type: ignore[assignment]
    count = NumberField(max_value=2**31 - 1)
    selected = serializers.BooleanField(read_only=True)
    parent = CodeField(  # type: ignore[assignment]
        allow_null=True, help_text="The category above, in the category facet."
    )


class FacetSerializer(Shape):
    """One filter and the values to offer for it."""

    name = CodeField(
        max_length=20,
        help_text="`category`, `regency`, `export_level`, `market`, `certificate`, "
        "`price`.",
    )
    values = FacetValueSerializer(many=True, max_length=300)


class ProductFacetsSerializer(Shape):
    """Counts per filter value; each facet is counted with its own filter lifted."""

    count = NumberField(max_value=2**31 - 1, help_text="Products selected.")
    facets = FacetSerializer(many=True, max_length=20)


SUGGESTION_KINDS = ["category", "product", "seller", "query"]


class SuggestionSerializer(Shape):
    """Something to go to, or to search for."""

    kind = serializers.ChoiceField(choices=SUGGESTION_KINDS, read_only=True)
    text = TextField(max_length=200, help_text="In the language asked for.")
    id = CodeField(
        max_length=80,
        help_text="Of a product or seller the id, of a category the code, of a query "
        "what to send as `q`.",
    )


class SuggestionsSerializer(Shape):
    """What to offer, best first; no pages."""

    results = SuggestionSerializer(many=True, max_length=8)


class RegencySerializer(Shape):
    """A kabupaten or kota of Lampung (Kepmendagri 300.2.2-2430/2025)."""

    code = CodeField(max_length=5, help_text="Kemendagri code with its dot.")
    name = TextField(max_length=120)
    full_name = TextField(max_length=120)
    slug = CodeField()
    kind = CodeField(max_length=10, help_text="`kabupaten` or `kota`.")
    capital = TextField(max_length=120)
    product_count = NumberField(max_value=2**31 - 1)


class CategorySerializer(CategoryRefSerializer):
    """A branch of the tree, listed depth first."""

    parent_code = CodeField(allow_null=True)
    path = serializers.ListField(
        child=CodeField(),
        max_length=10,
        read_only=True,
        help_text="Codes from the top down to this one.",
    )
    product_count = NumberField(
        max_value=2**31 - 1, help_text="Descendants' products included."
    )


class CertificateTypeSerializer(Shape):
    """A licence, certificate or registration."""

    code = CodeField(max_length=20)
    name = TextField(max_length=200)
    kind = CodeField(max_length=24)
    issuer = TextField(max_length=200)
    issuer_country = CodeField(
        max_length=2, allow_null=True, help_text="Null for an international body."
    )
    holder_level = CodeField(max_length=16)
    validity_months = NumberField(max_value=1200, allow_null=True)
    public_lookup = TextField(max_length=200, allow_null=True)
    legal_basis = TextField(max_length=2000)
    confidence = CodeField(
        max_length=10, help_text="How sure we are of it: `high`, `medium`, `low`."
    )
    product_count = NumberField(max_value=2**31 - 1)


class MarketSerializer(Shape):
    """A foreign market whose rules are known."""

    code = CodeField(max_length=2)
    name = TextField(max_length=120)
    countries = serializers.ListField(
        child=CodeField(max_length=2),
        max_length=100,
        read_only=True,
        help_text="ISO 3166-1 alpha-2.",
    )
    product_count = NumberField(max_value=2**31 - 1, help_text="Products ready for it.")


RegencyListSerializer = list_of(RegencySerializer, "RegencyListSerializer", 50)
CategoryListSerializer = list_of(CategorySerializer, "CategoryListSerializer", 1000)
CertificateTypeListSerializer = list_of(
    CertificateTypeSerializer, "CertificateTypeListSerializer", 1000
)
MarketListSerializer = list_of(MarketSerializer, "MarketListSerializer", 250)
