from django.contrib import admin
from django.utils.html import format_html, format_html_join

from catalogue.journal import watching
from catalogue.journal.desk_admin import AdministratorAdmin, ProvinceAdmin
from catalogue.journal.jobs import try_again
from catalogue.journal.models import AuditEntry, Job, Notice, Worker


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """What the worker has to do, and what it gave up: the dead letters.

    Above the list stands whether a worker lives and keeps up.
    """

    list_display = ["kind", "subject", "run_after", "attempts", "failed_at"]
    list_filter = ["kind", ("failed_at", admin.EmptyFieldListFilter)]
    search_fields = ["subject", "last_error"]
    actions = ["try_again"]

    def changelist_view(self, request, extra_context=None):
        context = {"watched": watching.look(), **(extra_context or {})}
        return super().changelist_view(request, context)

    @admin.action(description="Try again", permissions=["delete"])
    def try_again(self, request, jobs):
        """What was given up; the others of those chosen are under way."""
        number = try_again(jobs)
        self.message_user(request, f"Tried again: {number}.")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(ProvinceAdmin):
    """Who did what, for the province; the database lets nobody change it."""

    list_display = ["recorded_at", "action", "subject", "actor", "via"]
    list_filter = ["recorded_at"]  # others would read the whole log for their choices
    search_fields = ["=subject_id", "=request_id", "action"]
    search_help_text = "An id or code, a request's id, or an action."
    fields = [
        "recorded_at",
        "actor",
        "via",
        "request_id",
        "action",
        "subject_kind",
        "subject_id",
        "changes",
    ]
    readonly_fields = ["actor", "changes"]

    @admin.display(description="Subject", ordering="subject_id")
    def subject(self, entry):
        return format_html(
            "{}<br><small>{}</small>", entry.subject_kind, entry.subject_id
        )

    @admin.display(description="By", empty_value="the service")
    def actor(self, entry):
        return entry.actor_id

    @admin.display(description="Changes")
    def changes(self, entry):
        rows = format_html_join(
            "",
            "<tr><th>{}</th><td>{}</td><td>{}</td></tr>",
            (
                (name, _said(entry.before, name), _said(entry.after, name))
                for name in {**entry.before, **entry.after}
            ),
        )
        head = "<tr><th></th><th>Before</th><th>After</th></tr>"
        return format_html("<table>" + head + "{}</table>", rows) if rows else "–"


def _said(values: dict, name: str) -> object:
    return values.get(name, "–")


@admin.register(Notice)
class NoticeAdmin(ProvinceAdmin):
    """Letters and notices, waiting or sent. What they say is not shown: it may open an
    account."""

    list_display = [
        "kind",
        "about",
        "recipient",
        "channel",
        "status",
        "language",
        "created_at",
        "sent_at",
    ]
    list_filter = ["status", "channel", "topic"]
    search_fields = ["=recipient", "=about"]
    search_help_text = "A recipient (user:… or contact:…), or what it is about."

    def get_list_display(self, request):
        columns = list(self.list_display)
        return [*columns, "address"] if request.user.is_superuser else columns

    def get_fields(self, request, obj=None):
        return self.get_list_display(request)


@admin.register(Worker)
class WorkerAdmin(AdministratorAdmin):
    """The workers' signs of life."""

    list_display = ["id", "started_at", "beat_at", "doing"]
