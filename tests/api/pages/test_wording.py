"""The page has words for every code it shows, in every language it is written in."""

import pytest

from api.pages import wording
from api.pages.deeds import DEEDS, ERASE, READ
from catalogue.enquiries.models import Enquiry, Quote, Submission
from catalogue.enquiries.states import HIDDEN, Side, Status, Verb
from catalogue.enquiries.wording import DECLINE_REASONS

UNSPECIFIED = Submission.Purpose.UNSPECIFIED  # is not shown
SAID_AT_ONCE = {Verb.REPLY, READ}  # without asking first
SHOWN = {
    # Sellers see nothing that was not delivered; buyers are never told of hiding.
    "states of the seller": (
        wording.STATES[Side.SELLER],
        set(Status) - {Status.UNCONFIRMED},
    ),
    "states of the buyer": (wording.STATES[Side.BUYER], set(Status) - set(HIDDEN)),
    "states of quotes": (wording.QUOTE_STATES, set(Quote.Status)),
    "purposes": (wording.PURPOSES, set(Submission.Purpose) - {UNSPECIFIED}),
    "reasons to decline": (DECLINE_REASONS, set(Enquiry.DeclineReason)),
    "buttons": (wording.VERBS, set(DEEDS) - {READ}),
    "what is asked first": (wording.MEANS, set(DEEDS) - SAID_AT_ONCE),
    # Where all is erased there is no page to tell it on.
    "what is told afterwards": (wording.TOLD, set(DEEDS) - {ERASE}),
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_code_has_words_in_every_language(name, settings):
    words, codes = SHOWN[name]

    assert {str(code) for code in words} == {str(code) for code in codes}
    assert {
        code: sorted(language for language, text in texts.items() if text)
        for code, texts in words.items()
    } == {code: sorted(settings.CATALOGUE_LANGUAGES) for code in words}
