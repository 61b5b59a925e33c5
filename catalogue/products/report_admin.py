"""Reports of abuse at the desk."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from catalogue.journal.desk_admin import DeskAdmin
from catalogue.products.models import Product
from catalogue.products.presenting import labelled, with_regency
from catalogue.reviews.actions import resolve_report
from catalogue.reviews.errors import AlreadyDecided
from catalogue.reviews.models import Report


class ResolutionForm(forms.Form):
    """What to do about it."""

    what = forms.ChoiceField(
        label="Action",
        choices=[
            (Report.Action.DISMISS, "Dismiss: nothing is wrong"),
            (Report.Action.HIDE_PRODUCT, "Hide the product"),
            (Report.Action.SUSPEND_SELLER, "Suspend the seller"),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For the record; the owners read it where the seller is suspended.",
    )


class OpenFilter(admin.SimpleListFilter):
    """Open ones where nothing is chosen."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [("resolved", "Resolved"), ("all", "All")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": "Open"}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(resolved_at__isnull=self.value() != "resolved")


@admin.register(Report)
class ReportAdmin(DeskAdmin):
    """What was reported of an officer's sellers, the oldest first."""

    list_display = [
        "reason", "product", "seller_shown", "created_at", "action",
    ]  # fmt: skip
    list_filter = [
        OpenFilter,
        "reason",
        ("seller__regency", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["seller__regency"]
    search_fields = ["seller__name", "note"]
    ordering = ["id"]
    fields = [
        "reason", "note", "product", "seller_shown", "created_at", "action",
        "resolution_note", "resolved_at", "resolved_by",
    ]  # fmt: skip
    readonly_fields = ["product", "seller_shown"]
    actions = ["resolve"]
    refusals = {
        AlreadyDecided: lambda error: f"Resolved already: {labelled(error.status)}."
    }

    @admin.display(description="Product")
    def product(self, report):
        product = Product.objects.filter(pk=report.product_id).first()
        if product is None:
            return "–"
        page = reverse("admin:products_product_change", args=[product.pk])
        return format_html('<a href="{}">{}</a>', page, product)

    @admin.display(description="Seller", ordering="seller__name")
    def seller_shown(self, report):
        return with_regency(report.seller)

    def offered_on_page(self, report):
        return ("resolve",) if report and report.resolved_at is None else ()

    def told(self, report):
        product = Product.objects.filter(pk=report.product_id).first()
        told = [str(product), report.get_reason_display(), report.note]
        return " · ".join(filter(None, told))

    @admin.action(description="Resolve …")
    def resolve(self, request, reports):
        def do(report, version, *, what, note):
            resolve_report(
                report_id=report.pk, officer=request.user, action=what, note=note
            )

        return self.confirm(
            request,
            reports.select_related("seller__regency"),
            title="Resolve",
            done="Resolved",
            form_class=ResolutionForm,
            do=do,
        )
