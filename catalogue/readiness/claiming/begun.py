"""What a seller has begun for a product and what counts for nothing yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from catalogue.products.models import Product
from catalogue.readiness.assessment.changes import State
from catalogue.readiness.assessment.model import DUE_DILIGENCE
from catalogue.readiness.models import Answer, Certificate, ClaimStatus, Condition
from catalogue.reviews.models import Review

STATES = {
    ClaimStatus.SELF_DECLARED: State.TODO,
    ClaimStatus.REJECTED: State.REJECTED,
    ClaimStatus.EVIDENCE_UPLOADED: State.WAITING,
}


@dataclass(frozen=True)
class Begun:
    """How far it is, and the id of its row."""

    state: State
    row_id: UUID


def begun_for(product: Product, on: date) -> dict[str, Begun]:
    """Certificates by type, confirmations by code; in either the newest row speaks,
    unless another waits for an officer."""
    return {**_certificates(product, on), **_confirmations(product)}


def _certificates(product: Product, on: date) -> dict[str, Begun]:
    held = Certificate.objects.held_for(product).filter(status__in=STATES)
    rows = held.exclude(expires_on__lt=on).order_by("pk")
    found: dict[str, Begun] = {}
    for row in sorted(rows, key=lambda row: _state(row) is State.WAITING):
        found[row.type_id] = Begun(_state(row), row.pk)
    if not product.plots.exists():
        found.pop(DUE_DILIGENCE, None)  # nobody can look at it before they are there
    return found


def _state(certificate: Certificate) -> State:
    return STATES[ClaimStatus(certificate.status)]


def _confirmations(product: Product) -> dict[str, Begun]:
    """Those said to be so: an officer has yet to look, or did not agree."""
    codes = Condition.objects.filter(kind=Condition.Kind.CONFIRMATION)
    said = Answer.objects.filter(
        product=product, question__in=codes.values("code"), option="yes"
    ).exclude(status=ClaimStatus.VERIFIED)
    rows = dict(said.values_list("question", "pk"))
    open_ = Review.objects.open().filter(
        kind=Review.Kind.ANSWER, subject_id__in=rows.values()
    )
    waiting = set(open_.values_list("subject_id", flat=True))
    return {
        code: Begun(State.WAITING if pk in waiting else State.REJECTED, pk)
        for code, pk in rows.items()
    }
