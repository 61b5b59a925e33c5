"""Ports, public holidays and exchange rates at the desk.

No room below keeps anything made of them, so no event tells of an edit: whoever asks
next reads the rows as they are. What is due by a calendar is moved by a job.
"""

from django.contrib import admin

from catalogue.enquiries.actions import holidays
from catalogue.enquiries.models import ExchangeRate, Port, PublicHoliday
from catalogue.journal.reference_admin import ReferenceAdmin


class _Unfollowed(ReferenceAdmin):
    def follow(self, obj, before, after):
        """Nobody has to be told."""


@admin.register(Port)
class PortAdmin(_Unfollowed):
    list_display = ["code", "name", "kind", "regency", "province"]
    list_filter = ["kind", "province"]
    list_select_related = ["regency"]
    search_fields = ["code", "name"]


@admin.register(PublicHoliday)
class PublicHolidayAdmin(ReferenceAdmin):
    """A day that a decree takes back keeps its row, without stopping the clock."""

    key = "on"
    list_display = ["on", "name", "kind", "stops_clock", "source"]
    list_filter = ["kind", "stops_clock"]
    date_hierarchy = "on"

    def follow(self, obj, before, after):
        if before != after:
            holidays.follow_later()


@admin.register(ExchangeRate)
class ExchangeRateAdmin(_Unfollowed):
    list_display = ["currency", "on", "idr_per_unit", "source"]
    list_filter = ["currency"]
    date_hierarchy = "on"

    def get_readonly_fields(self, request, obj=None):
        return ["currency", "on"] if obj else []
