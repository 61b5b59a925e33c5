"""A thread with both its sides, each with a client of her own."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from rest_framework.test import APIClient

from catalogue.enquiries.models import Enquiry, Item
from tests.factories import (
    make_enquiry,
    make_item,
    make_member,
    make_officer,
    make_submission,
    make_user,
    signed_in,
    token_for,
)


@dataclass
class Thread:
    """`guest` holds the submission's `et_…`; `stranger` is somebody else."""

    enquiry: Enquiry
    item: Item
    seller: APIClient
    buyer: APIClient
    guest: APIClient
    officer: APIClient
    stranger: APIClient

    def path(self, rest: str) -> str:
        return f"/v1/enquiries/{self.enquiry.pk}/{rest}"

    def refreshed(self) -> Enquiry:
        return Enquiry.objects.get(pk=self.enquiry.pk)


def make_thread(product, status="new", **fields) -> Thread:
    """A buyer with an account asked the seller of `product` for it."""
    buyer, member = make_user(), make_user()
    make_member(product.seller, member)
    submission = make_submission(buyer, **fields)
    enquiry = make_enquiry(product.seller, status, submission=submission)
    return Thread(
        enquiry=enquiry,
        item=make_item(enquiry, product, quantity_value=200, quantity_unit="kg"),
        seller=signed_in(APIClient(), member),
        buyer=signed_in(APIClient(), buyer),
        guest=with_token(submission),
        officer=signed_in(APIClient(), make_officer()),
        stranger=signed_in(APIClient(), make_user()),
    )


def with_token(submission) -> APIClient:
    """A guest, with the token of what she asked."""
    client = APIClient()
    secret = token_for(None, kind="et", scopes=["buyer"], subject_id=submission.pk)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def line_of(item, amount="1.85", currency="USD", **members) -> dict:
    """200 kg of what was asked for."""
    return {
        "kind": "offered",
        "item_id": str(item.pk),
        "unit_price": {"amount": amount, "currency": currency},
        "quantity": {"value": "200", "unit": "kg"},
        **members,
    }


def offer_of(*lines, **members) -> dict:
    return {
        "lines": list(lines),
        "incoterm": "FOB",
        "place": "Panjang",
        "valid_until_on": in_days(14),
        **members,
    }


def send(thread, offer, **headers):
    return thread.seller.post(thread.path("quotes"), offer, format="json", **headers)


def make_quoted(product) -> Thread:
    """Its seller has quoted 1.85 USD for each of 200 kg."""
    thread = make_thread(product)
    send(thread, offer_of(line_of(thread.item)))
    return thread


def sent_by(thread) -> dict:
    return thread.buyer.get(thread.path("quotes")).json()["results"][0]


def decide(client, quote_id, verb):
    return client.post(f"/v1/quotes/{quote_id}/{verb}")
