"""She asks three sellers at once, as a guest, and proves her address."""

from typing import Any

from tests.story.importer.cast import AIKO, COFFEES, NAMES
from tests.story.steps import Letter, Step, under


def asks(needed_on: str) -> list[Step]:
    return [_search(), _question(needed_on), _again(needed_on), _confirmation()]


def _search() -> Step:
    places = {name: f"results.slug={slug}" for name, (slug, _) in COFFEES.items()}
    return Step(
        "She finds three coffees",
        "Of three sellers. None of this needs a token.",
        None,
        "GET",
        "/v1/products?q=coffee&category=kopi-sangrai-bubuk&lang=en",
        keep={name: f"{place}.id" for name, place in places.items()},
        show=[
            shown
            for place in places.values()
            for shown in under(place, "id", "name", "seller.name", "price", "min_order")
        ],
        check={
            f"{places[name]}.seller.name": seller
            for name, (_, seller) in COFFEES.items()
        },
    )


def _body(needed_on: str) -> dict[str, Any]:
    wanted = {"honey": "120", "womens": "60", "peaberry": "10"}
    return {
        "items": [
            {"product_id": f"{{{name}}}", "quantity": {"value": value, "unit": "kg"}}
            for name, value in wanted.items()
        ],
        "message": "We roast and sell coffee in Osaka and look for robusta with a "
        "clear origin. Could you quote, and tell your lead time?",
        "purpose": "bulk",
        "destination_country": "JP",
        "incoterm": "FOB",
        "needed_on": needed_on,
        "contact": {
            "name": "Aiko Mori",
            "email": AIKO,
            "company": "Mori Trading",
            "phone": None,
            "country": "JP",
            "language": "en",
        },
    }


def _question(needed_on: str) -> Step:
    return Step(
        "She asks all three at once, without an account",
        "One enquiry to each seller comes of it; no seller learns of the others. "
        "The key makes it safe to send again after a lost answer.",
        None,
        "POST",
        "/v1/enquiries?lang=en",
        body=_body(needed_on),
        key="ask",
        status=201,
        keep={
            "submission": "submission_id",
            "guest": "access_token",
            **{name: f"enquiries.{n}.id" for n, name in enumerate(NAMES)},
        },
        show=[
            "submission_id",
            "access_token",
            *under("enquiries.0", "id", "number", "status", "waiting_on"),
            *under("enquiries.0", "seller", "items.0.product", "items.0.quantity"),
            *under("enquiries.1", "id", "number", "status", "seller.name"),
            *under("enquiries.2", "id", "number", "status", "seller.name"),
        ],
        check={
            f"enquiries.{n}.{member}": value
            for n, (_, seller) in enumerate(COFFEES.values())
            for member, value in {
                "seller.name": seller,
                "status": "unconfirmed",
                "waiting_on": "buyer",
                "delivered_at": None,
            }.items()
        },
        head={"Location": None},
    )


def _again(needed_on: str) -> Step:
    return Step(
        "",
        "The answer was lost on the way, so her app sends the same again, with the "
        "same key. It gets the first answer, and no fourth enquiry.",
        None,
        "POST",
        "/v1/enquiries?lang=en",
        body=_body(needed_on),
        key="ask",
        status=201,
        show=["submission_id", *under("enquiries.0", "id", "status")],
        check={
            "submission_id": "{submission}",
            "access_token": "{guest}",
            "enquiries.0.id": "{first}",
            "enquiries.2.id": "{third}",
        },
        head={"Idempotency-Replayed": "true"},
    )


def _confirmation() -> Step:
    return Step(
        "",
        "Nothing has reached a seller yet: a letter with a link proves her address "
        "first. Its page posts the token, and so may an app that opens the link. The "
        "fresh `access_token` is for the device she read the letter on.",
        None,
        "POST",
        "/v1/enquiries/confirm?lang=en",
        body={"token": "{letter}"},
        letter=Letter("confirm_enquiry", AIKO),
        keep={"guest": "access_token"},
        show=[
            "access_token",
            *under("enquiries.0", "status", "waiting_on", "first_response_due_at"),
            "enquiries.0.allowed_actions",
            *under("enquiries.1", "status", "waiting_on"),
            *under("enquiries.2", "status", "waiting_on"),
        ],
        check={
            "submission_id": "{submission}",
            "enquiries.0.status": "new",
            "enquiries.0.waiting_on": "seller",
            "enquiries.0.allowed_actions": ["reply", "withdraw"],
            "enquiries.1.status": "new",
            "enquiries.2.status": "new",
        },
    )
