"""What may be done from the thread page: the verbs of the room's state machine, and
what is none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.pages import guarding
from api.pages.decisions import QuoteDecisionForm
from api.pages.forms import (
    DeclineForm,
    PageForm,
    ReplyForm,
    SureForm,
    Thread,
    WithdrawForm,
)
from api.pages.outcome_form import OutcomeForm
from api.pages.quote_form import QuoteForm
from catalogue.enquiries.actions import answering, erasing, holding, outcomes, quoting
from catalogue.enquiries.errors import InvalidState
from catalogue.enquiries.models import Quote
from catalogue.enquiries.states import Side, Verb

# No verbs: the one moves nothing, the other ends more than this thread.
READ, ERASE = "read", "erase"


@dataclass(frozen=True)
class Deed:
    form: type[PageForm]
    does: Callable[[Thread, Any], object]


def _who(thread: Thread) -> dict[str, Any]:
    return {"enquiry_id": thread.enquiry.pk, "actor": thread.actor}


def _reply(thread: Thread, form: PageForm) -> None:
    said = form.cleaned_data
    answering.write_message(
        **_who(thread), body=said["body"], language=said["language"]
    )


def _quote(thread: Thread, form: QuoteForm) -> None:
    begun_at = guarding.made_at(form.data)
    quoting.send_quote(**_who(thread), offer=form.offer(), begun_at=begun_at)


def _decline(thread: Thread, form: PageForm) -> None:
    said = form.cleaned_data
    answering.decline(**_who(thread), reason=said["reason"], note=said["note"])


def _report_spam(thread: Thread, form: PageForm) -> None:
    holding.report_spam(**_who(thread))


def _withdraw(thread: Thread, form: PageForm) -> None:
    answering.withdraw(**_who(thread), note=form.cleaned_data["note"])


def _reopen(thread: Thread, form: PageForm) -> None:
    answering.reopen(**_who(thread))


def _read(thread: Thread, form: PageForm) -> None:
    answering.mark_read(thread.enquiry, thread.actor)


def _deciding(decide: Callable[..., Quote]) -> Callable[[Thread, PageForm], None]:
    def does(thread: Thread, form: PageForm) -> None:
        quote = thread.enquiry.quotes.filter(pk=form.cleaned_data["quote"]).first()
        if quote is None:  # another thread's
            raise InvalidState(thread.enquiry.status, thread.allowed)
        decide(quote_id=quote.pk, actor=thread.actor)

    return does


def _record_outcome(thread: Thread, form: OutcomeForm) -> None:
    outcomes.record_outcome(**_who(thread), result=form.result())


def _erase(thread: Thread, form: PageForm) -> None:
    erasing.erase(thread.enquiry.submission_id, why="asked")


# In the order in which a page offers them.
DEEDS: dict[str, Deed] = {
    Verb.REPLY: Deed(ReplyForm, _reply),
    Verb.QUOTE: Deed(QuoteForm, _quote),
    Verb.ACCEPT: Deed(QuoteDecisionForm, _deciding(quoting.accept)),
    Verb.REJECT: Deed(QuoteDecisionForm, _deciding(quoting.reject)),
    Verb.RECORD_OUTCOME: Deed(OutcomeForm, _record_outcome),
    Verb.DECLINE: Deed(DeclineForm, _decline),
    Verb.WITHDRAW_QUOTE: Deed(QuoteDecisionForm, _deciding(quoting.withdraw_quote)),
    Verb.WITHDRAW: Deed(WithdrawForm, _withdraw),
    Verb.REOPEN: Deed(SureForm, _reopen),
    Verb.REPORT_SPAM: Deed(SureForm, _report_spam),
    READ: Deed(SureForm, _read),
    ERASE: Deed(SureForm, _erase),
}


def offered(thread: Thread) -> list[str]:
    """What this reader may do now, beside reading."""
    own = [ERASE] if _is_guest(thread) else []
    return [name for name in DEEDS if name in thread.allowed or name in own]


def _is_guest(thread: Thread) -> bool:
    """Whoever has an account asks there."""
    return thread.actor.side == Side.BUYER and thread.actor.user_id is None
