from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalogue.enquiries.rate_files import BadRates, load


class Command(BaseCommand):
    help = (
        "Load exchange rates from a CSV with the columns currency, on, idr_per_unit, "
        "source. A day that is there already is replaced; one fault, and nothing is."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.csv")

    def handle(self, file: Path, **options):
        try:
            count = load(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.")
        except BadRates as error:
            raise CommandError(str(error))
        self.stdout.write(f"{count} exchange rates loaded")
