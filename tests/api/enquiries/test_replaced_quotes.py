"""A quote that another took the place of is decided on no more."""

import pytest

from tests.factories import make_enquiry, make_quote, make_submission


@pytest.fixture
def quoted(seller, buyer):
    """Two quotes, the second in force."""
    enquiry = make_enquiry(seller, submission=make_submission(buyer))
    make_quote(enquiry, status="superseded")
    make_quote(enquiry)
    enquiry.status, enquiry.waiting_on = "quoted", "buyer"
    enquiry.quote_valid_until_on = enquiry.quotes.latest("revision").valid_until_on
    enquiry.save()
    return enquiry


@pytest.mark.parametrize("verb", ["accept", "reject", "withdraw"])
def test_the_refusal_names_the_quote_that_took_its_place(
    quoted, buyer_api, member_api, verb
):
    old, new = quoted.quotes.order_by("revision")
    caller = member_api if verb == "withdraw" else buyer_api

    answer = caller.post(f"/v1/quotes/{old.pk}/{verb}")

    told = answer.json()
    quoted.refresh_from_db()
    old.refresh_from_db()
    assert answer.status_code == 409
    assert told["code"] == "invalid_state"
    assert told["detail"] == f"This quote was replaced by revision 2 ({new.pk})."
    assert ("accept" in told["allowed_actions"]) == (verb != "withdraw")
    assert (quoted.status, old.status) == ("quoted", "superseded")
