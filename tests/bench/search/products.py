"""Products whose names and texts differ, rendered from a few hundred real renderings.

The serializers take 2 ms a product; here their answer for one product is the pattern of
many, in which only what differs is exchanged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import models
from django.utils.text import slugify

from catalogue.dates import micros
from catalogue.identifiers import uuid7_of
from catalogue.listings import rows
from catalogue.listings.models import (
    Listing,
    ListingCertificate,
    ListingMarket,
    ListingText,
    SellerListing,
    SellerListingText,
)
from catalogue.listings.readings import READY, ProductFacts, SellerFacts
from catalogue.products.models import Category, PriceBasis
from catalogue.readiness.models import Certificate
from catalogue.sellers.models import Seller
from tests.bench import words
from tests.bench.population import (
    CHUNK,
    FOOD,
    OPENED,
    PRICE_MEAN,
    PRICE_SPREAD,
    SPAN_SECONDS,
    Population,
)
from tests.bench.search.lexicon import (
    MATERIALS,
    PLACES,
    PROCESSES,
    SIZES,
    TASTES,
    USES,
    Lexicon,
)
from tests.bench.tables import Stamp

MARKETS = 4  # of twelve: their rows are no part of a search
FILLING = (12, 34)  # made-up words of a description, fewest and most


@dataclass
class Pattern:
    """One product rendered by the serializers."""

    facts: ProductFacts
    details: dict[str, dict[str, Any]]
    summary_members: list[str]
    is_food: bool


@dataclass(frozen=True)
class Owner:
    """A seller, with what all its products show of it."""

    seller: Seller
    certificates: list[Certificate]
    shown: dict[str, dict[str, Any]]  # the members of a detail, by language

    @property
    def codes(self) -> list[str]:
        return sorted({held.type_id for held in self.certificates})


class Diverse(Population):
    """Sellers as `Population` makes them, under names of many words."""

    def __init__(self, reference) -> None:
        super().__init__(replace(reference, markets=reference.markets[:MARKETS]))
        self.lexicon = Lexicon()
        by_code = {leaf.code: (leaf, top) for leaf, top in reference.leaves}
        self.nouns = [
            (*by_code[code], noun, name) for code, noun, name in self.lexicon.nouns
        ]
        chunk = super().chunk(0)
        self.patterns = [_pattern(facts) for facts in chunk.facts[:300]]
        self.of_food = [p for p in self.patterns if p.is_food]
        self.of_others = [p for p in self.patterns if not p.is_food]
        # One for all: no list shows more of it than that it is there.
        self.snapshot = chunk.facts[0].readiness.snapshot

    def _seller(self, index: int) -> Seller:
        seller = super()._seller(index)
        house, *_ = seller.name.split()
        first, second = self.lexicon.names.draw(self.random, 2)
        owner = self.random.choice(words.OWNERS)
        seller.name = f"{house} {owner} {first.title()} {second.title()}"
        seller.slug = f"{slugify(seller.name)}-{index}"
        seller.story = {
            "id": f"{seller.story['id']} {self._filling('id')}",
            "en": f"{seller.story['en']} {self._filling('en')}",
        }
        return seller

    def _filling(self, language: str) -> str:
        of = self.lexicon.indonesian if language == "id" else self.lexicon.english
        drawn = of.draw(self.random, self.random.randint(*FILLING))
        return f"{' '.join(drawn).capitalize()}."

    def instances(self, number: int, size: int, stamp: Stamp) -> Iterator[models.Model]:
        """All rows of a chunk of `size` products: what public reads and a plain
        project's list touch."""
        self.random = Random(f"search {number}")
        first = number * CHUNK
        sellers = [self._seller(number * 20 + i) for i in range(max(1, size // 50))]
        owners = [self._owner(seller) for seller in sellers]
        for owner in owners:
            yield owner.seller
            yield from owner.certificates
        if number == 0:
            yield _copy(self.snapshot, seller=sellers[0], product_id=None)
        busy = [self.random.uniform(0.2, 2) for _ in owners]
        made: dict[Any, list[Category]] = {owner.seller.pk: [] for owner in owners}
        for place, owner in enumerate(self.random.choices(owners, busy, k=size)):
            leaf, instances = self._made(first + place, owner, stamp)
            made[owner.seller.pk].append(leaf)
            yield from instances
        for place, owner in enumerate(owners):
            yield from _seller_rows(
                number * 20 + place + 1, owner, made[owner.seller.pk], stamp
            )

    def _owner(self, seller: Seller) -> Owner:
        certificates = self._certificates(seller)
        pattern = self.patterns[0]
        product = _copy(pattern.facts.product, seller=seller)
        facts = replace(pattern.facts, product=product, certificates=certificates)
        members = ("seller", "regency", "certificate_codes", "certificates")
        shown = rows.show_product(facts).details
        return Owner(
            seller,
            certificates,
            {lang: {m: detail[m] for m in members} for lang, detail in shown.items()},
        )

    def title(self, noun: str, name: str, brand: str) -> dict[str, str]:
        """A name in both languages, of two to nine words."""
        chance = self.random
        parts: list[tuple[str, str]] = []
        for pairs, share in ((MATERIALS, 0.5), (PROCESSES, 0.45), (TASTES, 0.4)):
            if chance.random() < share:
                parts.append(chance.choice(pairs))
        ends = []
        if chance.random() < 0.55:
            ends.append(brand)
        if chance.random() < 0.4:
            ends.append(chance.choice(PLACES))
        if chance.random() < 0.35:
            ends.append(chance.choice(SIZES))
        if not parts and not ends:
            ends.append(brand)
        return {
            "id": " ".join([noun, *(p[0] for p in parts), *ends]),
            "en": " ".join([*(p[1] for p in parts), name, *ends]),
        }

    def _made(
        self, index: int, owner: Owner, stamp: Stamp
    ) -> tuple[Category, list[models.Model]]:
        chance = self.random
        leaf, top, noun, name = chance.choices(self.nouns, self.lexicon.noun_weights)[0]
        pattern = chance.choice(self.of_food if top in FOOD else self.of_others)
        brand = self.lexicon.names.draw(chance, 1)[0].title()
        use, made = chance.choice(USES), chance.choice(words.SENTENCES)
        title = self.title(noun, name, brand)
        summary = {
            "id": f"{noun} {brand} {use[0]}. {made[0]}.",
            "en": f"{brand} {name.lower()} {use[1]}. {made[1]}.",
        }
        published = OPENED + timedelta(seconds=chance.randrange(SPAN_SECONDS))
        product = _copy(
            pattern.facts.product,
            id=uuid7_of(f"search product {index}", published),
            slug=f"{slugify(title['id'])[:70]}-{index}",
            seller=owner.seller,
            category=leaf,
            name=title,
            summary=summary,
            description={
                lang: f"{text} {self._filling(lang)}" for lang, text in summary.items()
            },
            published_at=published,
            created_at=published,
            updated_at=published,
        )
        self._price_of(product)
        return leaf, [
            product,
            *_plain_rows(product, pattern, self.snapshot),
            *_listing_rows(index + 1, product, pattern, owner, stamp),
        ]

    def _price_of(self, product) -> None:
        if product.price is None:
            return
        rupiah = self.random.lognormvariate(PRICE_MEAN, PRICE_SPREAD)
        product.price = Decimal(max(2, round(rupiah / 500)) * 500)
        if product.price_basis == PriceBasis.FROM.value:
            product.price_max = product.price * Decimal("1.4")


def _copy(instance: models.Model, **changes: Any) -> Any:
    """Another instance without the cost of making one; relations as instances."""
    made = instance.__class__.__new__(instance.__class__)
    related = {n: v for n, v in changes.items() if isinstance(v, models.Model)}
    made.__dict__.update(instance.__dict__)
    made.__dict__.update({n: v for n, v in changes.items() if n not in related})
    made.__dict__.update({f"{name}_id": one.pk for name, one in related.items()})
    made._state = models.base.ModelState()
    made._state.fields_cache = {**instance._state.fields_cache, **related}
    return made


def _pattern(facts: ProductFacts) -> Pattern:
    shown = rows.show_product(facts)
    members = list(rows._PRODUCT_SUMMARY.fields)
    return Pattern(
        facts, shown.details, members, bool(shown.details["en"]["attributes"])
    )


def _plain_rows(product, pattern: Pattern, snapshot) -> list[models.Model]:
    """What a plain project joins: readiness, a picture."""
    image = pattern.facts.images[0]
    return [
        _copy(pattern.facts.readiness, product_id=product.pk, snapshot=snapshot),
        _copy(image, id=product.pk, product_id=product.pk),
    ]


def _listing_rows(
    number: int, product, pattern: Pattern, owner: Owner, stamp: Stamp
) -> Iterator[models.Model]:
    facts = replace(pattern.facts, product=product, certificates=owner.certificates)
    listing = Listing(
        id=number,
        product_id=product.pk,
        stamp=stamp.number,
        digest="bench",
        updated_key=micros(stamp.at),
        **rows.product_columns(facts),
    )
    yield listing
    for language, detail in pattern.details.items():
        shown = {**detail, **_members(product, owner, language, detail, stamp)}
        summary = {member: shown[member] for member in pattern.summary_members}
        yield ListingText(
            listing_id=number,
            product_id=product.pk,
            language=language,
            name_key=rows.name_key(shown["name"]),
            summary=rows.dump(summary),
            detail=rows.dump(shown),
        )
    for market in facts.markets:
        yield ListingMarket(
            listing_id=number,
            market_code=market.market_id,
            level=market.level,
            is_ready=market.status in READY,
            published_key=listing.published_key,
            product_id=product.pk,
        )
    for code in owner.codes:
        yield ListingCertificate(listing_id=number, type_code=code)


def _members(
    product, owner: Owner, language: str, detail: dict, stamp: Stamp
) -> dict[str, Any]:
    """Of a detail, those in which products differ."""
    ident, leaf = str(product.pk), product.category
    path = f"/v1/products/{ident}"
    found = {
        **owner.shown[language],
        "id": ident,
        "slug": product.slug,
        "name": product.name[language],
        "summary": product.summary[language],
        "description": product.description[language],
        "category": {"code": leaf.code, "name": leaf.name[language]},
        "links": {"self": path, "web": None, "json_ld": f"{path}/json-ld"},
        "updated_at": f"{stamp.at:%Y-%m-%dT%H:%M:%SZ}",
        "image": {**detail["image"], "alt": product.name[language]},
    }
    for member in ("price", "price_max"):
        if detail[member] is not None:
            amount = getattr(product, member)
            found[member] = {**detail[member], "amount": f"{amount:.2f}"}
    return found


def _seller_rows(
    number: int, owner: Owner, leaves: list[Category], stamp: Stamp
) -> Iterator[models.Model]:
    categories = list({leaf.pk: leaf for leaf in leaves}.values())
    facts = SellerFacts(owner.seller, categories, owner.certificates, len(leaves), None)
    shown = rows.show_seller(facts)
    yield SellerListing(
        id=number,
        seller_id=owner.seller.pk,
        stamp=stamp.number,
        digest=shown.digest,
        updated_key=micros(stamp.at),
        **rows.seller_columns(facts),
    )
    texts = shown.texts(stamp.at)
    for language, reading in shown.readings.items():
        yield SellerListingText(
            listing_id=number,
            seller_id=owner.seller.pk,
            language=language,
            name_key=rows.name_key(reading.name),
            **texts[language],
        )
