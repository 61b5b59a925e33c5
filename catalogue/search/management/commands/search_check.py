from django.core.management.base import BaseCommand, CommandError

from catalogue.listings.fingerprint import ensure_same_settings
from catalogue.search.checking import drift


class Command(BaseCommand):
    help = "Compare all that is searched with the listings; exit 1 on drift."

    def handle(self, **options):
        ensure_same_settings()
        found = list(drift())
        for line in found:
            self.stderr.write(line)
        self.stdout.write(f"drift: {len(found)}")
        if found:
            raise CommandError("Mend it with: manage.py search_rebuild")
