"""Reviews: the queue, one of them, and what the office decides."""

import time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from api import pagination
from api.bodies import Body, Ident, NoteTexts, PlainText, read
from api.envelopes import Envelope
from api.errors import STATUS, Problem, domain_problem
from api.messages import DETAILS, TITLES, say
from api.officer.review_shapes import (
    ReviewRowSerializer,
    ReviewSerializer,
    review_json,
    rows_json,
)
from api.officer.shapes import regency_parameter
from api.pagination import page_by_id, private_envelope
from api.parameters import ChoiceField, MomentField, PageParameters, Parameter, path_id
from api.private import PrivateView, operation, version_of
from catalogue.listings.rows import dump
from catalogue.listings.shapes import Shape, TextField
from catalogue.products import reviewing
from catalogue.products.actions.deciding import (
    REFUSALS,
    Outcome,
    Result,
    approve_each,
)
from catalogue.products.reviewing import Reviewed
from catalogue.readiness.claiming import reviewing as claim_reviewing
from catalogue.reviews.actions import decide
from catalogue.reviews.models import Review

MOST_AT_ONCE = 50
OUTCOMES = [outcome.value for outcome in Outcome]


class ReviewListSerializer(Envelope):
    """A page of reviews, the oldest first."""

    results = ReviewRowSerializer(many=True, max_length=100)


class ReviewParameters(PageParameters):
    kind = Parameter(ChoiceField(Review.Kind.values), "What is decided on.")
    status = Parameter(
        ChoiceField(Review.Status.values), "`pending` where it is not given."
    )
    regency = regency_parameter()
    opened_before = Parameter(MomentField(), "Opened before this moment.")


class ReasonField(serializers.ChoiceField):
    """One of the reasons that fit what is decided on, where `context` names them."""

    def __init__(self, **kwargs):
        super().__init__(choices=Review.Reason.choices, **kwargs)

    def bind(self, field_name, parent):
        super().bind(field_name, parent)
        if "reasons" in self.context:
            self.choices = [
                (reason.value, reason) for reason in self.context["reasons"]
            ]


class ApprovalBody(Body):
    """What the seller is told with the approval, if anything."""

    reason = ReasonField(required=False)
    note = NoteTexts(required=False)


class RefusalNote(Body):
    """What the seller is told: in Indonesian, and in English if you like."""

    id = PlainText(max_length=1000, lines=True)
    en = PlainText(
        max_length=1000, lines=True, required=False, allow_null=True, allow_blank=True
    )


class RefusalBody(Body):
    """Why not, as a code and in words the seller can act on."""

    reason = ReasonField(
        help_text="Of certificates and answers none that is about a product's page, of "
        "others none that is about a document."
    )
    note = RefusalNote()


class ReadReviewBody(Body):
    """One review, as it was read."""

    id = Ident()
    tag = PlainText(max_length=40, help_text="The row's `tag`, or the `ETag`.")


class ApprovalsBody(Body):
    """What to approve."""

    reviews = serializers.ListField(
        child=ReadReviewBody(), min_length=1, max_length=MOST_AT_ONCE
    )


class ApprovalResultSerializer(Shape):
    """What became of one review."""

    id = serializers.UUIDField(read_only=True)
    status = serializers.ChoiceField(
        choices=OUTCOMES,
        read_only=True,
        help_text="`conflict`: decided already; `stale`: it changed since; "
        "`not_found`: not yours to decide; `refused`: it cannot be published.",
    )
    detail = TextField(
        max_length=1000, allow_null=True, help_text="Why not; null if approved."
    )


class ApprovalResultsSerializer(Shape):
    """One result for each review, in the order given."""

    results = ApprovalResultSerializer(many=True, max_length=MOST_AT_ONCE)


class ReviewAnswers(PrivateView):
    """Views that answer with reviews."""

    def mine(self, id: str) -> Review:
        """A review she may decide on; else 404."""
        overseen = Review.objects.overseen_by(self.request.user)
        return get_object_or_404(overseen, pk=path_id(id))

    def tag_of(self, review: Review, *beside: object) -> str:
        return self.tag(review.version, review.pk, *beside)

    def answer_with(self, review_id: UUID):
        review = Review.objects.select_related("seller__regency").get(pk=review_id)
        of_product = {Review.Kind.PRODUCT, Review.Kind.CHANGE_SET}
        reviewed = reviewing.read(review) if review.kind in of_product else None
        claim = claim_reviewing.read(review)
        body = review_json(review, reviewed, claim, self.tag_of(review), self.language)
        beside = [dump(body)] if claim else _beside(reviewed)
        tag = self.tag_of(review, review.seller.version, *beside)
        return self.answer(body, tag=tag)


def _beside(reviewed: Reviewed | None) -> list[object]:
    """What an answer depends on beside the rows' versions: pictures, their addresses.

    Private addresses run out, so a kept answer is good for as long as they are new.
    """
    if reviewed is None:
        return []
    hour = int(time.time()) // settings.PRIVATE_URL_SECONDS
    images = sorted(
        f"{i.pk} {i.status} {i.is_public}" for i in reviewed.images.values()
    )
    return [reviewed.product.version, hour, *images]


class ReviewListView(ReviewAnswers):
    """What waits for the office."""

    @operation(
        "list_reviews",
        tag="officer",
        summary="List reviews",
        parameters=ReviewParameters,
        responses=ReviewListSerializer,
    )
    def get(self, request):
        """Of the sellers you look after, the oldest first; never of your own business.

        Without `status`, those that are pending.
        """
        found = self._chosen(request.user)
        asked = {**self.values, "user": request.user.pk}
        mark = pagination.fingerprint(request.path, asked, "id", "")
        reviews, page = page_by_id(
            found.select_related("seller__regency"),
            self.values,
            mark=mark,
            newest_first=False,
        )
        count = found.count() if self.values.get("count") else None
        rows = rows_json(reviews, [self.tag_of(r) for r in reviews], self.language)
        seen = [(row["tag"], row["subject"], row["seller"]) for row in rows]
        return self.answer(
            private_envelope(rows, page, count),
            tag=self.tag(len(rows), mark, count, page.next_cursor, *seen),
            headers=pagination.headers(request._request, page),
        )

    def _chosen(self, user):
        wanted = self.values
        status = wanted.get("status", Review.Status.PENDING)
        found = Review.objects.overseen_by(user).filter(status=status)
        if "kind" in wanted:
            found = found.filter(kind=wanted["kind"])
        if "regency" in wanted:
            found = found.filter(seller__regency__in=wanted["regency"])
        if "opened_before" in wanted:
            found = found.filter(opened_at__lt=wanted["opened_before"])
        return found


class ReviewView(ReviewAnswers):
    """One review: its subject in full, and what changed since the last approval."""

    @operation(
        "get_review",
        tag="officer",
        summary="Get a review",
        responses=ReviewSerializer,
    )
    def get(self, request, id: str):
        """The subject as it is decided on, and what is new in it.

        Of a `change_set`: the live product against what is staged. Of the other kinds:
        against what was last approved; with `first`, nothing was, and all is new. Send
        the `ETag` as `If-Match` when you decide.
        """
        return self.answer_with(self.mine(id).pk)


class DecisionView(ReviewAnswers):
    """What a decision does."""

    decision: Review.Status
    body: type[Body]

    def decide(self, id: str):
        officer: Any = self.request.user
        review = self.mine(id)
        context = {"reasons": review.reasons}
        given = read(self.body, self.request.data, context=context)
        try:
            decide(
                review_id=review.pk,
                officer=officer,
                decision=self.decision,
                reason=given.get("reason", ""),
                note=given.get("note"),
                expected_version=self.expected_version(),
            )
        except REFUSALS as error:
            raise hindrance(error) from error
        return self.answer_with(review.pk)


def hindrance(error: Exception) -> Problem:
    """What stands in the way of publishing is a state to an officer, no fault of hers:
    what a product lacks is told member by member."""
    told = domain_problem(error)
    if told is None or STATUS[told.code] == STATUS["invalid_state"]:
        return told or Problem("invalid_state")
    return Problem(
        "invalid_state", detail=told.detail, values=told.values, faults=told.faults
    )


class ApproveReviewView(DecisionView):
    """A review approved."""

    decision, body = Review.Status.APPROVED, ApprovalBody

    @operation(
        "approve_review",
        tag="officer",
        summary="Approve a review",
        request=ApprovalBody,
        responses=ReviewSerializer,
    )
    def post(self, request, id: str):
        """A product is published, a change goes live, a business, a certificate or an
        answer is verified, at once.

        The seller is told. Decided already, or a product that lacks something (told in
        `errors`), or due diligence without plots: 409 `invalid_state`.
        """
        return self.decide(id)


class RequestChangesView(DecisionView):
    """A review sent back."""

    decision, body = Review.Status.CHANGES_REQUESTED, RefusalBody

    @operation(
        "request_changes",
        tag="officer",
        summary="Ask for changes",
        request=RefusalBody,
        responses=ReviewSerializer,
    )
    def post(self, request, id: str):
        """The seller is told what to mend, and submits again; nothing goes live.

        A certificate or an answer stays as a claim of hers, without your word for it.

        Decided already: 409 `invalid_state`.
        """
        return self.decide(id)


class RejectReviewView(DecisionView):
    """A review refused."""

    decision, body = Review.Status.REJECTED, RefusalBody

    @operation(
        "reject_review",
        tag="officer",
        summary="Reject a review",
        request=RefusalBody,
        responses=ReviewSerializer,
    )
    def post(self, request, id: str):
        """Final for a product; a change is dropped, and the live product stays.

        Of what a trusted seller published already, the product is hidden. Decided
        already: 409 `invalid_state`.
        """
        return self.decide(id)


class ApproveReviewsView(PrivateView):
    """Several reviews approved."""

    @operation(
        "approve_reviews",
        tag="officer",
        summary="Approve several reviews",
        request=ApprovalsBody,
        responses=ApprovalResultsSerializer,
    )
    def post(self, request):
        """Each on its own, in the order given: one that cannot be stops no other."""
        asked = read(ApprovalsBody, request.data)["reviews"]
        results = approve_each(
            officer=request.user,
            wanted=[(one["id"], version_of(one["tag"])) for one in asked],
        )
        return self.answer({"results": [self._told(result) for result in results]})

    def _told(self, result: Result) -> dict[str, Any]:
        return {
            "id": str(result.review_id),
            "status": str(result.outcome),
            "detail": self._detail(result),
        }

    def _detail(self, result: Result) -> str | None:
        if result.outcome == Outcome.APPROVED:
            return None
        known = domain_problem(result.error) if result.error else None
        problem = known or Problem("not_found", values={"path": str(result.review_id)})
        message = DETAILS.get(problem.detail, TITLES[problem.code])
        lines = [say(message, self.language, **problem.values)]
        lines += [f.as_json(self.language)["detail"] for f in problem.faults]
        return " ".join(lines)[:1000]
