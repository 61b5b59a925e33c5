import errno
import signal
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections
from redis.exceptions import RedisError
from rich.console import Console
from rich.table import Table

from api import serving
from catalogue.samples import accounts, seeds


class Command(BaseCommand):
    help = "Prepare everything that is not there yet, then run server and worker."

    requires_system_checks = []

    def handle(self, **options):
        self.console = Console(highlight=False)
        try:
            serving.ensure_port_free(settings.HOST, settings.PORT)
            call_command("prepare")
            connections.close_all()  # the children open their own
            self._run()
        except serving.StartFailed as error:
            self._give_up(str(error))
        except DatabaseError as error:
            self._give_up(_database_trouble(error))
        except RedisError as error:
            self._give_up(f"The shared cache (REDIS_URL) does not answer: {error}")
        except OSError as error:
            self._give_up(_storage_trouble(error))
        except KeyboardInterrupt:
            self.console.print("Stopped. Start again any time: what is done is kept.")

    def _give_up(self, why: str):
        self.stderr.write(why)
        sys.exit(1)

    def _run(self):
        # `kill` and closing the terminal drain as Ctrl-C does.
        for name in {"SIGINT", "SIGTERM", "SIGHUP"} & set(dir(signal)):
            signal.signal(getattr(signal, name), _interrupt)
        processes = serving.Processes()
        try:
            processes.start(serving.server_command())
            processes.start(serving.worker_command())
            serving.wait_until_answering(processes)
            self._announce()
            ended = processes.wait_for_one()
            raise serving.StartFailed(
                f"A process ended with status {ended.returncode}; all were stopped."
            )
        except KeyboardInterrupt:
            self.console.print("\nFinishing what is under way …")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            processes.stop()
        self.console.print("Stopped.")

    def _announce(self):
        base = settings.PUBLIC_URL
        lines = [
            "",
            "[bold]Lampung's catalogue is running.[/bold]",
            f"  API     {base}/v1/products",
            f"  Docs    {base}/docs",
            *self._desk_lines(base),
            "",
            "Try it:",
            f"  curl '{base}/v1/products?category=agro-olahan&export_ready=true&limit=2"
            "&lang=en'",
            "",
        ]
        self._print(lines)
        if settings.SAMPLE_MODE:
            self._announce_samples(base)
        self._print(["Ctrl-C stops it."])
        sys.stdout.flush()

    def _desk_lines(self, base: str) -> list[str]:
        if not settings.DESK:
            return []
        if settings.SAMPLE_MODE:
            how = "as the administrator below"
        else:
            how = "python manage.py createsuperuser makes an account"
        return [f"  Desk    {base}/{settings.ADMIN_PATH}/  ({how})"]

    def _announce_samples(self, base: str):
        self._print(
            [
                f"It shows {len(seeds.sellers())} invented sellers and "
                f"{len(seeds.products())} products, marked as samples.",
                "Sample accounts; the password of each is "
                f"[bold]{accounts.PASSWORD}[/bold]:",
            ]
        )
        table = Table.grid(padding=(0, 3))
        for sample in accounts.SAMPLES:
            table.add_row(f"  {sample.email}", sample.can)
        self.console.print(table)
        body = f'{{"email":"seller@contoh.example","password":"{accounts.PASSWORD}"}}'
        self._print(
            [
                "A token for one of them:",
                f"  curl {base}/v1/auth/token -H 'Content-Type: application/json' "
                f"-d '{body}'",
                "",
            ]
        )

    def _print(self, lines: list[str]):
        for line in lines:
            self.console.print(line, soft_wrap=True)


def _interrupt(*_):
    raise KeyboardInterrupt


def _database_trouble(error: DatabaseError) -> str:
    text = str(error).strip().splitlines()[0]
    if "disk is full" in text:
        return f"The disk that holds {settings.DATA_DIR} is full."
    if settings.EMBEDDED and ("readonly" in text or "unable to open" in text):
        return (
            f"The data folder {settings.DATA_DIR} cannot be written. Set DATA_DIR to "
            "a folder that can."
        )
    return f"The database does not answer: {text}"


def _storage_trouble(error: OSError) -> str:
    where = error.filename or settings.DATA_DIR
    if error.errno == errno.ENOSPC:
        return f"The disk that holds {where} is full."
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOENT}:
        return (
            f"{where} cannot be written. Set DATA_DIR and MEDIA_DIR to folders that "
            "can."
        )
    return f"{error.strerror}: {where}"
