"""What came of an agreement: told by the seller, verified by an officer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.enquiries.actions import moving
from catalogue.enquiries.errors import Refusal, Refused
from catalogue.enquiries.models import Outcome
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Verb
from catalogue.journal import audit

MOST_JOBS = 1_000_000  # a mistake, of one agreement


@dataclass(frozen=True)
class Result:
    """What came of it, as the seller says. `value`: (amount, ISO 4217)."""

    realised: bool
    value: tuple[Decimal, str] | None = None
    destination_country: str = ""
    shipped_on: date | None = None
    jobs_added: int | None = None


def faults(result: Result) -> Iterator[Refusal]:
    """What cannot have come of it."""
    if not result.realised and result.value is not None:
        yield Refusal("/value", "nothing_realised")
    if not result.realised and result.jobs_added:
        yield Refusal("/jobs_added", "no_jobs_realised")
    if result.shipped_on is not None and result.shipped_on > timezone.localdate():
        yield Refusal("/shipped_on", "not_yet", result.shipped_on.isoformat())


@transaction.atomic
def record_outcome(*, enquiry_id: UUID, actor: Actor, result: Result) -> Outcome:
    """Until an officer has verified it, it may be told anew.

    Raises `InvalidState`, `NotYours`, `Refused`.
    """
    enquiry = moving.locked(enquiry_id)
    moving.move(enquiry, Verb.RECORD_OUTCOME, actor)
    if refusals := list(faults(result)):
        raise Refused(refusals)
    amount, currency = result.value or (None, "")
    outcome, _ = Outcome.objects.update_or_create(
        enquiry=enquiry,
        defaults={
            "realised": result.realised,
            "value": amount,
            "currency": currency,
            "destination_country": result.destination_country
            or enquiry.submission.destination_country,
            "shipped_on": result.shipped_on,
            "jobs_added": result.jobs_added,
            "recorded_at": timezone.now(),
            "recorded_by_id": actor.user_id,
        },
    )
    return outcome


@transaction.atomic
def verify_outcome(*, enquiry_id: UUID, actor: Actor) -> Outcome:
    """An officer has seen papers of it: from now on it counts as verified.

    Raises `InvalidState`, `NotYours`.
    """
    enquiry = moving.locked(enquiry_id)
    moving.move(enquiry, Verb.VERIFY_OUTCOME, actor)
    outcome = enquiry.outcome
    outcome.verified_at, outcome.verified_by_id = timezone.now(), actor.user_id
    outcome.save(update_fields=["verified_at", "verified_by"])
    audit.write("enquiry.outcome_verified", "enquiry", enquiry.pk)
    return outcome
