"""The story, played in one transaction on the database at hand."""

import json
import re
from pathlib import Path

import pytest

from catalogue.samples import accounts
from tests.story.script import EMAIL, STORY
from tests.story.telling import Answer, tell
from tests.working import letters_to, work

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_a_seller_publishes_a_product_and_an_officer_reviews_it(client):
    accounts.open_all()

    def call(method, path, headers, body, form):
        client.credentials(
            **{f"HTTP_{n.upper().replace('-', '_')}": v for n, v in headers.items()}
        )
        if form:
            parts = {name: _part(value) for name, value in form.items()}
            answer = client.post(path, parts, "multipart")
        elif body is not None:
            answer = client.generic(method, path, json.dumps(body), "application/json")
        else:
            answer = client.generic(method, path)
        work()
        text = answer.content.decode()
        return Answer(answer.status_code, answer.headers, json.loads(text or "null"))

    told = list(tell(call, _read_letter))

    assert len(told) == len(STORY)
    assert [kind for kind, _ in letters_to(EMAIL)] == [
        "confirm_email",
        "review_approved",
        "review_changes_requested",
        "review_approved",
        "review_approved",
    ]


def _read_letter(kind):
    return re.search(r"token=(\S+)", dict(letters_to(EMAIL))[kind])[1]


def _part(value):
    return (ROOT / value[1:]).open("rb") if value.startswith("@") else value
