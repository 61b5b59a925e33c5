"""What letters of a thread say of it."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from catalogue.enquiries import gist, wording
from catalogue.enquiries.models import Enquiry, Quote
from catalogue.enquiries.paper_of import paper_of
from catalogue.enquiries.states import Side
from catalogue.journal.markup import quotation

EXCERPT = 300  # characters of what somebody wrote
NAMED = 3  # products of an enquiry that a letter names


def load(enquiry_id: UUID) -> Enquiry:
    return Enquiry.objects.select_related(
        "submission__contact", "submission__buyer", "seller__regency", "outcome"
    ).get(pk=enquiry_id)


def told(enquiry: Enquiry, language: str) -> dict[str, Any]:
    """What every letter of a thread may say."""
    return {
        "number": enquiry.number,
        "products": gist.products(enquiry, language, most=NAMED),
        "note": quotation(enquiry.closing_note, EXCERPT),
    }


def opening(enquiry: Enquiry) -> str:
    return quotation(enquiry.messages.get(is_opening=True).body, EXCERPT)


def _excerpt(text: str) -> str:
    """One line; what is longer is cut between words."""
    line = " ".join(text.split())
    if len(line) <= EXCERPT:
        return line
    cut = line[:EXCERPT]
    return (cut.rpartition(" ")[0] or cut) + " …"


def offered(quote: Quote, enquiry: Enquiry, language: str) -> dict[str, Any]:
    """What the paper says, in short, and which earlier one it takes the place of."""
    paper = paper_of(quote, enquiry, language, timezone.localdate(), Side.BUYER)
    replaced = Quote.objects.filter(
        enquiry=enquiry, revision=quote.revision - 1, status=Quote.Status.SUPERSEDED
    )
    return {
        "revision": quote.revision,
        "replaced": quote.revision - 1 if replaced.exists() else None,
        "total": paper.total,
        "lead_time": paper.lead_time,
        "terms": f"{paper.incoterm} {paper.place}",
        "valid_until": wording.day(paper.valid_until_on, language),
        "prices": [
            f"{_excerpt(line.name)}: {line.unit_price} × {line.quantity}"
            for line in paper.lines
            if line.unit_price
        ],
    }


def due(enquiry: Enquiry, language: str) -> str:
    """When the first answer is due, on Lampung's clock; empty where one was given."""
    if enquiry.first_response_due_at is None or enquiry.first_answered_at is not None:
        return ""
    local = timezone.localtime(enquiry.first_response_due_at)
    return wording.moment(local, language)
