from django.contrib import admin
from django.utils import timezone

from catalogue.journal.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """What the worker has to do, and what it gave up."""

    list_display = ["kind", "subject", "run_after", "attempts", "failed_at"]
    list_filter = ["kind", ("failed_at", admin.EmptyFieldListFilter)]
    search_fields = ["subject", "last_error"]
    actions = ["try_again"]

    @admin.action(description="Try again", permissions=["delete"])
    def try_again(self, request, jobs):
        now = timezone.now()
        # A lease that ends now: due, and beside a job that waits for the same.
        jobs.update(failed_at=None, attempts=0, run_after=now, leased_until=now)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
