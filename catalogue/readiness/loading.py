"""Load the facts of many products, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Prefetch

from catalogue.dates import add_months
from catalogue.products.actions import rows
from catalogue.products.content import content_of
from catalogue.products.models import CategoryAttribute, Image, Product
from catalogue.readiness.assessment.facts import (
    Answer,
    Evidence,
    Held,
    ProductFacts,
    SellerFacts,
)
from catalogue.readiness.assessment.model import (
    COMPLETENESS,
    DUE_DILIGENCE,
    ENGLISH_MATERIAL,
    EXPORT_DECLARATION,
    NIB,
    RESPONSE_TIME,
    Model,
)
from catalogue.readiness.models import Answer as AnswerRow
from catalogue.readiness.models import Certificate, ClaimStatus, Condition, Plot
from catalogue.reviews.comparing import approved_nibs
from catalogue.sellers.models import Seller
from catalogue.sellers.responding import ResponseBand

# A proof of export counts for two years (export_readiness.md, 2.2, level 4).
EXPORT_DECLARATION_MONTHS = 24
EVIDENCE = {
    ClaimStatus.EVIDENCE_UPLOADED: Evidence.DOCUMENT,
    ClaimStatus.VERIFIED: Evidence.VERIFIED,
}
# Completeness in per cent, from which each option of Q18 holds.
COMPLETENESS_BANDS = ((100, "D"), (80, "C"), (50, "B"), (0, "A"))
# Q27 counts whole days, so 2.9 are two ("1-2 days"). A day is 24 hours of the seller's
# working time: a Sunday or a feast is none. By then half are answered.
RESPONSE_OPTIONS = {
    ResponseBand.WITHIN_A_DAY: "D",
    ResponseBand.WITHIN_TWO_DAYS: "C",
    ResponseBand.WITHIN_THREE_DAYS: "C",
    ResponseBand.WITHIN_A_WEEK: "B",
    ResponseBand.SLOWER: "A",
}


@dataclass(frozen=True)
class LoadedProduct:
    product: Product
    facts: ProductFacts


def load_products(product_ids: Iterable[UUID], model: Model) -> list[LoadedProduct]:
    """Each product with its facts, by id; those that are gone are left out."""
    products = list(
        Product.objects.filter(pk__in=list(product_ids))
        .for_workspace()
        .select_related("min_order_unit", "monthly_capacity_unit", "readiness")
        .order_by("pk")
    )
    sellers = _Sellers({product.seller_id for product in products}, model)
    answers = defaultdict(list)
    for answer in AnswerRow.objects.filter(product__in=products):
        answers[answer.product_id].append(answer)
    plots = Plot.objects.filter(product__in=products).order_by()
    with_plots = set(plots.values_list("product_id", flat=True).distinct())
    required = CategoryAttribute.objects.required_by_category()
    return [
        LoadedProduct(
            product,
            _facts(
                product,
                sellers.held_for(product, has_plots=product.pk in with_plots),
                sellers.facts[product.seller_id],
                answers[product.pk],
                required,
                model,
            ),
        )
        for product in products
    ]


def load_product(product_id: UUID, model: Model) -> ProductFacts:
    """The facts of one; `Product.DoesNotExist` where it is gone."""
    found = load_products([product_id], model)
    if not found:
        raise Product.DoesNotExist
    return found[0].facts


def load_sellers(seller_ids: Iterable[UUID], model: Model) -> dict[UUID, SellerFacts]:
    return _Sellers(set(seller_ids), model).facts


class _Sellers:
    """The sellers' facts, and the certificates that are of some products only."""

    def __init__(self, seller_ids: set[UUID], model: Model):
        sellers = list(Seller.objects.filter(pk__in=seller_ids))
        self.own: dict[UUID, list[Held]] = defaultdict(list)
        self.on_plots: dict[UUID, list[Held]] = defaultdict(list)
        general: dict[UUID, list[Held]] = defaultdict(list)
        certificates = Certificate.objects.filter(
            seller__in=sellers, status__in=EVIDENCE, superseded_by=None
        ).prefetch_related(Prefetch("products", Product.objects.only("pk")))
        for certificate in certificates.order_by("type_id", "pk"):
            held = _held(certificate)
            products = certificate.products.all()
            if held is None:
                continue
            if not products and not certificate.is_of_products:
                rests_on_plots = held.code == DUE_DILIGENCE
                to = self.on_plots if rests_on_plots else general
                to[certificate.seller_id].append(held)
            for product in products:
                self.own[product.pk].append(held)
        answers: dict[UUID, dict[str, Answer]] = defaultdict(dict)
        rows_of = AnswerRow.objects.filter(seller__in=sellers, product=None)
        for row in rows_of.order_by("question"):
            answers[row.seller_id][row.question] = fact_of(row)
        nibs = approved_nibs(seller_ids)
        known = {seller.pk for seller in sellers if _is_known(seller, nibs)}
        self.facts = {
            seller.pk: SellerFacts(
                answers={
                    code: answer
                    for code, answer in answers[seller.pk].items()
                    if code in model.question
                },
                held=(
                    *([Held(NIB, True)] if seller.pk in known else []),
                    *general[seller.pk],
                ),
                measured=_measured(seller),
                awaiting=(NIB,) if seller.nib and seller.pk not in known else (),
            )
            for seller in sellers
        }

    def held_for(self, product: Product, *, has_plots: bool) -> tuple[Held, ...]:
        """What is its own. Due diligence counts only for products with plots: a
        general one speaks of products that came after it too."""
        own, general = self.own[product.pk], self.on_plots[product.seller_id]
        if has_plots:
            return (*general, *own)
        return tuple(held for held in own if held.code != DUE_DILIGENCE)


def _is_known(seller: Seller, approved_nibs: Mapping[UUID, str]) -> bool:
    """Whether the office verified the business by the number that it has now."""
    is_same = bool(seller.nib) and seller.nib == approved_nibs.get(seller.pk)
    return is_same and seller.verified_at is not None


def _measured(seller: Seller) -> dict[str, str]:
    """A profile in English is the basic catalogue of Q26. Q27, the time to answer,
    has no data until ten enquiries are counted."""
    measured = {ENGLISH_MATERIAL: "B"} if seller.story.get("en") else {}
    option = RESPONSE_OPTIONS.get(seller.response_figures.band)
    return {**measured, RESPONSE_TIME: option} if option else measured


def _held(certificate: Certificate) -> Held | None:
    verified = certificate.status == ClaimStatus.VERIFIED
    until = certificate.expires_on
    if certificate.type_id == EXPORT_DECLARATION:
        if certificate.issued_on is None:
            return None
        ends = add_months(certificate.issued_on, EXPORT_DECLARATION_MONTHS)
        until = min(ends, until or date.max)
    return Held(certificate.type_id, verified, until)


def fact_of(row: AnswerRow) -> Answer:
    """What an answer counts as, before its document comes to its end."""
    return Answer(
        row.option,
        EVIDENCE.get(ClaimStatus(row.status), Evidence.SELF_DECLARED),
        row.expires_on,
        row.evidence_id is not None,
    )


def _facts(
    product: Product,
    held: tuple[Held, ...],
    seller: SellerFacts,
    answers: list[AnswerRow],
    required: rows.Required,
    model: Model,
) -> ProductFacts:
    content = content_of(product)
    pictures = rows.wanted_pictures(product, None)
    completeness = rows.completeness(content, pictures, required)
    # One that still has to be drawn was looked at when it came: it will be there.
    shown = [i for i, _ in pictures if i.status != Image.Status.FAILED]
    kinds = {code: condition.kind for code, condition in model.conditions.items()}
    percent = completeness.percent
    return ProductFacts(
        seller=seller,
        hs_code=product.hs_code,
        answers={
            a.question: fact_of(a) for a in answers if a.question in model.question
        },
        held=held,
        measured={
            COMPLETENESS: next(o for least, o in COMPLETENESS_BANDS if percent >= least)
        },
        conditions={
            a.question: a.option == "yes"
            for a in answers
            if kinds.get(a.question) == Condition.Kind.CONDITION
        },
        confirmed={
            a.question: a.expires_on
            for a in answers
            if kinds.get(a.question) == Condition.Kind.CONFIRMATION
            and a.option == "yes"
            and a.status == ClaimStatus.VERIFIED
        },
        is_publishable=bool(
            not completeness.missing
            and product.hs_code
            and product.price_unit_id
            and product.min_order_value
            and shown
        ),
        has_english=bool(product.name.get("en") and product.description.get("en")),
        has_price_with_incoterm=bool(product.price and product.incoterms),
        capacity_covers_min_order=(orders_a_month(product) or 0) >= 1,
    )


def orders_a_month(product: Product) -> Fraction | None:
    """How many minimum orders the monthly capacity makes; None also where the two are
    given in units that do not compare."""
    capacity, order = product.monthly_capacity_unit, product.min_order_unit
    makes, asks = product.monthly_capacity_value, product.min_order_value
    if capacity is None or order is None or makes is None or not asks:
        return None
    if capacity == order:
        return Fraction(makes) / Fraction(asks)
    if capacity.kind != order.kind or not (
        capacity.factor_to_base and order.factor_to_base
    ):
        return None
    return Fraction(makes * capacity.factor_to_base) / Fraction(
        asks * order.factor_to_base
    )
