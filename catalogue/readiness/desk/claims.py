"""Claims at the desk: certificates, revoked there, and their reviews with documents."""

from collections.abc import Sequence

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from catalogue.journal.desk_admin import DeskAdmin, is_officer
from catalogue.products.models import Product
from catalogue.products.presenting import labelled, with_regency
from catalogue.products.review_admin import Reading, ReviewAdmin
from catalogue.products.reviewing import NOTHING
from catalogue.readiness.actions import claims, evidence
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.claiming import numbers, reviewing, validity
from catalogue.readiness.errors import NotRevocable, PlotsMissing
from catalogue.readiness.models import Certificate, ClaimStatus, EvidenceFile
from catalogue.reviews.models import CLAIMS, Review
from catalogue.texts import resolve

OPEN_DOCUMENT = "readiness_evidence_open"


def product_link(product: Product) -> tuple[str, str]:
    return reverse("admin:products_product_change", args=[product.pk]), str(product)


def document_link(file: EvidenceFile | None) -> list[tuple[str, str]]:
    if file is None:
        return []
    kind = "PDF" if file.kind == EvidenceFile.Kind.PDF else "picture"
    words = f"Open the document ({kind}; it is written down)"
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

    list_display = [
        "type", "number_shown", "seller_shown", "status", "expires_on", "dates",
    ]  # fmt: skip
    list_display_links = ["type", "number_shown"]
    change_list_template = "admin/desk_list.html"
    list_filter = [
        "status",
        StateFilter,
        ("type", admin.RelatedOnlyFieldListFilter),
        ("seller__regency", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["seller__regency", "type"]
    search_fields = ["number", "seller__name", "seller__nib", "type__code"]
    search_help_text = "Number, seller, NIB or type."
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

    @admin.display(description="Number", ordering="number")
    def number_shown(self, certificate):
        return certificate.number or "–"

    @admin.display(description="Seller", ordering="seller__name")
    def seller_shown(self, certificate):
        return with_regency(certificate.seller)

    @admin.display(description="Dates", ordering="expires_on")
    def dates(self, certificate):
        return labelled(validity.state(certificate.expires_on, today()))

    def told(self, certificate):
        return described(certificate)

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
            certificates.select_related("seller", "type").prefetch_related("products"),
            title="Revoke",
            done="Revoked",
            form_class=RevocationForm,
            do=do,
        )


admin.site.unregister(Review)


@admin.register(Review)
class ClaimReviewAdmin(ReviewAdmin):
    """Reviews of products and sellers, and of claims with their documents."""

    change_list_template = "admin/desk_list.html"
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
        if review.kind not in CLAIMS:
            return super().subject_of(review, product)
        if not hasattr(review, "claim_name"):
            names = reviewing.names([review])
            review.claim_name = resolve(names.get(review.subject_id, {}), "en")
        return review.claim_name or "(gone)"

    def reading(self, review):
        if review.kind not in CLAIMS:
            return super().reading(review)
        claim = reviewing.read(review)
        if claim is None:
            return Reading("(gone)", NOTHING, {})
        told = _certificate(claim) if claim.certificate else _answer(claim)
        members, file, products = told
        links = [*document_link(file), *map(product_link, products)]
        return Reading(
            self.subject_of(review),
            claim.comparison,
            members,
            links,
            warnings=warnings(claim),
        )

    @admin.action(description="Approve …")
    def approve(self, request, reviews):
        """Claims are left out: each is decided beside its document."""
        left_out = reviews.filter(kind__in=CLAIMS).count()
        if left_out:
            told = f"{left_out} left out: certificates and answers are approved on "
            told += "their own pages, beside their documents."
            self.message_user(request, told, messages.WARNING)
        others = reviews.exclude(kind__in=CLAIMS)
        return super().approve(request, others) if others.exists() else None


def warnings(claim: reviewing.Claim) -> list[str]:
    """What an officer could miss, and an approval would make public."""
    shown = claim.certificate or claim.answer
    assert shown is not None
    found = []
    if shown.expires_on and shown.expires_on < today():
        found.append(f"It ended on {date_format(shown.expires_on)}.")
    if claim.certificate is None:
        return found
    kind = claim.certificate.type
    if numbers.is_unusual(kind.number_pattern, claim.certificate.number):
        found.append(
            f"Its number, {claim.certificate.number}, looks unlike others of its "
            f"type: {kind.number_example}."
        )
    if (other := reviewing.renewed_already(claim.certificate)) is not None:
        found.append(f"What it renews is renewed already, by {described(other)}.")
    return found


def described(certificate: Certificate) -> str:
    """Its number, its days and the products it names."""
    number = f"no. {certificate.number}" if certificate.number else "no number"
    days = [
        f"{word} {date_format(day)}"
        for word, day in (
            ("issued", certificate.issued_on),
            ("valid until", certificate.expires_on),
        )
        if day
    ]
    products = ", ".join(map(str, certificate.products.all()))
    return " · ".join(filter(None, [number, *days, products]))


Told = tuple[dict[str, object], EvidenceFile | None, Sequence[Product]]


def _certificate(claim: reviewing.Claim) -> Told:
    """The members an officer compares with the document, and the document."""
    certificate = claim.certificate
    assert certificate is not None
    kind, products = certificate.type, list(certificate.products.all())
    told = {
        **claim.content,
        "type": f"{kind.code}, {resolve(kind.name, 'en')}",
        "product_ids": None,
        "products": ", ".join(map(str, products)) or "none: it is the business's",
        "renews": certificate.renews and described(certificate.renews),
        "evidence": None,
        "usual_numbers": kind.number_example,
        "look_it_up_at": kind.public_lookup,
    }
    return told, certificate.evidence, products


def _answer(claim: reviewing.Claim) -> Told:
    answer = claim.answer
    assert answer is not None
    texts = claims.option_texts(answer.question)
    options = {
        f"{letter} (chosen)" if letter == answer.option else letter: resolve(text, "en")
        for letter, text in texts.items()
    }
    told = {
        "question": resolve(claims.question_text(answer.question), "en"),
        "answer": resolve(texts.get(answer.option, {}), "en"),
        "all_answers": options,
        "product": str(answer.product) if answer.product else "none: of the business",
        **claim.content,
        "option": None,
        "evidence": None,
    }
    return told, answer.evidence, [answer.product] if answer.product else []
