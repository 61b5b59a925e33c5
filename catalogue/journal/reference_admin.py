from django.contrib import admin
from django.db import transaction

from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.desk_admin import is_officer, is_provincial


class ReferenceAdmin(admin.ModelAdmin):
    """Reference rows: edits are followed at once, and survive later loads.

    Officers read them, those of the province edit them. Subclasses name the event that
    tells the other rooms. Rows are never deleted: products and certificates point at
    them.
    """

    event: type
    key = "code"  # by which a row is known; given once, and stays
    list_per_page = 100
    show_full_result_count = False

    def has_module_permission(self, request):
        return is_officer(request.user)

    def has_view_permission(self, request, obj=None):
        return is_officer(request.user)

    def has_add_permission(self, request):
        return is_provincial(request.user)

    def has_change_permission(self, request, obj=None):
        return is_provincial(request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [self.key] if obj else []

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        before = self._row(obj) if change else {}
        super().save_model(request, obj, form, change)
        after = self._row(obj)
        if before != after:
            audit.write(
                "reference.edited" if change else "reference.added",
                str(self.opts.model_name),
                getattr(obj, self.key),
                before=before,
                after=after,
            )
        self.follow(obj, before, after)

    def _row(self, obj) -> dict:
        """The row as it is stored, without what only loads write."""
        columns = [
            field.attname
            for field in self.opts.concrete_fields
            if field.editable and field.name != "tree_ordering"
        ]
        stored = self.model._default_manager.filter(pk=obj.pk)
        return stored.order_by().values(*columns).first() or {}

    def follow(self, obj, before: dict, after: dict) -> None:
        """Tell the other rooms."""
        record(self.event_of(obj))

    def event_of(self, obj):
        return self.event(getattr(obj, self.key))
