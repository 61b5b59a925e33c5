"""Does the worker live, does it keep up, what did it give up."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, Min
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from catalogue.journal.models import Job, Worker


@dataclass(frozen=True)
class Watched:
    """`beat_seconds`: since a worker last said that it lives; None where none ever did.

    `lag_seconds`: how long the oldest due job has waited for a worker; 0 without one.
    `dead_letters`: jobs given up, of every kind.
    """

    beat_seconds: int | None
    lag_seconds: int
    dead_letters: int


def look() -> Watched:
    now = timezone.now()
    beat_at = Worker.objects.aggregate(at=Max("beat_at"))["at"]
    due_since = Job.objects.due(now).aggregate(
        # Tried before: due again since its pause ended.
        at=Min(Greatest("run_after", Coalesce("leased_until", "run_after")))
    )["at"]
    return Watched(
        _seconds(now - beat_at) if beat_at else None,
        _seconds(now - due_since) if due_since else 0,
        Job.objects.dead().count(),
    )


def _seconds(span: timedelta) -> int:
    return max(0, int(span.total_seconds()))
