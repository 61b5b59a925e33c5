from django.contrib import admin

from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import RegencyChanged
from catalogue.sellers.models import Regency


@admin.register(Regency)
class RegencyAdmin(ReferenceAdmin):
    event = RegencyChanged
    list_display = ["code", "short_name", "kind", "capital"]
    search_fields = ["code", "short_name", "capital"]
