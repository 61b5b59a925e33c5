"""Reviews at the desk: the queue, a page to decide on, several approved at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from catalogue.journal.desk_admin import STALE, DeskAdmin
from catalogue.products import reviewing
from catalogue.products.actions import rows
from catalogue.products.actions.deciding import Outcome, approve_each
from catalogue.products.errors import DuplicateSku, IncompleteProduct, InvalidState
from catalogue.products.models import Product
from catalogue.products.presenting import (
    NOTHING,
    address,
    labelled,
    place,
    shown,
    thumbnail,
    with_regency,
)
from catalogue.reviews.actions import decide
from catalogue.reviews.comparing import Comparison, compare_seller, seller_as_reviewed
from catalogue.reviews.differences import PictureChange, PictureMove
from catalogue.reviews.errors import AlreadyDecided, NoteRequired
from catalogue.reviews.models import Review

MOST_AT_ONCE = 50
MOVES = {
    PictureMove.ADDED: "new",
    PictureMove.REMOVED: "removed",
    PictureMove.MOVED: "moved",
    PictureMove.ALT_CHANGED: "described anew",
}
REFUSALS = {
    AlreadyDecided: lambda error: f"Decided already: {labelled(error.status)}.",
    NoteRequired: lambda _: (
        "Choose a reason and write a note in Indonesian, so that the seller knows "
        "what to do."
    ),
    IncompleteProduct: lambda error: (
        "It cannot be published; missing: "
        + ", ".join(lack.pointer.strip("/") for lack in error.missing)
        + "."
    ),
    InvalidState: lambda error: f"The product is {labelled(error.state)}.",
    DuplicateSku: lambda error: f"The seller's sku {error.sku} is in use.",
}


class DecisionForm(forms.Form):
    """What the office says. A refusal needs the first two."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        required=False,
        help_text="Needed to ask for changes or to reject.",
    )
    note_id = forms.CharField(
        label="Note in Indonesian",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "id"}),
        help_text="The seller reads it in a letter. Needed to ask for changes or to "
        "reject.",
    )
    note_en = forms.CharField(
        label="Note in English",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )

    def __init__(self, review: Review, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["reason"]
        offered.choices = [("", "–"), *((r.value, r.label) for r in review.reasons)]


class PendingFilter(admin.SimpleListFilter):
    """By status; what waits where nothing is chosen."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        others = [s for s in Review.Status if s != Review.Status.PENDING]
        return [*((s.value, s.label) for s in others), ("all", "All")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": Review.Status.PENDING.label}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(status=self.value() or Review.Status.PENDING)


class LiveFilter(admin.BooleanFieldListFilter):
    """Samples of what trusted sellers published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "published already"


@dataclass(frozen=True)
class Reading:
    """A subject as its page shows it; `links` are (address, words) beside it.

    `warnings` say what an officer should look at before she approves.
    """

    subject: str
    comparison: Comparison
    members: dict[str, Any]
    links: Sequence[tuple[str, str]] = ()
    reviewed: reviewing.Reviewed | None = None
    warnings: Sequence[str] = ()


class ApprovalForm(forms.Form):
    """Nothing is asked but whether to go on."""


@admin.register(Review)
class ReviewAdmin(DeskAdmin):
    """What waits for the office, the oldest first.

    Rooms further on, whose claims are reviewed too, say in a subclass what is read of
    them: `subject_of` and `reading`.
    """

    list_display = ["picture", "subject", "kind_shown", "seller_shown", "opened_at"]
    list_display_links = ["picture", "subject"]
    list_filter = [
        PendingFilter,
        "kind",
        ("is_afterwards", LiveFilter),
        ("seller__regency", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["seller__regency"]
    search_fields = ["seller__name", "seller__nib"]
    search_help_text = "Product, seller or NIB."
    ordering = ["id"]
    actions = ["approve"]
    refusals = REFUSALS

    def get_search_results(self, request, queryset, search_term):
        found, distinct = super().get_search_results(request, queryset, search_term)
        if search_term:
            named = Product.objects.filter(
                Q(name__id__icontains=search_term) | Q(name__en__icontains=search_term)
            )
            found = found | queryset.filter(subject_id__in=named.values("pk"))
        return found, distinct

    def get_changelist_instance(self, request):
        """The products of one page, in one query."""
        changelist = super().get_changelist_instance(request)
        ids = [review.subject_id for review in changelist.result_list]
        products = Product.objects.prefetch_related("images").in_bulk(ids)
        for review in changelist.result_list:
            review.product_shown = products.get(review.subject_id)
        return changelist

    @admin.display(description="")
    def picture(self, review):
        if review.product_shown is None:
            return ""
        pictures = rows.wanted_pictures(review.product_shown, None)
        return thumbnail(pictures[0][0]) if pictures else ""

    @admin.display(description="Subject")
    def subject(self, review):
        return self.subject_of(review, review.product_shown)

    def subject_of(self, review, product=None) -> str:
        """What its subject is called; `product`, where that is known already."""
        if review.kind == Review.Kind.SELLER:
            return review.seller.name
        product = product or Product.objects.filter(pk=review.subject_id).first()
        return str(product) if product and product.name else "(no name yet)"

    @admin.display(description="Kind", ordering="kind")
    def kind_shown(self, review):
        return f"{review.get_kind_display()}{', live' if review.is_afterwards else ''}"

    @admin.display(description="Seller", ordering="seller__name")
    def seller_shown(self, review):
        return with_regency(review.seller)

    # -- one review

    def change_view(self, request, object_id, form_url="", extra_context=None):
        review = self.get_object(request, object_id)
        if review is None:
            self.message_user(request, "There is no such review.", messages.WARNING)
            return HttpResponseRedirect(reverse("admin:index"))
        if not self.has_view_permission(request, review):
            raise PermissionDenied
        if request.method == "POST":
            return self._decide(request, review)
        return self._page(request, review)

    def _decide(self, request, review):
        form = DecisionForm(review, request.POST)
        decision = request.POST.get("decision")
        if not form.is_valid() or decision not in DECISIONS:
            return self._page(request, review, form)
        given = form.cleaned_data
        try:
            with transaction.atomic():
                decide(
                    review_id=review.pk,
                    officer=request.user,
                    decision=Review.Status(decision),
                    reason=given["reason"],
                    note={"id": given["note_id"], "en": given["note_en"]},
                    expected_version=given["version"],
                )
        except Exception as error:
            if (told := self.refusal(error)) is None:
                raise
            self.message_user(request, told, messages.ERROR)
            review.refresh_from_db()
            if told == STALE:
                # What was written is kept; what is decided on is read anew.
                kept = {**given, "version": review.version}
                form = DecisionForm(review, initial=kept)
            return self._page(request, review, form)
        self.message_user(request, f"{DECISIONS[decision]}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:reviews_review_changelist"))

    def reading(self, review) -> Reading:
        """What the page of one review shows."""
        if review.kind == Review.Kind.SELLER:
            members = seller_as_reviewed(review)
            return Reading(review.seller.name, compare_seller(review), members)
        reviewed = reviewing.read(review)
        if reviewed is None:
            return Reading("(gone)", reviewing.NOTHING, {})
        content = reviewed.state.content
        name = str(reviewed.product)
        return Reading(name, reviewed.comparison, content, reviewed=reviewed)

    def _page(self, request, review, form=None):
        reading = self.reading(review)
        comparison, reviewed = reading.comparison, reading.reviewed
        context = {
            **self.admin_site.each_context(request),
            "title": f"{review.get_kind_display()}: {reading.subject or '(gone)'}",
            "opts": self.opts,
            "review": review,
            "product": reviewed and reviewed.product,
            "links": reading.links,
            "warnings": reading.warnings,
            "first": comparison.first,
            "changes": [
                (place(c.pointer), shown(c.before), shown(c.after))
                for c in comparison.changes
            ],
            "pictures": _pictures(reviewed, comparison),
            "members": [
                (labelled(name), shown(value))
                for name, value in reading.members.items()
                if value not in NOTHING
            ],
            "form": form or DecisionForm(review, initial={"version": review.version}),
            "decided": review.status != Review.Status.PENDING,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/desk_review.html", context)

    # -- several

    @admin.action(description="Approve …")
    def approve(self, request, reviews):
        """Asks first, with the versions that are shown then."""
        chosen = list(reviews.select_related("seller__regency")[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            told = f"Choose {MOST_AT_ONCE} at most."
            self.message_user(request, told, messages.ERROR)
            return None
        if "confirmed" not in request.POST:
            return self.confirm(
                request,
                chosen,
                title="Approve",
                done="Approved",
                form_class=ApprovalForm,
                do=lambda *_: None,
            )
        wanted = [
            (review.pk, _whole(request.POST.get(f"version_{review.pk}")))
            for review in chosen
        ]
        results = approve_each(officer=request.user, wanted=wanted)
        by_id = {review.pk: review for review in chosen}
        for result in results:
            if result.outcome != Outcome.APPROVED:
                why = self.refusal(result.error) if result.error else None
                name = self.told(by_id[result.review_id])
                told = f"{name}: {why or 'It is not there.'}"
                self.message_user(request, told, messages.ERROR)
        done = sum(result.outcome == Outcome.APPROVED for result in results)
        if done:
            self.message_user(request, f"Approved: {done}.", messages.SUCCESS)
        return None

    def told(self, review):
        subject = review.seller.name
        if review.kind != Review.Kind.SELLER:
            subject = f"{self.subject_of(review)} · {subject}"
        return f"{review.get_kind_display()}: {subject}"


DECISIONS = {
    Review.Status.APPROVED.value: "Approved",
    Review.Status.CHANGES_REQUESTED.value: "Sent back with your note",
    Review.Status.REJECTED.value: "Rejected",
}


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _pictures(reviewed, comparison: Comparison) -> list[dict]:
    """Those that shall be shown, in order, then those that go."""
    if reviewed is None:
        return []
    told: dict[str, list[PictureChange]] = {}
    for change in comparison.pictures:
        told.setdefault(change.image, []).append(change)
    found = [
        _picture(image, alt, told.get(str(image.pk), []))
        for image, alt in reviewed.wanted
    ]
    for change in comparison.pictures:
        image = reviewed.images.get(change.image)
        if change.change == PictureMove.REMOVED and image is not None:
            found.append(_picture(image, change.before_alt or {}, [change]))
    return found


def _picture(image, alt: dict[str, str], changes: list[PictureChange]) -> dict:
    marks = [MOVES[change.change] for change in changes]
    before = next(
        (c.before_alt for c in changes if c.change == PictureMove.ALT_CHANGED), None
    )
    return {
        "small": address(image),
        "large": address(image, large=True),
        "color": image.color or "#ccc",
        "alt_id": alt.get("id", ""),
        "alt_en": alt.get("en", ""),
        "marks": marks,
        "gone": "removed" in marks,
        "before_alt": before and format_html("{}", " · ".join(before.values())),
        "status": image.get_status_display(),
        "is_ready": bool(image.renditions),
    }
