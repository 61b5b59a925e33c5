from django.core.management.base import BaseCommand, CommandError

from catalogue.journal.worker import tick


class Command(BaseCommand):
    help = "Run every schedule once; for cron, where workers do not (see settings)."

    def handle(self, **options):
        done = tick()
        for name, fine in done.items():
            self.stdout.write(f"{name}: {'done' if fine else 'failed'}")
        if failed := [name for name, fine in done.items() if not fine]:
            raise CommandError(f"{len(failed)} of {len(done)} failed; see the log.")
