from django.contrib import admin
from django.db import transaction

from catalogue.journal.actions import record


class ReferenceAdmin(admin.ModelAdmin):
    """Reference rows: edits are followed at once, and survive later loads.

    Subclasses name the event that tells the other rooms. Rows are never deleted:
    products and certificates point at them.
    """

    event: type
    list_per_page = 100

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        record(self.event_of(obj))

    def event_of(self, obj):
        return self.event(obj.code)
