"""Claims at the desk: certificates, revoked there, and their reviews with documents."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from catalogue.journal.desk_admin import DeskAdmin, is_officer
from catalogue.products.presenting import labelled, with_regency
from catalogue.products.review_admin import Reading, ReviewAdmin
from catalogue.products.reviewing import NOTHING
from catalogue.readiness.actions import claims, evidence
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.claiming import reviewing, validity
from catalogue.readiness.errors import NotRevocable, PlotsMissing
from catalogue.readiness.models import Certificate, ClaimStatus, EvidenceFile
from catalogue.reviews.models import Review
from catalogue.texts import resolve

OPEN_DOCUMENT = "readiness_evidence_open"


def document_link(file: EvidenceFile | None) -> list[tuple[str, str]]:
    if file is None:
        return []
    words = f"Open the document ({file.get_kind_display()}; it is written down)"
    return [(reverse(f"admin:{OPEN_DOCUMENT}", args=[file.pk]), words)]


class StateFilter(admin.SimpleListFilter):
    """By its dates, today."""

    title = "dates"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(state, labelled(state)) for state in validity.STATES]

    def queryset(self, request, queryset):
        return queryset.in_state(self.value(), today()) if self.value() else queryset


class RevocationForm(forms.Form):
    """What the seller is told."""

    note_id = forms.CharField(
        label="Note in Indonesian",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "id"}),
    )
    note_en = forms.CharField(
        label="Note in English",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )


@admin.register(Certificate)
class CertificateAdmin(DeskAdmin):
    """What sellers hold, or say they hold. Numbers may be personal."""

    list_display = ["type", "seller_shown", "status", "expires_on", "dates"]
    list_filter = [
        "status",
        StateFilter,
        ("type", admin.RelatedOnlyFieldListFilter),
        ("seller__regency", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["seller__regency", "type"]
    search_fields = ["seller__name", "seller__nib", "type__code"]
    search_help_text = "Seller, NIB or type."
    ordering = ["-id"]
    actions = ["revoke"]
    page_actions = ["revoke"]
    refusals = {
        NotRevocable: lambda error: f"It is {labelled(error.status)}, not verified.",
    }
    fields = [
        *("type", "seller", "products", "status", "dates", "number", "issuer"),
        *("scope", "issued_on", "expires_on", "verified_on", "verified_by"),
        *("renews", "superseded_by", "reason", "note", "document"),
    ]

    @admin.display(description="Seller", ordering="seller__name")
    def seller_shown(self, certificate):
        return with_regency(certificate.seller)

    @admin.display(description="Dates", ordering="expires_on")
    def dates(self, certificate):
        return labelled(validity.state(certificate.expires_on, today()))

    @admin.display(description="Document")
    def document(self, certificate):
        links = document_link(certificate.evidence)
        return (
            format_html(
                '<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>',
                *links[0],
            )
            if links
            else "–"
        )

    def offered_on_page(self, obj):
        is_verified = obj is not None and obj.status == ClaimStatus.VERIFIED
        return self.page_actions if is_verified else ()

    def get_urls(self):
        opening = path(
            "document/<uuid:file_id>/",
            self.admin_site.admin_view(self.open_document),
            name=OPEN_DOCUMENT,
        )
        return [opening, *super().get_urls()]

    def open_document(self, request, file_id):
        """Leads on to a document of a seller she looks after, and writes that down."""
        if not is_officer(request.user):
            self.message_user(request, "There is no such document.", messages.WARNING)
            return HttpResponseRedirect(reverse("admin:index"))
        overseen = EvidenceFile.objects.overseen_by(request.user)
        address = evidence.open_as_officer(get_object_or_404(overseen, pk=file_id))
        response = HttpResponseRedirect(address.url)
        response["Cache-Control"] = "no-store"
        return response

    @admin.action(description="Revoke …")
    def revoke(self, request, certificates):
        """They count no more at once, and the sellers are told why."""

        def do(certificate, version, *, note_id, note_en):
            claims.revoke(
                certificate_id=certificate.pk,
                note={"id": note_id, "en": note_en},
                expected_version=version,
            )

        return self.confirm(
            request,
            certificates.select_related("seller", "type"),
            title="Revoke",
            done="Revoked",
            form_class=RevocationForm,
            do=do,
        )


admin.site.unregister(Review)


@admin.register(Review)
class ClaimReviewAdmin(ReviewAdmin):
    """Reviews of products and sellers, and of claims with their documents."""

    refusals = {
        **ReviewAdmin.refusals,
        PlotsMissing: lambda error: (
            f"Due diligence needs plots: {len(error.product_ids)} of the products it "
            "speaks of have none."
        ),
    }

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        names = reviewing.names(changelist.result_list)
        for review in changelist.result_list:
            review.claim_name = resolve(names.get(review.subject_id, {}), "en")
        return changelist

    def subject_of(self, review, product=None):
        if review.kind not in reviewing.KINDS:
            return super().subject_of(review, product)
        if not hasattr(review, "claim_name"):
            names = reviewing.names([review])
            review.claim_name = resolve(names.get(review.subject_id, {}), "en")
        return review.claim_name or "(gone)"

    def reading(self, review):
        if review.kind not in reviewing.KINDS:
            return super().reading(review)
        claim = reviewing.read(review)
        if claim is None:
            return Reading("(gone)", NOTHING, {})
        members, file = _told(claim)
        return Reading(
            self.subject_of(review), claim.comparison, members, document_link(file)
        )


def _told(claim: reviewing.Claim) -> tuple[dict[str, object], EvidenceFile | None]:
    """The members an officer compares with the document, and the document."""
    if claim.certificate is not None:
        certificate = claim.certificate
        kind = certificate.type
        products = ", ".join(str(product) for product in certificate.products.all())
        told = {
            **claim.content,
            "type": f"{kind.code}, {resolve(kind.name, 'en')}",
            "product_ids": products or "none: it is the business's",
            "evidence": None,
            "usual_numbers": kind.number_example,
            "look_it_up_at": kind.public_lookup,
        }
        return told, certificate.evidence
    answer = claim.answer
    assert answer is not None
    told = {
        "question": resolve(claims.question_text(answer.question), "en"),
        "answer": resolve(claims.option_text(answer.question, answer.option), "en"),
        "product": str(answer.product) if answer.product else None,
        **claim.content,
        "evidence": None,
    }
    return told, answer.evidence
