"""An importer asks three sellers at once; one quote is agreed, its outcome recorded."""

from datetime import timedelta

from django.utils import timezone

from tests.story.importer.asking import asks
from tests.story.importer.buying import buyer_answers, compares, decides
from tests.story.importer.ending import claims, outcome
from tests.story.importer.selling import (
    first_asks_back,
    first_quotes,
    second_quotes,
    third_declines,
)
from tests.story.steps import Story

INTRODUCTION = """# An importer asks three sellers at once

An importer in Osaka asks without an account; each seller answers from a telephone; a
quote is agreed, and what came of it is recorded. Every call here was made against `make
run`, and every answer is one it gave (shortened: an answer always has all its members).
`python -m tests.story http://127.0.0.1:8000 importer` plays all of it on a service just
begun and checks each answer; a test does the same on SQLite and PostgreSQL. No day
passes in a play: the sellers, who have 24 hours of their working days, answer at once.
Businesses and people are invented.

To play it yourself, put what an answer gives where the next call asks for it. Letters
are printed by `make run` and kept in `data/mail/`; `$letter` stands for the last part
of the link in one. States and clock are in [enquiries.md](enquiries.md).

```sh
api=http://127.0.0.1:8000
```
"""


def story() -> Story:
    """As of today: a quote is for some days to come."""
    today = timezone.localdate()
    steps = [
        *asks(str(today + timedelta(days=75))),
        *first_asks_back(),
        *second_quotes(str(today + timedelta(days=21))),
        *third_declines(),
        *buyer_answers(),
        *first_quotes(str(today + timedelta(days=30))),
        *compares(),
        *decides(),
        *outcome(str(today)),
        *claims(),
    ]
    return Story("enquiry-story.md", INTRODUCTION, steps)
