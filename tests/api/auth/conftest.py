import re

import pytest
from django.core import mail

from catalogue.journal import deliveries
from catalogue.journal.models import Notice


@pytest.fixture
def post(client, db):
    """`post("/v1/auth/…", member=value)`: a JSON body."""

    def call(path, **body):
        return client.post(path, body, format="json")

    return call


@pytest.fixture
def sent(db):
    """Send what waits; every letter since the last call, as (kind, to, text, token)."""

    def deliver():
        found = []
        for letter in Notice.objects.order_by("pk"):
            mail.outbox.clear()
            deliveries.deliver(str(letter.pk))
            (message,) = mail.outbox
            link = re.search(r"\?token=(\S+)", message.body)
            token = link[1] if link else None
            found.append((letter.kind, message.to, message.body, token))
        return found

    return deliver
