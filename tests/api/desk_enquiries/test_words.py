"""Every code that the desk shows has words."""

import pytest
from django.conf import settings

from catalogue.enquiries import wording
from catalogue.enquiries.actions import moving
from catalogue.enquiries.desk import words
from catalogue.enquiries.models import Enquiry, Timer
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side, Verb
from catalogue.enquiries.suspicion import SignCode
from tests.api.desk_enquiries.at_desk import desk, page_of, text
from tests.factories import make_enquiry


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (words.SIGNS, SignCode),
        (words.TIMERS, Timer.Kind),
        (words.SIDES, Side),
        (wording.HELD_FOR, Enquiry.HeldFor),
        (wording.DECLINE_REASONS, Enquiry.DeclineReason),
    ],
)
def test_a_code_has_words_and_words_have_a_code(told, codes):
    assert set(told) == set(codes.values)


@pytest.mark.parametrize("told", [wording.HELD_FOR, wording.DECLINE_REASONS])
def test_what_others_read_too_is_said_in_every_language(told):
    for texts in told.values():
        assert set(texts) == set(settings.CATALOGUE_LANGUAGES)


def test_a_sign_that_is_looked_for_no_longer_is_still_said():
    assert words.sign("too_many_links") == "too many links"


@pytest.mark.django_db
def test_what_was_held_by_itself_was_not_held_by_the_clock(officer, seller):
    enquiry = make_enquiry(seller, "new")
    moving.move(enquiry, Verb.HOLD, Actor(Side.SYSTEM), held_for="suspicious")

    page = text(desk(officer).get(page_of(enquiry)))

    assert "The system: hold → held" in page
