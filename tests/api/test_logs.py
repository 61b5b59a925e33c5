"""What the log says of a request that fails, and what it leaves out."""

import io
import logging

import pytest
from django.test import Client

from api.pages import threads
from catalogue.enquiries.states import Side
from catalogue.journal.scrubbing import scrub
from tests.api.pages.pressing import path_of
from tests.factories import make_enquiry, make_seller

TOKEN = "3kPq9_dXw-2mVbN7rTsYzA4LcFgH6JuE"


@pytest.fixture
def log(monkeypatch):
    """What the handler of the settings writes."""
    (handler,) = (h for h in logging.getLogger().handlers if h.name == "stderr")
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.mark.django_db
def test_a_page_that_fails_does_not_write_its_link_into_the_log(log, monkeypatch):
    page = path_of(make_enquiry(make_seller()), Side.BUYER)
    monkeypatch.setattr(threads, "_opened", _fail)

    browser = Client(raise_request_exception=False)
    response = browser.get(page, headers={"Request-Id": "1764342000123"})

    told = log.getvalue()
    token = page.removeprefix("/enquiry/")
    assert response.status_code == 500
    assert "Internal Server Error: /enquiry/[token]" in told
    assert "Traceback" in told
    assert "[1764342000123]" in told
    assert "no room for [address], /enquiry/[token]" in told
    assert token not in told


def _fail(request, thread):
    raise OSError(f"no room for aiko@example.jp, {thread.address}")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"/enquiry/{TOKEN}/quotes/1.pdf failed", "/enquiry/[token] failed"),
        (f"/unsubscribe/{TOKEN}", "/unsubscribe/[token]"),
        (f"/private/until/17/{TOKEN}/a/b.pdf", "/private/[token]"),
        ("/quotes/2345ABCD6789", "/quotes/[token]"),
        ("/v1/quotes/verify/2345ABCD6789", "/v1/quotes/verify/[token]"),
        ("/v1/quotes/01a177d7/accept", "/v1/quotes/01a177d7/accept"),
        (f"/account/x?token={TOKEN}", "/account/x?token=[token]"),
        (f"Authorization: Bearer at_{TOKEN}", "Authorization: Bearer [token]"),
        (f"'et_{TOKEN}' is unknown", "'et_[token]' is unknown"),
        ("at_least, rt_2", "at_least, rt_2"),
    ],
)  # fmt: skip
def test_what_opens_a_thing_is_taken_out(said, kept):
    assert scrub(said) == kept
