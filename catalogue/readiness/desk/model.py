"""The model at the desk: weights, questions and rules, edited as a draft.

Nothing follows an edit until a version is published (`version_admin`); the names of
markets and certificate types, which are not part of the model, are followed at once.
"""

from django.contrib import admin, messages
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html

from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.desk_admin import is_officer, is_provincial
from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import CertificateTypeChanged, MarketChanged
from catalogue.readiness import versions
from catalogue.readiness.desk.model_forms import (
    CertificateTypeForm,
    ConditionForm,
    DimensionForm,
    MarketCountryForm,
    MarketForm,
    OptionForm,
    OptionFormSet,
    QuestionForm,
    RequirementForm,
)
from catalogue.readiness.models import (
    CertificateType,
    Condition,
    Dimension,
    Market,
    MarketCountry,
    MarketRequirement,
    Question,
    QuestionOption,
)
from catalogue.texts import resolve


class CodeFirst(ReferenceAdmin):
    """Its code above everything else, also where it can only be read."""

    def get_fields(self, request, obj=None):
        found = super().get_fields(request, obj)
        return ["code", *(name for name in found if name != "code")]

    @admin.display(description="Name")
    def name_shown(self, row):
        return resolve(row.name, "en")


class DraftAdmin(CodeFirst):
    """Rows of the draft. While it says what is not in force, its pages say so."""

    def changelist_view(self, request, extra_context=None):
        self._tell_pending(request)
        return super().changelist_view(request, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "GET":
            self._tell_pending(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _tell_pending(self, request) -> None:
        if is_officer(request.user) and versions.is_pending():
            messages.warning(request, _pending(request.user))

    def follow(self, obj, before, after):
        """Nobody: a draft is not in force."""

    @admin.display(description="Text")
    def text_shown(self, row):
        return resolve(row.text, "en")


def _pending(user) -> str:
    told = "The draft of the model is edited, and not in force."
    if not is_provincial(user):
        return told
    return format_html(
        '{} <a href="{}">See what differs, try it and publish it</a>.',
        told,
        reverse("admin:readiness_modelversion_publish"),
    )


@admin.register(CertificateType)
class CertificateTypeAdmin(CodeFirst):
    """Followed at once: the public reads the names, and the levels need them not."""

    event = CertificateTypeChanged
    form = CertificateTypeForm
    list_display = [
        "code", "name_shown", "kind", "issuer", "validity_months", "confidence",
    ]  # fmt: skip
    list_filter = ["kind", "holder_level", "confidence"]
    search_fields = ["code", "name", "issuer"]


@admin.register(Market)
class MarketAdmin(DraftAdmin):
    """Its name is followed at once. Assessments take it in with the next version."""

    event = MarketChanged
    form = MarketForm
    list_display = ["code", "name_shown", "is_domestic", "position"]

    def follow(self, obj, before, after):
        record(MarketChanged(obj.code))


@admin.register(MarketCountry)
class MarketCountryAdmin(CodeFirst):
    """Which market a country means, where it is asked for one; followed at once."""

    form = MarketCountryForm
    list_display = ["code", "market"]
    list_filter = ["market"]
    search_fields = ["code"]

    def follow(self, obj, before, after):
        for code in sorted({before.get("market_id"), after["market_id"]} - {None}):
            record(MarketChanged(code))


@admin.register(Dimension)
class DimensionAdmin(DraftAdmin):
    form = DimensionForm
    list_display = ["code", "name_shown", "weight", "local_term", "position"]


@admin.register(Condition)
class ConditionAdmin(DraftAdmin):
    form = ConditionForm
    list_display = ["code", "kind", "text_shown"]
    list_filter = ["kind"]
    search_fields = ["code", "text"]

    def get_readonly_fields(self, request, obj=None):
        return ["code", "kind"] if obj else []


@admin.register(MarketRequirement)
class MarketRequirementAdmin(DraftAdmin):
    form = RequirementForm
    list_display = [
        "code", "market", "text_shown", "certificates_shown", "is_gate", "confidence",
    ]  # fmt: skip
    list_filter = ["market", "is_gate", "obligation", "holder", "confidence"]
    list_select_related = ["market"]
    search_fields = ["code", "product_group", "text"]

    @admin.display(description="Certificates")
    def certificates_shown(self, rule):
        return ", ".join(rule.certificate_codes) or "–"


class OptionInline(admin.TabularInline):
    """Options are added and changed, never taken away: answers name them."""

    model = QuestionOption
    form = OptionForm
    formset = OptionFormSet
    extra = 0
    can_delete = False
    ordering = ["letter"]

    def has_view_permission(self, request, obj=None):
        return is_officer(request.user)

    def has_add_permission(self, request, obj=None):
        return is_provincial(request.user)

    def has_change_permission(self, request, obj=None):
        return is_provincial(request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 4


@admin.register(Question)
class QuestionAdmin(DraftAdmin):
    form = QuestionForm
    inlines = [OptionInline]
    list_display = ["code", "dimension", "text_shown", "evidence", "max_points"]
    list_filter = ["dimension", "scope"]
    list_select_related = ["dimension"]
    search_fields = ["code", "text"]

    @transaction.atomic
    def save_related(self, request, form, formsets, change):
        """With what became of each option written down."""
        question = form.instance
        before = _options(question)
        super().save_related(request, form, formsets, change)
        after = _options(question)
        if before != after:
            audit.write(
                "reference.edited",
                "question",
                question.code,
                before=before,
                after=after,
            )


def _options(question: Question) -> dict[str, dict]:
    found = QuestionOption.objects.filter(question=question).order_by("code")
    return {
        code: {"text": text, "points": points}
        for code, text, points in found.values_list("code", "text", "points")
    }
