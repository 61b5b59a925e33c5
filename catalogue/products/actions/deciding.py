"""Many reviews approved at once, each on its own: a refused one stops no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from catalogue.accounts.models import User
from catalogue.journal.errors import Stale
from catalogue.products.errors import DuplicateSku, IncompleteProduct, InvalidState
from catalogue.products.locking import lock_sellers
from catalogue.reviews.actions import decide
from catalogue.reviews.errors import AlreadyDecided, CannotCarryOut
from catalogue.reviews.models import Review

# What stands in the way of carrying an approval out.
REFUSALS = (DuplicateSku, IncompleteProduct, InvalidState, CannotCarryOut)


class Outcome(StrEnum):
    APPROVED = "approved"
    CONFLICT = "conflict"  # decided already
    STALE = "stale"
    NOT_FOUND = "not_found"
    REFUSED = "refused"


@dataclass(frozen=True)
class Result:
    """What became of one review; `error` is what stood in the way."""

    review_id: UUID
    outcome: Outcome
    error: Exception | None = None


@transaction.atomic
def approve_each(
    *, officer: User, wanted: Sequence[tuple[UUID, int | None]]
) -> list[Result]:
    """Approve these (id, version read) in order; one result each.

    Another version, or none, is `STALE`; what the officer may not decide on is
    `NOT_FOUND`. All sellers are locked first, in the one order.
    """
    overseen = Review.objects.overseen_by(officer).filter(
        pk__in=[review_id for review_id, _ in wanted]
    )
    known = dict(overseen.values_list("pk", "seller_id"))
    lock_sellers(known.values())
    return [
        _approve(officer, review_id, version)
        if review_id in known
        else Result(review_id, Outcome.NOT_FOUND)
        for review_id, version in wanted
    ]


def _approve(officer: User, review_id: UUID, version: int | None) -> Result:
    try:
        with transaction.atomic():
            decide(
                review_id=review_id,
                officer=officer,
                decision=Review.Status.APPROVED,
                expected_version=0 if version is None else version,  # none has 0
            )
    except AlreadyDecided as error:
        return Result(review_id, Outcome.CONFLICT, error)
    except Stale as error:
        return Result(review_id, Outcome.STALE, error)
    except REFUSALS as error:
        return Result(review_id, Outcome.REFUSED, error)
    return Result(review_id, Outcome.APPROVED)
