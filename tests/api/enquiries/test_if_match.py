"""Steps in a thread that are bound to what their caller last read of it."""

import pytest
from rest_framework.test import APIClient

from catalogue.enquiries.models import Enquiry, Item, Quote
from tests.api.enquiries.threads import (
    Thread,
    line_of,
    make_thread,
    offer_of,
    send,
)
from tests.factories import make_outcome

pytestmark = pytest.mark.django_db

# Each step: of whose client, in which status, where, with what body.
STEPS = {
    "decline": ("seller", "new", {"reason": "price"}),
    "decline for her": ("officer", "new", {"reason": "price"}),
    "withdraw": ("buyer", "new", {"note": "Not needed."}),
    "end": ("seller", "agreed", {"note": "The kiln broke."}),
    "reopen": ("buyer", "declined", {}),
    "reopen hers": ("seller", "declined", {}),
    "report-spam": ("seller", "new", {}),
    "accept": ("buyer", "quoted", {}),
    "reject": ("buyer", "quoted", {}),
    "withdraw quote": ("seller", "quoted", {}),
    "outcome": ("seller", "agreed", {"realised": False}),
    "release": ("officer", "held", {}),
    "mark-spam": ("officer", "held", {}),
    "verify-outcome": ("officer", "agreed", {}),
}
OF_OFFICERS = {"release", "mark-spam", "verify-outcome"}
OF_QUOTES = {"accept": "accept", "reject": "reject", "withdraw quote": "withdraw"}
VERBS = {"decline for her": "decline", "end": "withdraw", "reopen hers": "reopen"}


@pytest.fixture(params=STEPS)
def step(request, sample):
    name = request.param
    _, status, _ = STEPS[name]
    if status == "quoted":
        thread = make_thread(sample("P001"))
        send(thread, offer_of(line_of(thread.item)))
    else:
        thread = make_thread(sample("P001"), status)
    if name == "verify-outcome":
        make_outcome(thread.enquiry)
    return name, thread


def take(step, tag: str, **headers):
    name, thread = step
    side, _, body = STEPS[name]
    client: APIClient = getattr(thread, side)
    headers |= {"HTTP_IF_MATCH": tag}
    if name == "outcome":
        return client.patch(thread.path("outcome"), body, format="json", **headers)
    path = thread.path(VERBS.get(name, name))
    if name in OF_QUOTES:
        path = f"/v1/quotes/{Quote.objects.get().pk}/{OF_QUOTES[name]}"
    elif name in OF_OFFICERS:
        path = f"/v1/officer/enquiries/{thread.enquiry.pk}/{name}"
    return client.post(path, body, format="json", **headers)


def tag_read(step, lang="en") -> str:
    name, thread = step
    client = getattr(thread, STEPS[name][0])
    return client.get(f"/v1/enquiries/{thread.enquiry.pk}?lang={lang}")["ETag"]


def something_happens(thread: Thread) -> None:
    """Both sides see it, whatever the status."""
    now = thread.refreshed()
    now.closing_note, now.version = "Read this first.", now.version + 1
    now.save()


def test_a_step_is_taken_on_what_was_read(step):
    response = take(step, tag_read(step))

    assert response.status_code == 200, response.json()
    assert response["ETag"] == tag_read(step)


def test_a_step_is_not_taken_on_what_has_changed(step):
    _, thread = step
    seen = tag_read(step)
    something_happens(thread)
    before = Enquiry.objects.filter(pk=thread.enquiry.pk).values().get()
    quotes = list(Quote.objects.values())

    response = take(step, seen)

    told = response.json()
    assert (response.status_code, told["code"]) == (412, "precondition_failed")
    assert Enquiry.objects.filter(pk=thread.enquiry.pk).values().get() == before
    assert list(Quote.objects.values()) == quotes
    assert take(step, tag_read(step)).status_code == 200


def test_any_state_will_do_for_an_asterisk(step):
    assert take(step, "*").status_code == 200


def test_what_is_no_tag_of_ours_matches_nothing(step):
    assert take(step, '"17"').status_code == 412


def test_a_tag_holds_in_whatever_language_it_was_read_and_when_weakened(step):
    assert take(step, "W/" + tag_read(step, lang="id")).status_code == 200


def test_a_repeat_with_its_key_gets_the_first_answer_not_a_412(sample):
    thread = make_thread(sample("P001"))
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}
    step = ("decline", thread)
    seen = tag_read(step)

    first, again = take(step, seen, **key), take(step, seen, **key)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()


def test_a_buyer_s_tag_is_not_moved_by_what_she_is_not_told(sample):
    thread = make_thread(sample("P001"))
    step = ("withdraw", thread)
    seen = tag_read(step)
    thread.seller.post(thread.path("report-spam"))

    assert take(step, seen).status_code == 200


def test_a_quote_whose_last_day_is_over_does_not_bar_what_is_read_of_it(sample):
    thread = make_thread(sample("P001"))
    send(thread, offer_of(line_of(thread.item)))
    Enquiry.objects.update(quote_valid_until_on="2026-01-01")
    Quote.objects.update(valid_until_on="2026-01-01")
    step = ("decline", thread)

    assert take(step, tag_read(step)).status_code == 200


def test_neither_reading_nor_an_address_of_a_picture_moves_a_buyer_s_tag(sample):
    thread = make_thread(sample("P001"))
    send(thread, offer_of(line_of(thread.item)))
    step = ("accept", thread)
    seen = tag_read(step)

    thread.buyer.post(thread.path("read"))
    Item.objects.update(picture="snapshots/another.webp")

    assert tag_read(step) != seen
    assert take(step, seen).status_code == 200


def test_a_buyer_s_step_is_not_taken_on_an_earlier_state(sample):
    thread = make_thread(sample("P001"))
    step = ("withdraw", thread)
    seen = tag_read(step)
    send(thread, offer_of(line_of(thread.item)))

    assert take(step, seen).status_code == 412
