"""Export readiness of a seller's own products, and of her business."""

from typing import Any
from uuid import UUID

from django.http import Http404

from api import pagination
from api.envelopes import Envelope
from api.pagination import page_by_id, private_envelope
from api.parameters import PageParameters, path_id
from api.private import PrivateView, operation
from api.public.readiness import ReadinessParameters
from api.seller.readiness_shapes import (
    OwnProductReadinessSerializer,
    OwnSellerReadinessSerializer,
    ReadinessHistoryEntrySerializer,
    blockers,
    comparison,
    market_check,
    scored,
)
from api.seller.readiness_steps import Steps
from catalogue.listings import actions
from catalogue.listings.rows import dump
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.assessment import steps
from catalogue.readiness.assessment.model import Model
from catalogue.readiness.claiming.begun import begun_for
from catalogue.readiness.loading import load_product, load_sellers
from catalogue.readiness.models import Answer, SellerReadiness, Snapshot
from catalogue.readiness.showing import advice, history, presenting
from catalogue.sellers.models import Seller


class ReadinessHistorySerializer(Envelope):
    """A page of assessments, the newest first."""

    results = ReadinessHistoryEntrySerializer(many=True, max_length=100)


class ProductReadinessAnswers(PrivateView):
    """Views that answer with a product's readiness; the office reads the same."""

    def answer_with(self, product: Product):
        members = product_members(product, self.values.get("market"), self.language)
        body = dump(OwnProductReadinessSerializer().to_representation(members))
        return self.answer(body.encode(), tag=self.tag(product.version, body))


def product_members(
    product: Product, market: str | None, language: str
) -> dict[str, Any]:
    """The stored assessment, and what can be done by the model it was made with."""
    snapshot = actions.assessment_of(product.pk, market)
    result, model = snapshot.result, versions.load(snapshot.model_id)
    aim = market or advice.aim_of(result, model)
    hinders = list(result["blockers"])
    if aim:
        hinders += result["markets"][aim]["blockers"]
    markets = comparison(result, model, language)
    return {
        **scored(snapshot, model, language),
        "level": result["level"],
        "level_name": presenting.level_name(result["level"], language),
        "own_level": result["own_level"],
        "blockers": blockers(hinders, model, language),
        "next_steps_market": aim,
        "next_steps": _next_steps(product, model, aim, language),
        "closest_market": markets[0]["market"] if markets else None,
        "markets": markets,
        "market": market and market_check(market, result, model, language),
    }


def _next_steps(
    product: Product, model: Model, market: str | None, language: str
) -> list[dict[str, Any]]:
    on = today()
    begun = begun_for(product, on)
    found = steps.next_steps(
        model,
        load_product(product.pk, model),
        on,
        market,
        {code: one.state for code, one in begun.items()},
    )
    answers = _answer_ids(product.seller_id, product.pk)
    return Steps(model, language, product, answers, begun).shown(found)


def _answer_ids(seller_id: UUID, product_id: UUID | None) -> dict[str, UUID]:
    """Of the business's answers, and of the product's, by question."""
    of_seller = Answer.objects.filter(seller=seller_id, product=None)
    found = dict(of_seller.values_list("question", "pk"))
    if product_id is not None:
        of_product = Answer.objects.filter(product=product_id)
        found.update(of_product.values_list("question", "pk"))
    return found


class OwnProductReadinessView(ProductReadinessAnswers):
    """Export readiness of one product of the caller's business."""

    @operation(
        "get_own_product_export_readiness",
        tag="seller",
        summary="Get your product's export readiness",
        parameters=ReadinessParameters,
        responses=OwnProductReadinessSerializer,
    )
    def get(self, request, id: str):
        """The score line by line, what bars the way, and what each step would gain.

        Without `market`, of the product's own levels (0-2), then of the closest market
        (`next_steps_market`), and all markets compared; with it, of that market, rule
        by rule. Do the first step, and ask again. A gain is exact: the score shown once
        the step is done (a certificate: once it is verified).
        """
        return self.answer_with(own(request.user, id))


def own(user, id: str) -> Product:
    found = Product.objects.managed_by(user).for_workspace().filter(pk=path_id(id))
    product = found.first()
    if product is None:
        raise Http404
    return product


class OwnProductReadinessHistoryView(PrivateView):
    """How a product came to its level."""

    @operation(
        "list_own_product_readiness_history",
        tag="seller",
        summary="List your product's assessments",
        parameters=PageParameters,
        responses=ReadinessHistorySerializer,
    )
    def get(self, request, id: str):
        """One for each time that it came out differently, the newest first."""
        product = own(request.user, id)
        found = Snapshot.objects.filter(product=product)
        mark = pagination.fingerprint(request.path, {}, "-id", "")
        taken, page = page_by_id(found, self.values, mark=mark, newest_first=True)
        count = found.count() if self.values.get("count") else None
        shape = ReadinessHistoryEntrySerializer()
        entries = _entries(taken, self.language)
        results = [shape.to_representation(entry) for entry in entries]
        return self.answer(
            private_envelope(results, page, count),
            tag=self.tag(len(results), mark, page.next_cursor, count, dump(results)),
            headers=pagination.headers(request._request, page),
        )


def _entries(taken: list[Snapshot], language: str) -> list[dict[str, Any]]:
    """Each beside the one before it, which may be on the next page."""
    if not taken:
        return []
    last = taken[-1]
    earlier = Snapshot.objects.filter(product=last.product_id, pk__lt=last.pk).first()
    before = [*taken[1:], earlier]
    return [
        _entry(one, then.result if then else None, language)
        for one, then in zip(taken, before, strict=True)
    ]


def _entry(
    snapshot: Snapshot, before: dict[str, Any] | None, language: str
) -> dict[str, Any]:
    model, result = versions.load(snapshot.model_id), snapshot.result
    return {
        "taken_at": snapshot.taken_at,
        "taken_on": snapshot.taken_on,
        "model_version": model.version,
        "level": result["level"],
        "level_name": presenting.level_name(result["level"], language),
        "score": snapshot.score,
        "changed_lines": history.changed_lines(before, result, model, language),
        "changed_rules": history.changed_rules(before, result, model, language),
        "changed_gates": history.changed_gates(before, result, model, language),
    }


class OwnSellerReadinessView(PrivateView):
    """The score of the caller's business itself."""

    @operation(
        "get_own_export_readiness",
        tag="seller",
        summary="Get your business's export readiness",
        responses=OwnSellerReadinessSerializer,
    )
    def get(self, request):
        """Of the questions about the business and its site, line by line.

        A step here raises the score of every product too, by another amount: see the
        product's own, which leaves out what would cost it a level.
        """
        seller = Seller.objects.managed_by(request.user).get()
        snapshot = _of_seller(seller.pk)
        model = versions.load(snapshot.model_id)
        facts = load_sellers([seller.pk], model)[seller.pk]
        found = steps.seller_steps(model, facts, today())
        answers = _answer_ids(seller.pk, None)
        members = {
            **scored(snapshot, model, self.language),
            "next_steps": Steps(model, self.language, None, answers).shown(found),
        }
        body = dump(OwnSellerReadinessSerializer().to_representation(members))
        return self.answer(body.encode(), tag=self.tag(seller.version, body))


def _of_seller(seller_id: UUID) -> Snapshot:
    """The present one; made first where there is none, or a date has passed it by."""
    found = SellerReadiness.objects.filter(pk=seller_id).select_related("snapshot")
    stored = found.first()
    if stored is None or (stored.changes_on and stored.changes_on <= today()):
        actions.bring_sellers_up_to_date([seller_id])
        stored = found.get()
    return stored.snapshot
