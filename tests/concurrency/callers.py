"""Callers who begin at the same moment, each thread with connections of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections
from rest_framework.test import APIClient

from catalogue.products.models import Product
from catalogue.reviews.models import Review
from catalogue.sellers.models import Seller
from tests.catalogue.reviews import subjects
from tests.factories import make_officer, make_seller, make_user, token_for

VALID = [{"code": "motif", "value": "bamboo_shoot"}]
Call = Callable[[], Any]


def at_once(*calls: Call) -> list[Any]:
    """What each returns, in order; what one raises is told by its name."""
    begin = threading.Barrier(len(calls))
    found: list[Any] = [None] * len(calls)

    def play(place: int, call: Call) -> None:
        begin.wait()
        try:
            found[place] = call()
        except Exception as error:  # noqa: BLE001 - the test is told
            found[place] = f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=play, args=(place, call))
        for place, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


class Caller:
    """Somebody with a token; a client for each call, as threads share none."""

    def __init__(self, user=None):
        self.token = token_for(user) if user else None

    def __call__(self, method: str, path: str, body=None, form=None, **headers):
        client = APIClient(SERVER_NAME="127.0.0.1")
        if self.token:
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {self.token}")
        if form is not None:
            return client.post(path, form, format="multipart", **headers)
        return getattr(client, method)(path, body, format="json", **headers)


def business() -> tuple[Seller, Caller]:
    user = make_user(password=None)
    return make_seller(owner=user), Caller(user)


def in_review(seller: Seller, **content) -> tuple[Product, Review]:
    product = subjects.submitted(seller, **{"attributes": VALID, **content})
    return product, subjects.review_of(product)


def officer() -> Caller:
    return Caller(make_officer(password=None))


def told(response) -> list[Any]:
    """The status, and of a problem its code."""
    status = response.status_code
    return [status, response.json()["code"] if status >= 400 else None]
