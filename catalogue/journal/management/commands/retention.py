from django.core.management.base import BaseCommand

from catalogue.journal.retention import forget


class Command(BaseCommand):
    help = "Delete what is past its term: kept answers, event payloads, old audit."

    def handle(self, **options):
        for kind, number in forget().items():
            self.stdout.write(f"{kind}: {number}")
