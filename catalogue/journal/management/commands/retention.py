from django.core.management.base import BaseCommand

from catalogue.journal.retention import forget


class Command(BaseCommand):
    help = (
        "Delete what is past its term: kept answers, event payloads, notices, "
        "letters kept as files, old audit. Left to the worker, once an hour, or to "
        "`tick`: contact data of enquiries, files that no row names, the log of "
        "searches."
    )

    def handle(self, **options):
        for kind, number in forget().items():
            self.stdout.write(f"{kind}: {number}")
