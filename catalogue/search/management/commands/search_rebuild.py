from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from catalogue.listings.fingerprint import ensure_same_settings
from catalogue.search import jobs


class Command(BaseCommand):
    help = "Make all that is searched say what the listings do. Safe while serving."

    def handle(self, **options):
        ensure_same_settings()
        console = Console(stderr=True, highlight=False)
        changed = 0
        for what, batches, number in jobs.work():
            changed += sum(
                track(batches, what, total=number, console=console, transient=True)
            )
        self.stdout.write(f"{changed} documents changed")
        self.stdout.write(f"{jobs.sweep()} words are published no more")
