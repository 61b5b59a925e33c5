"""For whoever watches: is the process there, can it do its work."""

import os
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import Error as DatabaseFault
from django.db import connection
from django.http import JsonResponse
from redis.exceptions import RedisError

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

    Beside it, for whoever watches: the shared cache (null: none is set), seconds since
    a worker's last sign of life (null: none), seconds the oldest due job has waited,
    and how many jobs were given up. They do not change the status, since a server can
    answer reads without either.
    """
    checks = {"database": _database(), "storage": _storage()}
    ready = all(checks.values())
    names = {name: "ok" if fine else "failed" for name, fine in checks.items()}
    status = "ok" if ready else "unavailable"
    told = _worker() if checks["database"] else {}
    body = {"status": status, **names, "shared_cache": _shared_cache(), **told}
    return _answer(body, 200 if ready else 503)


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
    """Both can be asked; on this machine, also written."""
    try:
        return all(_can_be_used(storages[name]) for name in ("default", "private"))
    except Exception:  # noqa: BLE001 - each storage raises its own kind
        return False


def _can_be_used(storage: Storage) -> bool:
    storage.exists("readyz")
    if not isinstance(storage, FileSystemStorage):
        return True
    folder = Path(storage.location)
    while not folder.exists():  # made with the first file
        folder = folder.parent
    return os.access(folder, os.W_OK)


def _shared_cache() -> str | None:
    if not settings.SHARED_CACHE:
        return None
    try:
        cache.get("readyz")
    except RedisError:
        return "failed"
    return "ok"
