"""Three sellers answer from the links in their letters."""

from typing import Any

from tests.story.importer.cast import AIKO, SELLERS
from tests.story.steps import Letter, Step, under

SCREENS = "screens/enquiry"
PICTURES = f"""| the letter a seller gets | the page it opens |
|---|---|
| ![The letter]({SCREENS}-letter-light.png) | ![The page]({SCREENS}-page-light.png) |"""


def _opening(who: str, to: str, enquiry: str, title: str, says: str) -> Step:
    return Step(
        title,
        says,
        None,
        "POST",
        "/v1/enquiries/open",
        body={"token": "{letter}"},
        letter=Letter("enquiry_received", to),
        keep={who: "access_token"},
        show=["enquiry_id", "access_token"],
        check={"enquiry_id": f"{{{enquiry}}}"},
    )


def first_asks_back() -> list[Step]:
    return [
        _opening(
            "bukit",
            SELLERS[0],
            "first",
            "The first seller asks back",
            "Each seller gets a letter with a link of her own, good for seven days. By "
            "default it opens a [page of this service](enquiry-pages.md) on which she "
            "does all that follows; an app of yours trades its token for an `et_…` of "
            f"that one thread. Nobody signs in.\n\n{PICTURES}",
        ),
        Step(
            "",
            "She reads who asks, what for, and by when an answer is due. "
            "`allowed_actions` is what she may do now: an app offers these and needs "
            "no table of states.",
            "bukit",
            "GET",
            "/v1/enquiries/{first}?lang=en",
            keep={"first_item": "items.0.id"},
            show=[
                *("status", "waiting_on", "first_response_due_at", "buyer"),
                *("contact", "message", "destination_country", "incoterm"),
                *under("items.0", "id", "product", "quantity", "price", "price_unit"),
                *("unread", "allowed_actions"),
            ],
            check={
                "status": "new",
                "waiting_on": "seller",
                "contact.email": AIKO,
                "contact.verified": True,
                "unread": 1,
                "allowed_actions": ["reply", "quote", "decline", "report_spam"],
            },
        ),
        Step(
            "",
            "Another seller's thread is to her as if it were not there.",
            "bukit",
            "GET",
            "/v1/enquiries/{second}?lang=en",
            status=404,
            show=["code", "detail"],
            check={"code": "not_found"},
        ),
        Step(
            "",
            "Before she can name a price she has to know more. The first answer stops "
            "the clock.",
            "bukit",
            "POST",
            "/v1/enquiries/{first}/messages",
            body={
                "body": "Good morning from Liwa! Do you want whole beans or ground, "
                "and in bags of 1 kg or of 250 g?",
                "language": "en",
            },
            key="question_back",
            status=201,
            show=["id", "side", "author_name", "body", "created_at"],
            check={"side": "seller", "author_name": "Sari Pemilik (Contoh)"},
        ),
    ]


def _line(item: str, amount: str, quantity: str, **members) -> dict[str, Any]:
    return {
        "kind": "offered",
        "item_id": item,
        "unit_price": {"amount": amount, "currency": "USD"},
        "quantity": {"value": quantity, "unit": "kg"},
        **members,
    }


def _tier(quantity: str, amount: str) -> dict[str, Any]:
    return {
        "min_quantity": {"value": quantity, "unit": "kg"},
        "unit_price": {"amount": amount, "currency": "USD"},
    }


def second_quotes(valid_until_on: str) -> list[Step]:
    alternative = _line(
        "{second_item}",
        "8.90",
        "60",
        kind="alternative",
        note="The same harvest as whole beans in bags of 1 kg: the small packs are "
        "sold until January.",
    )
    return [
        _opening(
            "ulubelu",
            SELLERS[1],
            "second",
            "The second quotes at once, something else",
            "",
        ),
        Step(
            "",
            "",
            "ulubelu",
            "GET",
            "/v1/enquiries/{second}?lang=en",
            keep={"second_item": "items.0.id"},
            show=["number", *under("items.0", "id", "product.name", "quantity")],
            check={"items.0.product.id": "{womens}"},
        ),
        Step(
            "",
            "A line answers an item with what was asked for (`offered`), with "
            "something in its place (`alternative`), or with nothing "
            "(`not_available`). The quote holds until a day, under an Incoterm and a "
            "named place. Sent, it never changes; another supersedes it.",
            "ulubelu",
            "POST",
            "/v1/enquiries/{second}/quotes?lang=en",
            body={
                "lines": [alternative],
                "incoterm": "FOB",
                "place": "Panjang",
                "valid_until_on": valid_until_on,
                "lead_time_days": 14,
                "payment_terms": "50% in advance, the rest before loading.",
                "language": "en",
            },
            key="second_offer",
            status=201,
            keep={"second_quote": "id"},
            show=[
                *("id", "revision", "status", "total", "incoterm", "place"),
                *under("lines.0", "kind", "unit_price", "amount", "note"),
            ],
            check={
                "status": "open",
                "revision": 1,
                "total": {"amount": "534.00", "currency": "USD"},
                "lines.0.kind": "alternative",
            },
        ),
    ]


def third_declines() -> list[Step]:
    return [
        _opening("blambangan", SELLERS[2], "third", "The third cannot", ""),
        Step(
            "",
            "She says why; that is an answer too, and counts as one.",
            "blambangan",
            "POST",
            "/v1/enquiries/{third}/decline?lang=en",
            body={
                "reason": "min_order",
                "note": "We sort peaberry from 20 kg on. Please ask again for more.",
            },
            show=[
                *("status", "waiting_on", "decline_reason", "closing_note"),
                *("first_answered_at", "allowed_actions"),
            ],
            check={
                "status": "declined",
                "waiting_on": "nobody",
                "decline_reason": "min_order",
                "answered_by": "seller",
                "allowed_actions": ["reopen"],
            },
        ),
    ]


def first_quotes(valid_until_on: str) -> list[Step]:
    return [
        Step(
            "The first quotes, the more the cheaper",
            "Now she knows what is wanted. Tiers are prices of other quantities.",
            "bukit",
            "POST",
            "/v1/enquiries/{first}/quotes?lang=en",
            body={
                "lines": [
                    _line(
                        "{first_item}",
                        "8.40",
                        "120",
                        tiers=[_tier("300", "7.95"), _tier("600", "7.50")],
                        note="Whole beans, bags of 1 kg with a valve.",
                    )
                ],
                "incoterm": "FOB",
                "place": "Panjang",
                "valid_until_on": valid_until_on,
                "lead_time_days": 21,
                "payment_terms": "30% in advance, the rest against documents.",
                "language": "en",
            },
            key="first_offer",
            status=201,
            keep={"first_quote": "id", "code": "code"},
            show=[
                *("id", "status", "total", "valid_until_on", "lead_time_days"),
                *("lines.0.tiers", "code", "paper", "verify_url"),
            ],
            check={
                "status": "open",
                "total": {"amount": "1008.00", "currency": "USD"},
                "lines.0.tiers.1.unit_price.amount": "7.50",
            },
        ),
    ]
