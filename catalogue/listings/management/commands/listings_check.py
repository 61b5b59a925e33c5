from django.core.management.base import BaseCommand, CommandError

from catalogue.listings.checking import drift
from catalogue.listings.fingerprint import ensure_same_settings


class Command(BaseCommand):
    help = "Compare every stored listing with what it should say; exit 1 on drift."

    def handle(self, **options):
        ensure_same_settings()
        found = list(drift())
        for line in found:
            self.stderr.write(line)
        self.stdout.write(f"drift: {len(found)}")
        if found:
            raise CommandError("Mend it with: manage.py listings_rebuild")
