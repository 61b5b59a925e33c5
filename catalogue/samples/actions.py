"""Load the sample catalogue, one seller a transaction, and draw its pictures."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from catalogue.dates import add_months
from catalogue.journal.actions import record
from catalogue.journal.jobs import enqueue
from catalogue.journal.models.queue import IDLE
from catalogue.journal.types import SellerChanged
from catalogue.products.models import (
    AttributeValue,
    Category,
    Image,
    PriceBasis,
    PriceTier,
    Product,
    Variant,
)
from catalogue.readiness import versions
from catalogue.readiness.assessment.model import EXPORT_DECLARATION
from catalogue.readiness.loading import EXPORT_DECLARATION_MONTHS
from catalogue.readiness.models import Answer, Certificate, CertificateType, Condition
from catalogue.reference.loading import Row, codes
from catalogue.reference.models import Mark
from catalogue.samples import answers, seeds
from catalogue.samples.answers import SampleAnswer
from catalogue.sellers.models import Regency, Seller

MARK = "samples with answers"  # renamed where there is more to load
ISSUED_BEFORE = timedelta(days=90)


def are_loaded() -> bool:
    return Mark.objects.filter(name=MARK).exists()


def load() -> Iterator[tuple[int, int]]:
    """Load what is missing, yielding (sellers done, of how many).

    Rows have stable keys: a load that was cut short goes on where it was, and a row
    that is there is left alone. The mark in the last transaction says it is whole.
    """
    if are_loaded():
        return
    loader = _Loader()
    rows = seeds.sellers()
    for number, row in enumerate(rows, 1):
        with transaction.atomic():
            loader.load_seller(row)
            if number == len(rows):
                Mark.objects.create(name=MARK)
        yield number, len(rows)


def pictures_missing(newest: int) -> bool:
    """Whether a picture of the newest products still has to be drawn."""
    ids = [seeds.image_id(row["product_id"]) for row in seeds.products()[:newest]]
    waiting = Image.objects.filter(pk__in=ids, status=Image.Status.PROCESSING)
    return waiting.exists()


class _Loader:
    def __init__(self) -> None:
        self.products_of: dict[str, list[Row]] = defaultdict(list)
        for row in seeds.products():
            self.products_of[row["seller_id"]].append(row)
        self.types = CertificateType.objects.in_bulk()
        self.categories = {c.code: c for c in Category.objects.all()}
        self.regencies = {r.slug: r for r in Regency.objects.all()}
        self.today = timezone.localdate()
        self.model = versions.in_force()

    def load_seller(self, row: Row) -> None:
        seller, _ = Seller.objects.get_or_create(
            pk=seeds.seller_id(row["seller_id"]), defaults=self._seller(row)
        )
        for product_row in self.products_of[row["seller_id"]]:
            self._load_product(seller, product_row)
        self._load_certificates(seller, row)
        self._load_answers(seller, row)
        record(SellerChanged(seller.pk))

    def _seller(self, row: Row) -> dict:
        direct = row["export_experience"] == "direct"
        key = row["seller_id"].lower()
        return {
            "slug": _free_slug(Seller, row["name"].replace("(Contoh)", "")),
            "name": row["name"],
            "story": {"id": row["description_id"], "en": row["description_en"]},
            "regency": self.regencies[row["regency_slug"]],
            "legal_form": row["legal_form"],
            "size_class": row["msme_class"],
            "industry_class": row["ikm_class"],
            "workers": int(row["workers"]),
            "founded_year": int(row["founded_year"]),
            "languages": codes(row["languages"]),
            "export_experience": row["export_experience"],
            "contact_email": f"{key}@contoh.example" if direct else "",
            "contact_published": direct,
            "is_sample": True,
            "verified_at": timezone.now(),
        }

    def _load_product(self, seller: Seller, row: Row) -> None:
        key = row["product_id"]
        product, created = Product.objects.get_or_create(
            pk=seeds.product_id(key), defaults=self._product(seller, row)
        )
        if not created:
            return
        Variant.objects.create(
            id=seeds.variant_id(key),
            product=product,
            seller=seller,
            sku=key,
            price=product.price_max or product.price,  # at the minimum order
            min_order_value=product.min_order_value,
        )
        PriceTier.objects.bulk_create(
            PriceTier(product=product, min_quantity=quantity, unit_price=price)
            for quantity, price in seeds.price_tiers(row)
        )
        AttributeValue.objects.bulk_create(
            AttributeValue(product=product, attribute_id=code, value=value)
            for code, value in seeds.attributes(row).items()
        )
        Image.objects.create(
            id=seeds.image_id(key),
            product=product,
            source_sha256=hashlib.sha256(f"sample {key}".encode()).hexdigest(),
            alt={
                "id": f"Gambar contoh: {row['name_id']}",
                "en": f"Sample drawing: {row['name_en']}",
            },
        )
        enqueue("samples.draw", key, urgency=IDLE)

    def _product(self, seller: Seller, row: Row) -> dict:
        low, high = Decimal(row["price_min_idr"]), Decimal(row["price_max_idr"] or 0)
        return {
            "seller": seller,
            "category": self.categories[row["category_slug"]],
            "status": Product.Status.PUBLISHED,
            "slug": _free_slug(Product, row["name_id"]),
            "name": {"id": row["name_id"], "en": row["name_en"]},
            "summary": {
                "id": seeds.first_sentence(row["description_id"]),
                "en": seeds.first_sentence(row["description_en"]),
            },
            "description": {"id": row["description_id"], "en": row["description_en"]},
            "hs_code": row["hs6"],
            "origin_country": row["origin_country"],
            "incoterms": seeds.INCOTERMS[seller.export_experience],
            "price_basis": PriceBasis.FROM if high > low else PriceBasis.FIXED,
            "price": low,
            "price_max": high if high > low else None,
            "price_unit_id": row["unit"],
            "min_order_value": Decimal(row["moq"]),
            "min_order_unit_id": row["unit"],
            "monthly_capacity_value": Decimal(row["capacity_per_month"]),
            "monthly_capacity_unit_id": row["unit"],
            "lead_time_days": int(row["lead_time_days"]),
            "published_at": seeds.published_at(row["product_id"]),
            "is_sample": True,
        }

    def _load_certificates(self, seller: Seller, row: Row) -> None:
        """A code that products hold belongs to those that list it, others to her."""
        listed: dict[str, list] = defaultdict(list)
        for product_row in self.products_of[row["seller_id"]]:
            for code in codes(product_row["certificates"]):
                listed[code].append(seeds.product_id(product_row["product_id"]))
        held = {*codes(row["certificates"]), *listed}
        if answers.has_declared_export(row):
            held.add(EXPORT_DECLARATION)
        for code in sorted(held):
            for_products = self.types[code].holder_level == "product"
            if for_products and not listed[code]:
                continue
            certificate, created = Certificate.objects.get_or_create(
                pk=seeds.certificate_id(row["seller_id"], code),
                defaults=self._certificate(seller, self.types[code]),
            )
            if created and for_products:
                certificate.products.set(listed[code])

    def _load_answers(self, seller: Seller, row: Row) -> None:
        asked = [q for q in self.model.questions if not q.is_measured]
        of_seller = {q.code for q in asked if q.is_of_seller}
        self._answer(row["seller_id"], seller, None, answers.of_seller(row, of_seller))
        for product_row in self.products_of[row["seller_id"]]:
            key, hs_code = product_row["product_id"], product_row["hs6"]
            of_product = {
                q.code for q in asked if not q.is_of_seller and q.applies_to(hs_code)
            }
            conditions = {
                c.code
                for c in self.model.conditions_for(hs_code)
                if c.kind == Condition.Kind.CONDITION
            }
            given = [
                *answers.of_product(row, product_row, of_product),
                *answers.of_conditions(row, product_row, conditions),
            ]
            self._answer(key, seller, seeds.product_id(key), given)

    def _answer(
        self,
        key: str,
        seller: Seller,
        product_id: UUID | None,
        given: Iterable[SampleAnswer],
    ) -> None:
        rows = [
            Answer(
                id=seeds.answer_id(key, answer.question),
                seller=seller,
                product_id=product_id,
                question=answer.question,
                option=answer.option,
                status=(
                    Answer.Status.VERIFIED
                    if answer.is_verified
                    else Answer.Status.SELF_DECLARED
                ),
                verified_on=self.today if answer.is_verified else None,
                verified_by=seller.regency if answer.is_verified else None,
            )
            for answer in given
        ]
        Answer.objects.bulk_create(rows, ignore_conflicts=True)

    def _certificate(self, seller: Seller, type_: CertificateType) -> dict:
        issued = self.today - ISSUED_BEFORE
        months = type_.validity_months
        if type_.code == EXPORT_DECLARATION:
            months = EXPORT_DECLARATION_MONTHS
        return {
            "seller": seller,
            "type": type_,
            "status": Certificate.Status.VERIFIED,
            "issuer": type_.issuer,
            "issued_on": issued,
            "expires_on": add_months(issued, months) if months else None,
            "verified_on": self.today,
            "verified_by": seller.regency,
        }


def _free_slug(model, name: str) -> str:
    base = slugify(name)[:76]
    slug, number = base, 1
    while model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
