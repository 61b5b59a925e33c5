"""The worker, in a test's own process and transaction."""

from django.utils.module_loading import autodiscover_modules

from catalogue.journal import jobs
from catalogue.journal.letters import render
from catalogue.journal.models import Job, Notice
from catalogue.journal.notices import JOB


def work() -> None:
    """Run every job that is due; one that fails fails the test.

    Letters stay, to be read, and drawings of samples undone.
    """
    autodiscover_modules("jobs")
    Job.objects.filter(kind__in=["samples.draw", JOB]).delete()
    while jobs.run_next():
        failed = Job.objects.exclude(last_error="").first()
        assert failed is None, f"{failed.kind}: {failed.last_error}"


def letters_to(address: str) -> list[tuple[str, str]]:
    """(kind, whole text) of the letters that wait for this address."""
    found = Notice.objects.filter(address=address).order_by("pk")
    return [(letter.kind, "\n".join(render(letter))) for letter in found]
