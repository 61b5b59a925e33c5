from django.contrib import admin

from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import CertificateTypeChanged, MarketChanged
from catalogue.readiness.models import CertificateType, Market, MarketRequirement


@admin.register(CertificateType)
class CertificateTypeAdmin(ReferenceAdmin):
    event = CertificateTypeChanged
    list_display = ["code", "kind", "issuer", "validity_months", "confidence"]
    list_filter = ["kind", "holder_level", "confidence"]
    search_fields = ["code", "name", "issuer"]


@admin.register(Market)
class MarketAdmin(ReferenceAdmin):
    event = MarketChanged
    list_display = ["code", "name", "countries", "is_domestic"]


@admin.register(MarketRequirement)
class MarketRequirementAdmin(ReferenceAdmin):
    event = MarketChanged
    list_display = ["code", "market", "product_group", "is_gate", "confidence"]
    list_filter = ["market", "is_gate", "obligation", "holder", "confidence"]
    search_fields = ["code", "product_group", "text"]

    def event_of(self, obj):
        return MarketChanged(obj.market_id)
