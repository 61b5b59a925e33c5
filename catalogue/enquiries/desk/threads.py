"""Enquiries at the desk: what waits for an officer, and all of one thread.

Lists and their search show and know nothing of how a buyer is reached; the page of one
thread shows it to the officers who look after it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from catalogue.enquiries import states
from catalogue.enquiries.actions import answering, holding, moving, office, outcomes
from catalogue.enquiries.desk import words
from catalogue.enquiries.desk.forms import (
    AnswerForm,
    DeclineForm,
    ErasureForm,
    SuggestionForm,
    SureForm,
    VerifyForm,
)
from catalogue.enquiries.desk.page import gist_of, page_of
from catalogue.enquiries.errors import (
    InvalidState,
    NotAllOverseen,
    NotYours,
    Refused,
)
from catalogue.enquiries.gist import products
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.parties import actor_of
from catalogue.enquiries.states import Side, Status, Verb
from catalogue.enquiries.wording import HELD_FOR, said
from catalogue.journal.desk_admin import LANGUAGE, DeskAdmin
from catalogue.journal.errors import Stale
from catalogue.products.presenting import with_regency

NAMED = 2  # products of an enquiry that a row names
PAGE = "admin:enquiries_enquiry_change"
# What the page offers for each verb an officer may use now.
OFFERS = {
    Verb.REPLY: ("answer", "suggest"),
    Verb.DECLINE: ("decline",),
    Verb.RELEASE: ("release",),
    Verb.MARK_SPAM: ("mark_spam",),
    Verb.VERIFY_OUTCOME: ("verify_outcome",),
}


class QueueFilter(admin.SimpleListFilter):
    """What needs an officer, where nothing is chosen."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [
            ("held", "Held"),
            ("escalated", "Escalated"),
            ("unverified", "Outcome to verify"),
            ("all", "All"),
        ]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": "Needs an officer"}, *others]

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset.needing_officer(timezone.localdate())
            case "all":
                return queryset
            case "held":
                return queryset.filter(status=Status.HELD)
            case "escalated":
                return queryset.filter(
                    escalated_at__isnull=False, status__in=states.LIVE
                )
            case "unverified":
                return queryset.with_outcome_to_verify()
        raise IncorrectLookupParameters


class StatusFilter(admin.SimpleListFilter):
    """As it is today, whether or not the worker was there."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [(status.value, words.heading(status)) for status in Status]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in Status.values:
            raise IncorrectLookupParameters
        return queryset.in_status([self.value()], timezone.localdate())


@admin.register(Enquiry)
class EnquiryAdmin(DeskAdmin):
    """What was asked of an officer's sellers, the oldest first."""

    list_display = ["number_shown", "state_and_turn", "seller_shown", "about", "due"]
    list_filter = [
        QueueFilter,
        StatusFilter,
        ("regency", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["number", "seller__name", "seller__nib"]
    search_help_text = "Number of the enquiry, seller or NIB."
    ordering = ["id"]
    fields = ["number"]
    change_form_template = "admin/enquiry_page.html"
    change_list_template = "admin/enquiry_list.html"
    actions = [
        "answer", "suggest", "decline", "release", "mark_spam", "verify_outcome",
        "erase",
    ]  # fmt: skip
    refusals = {
        InvalidState: lambda error: (
            f"It is {words.plain(error.status)}: that is not possible now."
        ),
        NotYours: lambda _: "It is not for an officer to do, or it is your own.",
        NotAllOverseen: lambda _: (
            "It was also sent to sellers whom you do not look after: the province "
            "erases it."
        ),
        Refused: lambda error: "One of the products is not public any more.",
    }

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("seller__regency", "submission")
            .prefetch_related("items")
        )

    @admin.display(description="Number", ordering="id")
    def number_shown(self, enquiry):
        return format_html(
            '<span style="white-space:nowrap">{}<br><small>{}</small></span>',
            enquiry.number,
            words.moment(enquiry.created_at),
        )

    @admin.display(description="Status")
    def state_and_turn(self, enquiry):
        turn = enquiry.seen_waiting_on(Side.OFFICER, timezone.localdate())
        return format_html(
            "{}<br><small>waits for {}</small>", self.state(enquiry), words.plain(turn)
        )

    def state(self, enquiry):
        told = words.heading(enquiry.current_status(timezone.localdate()))
        if enquiry.status != Status.HELD:
            return told
        signs = [words.sign(code) for code in enquiry.submission.suspicion]
        return f"{told}: {said(HELD_FOR, enquiry.held_for, LANGUAGE)}" + "".join(
            f"; {sign}" for sign in signs
        )

    @admin.display(description="Seller", ordering="seller__name")
    def seller_shown(self, enquiry):
        return with_regency(enquiry.seller)

    @admin.display(description="About")
    def about(self, enquiry):
        return products(enquiry, LANGUAGE, most=NAMED) or "The business itself"

    @admin.display(description="First answer due", ordering="first_response_due_at")
    def due(self, enquiry):
        due = enquiry.seen_due_at(Side.OFFICER)
        if due is None or enquiry.first_answered_at is not None:
            return "–"
        shown = words.moment(due)
        return f"{shown}, overdue" if due < timezone.now() else shown

    # -- one thread

    def change_view(self, request, object_id, form_url="", extra_context=None):
        enquiry = self.get_object(request, object_id)
        # What is done on the page finds its row in whichever queue it is.
        context = {"desk_query": "?queue=all", **(extra_context or {})}
        if enquiry is not None and self.has_view_permission(request, enquiry):
            whole = Enquiry.objects.for_thread().get(pk=enquiry.pk)
            title = f"Enquiry {enquiry.number}"
            context |= {"title": title, "subtitle": None, **page_of(whole)}
        return super().change_view(request, object_id, form_url, context)

    def offered_on_page(self, enquiry):
        if enquiry is None:
            return ()
        found = states.allowed(
            enquiry.facts(Side.OFFICER, timezone.localdate()), Side.OFFICER
        )
        offered = [name for verb in found for name in OFFERS.get(verb, ())]
        sent = enquiry.submission
        is_known = sent.contact.erased_at is None or sent.buyer_id is not None
        return [*offered, "erase"] if is_known else offered

    def told(self, enquiry):
        return f"{enquiry.seller} · {self.about(enquiry)} · {self.state(enquiry)}"

    # -- what officers do

    def _ask(self, request, rows, title: str, done: str, form_class, do: Callable):
        """Ask first, with all that was written; then `do(enquiry, actor, **answers)`,
        if it has not moved on. What was done to one leads back to its page.
        """

        def act(enquiry, version, **answers: Any):
            # All that was sent with it, as erasing needs: locks have one order.
            moving.locked_submission(enquiry.submission_id)
            current = Enquiry.objects.get(pk=enquiry.pk)
            if current.version != version:
                raise Stale
            do(enquiry, actor_of(enquiry, request.user), **answers)

        asked = self.confirm(
            request, rows, title=title, done=done, form_class=form_class, do=act
        )
        ids = list(rows.values_list("pk", flat=True))
        page = reverse(PAGE, args=ids) if len(ids) == 1 else None
        if asked is None:
            return HttpResponseRedirect(page) if page else None
        found = Enquiry.objects.filter(pk__in=ids).for_thread().order_by("pk")
        asked.template_name = "admin/enquiry_confirm.html"
        asked.context_data |= {"gists": map(gist_of, found), "back": page}
        return asked

    @admin.action(description="Answer on the seller's behalf: …")
    def answer(self, request, enquiries):
        def do(enquiry, actor, *, body, language):
            answering.write_message(
                enquiry_id=enquiry.pk, actor=actor, body=body, language=language
            )

        title = "Answer on the seller's behalf"
        return self._ask(request, enquiries, title, "Answered", AnswerForm, do)

    @admin.action(description="Point to other products: …")
    def suggest(self, request, enquiries):
        def do(enquiry, actor, *, body, language, products):
            answering.write_message(
                enquiry_id=enquiry.pk,
                actor=actor,
                body=body,
                language=language,
                suggested_product_ids=products,
            )

        title = "Point to other products"
        return self._ask(request, enquiries, title, "Answered", SuggestionForm, do)

    @admin.action(description="Decline for the seller: …")
    def decline(self, request, enquiries):
        def do(enquiry, actor, *, reason, note):
            answering.decline(
                enquiry_id=enquiry.pk, actor=actor, reason=reason, note=note
            )

        title = "Decline for the seller"
        return self._ask(request, enquiries, title, "Declined", DeclineForm, do)

    @admin.action(description="Release: it is delivered")
    def release(self, request, enquiries):
        def do(enquiry, actor):
            holding.release(enquiry_id=enquiry.pk, actor=actor)

        return self._ask(request, enquiries, "Release", "Released", SureForm, do)

    @admin.action(description="Mark as spam: its sender is blocked everywhere")
    def mark_spam(self, request, enquiries):
        def do(enquiry, actor):
            holding.mark_spam(enquiry_id=enquiry.pk, actor=actor)

        title = "Mark as spam"
        return self._ask(request, enquiries, title, "Marked as spam", SureForm, do)

    @admin.action(description="Verify the outcome: …")
    def verify_outcome(self, request, enquiries):
        def do(enquiry, actor, **_):
            outcomes.verify_outcome(enquiry_id=enquiry.pk, actor=actor)

        title = "Verify the outcome"
        return self._ask(request, enquiries, title, "Verified", VerifyForm, do)

    @admin.action(description="Erase who asked: …")
    def erase(self, request, enquiries):
        def do(enquiry, actor, **_):
            office.erase_on_request(
                submission_id=enquiry.submission_id, officer=request.user
            )

        title = "Erase who asked"
        return self._ask(request, enquiries, title, "Erased", ErasureForm, do)
