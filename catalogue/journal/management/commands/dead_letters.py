from django.core.management.base import BaseCommand, CommandError

from catalogue.journal.jobs import try_again
from catalogue.journal.models import Job
from catalogue.journal.models.queue import JobQuerySet


class Command(BaseCommand):
    help = (
        "List the jobs that were given up, letters among them; `retry` has the worker "
        "try some or all again, `drop` deletes them."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "what", nargs="?", choices=["list", "retry", "drop"], default="list"
        )
        parser.add_argument("ids", nargs="*", type=int, metavar="ID")
        parser.add_argument("--all", action="store_true", dest="is_all")

    def handle(self, *, what, ids, is_all, **options):
        if what == "list":
            self._list()
            return
        if bool(ids) == is_all:
            raise CommandError("Give ids as the list shows them, or --all.")
        chosen = Job.objects.dead() if is_all else _found(ids)
        if what == "retry":
            self.stdout.write(f"Tried again: {try_again(chosen)}.")
        else:
            self.stdout.write(f"Dropped: {chosen.delete()[0]}.")

    def _list(self):
        for job in Job.objects.dead().order_by("failed_at", "id"):
            self.stdout.write(
                f"{job.pk}  {job.kind} {job.subject}  given up "
                f"{job.failed_at:%Y-%m-%d %H:%M} UTC  after {job.attempts} tries  "
                f"{job.last_error}".rstrip()
            )
        if not Job.objects.dead().exists():
            self.stdout.write("None.")


def _found(ids: list[int]) -> JobQuerySet:
    found = Job.objects.dead().filter(pk__in=ids)
    if missing := set(ids) - set(found.values_list("pk", flat=True)):
        raise CommandError(f"No job that was given up has the id {min(missing)}.")
    return found
