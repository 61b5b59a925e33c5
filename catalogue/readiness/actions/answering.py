"""What a seller says of herself and of her products, and what she shows for it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.errors import Stale
from catalogue.journal.types import AnswerChanged
from catalogue.products.locking import lock_products, lock_sellers
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.actions import claims, evidence
from catalogue.readiness.actions.assessing import today
from catalogue.readiness.assessment.facts import Evidence
from catalogue.readiness.claiming.answer_sheet import (
    AnswerFault,
    AnswerSheet,
    Given,
)
from catalogue.readiness.errors import NothingToShow, RefusedAnswers
from catalogue.readiness.loading import fact_of
from catalogue.readiness.models import Answer, ClaimStatus, EvidenceFile
from catalogue.reviews import actions as reviews
from catalogue.reviews.models import Review

APPROVED = ("option", "evidence", "expires_on")  # what an officer agrees to


def answers_of(seller_id: UUID, product_id: UUID | None):
    """The answers of one assessment: the business's own, or those of a product."""
    return Answer.objects.filter(seller=seller_id, product=product_id)


def sheet_of(product_id: UUID | None) -> AnswerSheet:
    """What is asked of the product, or of a business, by the model in force."""
    model = versions.in_force()
    if product_id is None:
        return AnswerSheet(model)
    hs_code = Product.objects.values_list("hs_code", flat=True).get(pk=product_id)
    return AnswerSheet(model, hs_code)


@transaction.atomic
def give_answers(
    *,
    seller_id: UUID,
    product_id: UUID | None = None,
    given: Mapping[int, Given],
    expected_version: int | None = None,
) -> None:
    """Keep some of the answers, each at its place in what was sent; those not named
    stay. All or none are taken.

    Another option, or another last day, is one that no officer has seen: see
    `facts.Answer.changed_to`. What she approved last is verified again. Raises
    `RefusedAnswers` with every fault, and `Stale` where the answers are others than
    those of `expected_version`.
    """
    _lock(seller_id, product_id)
    mine = answers_of(seller_id, product_id)
    if expected_version not in {None, mine.mark()}:
        raise Stale
    sheet = sheet_of(product_id)
    rows = {row.question: row for row in mine}
    if faults := _faults(sheet, given, rows):
        raise RefusedAnswers(faults)
    changed = [
        _give(
            rows.get(one.question)
            or Answer(
                seller_id=seller_id, product_id=product_id, question=one.question
            ),
            one,
            sheet,
        )
        for one in given.values()
    ]
    if any(changed):
        record(AnswerChanged(seller_id, product_id))


def faults_of(
    seller_id: UUID, product_id: UUID | None, given: Mapping[int, Given]
) -> list[AnswerFault]:
    """What `give_answers` would refuse, where others cannot even be read."""
    rows = {row.question: row for row in answers_of(seller_id, product_id)}
    return _faults(sheet_of(product_id), given, rows)


def _faults(
    sheet: AnswerSheet, given: Mapping[int, Given], rows: Mapping[str, Answer]
) -> list[AnswerFault]:
    answered = {code: row.expires_on for code, row in rows.items()}
    return sheet.faults(given, answered, today())


@transaction.atomic
def show_evidence(
    *, answer_id: UUID, file_id: UUID, prepared: evidence.Prepared
) -> Answer:
    """Put a file, kept as `file_id`, beside an answer; an officer is asked to look.

    The file before it goes, and so does the last day that it counted. Raises
    `NothingToShow` of a question that takes none, `RefusedBefore`.
    """
    row = _locked(answer_id)
    sheet = sheet_of(row.product_id)
    if not sheet.takes_documents(row.question):
        raise NothingToShow
    evidence.check_not_refused(row, prepared)
    before = row.evidence_id
    row.evidence = evidence.attach(file_id, row.seller_id, prepared)
    row.expires_on = None
    _claim(row, ClaimStatus.EVIDENCE_UPLOADED)
    if before != row.evidence_id:
        evidence.release(before)
    _ask_officer(row, sheet)
    record(AnswerChanged(row.seller_id, row.product_id))
    return row


@transaction.atomic
def take_evidence_back(*, answer_id: UUID) -> None:
    """The file goes and the answer stays, as she says it. Without one: nothing."""
    row = _locked(answer_id)
    before, row.evidence, row.expires_on = row.evidence_id, None, None
    if before is None:
        return
    _claim(row, ClaimStatus.SELF_DECLARED)
    evidence.release(before)
    _ask_officer(row, sheet_of(row.product_id))
    record(AnswerChanged(row.seller_id, row.product_id))


@transaction.atomic
def forget_answers_gone() -> None:
    """After a product went, and its answers with it: their reviews, their documents."""
    for review in Review.objects.open().filter(kind=Review.Kind.ANSWER):
        if not Answer.objects.filter(pk=review.subject_id).exists():
            reviews.withdraw(Review.Kind.ANSWER, review.subject_id)
    unused = EvidenceFile.objects.filter(answers=None, certificates=None)
    for file_id in list(unused.values_list("pk", flat=True)):
        evidence.release(file_id)


def _lock(seller_id: UUID, product_id: UUID | None) -> None:
    lock_sellers([seller_id])
    if product_id is not None:
        lock_products([product_id])


def _locked(answer_id: UUID) -> Answer:
    row = Answer.objects.get(pk=answer_id)
    _lock(row.seller_id, row.product_id)
    return Answer.objects.get(pk=answer_id)


def _give(row: Answer, given: Given, sheet: AnswerSheet) -> bool:
    """Whether anything came out differently."""
    is_new = row._state.adding
    if given.takes_back:
        if not is_new:
            _take_back(row)
        return not is_new
    members = {**given.members, "note": given.members.get("note", row.note) or ""}
    moved = {name for name, value in members.items() if getattr(row, name) != value}
    if not moved:
        return False
    claims = bool(moved - {"note"})
    status = _status_after(row) if claims and not is_new else row.status
    for name in moved:
        setattr(row, name, members[name])
    if claims:
        _claim(row, ClaimStatus(status))
        _ask_officer(row, sheet)
    else:
        _save(row)
        reviews.subject_changed(Review.Kind.ANSWER, row.pk)
    return True


def _status_after(row: Answer) -> ClaimStatus:
    """Of a changed claim: by the rule by which the gain of a step is told."""
    changed = fact_of(row).changed_to(row.option)
    if changed.evidence is Evidence.DOCUMENT:
        return ClaimStatus.EVIDENCE_UPLOADED
    return ClaimStatus.SELF_DECLARED


def _take_back(row: Answer) -> None:
    reviews.withdraw(Review.Kind.ANSWER, row.pk)
    row.delete()
    evidence.release(row.evidence_id)


def _claim(row: Answer, status: ClaimStatus) -> None:
    """Another claim than before; what an officer approved last is verified again."""
    row.status, row.verified_on, row.verified_by = status, None, None
    if (review := _approval_of(row)) is not None:
        row.status = ClaimStatus.VERIFIED
        row.verified_on = timezone.localdate(review.decided_at)
        row.verified_by = claims.verifier(review.decided_by, review.seller)
    _save(row)


def _approval_of(row: Answer) -> Review | None:
    """The last decision on it, where that approved just this; a note is no part."""
    decided = Review.objects.filter(
        kind=Review.Kind.ANSWER, subject_id=row.pk, decided_at__isnull=False
    ).select_related("decided_by", "seller__regency")
    last = decided.order_by("-decided_at", "-pk").first()
    if last is None or last.status != Review.Status.APPROVED:
        return None
    now = claims.answer_content(row)
    is_same = all(last.snapshot.get(name) == now[name] for name in APPROVED)
    return last if is_same else None


def _save(row: Answer) -> None:
    if not row._state.adding:
        row.version += 1
    row.save()


def _ask_officer(row: Answer, sheet: AnswerSheet) -> None:
    """A review where there is something to look at or somebody has to say."""
    has_document = row.status == ClaimStatus.EVIDENCE_UPLOADED
    needs_word = row.status == ClaimStatus.SELF_DECLARED and sheet.needs_officer(
        row.question, row.option
    )
    if has_document or needs_word:
        reviews.open_review(
            kind=Review.Kind.ANSWER, subject_id=row.pk, seller_id=row.seller_id
        )
    else:
        reviews.withdraw(Review.Kind.ANSWER, row.pk)
