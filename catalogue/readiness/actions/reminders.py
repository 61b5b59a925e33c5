"""Letters before a verified certificate ends, and on the day after.

Nothing rests on them: what has expired is told from its date wherever it counts.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from catalogue.readiness.actions.assessing import today
from catalogue.readiness.claiming import validity
from catalogue.readiness.models import Certificate, ClaimStatus
from catalogue.sellers import oversight

STAGES = (90, 30, 7)  # days before its end
OVER = 0  # the stage of one that has ended
TOLD_LATE_DAYS = 14  # what ended longer ago is no news


def remind() -> int:
    """Write the letters that are due; how many certificates they are about.

    Each stage once. Of one that renewing is waiting for, or that was renewed, none.
    """
    on = today()
    return sum(_tell(certificate, stage, on) for certificate, stage in list(_due(on)))


def _due(on: date) -> Iterator[tuple[Certificate, int]]:
    for certificate in _watched(on).select_related("type", "seller"):
        stage = _stage(_left(certificate, on))
        told = certificate.reminded_days
        if told is None or stage < told:
            yield certificate, stage


def _watched(on: date) -> QuerySet[Certificate]:
    waiting = Certificate.objects.filter(
        renews=OuterRef("pk"), status=ClaimStatus.EVIDENCE_UPLOADED
    )
    return Certificate.objects.filter(
        ~Exists(waiting),
        status=ClaimStatus.VERIFIED,
        superseded_by=None,
        expires_on__gte=on - timedelta(days=TOLD_LATE_DAYS),
        expires_on__lte=on + timedelta(days=STAGES[0]),
    ).order_by("expires_on", "pk")


def _left(certificate: Certificate, on: date) -> int:
    """Days; all that are watched have an end."""
    left = validity.days_left(certificate.expires_on, on)
    assert left is not None
    return left


def _stage(left: int) -> int:
    return OVER if left < 0 else min(s for s in STAGES if left <= s)


@transaction.atomic
def _tell(certificate: Certificate, stage: int, on: date) -> bool:
    """False where another worker was quicker."""
    untold = Q(reminded_days=None) | Q(reminded_days__gt=stage)
    mine = Certificate.objects.filter(untold, pk=certificate.pk)
    if not mine.update(reminded_days=stage):
        return False
    kind = certificate.type
    oversight.tell_owners(
        certificate.seller,
        "certificate_expired" if stage == OVER else "certificate_expiring",
        subject_id=kind.name.get("id", ""),
        subject_en=kind.name.get("en", ""),
        days=str(_left(certificate, on)),
        expires_on=str(certificate.expires_on),
        issuer=certificate.issuer or kind.issuer,
        lookup=kind.public_lookup,
    )
    return True
