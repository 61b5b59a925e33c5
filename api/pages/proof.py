"""What the page of a guest's proof shows: what she asks, and whether it was sent."""

from typing import Any

from django.utils import timezone

from catalogue.enquiries import deadlines, gist, letters, wording
from catalogue.enquiries.actions.confirming import Proof, judge
from catalogue.enquiries.models import Submission


def of_link(token: str, language: str) -> dict[str, Any]:
    """By the token of a link; changes nothing."""
    proof, submission = judge(token)
    told: dict[str, Any] = {
        "why": proof.name,
        "good_hours": deadlines.terms().confirm_hours,
        "spent": proof not in {Proof.GOOD, Proof.USED},
    }
    if submission is None:
        return told
    if proof == Proof.GOOD:
        told["asked"] = _asked(submission, language)
    elif proof == Proof.USED:
        told |= {"done": True, **_sent(submission, language)}
    if proof == Proof.USED_LONG_AGO:
        proven_on = timezone.localdate(submission.contact.proven_at)
        told["proven_on"] = wording.day(proven_on, language)
        told["is_claimed"] = submission.buyer_id is not None
    return told


def _sent(submission: Submission, language: str) -> dict[str, Any]:
    """The way into each thread, and by when an answer is due."""
    return {
        "threads": letters.threads_of(submission),
        "dues": letters.dues_of(submission, language),
        "hours": deadlines.terms().first_response_hours,
    }


def _asked(submission: Submission, language: str) -> list[tuple[str, list[str]]]:
    """Each business with what it is asked for, and none of the guest's own words: who
    has the mailbox need not be who typed its address."""
    found = submission.enquiries.select_related("seller").prefetch_related("items")
    return [(e.seller.name, gist.goods(e, language)) for e in found.order_by("pk")]
