"""What many tests of enquiries do: ask, follow, act as one side."""

from rest_framework.test import APIClient

from catalogue.accounts.models import Token
from catalogue.enquiries.models import Submission

ENQUIRIES = "/v1/enquiries"
NOBODY = "01a20ee0-0000-7000-8000-000000000000"
CONTACT = {
    "name": "Aiko Mori",
    "email": "aiko@example.jp",
    "company": "Mori Trading",
    "phone": None,
    "country": "JP",
    "language": "en",
}


def wanted(product, **members) -> dict:
    return {"product_id": str(product.pk), **members}


def question(*products, **changes) -> dict:
    """The body by which a guest asks for these; a change to None leaves it out."""
    whole = {
        "items": [wanted(product) for product in products],
        "message": "We need 200 pieces for a shop in Osaka.",
        "contact": CONTACT,
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def ask(client, *products, headers=None, **changes):
    body = question(*products, **changes)
    return client.post(f"{ENQUIRIES}?lang=en", body, format="json", **headers or {})


def with_token(secret) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def do(client, enquiry, verb, body=None, **headers):
    path = f"{ENQUIRIES}/{enquiry.pk}/{verb}"
    return client.post(f"{path}?lang=en", body or {}, format="json", **headers)


def read(client, enquiry):
    return client.get(f"{ENQUIRIES}/{enquiry.pk}?lang=en")


def write(client, enquiry, body="Good morning", **members):
    return do(client, enquiry, "messages", {"body": body, **members})


def faults(response) -> list[tuple[str, str]]:
    assert response.status_code == 400, response.json()
    return [(e["pointer"], e["code"]) for e in response.json()["errors"]]


def refused(response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def nothing_was_asked() -> bool:
    return not Submission.objects.exists() and not Token.objects.filter(kind="et")


def listed(client, query="") -> list[str]:
    response = client.get(f"{ENQUIRIES}?{query}")
    assert response.status_code == 200, response.json()
    return [row["id"] for row in response.json()["results"]]


def ids(*enquiries) -> list[str]:
    return [str(enquiry.pk) for enquiry in enquiries]
