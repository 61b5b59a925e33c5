from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from catalogue.readiness.actions import recomputing
from catalogue.readiness.models import Recomputation


class Command(BaseCommand):
    help = (
        "Assess all products anew with the model in force. The worker does it; with "
        "--wait it is done here, shown as it goes. Safe to run while serving."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--wait", action="store_true", help="do it now, and show how far it is"
        )

    def handle(self, *, wait, **options):
        row = recomputing.begin()
        if not wait:
            self.stdout.write(f"The worker will assess {row.products} products anew.")
            return
        done = self._run(row)
        if done is None:
            self.stdout.write("Another recomputation has overtaken this one.")
        else:
            self.stdout.write(
                f"Assessed {done.done} products anew; {done.changed} came out "
                "different."
            )

    def _run(self, row: Recomputation) -> Recomputation | None:
        """A worker that takes it up too shares the work: no batch is done twice."""
        columns = ("Products", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        out: Any = self.stdout._out  # without the line ends that Django adds
        console = Console(file=out)
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("", total=row.products)
            for state in recomputing.run(row.pk):
                progress.update(task, completed=state.done)
        return Recomputation.objects.filter(pk=row.pk).exclude(finished_at=None).first()
