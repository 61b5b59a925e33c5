"""Invent sellers and products: seeded, so that everyone measures the same catalogue.

Products come in chunks of whole sellers that need nothing of one another, so that all
cores can work on them. Nothing here touches a database.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils.text import slugify

from catalogue.identifiers import uuid7_of
from catalogue.listings.readings import ProductFacts
from catalogue.products.models import (
    Attribute,
    AttributeValue,
    Category,
    Image,
    PriceBasis,
    PriceTier,
    Product,
    Unit,
    Variant,
)
from catalogue.readiness.models import (
    Certificate,
    CertificateType,
    Market,
    MarketReadiness,
    ModelVersion,
    ProductReadiness,
    Snapshot,
)
from catalogue.sellers.models import Regency, Seller
from tests.bench import words

SEED = 18
PRODUCTS_PER_SELLER = 50
SELLERS_PER_CHUNK = 20
CHUNK = PRODUCTS_PER_SELLER * SELLERS_PER_CHUNK
OPENED = datetime(2024, 1, 1, tzinfo=UTC)
SPAN_SECONDS = 1000 * 24 * 60 * 60  # published over a thousand days
VERIFIED = date(2026, 10, 1)
LASTS = date(2030, 1, 1)  # no certificate ends, and no level changes, before it
# Mean and spread of the samples' prices, as logarithms of rupiah.
PRICE_MEAN, PRICE_SPREAD = 11.75, 1.8
LEVELS, LEVEL_SHARES = range(5), (35, 30, 22, 10, 3)
SCORES = ((5, 24), (25, 44), (45, 64), (65, 84), (85, 99))  # of each level
CERTIFICATES = ["HALAL", "PIRT", "BRAND", "HACCP", "SNI", "ISO9001", "GI-KOPI-LAMPUNG"]
CERTIFICATES += ["SVLK", "ORG-EU", "FAIRTRADE", "BPOM-MD", "FSC-COC", "RAINFOREST"]
READY = ["ready", "ready_with_shipment_docs"]
NOT_READY = ["not_yet", "blocked", "unknown"]
STATUS_SHARES = (3, 5, 2)


@dataclass
class Reference:
    """What products point at, loaded before the work is shared out."""

    regencies: list[Regency]
    leaves: list[tuple[Category, str]]
    types: dict[str, CertificateType]
    markets: list[Market]
    units: dict[str, Unit]
    shelf_life: Attribute
    model: ModelVersion

    @classmethod
    def load(cls) -> "Reference":
        rows = list(Category.objects.all())
        by_id = {row.pk: row for row in rows}
        parents = {row.parent_id for row in rows}
        leaves = [row for row in rows if row.pk not in parents]

        def top(row: Category) -> str:
            return top(by_id[row.parent_id]) if row.parent_id else row.code

        return cls(
            regencies=list(Regency.objects.all()),
            leaves=[(row, top(row)) for row in leaves if row.parent_id],
            types=CertificateType.objects.in_bulk(),
            markets=list(Market.objects.filter(is_domestic=False)),
            units=Unit.objects.in_bulk(),
            shelf_life=Attribute.objects.get(code="shelf_life"),
            model=ModelVersion.objects.latest(),
        )


def shares(number: int, steepness: float) -> list[float]:
    """Weights that fall as they do in a real catalogue: a few large, a long tail."""
    ranks = list(range(number))
    Random(SEED).shuffle(ranks)
    return [1 / (rank + 1) ** steepness for rank in ranks]


@dataclass
class Chunk:
    """Whole sellers and all that is theirs."""

    sellers: list[Seller] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    facts: list[ProductFacts] = field(default_factory=list)


class Population:
    def __init__(self, reference: Reference):
        self.reference = reference
        self.category_shares = shares(len(reference.leaves), 0.8)
        self.regency_shares = shares(len(reference.regencies), 0.6)

    def chunk(self, number: int) -> Chunk:
        """The same for the same number, whatever else is made."""
        self.random = Random(f"{SEED} {number}")
        made = Chunk()
        first = number * SELLERS_PER_CHUNK
        made.sellers = [self._seller(first + i) for i in range(SELLERS_PER_CHUNK)]
        held = {s.pk: self._certificates(s) for s in made.sellers}
        made.certificates = [c for found in held.values() for c in found]
        busy = [self.random.uniform(0.2, 2) for _ in made.sellers]
        owners = self.random.choices(made.sellers, busy, k=CHUNK)
        for place, seller in enumerate(owners):
            made.facts.append(
                self._product(number * CHUNK + place, seller, held[seller.pk])
            )
        return made

    def _seller(self, index: int) -> Seller:
        chance = self.random
        house, one, two = (
            chance.choice(words.HOUSES),
            *chance.sample(words.OWNERS, 2),
        )
        regency = chance.choices(self.reference.regencies, self.regency_shares)[0]
        name = f"{house} {one} {two}"
        return Seller(
            id=uuid7_of(f"bench seller {index}", OPENED),
            slug=f"{slugify(name)}-{index}",
            name=name,
            story=_texts(chance.sample(words.SENTENCES, 2)),
            regency=regency,
            legal_form=house,
            size_class=chance.choice(Seller.SizeClass.values),
            workers=chance.randint(1, 60),
            founded_year=chance.randint(1985, 2024),
            languages=["id", "en"],
            export_experience=chance.choice(Seller.ExportExperience.values),
            is_sample=True,
            verified_at=OPENED,
            created_at=OPENED,
        )

    def _certificates(self, seller: Seller) -> list[Certificate]:
        """One to six, `NIB` always among them."""
        codes = ["NIB", *self.random.sample(CERTIFICATES, self.random.randint(0, 5))]
        return [
            Certificate(
                id=uuid7_of(f"bench certificate {seller.pk} {code}", OPENED),
                seller=seller,
                type=self.reference.types[code],
                status=Certificate.Status.VERIFIED.value,
                issuer=self.reference.types[code].issuer,
                issued_on=VERIFIED,
                expires_on=LASTS + timedelta(days=self.random.randint(0, 700)),
                verified_on=VERIFIED,
                verified_by=seller.regency,
            )
            for code in sorted(codes)
        ]

    def _product(
        self, index: int, seller: Seller, held: list[Certificate]
    ) -> ProductFacts:
        chance = self.random
        leaf, top = chance.choices(self.reference.leaves, self.category_shares)[0]
        published = OPENED + timedelta(seconds=chance.randrange(SPAN_SECONDS))
        product = Product(
            id=uuid7_of(f"bench product {index}", published),
            seller=seller,
            category=leaf,
            status=Product.Status.PUBLISHED.value,
            hs_code=f"{chance.randint(10000, 969999):06d}",
            incoterms=chance.choice([["EXW"], ["EXW", "FCA"], ["FCA", "FOB", "CIF"]]),
            lead_time_days=chance.randint(3, 60),
            published_at=published,
            created_at=published,
            is_sample=True,
        )
        self._name(product, index, top)
        self._price(product, self.reference.units["kg" if top in FOOD else "pcs"])
        product._prefetched_objects_cache = {
            "variants": self._variants(product, index),
            "price_tiers": _tiers(product),
            "attribute_values": self._attributes(product, top),
        }
        readiness, markets = self._readiness(product)
        return ProductFacts(
            product=product,
            readiness=readiness,
            markets=markets,
            certificates=held,
            images=[self._image(product, index)],
        )

    def _name(self, product: Product, index: int, top: str) -> None:
        noun = self.random.choice(words.NOUNS[top])
        modifier = self.random.choice(words.MODIFIERS)
        place = self.random.choice(self.reference.regencies).short_name
        product.name = {
            "id": f"{noun[0]} {modifier[0]} {place}",
            "en": f"{place} {modifier[1]} {noun[1]}",
        }
        product.slug = f"{slugify(product.name['id'])[:70]}-{index}"
        sentences = self.random.sample(words.SENTENCES, self.random.randint(2, 4))
        product.summary = _texts(sentences[:1])
        product.description = _texts(sentences)

    def _price(self, product: Product, unit: Unit) -> None:
        chance = self.random
        product.price_unit = product.min_order_unit = unit
        product.monthly_capacity_unit = unit
        product.min_order_value = Decimal(chance.choice([1, 5, 10, 20, 50, 100, 500]))
        product.monthly_capacity_value = product.min_order_value * chance.randint(2, 60)
        if chance.random() < 0.05:
            return
        rupiah = math.exp(chance.gauss(PRICE_MEAN, PRICE_SPREAD))
        product.price = Decimal(max(2, round(rupiah / 500)) * 500)
        product.price_basis = PriceBasis.FIXED.value
        if chance.random() < 0.4:
            product.price_basis = PriceBasis.FROM.value
            product.price_max = product.price * Decimal("1.4")

    def _variants(self, product: Product, index: int) -> list[Variant]:
        return [
            Variant(
                id=uuid7_of(f"bench variant {index} {place}", product.published_at),
                product=product,
                seller=product.seller,
                position=place,
                sku=f"B{index:06d}-{place}",
                name={"id": f"Isi {place + 1}", "en": f"Pack {place + 1}"}
                if place
                else {},
                price=product.price and product.price * (place + 1),
                min_order_value=product.min_order_value,
                net_weight_g=250 * (place + 1),
            )
            for place in range(self.random.choices([1, 2, 3], [6, 2, 2])[0])
        ]

    def _attributes(self, product: Product, top: str) -> list[AttributeValue]:
        if top not in FOOD:
            return []
        months = str(self.random.choice([3, 6, 12, 18, 24]))
        attribute = self.reference.shelf_life
        return [AttributeValue(product=product, attribute=attribute, value=months)]

    def _image(self, product: Product, index: int) -> Image:
        ident = uuid7_of(f"bench image {index}", product.published_at)
        return Image(
            id=ident,
            product=product,
            status=Image.Status.READY.value,
            alt={
                "id": f"Gambar {product.name['id']}",
                "en": f"Picture of {product.name['en']}",
            },
            source_sha256=hashlib.sha256(ident.bytes).hexdigest(),
            width=1280,
            height=960,
            placeholder="data:image/webp;base64,UklGRg==",
            is_public=True,  # no file is there to be copied
            color=f"#{self.random.randrange(1 << 24):06x}",
            renditions=[
                {
                    "width": width,
                    "height": width * 3 // 4,
                    "webp": f"{ident}/0123456789ab-{width}.webp",
                    "jpeg": f"{ident}/0123456789ab-{width}.jpg",
                }
                for width in (320, 640, 1280)
            ],
        )

    def _readiness(
        self, product: Product
    ) -> tuple[ProductReadiness, list[MarketReadiness]]:
        chance, markets = self.random, self.reference.markets
        level = chance.choices(LEVELS, LEVEL_SHARES)[0]
        most = len(markets)
        ready = set(chance.sample(range(most), chance.randint(1, most)))
        if level < 3:
            ready.clear()
        score = Decimal(chance.randint(*SCORES[level]))
        snapshot = Snapshot(
            id=uuid7_of(f"bench snapshot {product.pk}", OPENED),
            seller=product.seller,
            product=product,
            model=self.reference.model,
            taken_at=OPENED,
            taken_on=OPENED.date(),
            level=level,
            score=score,
            inputs={},
            result={},
        )
        readiness = ProductReadiness(
            product=product,
            snapshot=snapshot,
            level=level,
            own_level=min(level, 2),
            score=score,
            dimensions=[
                [d["code"], f"{score:.1f}"]
                for d in self.reference.model.content["dimensions"]
            ],
            digest="bench",
            changes_on=LASTS if chance.random() < 0.5 else None,
        )
        found = []
        for place, market in enumerate(markets):
            total = chance.randint(1, 9)
            is_ready = place in ready
            found.append(
                MarketReadiness(
                    product=product,
                    market=market,
                    level=level if is_ready else min(level, 2),
                    score=score,
                    status=chance.choice(READY)
                    if is_ready
                    else chance.choices(NOT_READY, STATUS_SHARES)[0],
                    rules_met=total if is_ready else chance.randrange(total),
                    rules_total=total,
                )
            )
        return readiness, found


FOOD = {"makanan", "minuman", "agro-olahan"}


def _texts(sentences: Sequence[words.Pair]) -> dict[str, str]:
    return {
        "id": ". ".join(pair[0] for pair in sentences) + ".",
        "en": ". ".join(pair[1] for pair in sentences) + ".",
    }


def _tiers(product: Product) -> list[PriceTier]:
    if product.price_max is None or product.price is None:
        return []
    order = product.min_order_value
    return [
        PriceTier(product=product, min_quantity=order, unit_price=product.price_max),
        PriceTier(product=product, min_quantity=order * 10, unit_price=product.price),
    ]
