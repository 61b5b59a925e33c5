from django import forms
from django.contrib import admin

from catalogue.journal.desk_admin import DeskAdmin
from catalogue.journal.errors import Stale
from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import RegencyChanged
from catalogue.sellers import oversight
from catalogue.sellers.errors import InvalidSellerState
from catalogue.sellers.models import Regency, Seller

REASONS = {
    "quality_record": "Quality record",
    "requested": "Asked for by the seller",
    "violation": "Violation of rules",
    "report": "Report of abuse",
    "inactive": "Inactive",
    "error": "Made in error",
    "other": "Other",
}


@admin.register(Regency)
class RegencyAdmin(ReferenceAdmin):
    event = RegencyChanged
    list_display = ["code", "short_name", "kind", "capital"]
    search_fields = ["code", "short_name", "capital"]


class OversightForm(forms.Form):
    """Why, for the record, and what the owners are told."""

    reason = forms.ChoiceField(choices=list(REASONS.items()))
    note = forms.CharField(
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In the letter to the owners; up to 1,000 characters.",
    )


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"
    conditions = {
        "verified": {"verified_at__isnull": False, "suspended_at__isnull": True},
        "unverified": {"verified_at__isnull": True},
        "suspended": {"suspended_at__isnull": False},
        "trusted": {"trusted_at__isnull": False},
    }

    def lookups(self, request, model_admin):
        return [(name, name.capitalize()) for name in self.conditions]

    def queryset(self, request, queryset):
        chosen = self.conditions.get(self.value() or "")
        return queryset.filter(**chosen) if chosen else queryset


@admin.register(Seller)
class SellerAdmin(DeskAdmin):
    """Businesses, for their officers."""

    list_display = ["name", "nib", "regency_shown", "state", "is_trusted"]
    list_select_related = ["regency"]
    list_filter = [StateFilter, ("regency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "nib", "slug"]
    search_help_text = "Name or NIB."
    fieldsets = [
        (None, {"fields": ["name", "slug", "regency", "state", "is_sample"]}),
        (
            "Identity",
            {"fields": ["nib", "legal_form", "address", "story_shown", "founded_year"]},
        ),
        (
            "Size",
            {
                "fields": [
                    "workers",
                    "capital_idr",
                    "annual_sales_idr",
                    "investment_idr",
                    "figures_year",
                    "size_class",
                    "industry_class",
                ]
            },
        ),
        (
            "Trade",
            {
                "fields": [
                    "spoken",
                    "export_experience",
                    "contact_email",
                    "contact_phone",
                    "contact_published",
                ]
            },
        ),
        ("Dates", {"fields": ["verified_at", "trusted_at", "suspended_at"]}),
    ]
    readonly_fields = ["state", "story_shown", "spoken"]
    actions = ["trust", "untrust", "suspend", "lift"]
    refusals = {InvalidSellerState: lambda error: f"It is {error.state} already."}

    @admin.display(description="Regency", ordering="regency")
    def regency_shown(self, seller):
        return seller.regency.short_name

    @admin.display(description="Story")
    def story_shown(self, seller):
        return "\n\n".join(text for text in seller.story.values() if text)

    @admin.display(description="Languages")
    def spoken(self, seller):
        return ", ".join(seller.languages)

    @admin.display(description="State", ordering="verified_at")
    def state(self, seller):
        if seller.suspended_at is not None:
            return "Suspended"
        return "Verified" if seller.verified_at is not None else "Unverified"

    @admin.display(description="Trusted", boolean=True, ordering="trusted_at")
    def is_trusted(self, seller):
        return seller.trusted_at is not None

    def offered_on_page(self, seller):
        if seller is None:
            return ()
        return (
            "untrust" if seller.trusted_at else "trust",
            "lift" if seller.suspended_at else "suspend",
        )

    def told(self, seller):
        return f"{seller.regency.short_name} · NIB {seller.nib or '–'}"

    @admin.action(description="Trust: changes go live at once")
    def trust(self, request, sellers):
        return self._ask(request, sellers, oversight.trust_seller, "Trust", "Trusted")

    @admin.action(description="Stop trusting: changes are looked at first")
    def untrust(self, request, sellers):
        return self._ask(
            request,
            sellers,
            oversight.untrust_seller,
            "Stop trusting",
            "Trusted no more",
        )

    @admin.action(description="Suspend: products are not shown")
    def suspend(self, request, sellers):
        return self._ask(
            request, sellers, oversight.suspend_seller, "Suspend", "Suspended"
        )

    @admin.action(description="Lift the suspension")
    def lift(self, request, sellers):
        return self._ask(
            request, sellers, oversight.lift_suspension, "Lift the suspension", "Lifted"
        )

    def _ask(self, request, sellers, action, title, done):
        def do(seller, version, *, reason, note):
            locked = Seller.objects.select_for_update(no_key=True).get(pk=seller.pk)
            if locked.version != version:
                raise Stale
            action(seller_id=seller.pk, reason=reason, note=note)

        return self.confirm(
            request,
            sellers.select_related("regency"),
            title=title,
            done=done,
            form_class=OversightForm,
            do=do,
        )
