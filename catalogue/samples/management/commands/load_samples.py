from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue.samples import actions, pictures, seeds


class Command(BaseCommand):
    help = "Load the invented sample sellers and products, and draw their pictures."

    def add_arguments(self, parser):
        parser.add_argument(
            "--pictures",
            type=int,
            default=0,
            metavar="N",
            help="draw those of the newest N now; the worker draws the rest",
        )

    def handle(self, **options):
        if not settings.SAMPLE_MODE:
            raise CommandError("Samples are off. Set SAMPLE_MODE=true to load them.")
        for done, total in actions.load():
            self._progress("sellers", done, total)
        for done, total in pictures.draw_newest(options["pictures"]):
            self._progress("pictures", done, total)
        self.stdout.write(
            f"Samples are whole: {len(seeds.sellers())} sellers, "
            f"{len(seeds.products())} products."
        )

    def _progress(self, what, done, total):
        if is_worth_saying(done, total):
            self.stdout.write(f"{what}: {done} of {total}")


def is_worth_saying(done: int, total: int) -> bool:
    """Say it every tenth, and at the end: a log stays readable."""
    return done == total or done % max(1, total // 10) == 0
