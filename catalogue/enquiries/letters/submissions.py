"""Of a submission: its proof, that it was sent, and what of it is held."""

from typing import Any
from uuid import UUID

from catalogue.enquiries import deadlines, links, recipients
from catalogue.enquiries.actions import confirming
from catalogue.enquiries.letters import sending, words
from catalogue.enquiries.models import Enquiry, Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side, Status
from catalogue.journal import mail
from catalogue.journal.models import Topic
from catalogue.journal.notices import language_of, notify

LABEL = 40  # characters of a button's name, as `journal.markup` reads it


def tell_of_submission(submission_id: UUID, *, is_proven: bool) -> None:
    """Ask a guest for proof; tell whoever needs none that it was sent, and officers
    of what is held."""
    submission = Submission.objects.select_related("contact", "buyer").get(
        pk=submission_id
    )
    if not is_proven:
        _ask_for_proof(submission)
        return
    tell_of_sending(submission)
    for enquiry in submission.enquiries.filter(status=Status.HELD).order_by("pk"):
        sending.to_officers(
            "enquiry_held", words.load(enquiry.pk), f"held {enquiry.pk}"
        )


def _ask_for_proof(submission: Submission) -> None:
    """The link that proves a guest's address. Nothing she wrote is in it: whoever
    types another's address must not have her own words sent there."""
    notify(
        "confirm_enquiry",
        recipients.guest(submission),
        about=f"submission {submission.pk}",
        topic=None,
        concerning=submission.pk,
        sellers=[e.seller.name for e in _of(submission)],
        hours=str(deadlines.terms().confirm_hours),
        link=mail.page_link("confirm-enquiry", confirming.link_token(submission)),
    )


def tell_of_sending(submission: Submission) -> None:
    """One letter for all that she asked at once, with a link into each thread."""
    to = recipients.buyer(submission)
    if to is None:
        return
    threads = [
        {"seller": t["seller"].replace(":", " ")[:LABEL].strip(), "link": t["link"]}
        for t in _threads(submission)
    ]
    # The journal makes buttons of values with such names alone.
    named: dict[str, Any] = {
        f"thread{n}_link": t["link"] for n, t in enumerate(threads)
    }
    notify(
        "enquiry_sent",
        to,
        about=f"submission {submission.pk}",
        topic=Topic.ENQUIRIES,
        concerning=submission.pk,
        threads=threads,
        hours=str(deadlines.terms().first_response_hours),
        dues=dues_of(submission, language_of(to.language)),
        **named,
    )


def dues_of(submission: Submission, language: str) -> list[dict[str, str]]:
    """By when each seller is to answer; empty where no day off puts off any of them,
    as so many hours then say it."""
    asked_of = [e for e in _of(submission) if e.first_response_due_at]
    if not any(map(deadlines.is_put_off, asked_of)):
        return []
    return [{"seller": e.seller.name, "due": words.due(e, language)} for e in asked_of]


def threads_of(submission: Submission) -> list[dict[str, str]]:
    """Each seller with her buyer's link into the thread, for who proves the address.

    Without links where an account has claimed it: they would act as its owner, who
    may be somebody else.
    """
    threads = _threads(submission)
    if submission.buyer_id is None:
        return threads
    return [{**thread, "link": ""} for thread in threads]


def _threads(submission: Submission) -> list[dict[str, str]]:
    """What is held looks as if it were delivered; what expired before it could be is
    left out."""
    actor = Actor(Side.BUYER, submission.buyer_id)
    return [
        {"seller": e.seller.name, "link": links.to_thread(e, actor)}
        for e in _of(submission)
        if e.delivered_at or e.status != Status.EXPIRED
    ]


def _of(submission: Submission) -> list[Enquiry]:
    return list(submission.enquiries.select_related("seller").order_by("pk"))
