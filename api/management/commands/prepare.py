from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api.serving import keep_to_ourselves
from catalogue.listings.fingerprint import rebuild_if_moved
from catalogue.listings.reference_loading import load_if_new
from catalogue.samples import accounts as sample_accounts
from catalogue.samples import actions as samples
from catalogue.samples import enquiries as sample_enquiries
from catalogue.search.jobs import rebuild_if_new

FIRST_PAGE = 24  # pictures drawn before anything is served


class Command(BaseCommand):
    help = (
        "Bring database, reference data and, in sample mode, the samples up to date. "
        "Safe to repeat, and to run while serving."
    )

    requires_system_checks = []

    def handle(self, **options):
        self.console = Console(highlight=False)
        self._prepare()

    def _prepare(self):
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        keep_to_ourselves()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        self._migrate()
        if load_if_new():
            self.console.print("Reference data loaded.")
        rebuild_if_moved()
        rebuild_if_new()
        if settings.SAMPLE_MODE:
            self._load_samples()
            sample_accounts.open_all()
            if asked := sample_enquiries.load():
                self.console.print(f"Sample enquiries of {asked} buyers loaded.")
        elif closed := sample_accounts.close_all():
            self.console.print(f"Sample mode is off: {closed} sample accounts closed.")
        if not settings.SAMPLE_MODE and not settings.EMAIL_CONFIG:
            self.stderr.write(
                f"EMAIL_URL is not set: letters reach nobody, and lie in "
                f"{settings.MAIL_DIR} for seven days."
            )

    def _migrate(self):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")  # large tables take long
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            with self.console.status("Preparing the database …"):
                call_command("migrate", verbosity=0, interactive=False)

    def _load_samples(self):
        if not samples.are_loaded():
            self._show("Loading sample sellers", samples.load())
        if samples.pictures_missing(FIRST_PAGE):
            # Imported where it is used: drawing is half of what a start would cost.
            from catalogue.samples import pictures

            self._show("Drawing the first pictures", pictures.draw_newest(FIRST_PAGE))

    def _show(self, what, steps):
        """Run steps of (done, of how many) under a progress bar."""
        columns = TextColumn(f"{what:<28}"), BarColumn(), MofNCompleteColumn()
        with Progress(*columns, console=self.console) as bar:
            task = None
            for done, total in steps:
                task = bar.add_task(what, total=total) if task is None else task
                bar.update(task, completed=done, total=total)
