from django.core.management.base import BaseCommand

from catalogue.listings.reference_loading import load_all


class Command(BaseCommand):
    help = "Load the reference data; rows that were edited keep their edits."

    def handle(self, **options):
        for table, result in load_all():
            self.stdout.write(
                f"{table.model._meta.verbose_name_plural}: {result.created} created, "
                f"{result.updated} updated, {result.kept_edited} kept as edited"
            )
