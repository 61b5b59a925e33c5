"""The public shapes: the one definition of what the catalogue's JSON looks like.

`listings.actions` stores what these serializers write, and `api.public` shows the same
classes to the schema. Members are always present; `null` means none or not known.
"""

from decimal import Decimal

from rest_framework import serializers

from catalogue.products.models import PriceBasis
from catalogue.readiness.models import MarketStatus
from catalogue.sellers.models import Seller
from catalogue.sellers.responding import ResponseBand

SHAPES_VERSION = 5  # raise it when a shape changes: stored listings are then rebuilt


class AmountField(serializers.Field):
    """A decimal as a string, exact: never a binary float on the way."""

    def __init__(
        self, *, decimals: int | None, most_decimals: int | None = None, **kwargs
    ):
        self.decimals = decimals
        self.most_decimals = most_decimals or decimals
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Decimal) -> str:
        if self.decimals is None or self.most_decimals is None:
            return f"{value.normalize():f}"
        return decimal_text(value, self.decimals, self.most_decimals)


def decimal_text(value: Decimal, fewest: int, most: int) -> str:
    """With as many decimals as there are, within these bounds."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # neither infinite nor no number
    return f"{value:.{min(max(fewest, -exponent), most)}f}"


class MomentField(serializers.DateTimeField):
    """RFC 3339, UTC, whole seconds, `Z`."""

    def to_representation(self, value):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"


class CodeField(serializers.CharField):
    def __init__(self, *, max_length: int = 80, **kwargs):
        super().__init__(max_length=max_length, read_only=True, **kwargs)


class TextField(serializers.CharField):
    def __init__(self, *, max_length: int, **kwargs):
        super().__init__(max_length=max_length, read_only=True, **kwargs)


class NumberField(serializers.IntegerField):
    def __init__(self, *, max_value: int, min_value: int = 0, **kwargs):
        super().__init__(
            min_value=min_value, max_value=max_value, read_only=True, **kwargs
        )


class Shape(serializers.Serializer):
    """A response component: read-only."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("read_only", True)
        super().__init__(*args, **kwargs)


class MoneySerializer(Shape):
    """An amount of money."""

    amount = AmountField(
        decimals=2,
        most_decimals=4,
        help_text="Decimal string, two decimals; the prices of a quote up to four.",
    )
    currency = CodeField(max_length=3, help_text="ISO 4217.")


class QuantitySerializer(Shape):
    """A number of some unit."""

    value = AmountField(decimals=None, help_text="Decimal string.")
    unit = CodeField(max_length=10, help_text="Code of the units table: `kg`, `pcs`.")


class CategoryRefSerializer(Shape):
    """The category it is in."""

    code = CodeField()
    name = TextField(max_length=120)


class RegencyRefSerializer(Shape):
    """A kabupaten or kota of Lampung."""

    code = CodeField(max_length=5, help_text="Kemendagri code: `18.71`.")
    name = TextField(max_length=120)


class SellerRefSerializer(Shape):
    """Who makes it."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)
    verified = serializers.BooleanField(
        read_only=True, help_text="By the trade office."
    )


class ImageSizeSerializer(Shape):
    """One size of a picture, in two formats. The address changes with the bytes."""

    width = NumberField(max_value=2048, min_value=1)
    height = NumberField(max_value=12_000, min_value=1)
    webp = serializers.URLField(max_length=500, read_only=True)
    jpeg = serializers.URLField(max_length=500, read_only=True)


class ImageSerializer(Shape):
    """A picture. Paint `color`, then `placeholder`, then a size that fits."""

    id = serializers.UUIDField(read_only=True)
    alt = TextField(max_length=200, help_text="What a person who cannot see it reads.")
    width = NumberField(max_value=12_000, min_value=1)
    height = NumberField(max_value=12_000, min_value=1)
    placeholder = TextField(
        max_length=500, help_text="A data URI of a 16 px wide WebP, 300 bytes at most."
    )
    color = TextField(max_length=7, help_text="Dominant colour, `#rrggbb`.")
    sizes = ImageSizeSerializer(many=True, max_length=4)


class ProductSummarySerializer(Shape):
    """A product as a list shows it: enough to draw a card, no second call."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)
    summary = TextField(max_length=200)
    category = CategoryRefSerializer()
    seller = SellerRefSerializer()
    regency = RegencyRefSerializer()
    price_basis = serializers.ChoiceField(
        choices=PriceBasis.choices,
        read_only=True,
        help_text="`fixed`: `price` is the price; `from`: the lowest of several; "
        "`on_request`: ask the seller.",
    )
    price = MoneySerializer(
        allow_null=True, help_text="The lowest price; null on request."
    )
    price_max = MoneySerializer(allow_null=True, help_text="The highest, if another.")
    price_unit = CodeField(max_length=10, allow_null=True, help_text="Unit code.")
    min_order = QuantitySerializer(allow_null=True, help_text="MOQ.")
    export_ready = serializers.BooleanField(
        read_only=True, help_text="Level 3 or more in at least one foreign market."
    )
    certificate_codes = serializers.ListField(
        child=CodeField(max_length=20),
        max_length=100,
        read_only=True,
        help_text="Verified and unexpired.",
    )
    image = ImageSerializer(allow_null=True)
    is_sample = serializers.BooleanField(
        read_only=True, help_text="Invented, to try the service with."
    )
    content_language = CodeField(max_length=12, help_text="BCP 47.")
    updated_at = MomentField(read_only=True)


class AttributeSerializer(Shape):
    """Something measured or told of a product, by its category."""

    code = CodeField(max_length=40)
    name = TextField(max_length=120)
    value = TextField(max_length=200)
    unit = CodeField(max_length=20, allow_null=True)


class VariantOptionSerializer(Shape):
    """One thing that sets a variant apart."""

    option = CodeField(max_length=20, help_text="`pack_size`, `flavour`, `colour` …")
    value = TextField(max_length=120)


class VariantSerializer(Shape):
    """A way to buy the product. The first is the default."""

    id = serializers.UUIDField(read_only=True)
    sku = CodeField(max_length=64)
    name = TextField(max_length=120, allow_null=True)
    options = VariantOptionSerializer(many=True, max_length=10)
    price = MoneySerializer(allow_null=True)
    min_order = QuantitySerializer(allow_null=True)
    net_weight = QuantitySerializer(allow_null=True)


class PriceTierSerializer(Shape):
    """From this quantity on, each unit costs so much."""

    min_quantity = QuantitySerializer()
    unit_price = MoneySerializer(help_text="Per `price_unit`.")


class CertificateSerializer(Shape):
    """A verified certificate. Its number stays null where it is personal or secret."""

    type = CodeField(max_length=20)
    name = TextField(max_length=200)
    number = TextField(max_length=64, allow_null=True)
    issuer = TextField(
        max_length=200, allow_null=True, help_text="As recorded; null: not told."
    )
    issued_on = serializers.DateField(read_only=True, allow_null=True)
    expires_on = serializers.DateField(read_only=True, allow_null=True)
    verified = serializers.BooleanField(read_only=True)
    verified_on = serializers.DateField(read_only=True, allow_null=True)
    verified_by = RegencyRefSerializer(
        allow_null=True, help_text="The officer's regency; null is the province."
    )


class DimensionScoreSerializer(Shape):
    """The score of one part of the readiness model, 0-100."""

    code = CodeField(max_length=20)
    score = AmountField(decimals=1)


class MarketReadinessSerializer(Shape):
    """How ready the product is for one foreign market."""

    market = CodeField(max_length=2)
    level = NumberField(max_value=4)
    score = AmountField(decimals=1, allow_null=True)
    status = serializers.ChoiceField(
        choices=MarketStatus.choices,
        read_only=True,
        help_text="`blocked`: a gate is missing; `not_yet`: the level is too low.",
    )
    rules_met = NumberField(max_value=1000, help_text="Gates met,")
    rules_total = NumberField(max_value=1000, help_text="of the gates that apply.")
    upcoming_on = serializers.DateField(
        read_only=True,
        allow_null=True,
        help_text="The first day on which a further gate comes into force there that "
        "is not met as things stand; null: none is known.",
    )


class PlotTotalsSerializer(Shape):
    """Where the raw material grew, known and counted; where it lies is private."""

    count = NumberField(max_value=1_000_000, min_value=1)
    area_ha = AmountField(decimals=None, help_text="Decimal string, hectares.")


class ExportReadinessSerializer(Shape):
    """Export readiness, computed from evidence, never typed in by a seller.

    Levels: 0 not ready, 1 foundation, 2 developing, 3 export-ready, 4 established.
    """

    level = NumberField(max_value=4)
    score = AmountField(decimals=1, allow_null=True, help_text="0-100.")
    model_version = CodeField(max_length=20)
    computed_at = MomentField(read_only=True, allow_null=True)
    hs_code = CodeField(max_length=6, allow_null=True, help_text="HS 2022, 6 digits.")
    origin_country = CodeField(max_length=2, help_text="ISO 3166-1 alpha-2.")
    incoterms = serializers.ListField(
        child=CodeField(max_length=3),
        max_length=11,
        read_only=True,
        help_text="Incoterms 2020.",
    )
    monthly_capacity = QuantitySerializer(allow_null=True)
    lead_time_days = NumberField(max_value=32767, allow_null=True)
    dimensions = DimensionScoreSerializer(many=True, max_length=20)
    markets = MarketReadinessSerializer(many=True, max_length=250)
    plots = PlotTotalsSerializer(
        allow_null=True,
        help_text="Plots of land the seller has told of, for due diligence "
        "(Regulation (EU) 2023/1115); null where she told of none.",
    )


class DimensionsSerializer(Shape):
    """Outer sides in millimetres."""

    length_mm = NumberField(max_value=100_000, allow_null=True)
    width_mm = NumberField(max_value=100_000, allow_null=True)
    height_mm = NumberField(max_value=100_000, allow_null=True)


class CartonSerializer(DimensionsSerializer):
    """What is shipped."""

    units = NumberField(
        max_value=1_000_000, allow_null=True, help_text="Of the price unit in it."
    )
    gross_weight_g = NumberField(max_value=2**31 - 1, allow_null=True)


class PackagingSerializer(Shape):
    """Weights and sizes of one price unit, and of a carton."""

    net_weight = QuantitySerializer(allow_null=True)
    gross_weight = QuantitySerializer(allow_null=True)
    dimensions = DimensionsSerializer(allow_null=True)
    carton = CartonSerializer(allow_null=True)


class ProductLinksSerializer(Shape):
    """Where a product is found."""

    self = CodeField(max_length=500, help_text="Path of the product.")
    web = serializers.URLField(
        max_length=500,
        read_only=True,
        allow_null=True,
        help_text="Its page on a web site, where there is one.",
    )
    json_ld = CodeField(max_length=500, help_text="Path of its schema.org data.")


class ProductSerializer(ProductSummarySerializer):
    """A product in full: all members of the summary, and more."""

    description = TextField(max_length=5000)
    attributes = AttributeSerializer(many=True, max_length=100)
    variants = VariantSerializer(many=True, max_length=100)
    price_tiers = PriceTierSerializer(many=True, max_length=50)
    images = ImageSerializer(many=True, max_length=50)
    certificates = CertificateSerializer(many=True, max_length=100)
    packaging = PackagingSerializer()
    export = ExportReadinessSerializer()
    links = ProductLinksSerializer()


class SellerSummarySerializer(Shape):
    """A seller as a list shows it."""

    id = serializers.UUIDField(read_only=True)
    slug = CodeField()
    name = TextField(max_length=120)
    story = TextField(max_length=5000)
    regency = RegencyRefSerializer()
    categories = CategoryRefSerializer(many=True, max_length=200)
    certificate_codes = serializers.ListField(
        child=CodeField(max_length=20), max_length=100, read_only=True
    )
    verified = serializers.BooleanField(read_only=True)
    product_count = NumberField(max_value=2**31 - 1)
    response_band = serializers.ChoiceField(
        choices=ResponseBand.choices,
        read_only=True,
        help_text="In which working time at least half of the enquiries of the last "
        "90 days were answered first; `unspecified` below ten of them.",
    )
    is_sample = serializers.BooleanField(read_only=True)
    content_language = CodeField(max_length=12)
    updated_at = MomentField(read_only=True)


class SellerReadinessSerializer(Shape):
    """The seller's own part of export readiness: of the business and its site."""

    score = AmountField(decimals=1, help_text="0-100.")
    model_version = CodeField(max_length=20)
    computed_at = MomentField(read_only=True)
    dimensions = DimensionScoreSerializer(many=True, max_length=20)


class ContactSerializer(Shape):
    """A business contact that the seller chose to publish."""

    email = serializers.EmailField(max_length=254, read_only=True, allow_null=True)
    phone = TextField(max_length=20, allow_null=True, help_text="E.164.")


class SellerLinksSerializer(Shape):
    """Where a seller is found."""

    self = CodeField(max_length=500, help_text="Path of the seller.")
    products = CodeField(max_length=500, help_text="Path of its products' list.")


SIZE_CLASSES = [*Seller.SizeClass.choices, ("unspecified", "unspecified")]


class SellerSerializer(SellerSummarySerializer):
    """A seller in full."""

    legal_form = TextField(max_length=40, allow_null=True)
    size_class = serializers.ChoiceField(
        choices=SIZE_CLASSES,
        read_only=True,
        help_text="PP 7/2021 art. 35.",
    )
    workers = NumberField(max_value=2**31 - 1, allow_null=True)
    founded_year = NumberField(max_value=32767, allow_null=True)
    languages = serializers.ListField(
        child=CodeField(max_length=12), max_length=20, read_only=True
    )
    certificates = CertificateSerializer(many=True, max_length=100)
    readiness = SellerReadinessSerializer(
        allow_null=True, help_text="Null until it is computed for the first time."
    )
    contact = ContactSerializer(allow_null=True)
    links = SellerLinksSerializer()
