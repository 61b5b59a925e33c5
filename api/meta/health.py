"""For whoever watches: is the process there, can it do its work."""

from django.core.files.storage import storages
from django.db import Error as DatabaseFault
from django.db import connection
from django.http import JsonResponse

from api.errors import reads_only
from catalogue.journal import watching


def _answer(body: dict, status: int = 200) -> JsonResponse:
    response = JsonResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response


@reads_only
def healthz(request):
    """The process answers."""
    return _answer({"status": "ok"})


@reads_only
def readyz(request):
    """The database has its tables and the storage can be asked; else 503.

    Beside it, for whoever watches: seconds since a worker's last sign of life (null:
    none), seconds the oldest due job has waited, and how many jobs were given up. They
    do not change the status, since a server can answer without a worker.
    """
    checks = {"database": _database(), "storage": _storage()}
    ready = all(checks.values())
    names = {name: "ok" if fine else "failed" for name, fine in checks.items()}
    status = "ok" if ready else "unavailable"
    told = _worker() if checks["database"] else {}
    return _answer({"status": status, **names, **told}, 200 if ready else 503)


def _worker() -> dict[str, int | None]:
    watched = watching.look()
    return {
        "worker_beat_seconds": watched.beat_seconds,
        "jobs_lag_seconds": watched.lag_seconds,
        "dead_letters": watched.dead_letters,
    }


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM journal_generation")
            return cursor.fetchone() is not None
    except DatabaseFault:
        return False


def _storage() -> bool:
    try:
        storages["default"].exists("readyz")
    except Exception:  # noqa: BLE001 - each storage raises its own kind
        return False
    return True
