from django.core.management.base import BaseCommand
from django.db.models import Max
from rich.console import Console
from rich.progress import track

from catalogue.listings.fingerprint import ensure_same_settings
from catalogue.search import jobs
from catalogue.search.models import Term


class Command(BaseCommand):
    help = "Make all that is searched say what the listings do. Safe while serving."

    def handle(self, **options):
        ensure_same_settings()
        console = Console(stderr=True, highlight=False)
        last = Term.objects.aggregate(last=Max("pk"))["last"] or 0
        changed = 0
        for what, batches, number in jobs.work():
            changed += sum(
                track(
                    batches,
                    what,
                    total=number,
                    console=console,
                    transient=True,
                    disable=not console.is_terminal,
                )
            )
        added = Term.objects.filter(pk__gt=last).count()
        self.stdout.write(f"{changed} documents changed")
        self.stdout.write(f"{added} words were missing")
        self.stdout.write(f"{jobs.sweep()} words are published no more")
