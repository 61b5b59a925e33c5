"""Enquiries as officers look after them: what waits, and what they alone decide."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from api import pagination
from api.enquiries.answers import EnquiryAnswers
from api.enquiries.callers import caller_of
from api.enquiries.outcome_shapes import OutcomeSerializer, outcome_json
from api.enquiries.shapes import (
    UNSPECIFIED,
    EnquirySummarySerializer,
    Reading,
    load,
    summary_json,
)
from api.enquiries.threads import ChoicesField, chosen
from api.envelopes import Envelope
from api.officer.shapes import check_scope, regency_parameter
from api.pagination import page_by_id, private_envelope
from api.parameters import BoolField, PageParameters, Parameter, path_id
from api.private import PrivateView, operation
from api.shapes import moment_json, regency_json
from catalogue.enquiries.actions import holding, outcomes
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.parties import Actor, actor_of
from catalogue.enquiries.states import Side, Status, Waiting
from catalogue.listings.rows import dump
from catalogue.listings.shapes import CodeField, MomentField, RegencyRefSerializer

HELD_FOR = [UNSPECIFIED, *Enquiry.HeldFor.choices]


class OverseenEnquirySerializer(EnquirySummarySerializer):
    """An enquiry to a seller you look after, and what an officer should know of it."""

    regency = RegencyRefSerializer(
        help_text="The seller's when it was sent: whose officers look after it."
    )
    held_for = serializers.ChoiceField(
        choices=HELD_FOR,
        read_only=True,
        help_text="Why an officer has to look at it, or had, if it is spam now.",
    )
    suspicion = serializers.ListField(
        child=CodeField(max_length=40),
        max_length=20,
        read_only=True,
        help_text="Codes of the signs that were found in it.",
    )
    escalated_at = MomentField(
        read_only=True,
        allow_null=True,
        help_text="Since when an officer is asked to answer for the seller.",
    )
    outcome = OutcomeSerializer(
        allow_null=True, help_text="What came of it; null until the seller told."
    )


class OverseenEnquiryListSerializer(Envelope):
    """A page of enquiries, the oldest first."""

    results = OverseenEnquirySerializer(many=True, max_length=100)


class OverseenEnquiryParameters(PageParameters):
    status = Parameter(ChoicesField(Status.values), "In one of these states.")
    waiting_on = Parameter(
        ChoicesField(Waiting.values),
        "Whose turn it is: `officer` leaves out outcomes to verify.",
        example="officer",
    )
    needs_officer = Parameter(
        BoolField(),
        "`true`: all that waits for you, as the desk's queue has it: `waiting_on` is "
        "`officer`, or there is an outcome to verify.",
        example="true",
    )
    outcome_to_verify = Parameter(
        BoolField(),
        "`true`: a seller has recorded what came of it, and no officer verified it.",
    )
    regency = regency_parameter()
    held_for = Parameter(
        ChoicesField(Enquiry.HeldFor.values),
        "Held for one of these reasons, now or before it was spam.",
    )


def overseen_json(reading: Reading, language: str) -> dict[str, Any]:
    enquiry = reading.enquiry
    return {
        **summary_json(reading, language),
        "regency": regency_json(enquiry.regency),
        "held_for": str(enquiry.held_for) or "unspecified",
        "suspicion": enquiry.submission.suspicion,
        "escalated_at": None
        if enquiry.is_hidden
        else moment_json(enquiry.escalated_at),
        "outcome": outcome_json(getattr(enquiry, "outcome", None)),
    }


class OverseenEnquiryListView(PrivateView):
    """Enquiries to the sellers an officer looks after."""

    @operation(
        "list_overseen_enquiries",
        tag="officer",
        summary="List enquiries to your sellers",
        parameters=OverseenEnquiryParameters,
        responses=OverseenEnquiryListSerializer,
    )
    def get(self, request):
        """Of the sellers you look after, the oldest first; never of your own business.

        `needs_officer=true` is what waits for you: held ones, those whose seller did
        not answer in time or is suspended, and outcomes to verify; with `count=true`
        and `limit=1`, how many. Read and answer one by `/v1/enquiries/{id}`.
        """
        actor = Actor(Side.OFFICER, request.user.pk)
        found = self._found(actor)
        asked = {**self.values, "user": request.user.pk}
        mark = pagination.fingerprint(request.path, asked, "id", "")
        rows, page = page_by_id(found, self.values, mark=mark, newest_first=False)
        count = found.count() if self.values.get("count") else None
        readings = load([row.pk for row in rows], actor)
        results = [overseen_json(one, self.language) for one in readings]
        return self.answer(
            private_envelope(results, page, count),
            tag=self.tag(len(rows), mark, count, page.next_cursor, dump(results)),
            headers=pagination.headers(request._request, page),
        )

    def _found(self, actor: Actor):
        check_scope(self.request.user, self.values.get("regency", ()))
        found = Enquiry.objects.overseen_by(self.request.user)
        found = chosen(found, self.values, actor)
        if "needs_officer" in self.values:
            waiting = found.needing_officer(timezone.localdate())
            found = _either(found, waiting, self.values["needs_officer"])
        if "outcome_to_verify" in self.values:
            told = found.with_outcome_to_verify()
            found = _either(found, told, self.values["outcome_to_verify"])
        if "regency" in self.values:
            found = found.filter(regency__in=self.values["regency"])
        if "held_for" in self.values:
            found = found.filter(held_for__in=self.values["held_for"])
        return found


def _either(found, chosen, wanted: bool):
    """`chosen` of what is `found`, or the others."""
    return chosen if wanted else found.exclude(pk__in=chosen.values("pk"))


class OfficerVerbView(EnquiryAnswers):
    """A step that an officer alone takes."""

    def overseen(self, request, id: str) -> tuple[Enquiry, Actor]:
        """The enquiry, and as whom she acts in it: its buyer is no officer there.
        Raises a `Problem` where it is no longer as `If-Match` says."""
        found = Enquiry.objects.overseen_by(request.user)
        enquiry = get_object_or_404(found, pk=path_id(id))
        self.about = enquiry.submission_id
        self.caller, self.actor = caller_of(request), actor_of(enquiry, request.user)
        self.check_unchanged(enquiry.pk)
        return enquiry, self.actor

    def check_still(self, **path) -> None:
        """By her scope, which the kept answer is of."""

    def told(self, enquiry_id: UUID, actor: Actor):
        (reading,) = load([enquiry_id], actor)
        shown = overseen_json(reading, self.language)
        return self.answer(shown, tag=self.tag_of(enquiry_id))


class ReleaseEnquiryView(OfficerVerbView):
    """A held enquiry let go."""

    @operation(
        "release_enquiry",
        tag="officer",
        summary="Release a held enquiry",
        request=None,
        responses=OverseenEnquirySerializer,
    )
    def post(self, request, id: str):
        """Nothing is wrong with it: it is delivered, or returns to the state in which
        it was reported, its clock where it stood. Its sender is no longer blocked for
        this seller; released by an officer of the province, for no seller.

        Not held: 409 `invalid_state`.
        """
        enquiry, actor = self.overseen(request, id)
        holding.release(enquiry_id=enquiry.pk, actor=actor)
        return self.told(enquiry.pk, actor)


class MarkEnquirySpamView(OfficerVerbView):
    """A held enquiry that is spam."""

    @operation(
        "mark_enquiry_spam",
        tag="officer",
        summary="Mark a held enquiry as spam",
        request=None,
        responses=OverseenEnquirySerializer,
    )
    def post(self, request, id: str):
        """Its sender is blocked everywhere, and learns nothing of it. A quote that is
        open, or was accepted while it was held, is taken back.

        Not held: 409 `invalid_state`.
        """
        enquiry, actor = self.overseen(request, id)
        holding.mark_spam(enquiry_id=enquiry.pk, actor=actor)
        return self.told(enquiry.pk, actor)


class VerifyOutcomeView(OfficerVerbView):
    """What a seller says came of an agreement, verified."""

    @operation(
        "verify_enquiry_outcome",
        tag="officer",
        summary="Verify an outcome",
        request=None,
        responses=OverseenEnquirySerializer,
    )
    def post(self, request, id: str):
        """You have seen papers of it: it counts as verified, and stays as it is.

        With `If-Match`, what the seller has told anew since you read it is not verified
        unseen. No outcome, or verified before: 409 `invalid_state`.
        """
        enquiry, actor = self.overseen(request, id)
        outcomes.verify_outcome(enquiry_id=enquiry.pk, actor=actor)
        return self.told(enquiry.pk, actor)
