import signal
from threading import Event

from django.core.management.base import BaseCommand

from api.serving import end_with_supervisor, keep_to_ourselves
from catalogue.journal.worker import run


class Command(BaseCommand):
    help = "Do the work that follows commits: pictures, rebuilds, what a date changes."

    def handle(self, **options):
        keep_to_ourselves()
        stop = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        end_with_supervisor()
        run(stop)
