"""Accept a quote, turn it down, take it back: each names the very one it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django import forms

from api.pages import wording as words
from api.pages.forms import PageForm, Thread, uuid_of
from catalogue.enquiries import wording
from catalogue.enquiries.models import Quote
from catalogue.enquiries.querysets import QuoteQuerySet
from catalogue.enquiries.wording import said


class QuoteDecisionForm(PageForm):
    """Names the quote that was seen: another may have come meanwhile."""

    quote = forms.UUIDField(widget=forms.HiddenInput)

    def about(self) -> str:
        """What is decided on: which one, how much, how delivered, until when."""
        quote = _quotes(self.thread).filter(pk=uuid_of(self["quote"].value())).first()
        if quote is None:
            return ""
        language = self.thread.language
        total = quote.total
        parts = [
            "" if total is None else wording.amount(total, quote.currency, language),
            f"{quote.incoterm} {quote.place}",
            said(words.QUOTED, "until", language).format(
                day=wording.day(quote.valid_until_on, language)
            ),
        ]
        named = said(words.QUOTED, "named", language).format(revision=quote.revision)
        return f"{named}: {', '.join(filter(None, parts))}"


@dataclass(frozen=True)
class Fault:
    """A key of `FAULTS`, and what its words name."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def in_hand(thread: Thread) -> Quote | None:
    """The quote that may be decided on."""
    return _quotes(thread).filter(status=Quote.Status.OPEN).first()


def why_not(thread: Thread, quote_id: UUID | None) -> Fault:
    """Why this one is not to be decided on any more."""
    quote = _quotes(thread).filter(pk=quote_id).first()
    if quote is None or quote.status != Quote.Status.SUPERSEDED:
        return Fault("moved_on")
    latest = _quotes(thread).order_by("-revision")[0]
    return Fault("replaced", {"old": quote.revision, "new": latest.revision})


def _quotes(thread: Thread) -> QuoteQuerySet:
    return thread.enquiry.quotes.for_paper()
