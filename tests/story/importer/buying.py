"""She reads, writes back, compares and decides."""

from tests.story.steps import Step, under


def buyer_answers() -> list[Step]:
    return [
        Step(
            "The importer reads all three",
            "Her token lists what she asked, with what each seller did.",
            "guest",
            "GET",
            "/v1/enquiries?submission_id={submission}&lang=en",
            show=[
                shown
                for n in (2, 1, 0)
                for shown in under(
                    f"results.{n}",
                    *("seller.name", "status", "waiting_on", "unread"),
                    "allowed_actions",
                )
            ],
            check={
                "results.2.id": "{first}",
                "results.2.status": "open",
                "results.2.waiting_on": "buyer",
                "results.1.status": "quoted",
                "results.1.allowed_actions": ["reply", "accept", "reject", "withdraw"],
                "results.0.status": "declined",
                "results.0.allowed_actions": ["reopen"],
            },
        ),
        Step(
            "",
            "",
            "guest",
            "GET",
            "/v1/enquiries/{first}/messages?lang=en",
            show=[
                *under("results.0", "side", "author_name", "body"),
                *under("results.1", "side", "author_name", "on_behalf", "body"),
            ],
            check={"results.0.side": "buyer", "results.1.side": "seller"},
        ),
        Step(
            "",
            "",
            "guest",
            "POST",
            "/v1/enquiries/{first}/messages",
            body={"body": "Whole beans please, in bags of 1 kg.", "language": "en"},
            key="answer",
            status=201,
            show=["side", "author_name", "body"],
            check={"side": "buyer", "author_name": "Aiko Mori"},
        ),
        Step(
            "",
            "Reading marks nothing; she says that she has read.",
            "guest",
            "POST",
            "/v1/enquiries/{first}/read?lang=en",
            show=["unread", "waiting_on"],
            check={"unread": 0, "waiting_on": "seller"},
        ),
        Step(
            "",
            "To see whether there is news, her app asks with the `ETag` it keeps.",
            "guest",
            "GET",
            "/v1/enquiries/{first}?lang=en",
            show=["status", "messages_count"],
            check={"messages_count": 3},
            tag="thread_tag",
        ),
        Step(
            "",
            "Nothing yet:",
            "guest",
            "GET",
            "/v1/enquiries/{first}?lang=en",
            headers={"If-None-Match": "{thread_tag}"},
            status=304,
        ),
    ]


def compares() -> list[Step]:
    return [
        Step(
            "She compares",
            "Goods of one HS subheading stand side by side. Only she sees this. What "
            "differs in currency is also told in one, where an operator has loaded a "
            "dated rate: as indicative, with its day.",
            "guest",
            "GET",
            "/v1/submissions/{submission}/comparison?lang=en",
            show=[
                *("currency", "market"),
                *under("sellers.0", "seller.name", "status", "quote.total"),
                *under("sellers.0", "quote.incoterm", "quote.lead_time_days"),
                *under("sellers.1", "seller.name", "status", "quote.total"),
                *under("sellers.1", "quote.incoterm", "quote.lead_time_days"),
                *under("sellers.2", "seller.name", "status", "decline_reason"),
                "rows.0.hs_code",
                *(
                    f"rows.0.cells.{n}.{member}"
                    for n in range(2)
                    for member in (
                        *("product.name", "kind", "unit_price_indicative"),
                        *("quantity", "readiness"),
                    )
                ),
                *under("rows.0.cells.2", "product.name", "kind"),
            ],
            check={
                "currency": "USD",
                "market": "JP",
                "sellers.0.quote.total.amount": "1008.00",
                "sellers.2.quote": None,
                "sellers.2.decline_reason": "min_order",
                "rows.0.hs_code": "090121",
                "rows.0.cells.0.unit_price_indicative.amount": "8.40",
                "rows.0.cells.1.kind": "alternative",
                "rows.0.cells.1.unit_price_indicative.amount": "8.90",
                "rows.0.cells.2.kind": "unspecified",
            },
        ),
    ]


def decides() -> list[Step]:
    return [
        Step(
            "One quote is agreed",
            "It is no order: goods and money change hands elsewhere.",
            "guest",
            "POST",
            "/v1/quotes/{first_quote}/accept?lang=en",
            show=["status", "total", "decided_at"],
            check={"status": "accepted"},
        ),
        Step(
            "",
            "For her bank and her carrier there is a paper, in English or Indonesian.",
            "guest",
            "GET",
            "/v1/quotes/{first_quote}/paper.pdf?lang=en",
            save="quote.pdf",
            head={"Content-Type": "application/pdf", "Content-Disposition": None},
        ),
        Step(
            "",
            "![The paper](screens/quote.png)\n\nWhoever holds it can check that it is "
            "genuine, by the code on it or its QR code, without a token. The answer "
            "names no buyer.",
            None,
            "GET",
            "/v1/quotes/verify/{code}?lang=en",
            show=[
                *("genuine", "number", "status", "seller.name", "issued_on"),
                *("total", "incoterm", "place"),
            ],
            check={
                "genuine": True,
                "status": "accepted",
                "total": {"amount": "1008.00", "currency": "USD"},
            },
        ),
        Step(
            "",
            "The other she turns down; that thread stays open for another quote.",
            "guest",
            "POST",
            "/v1/quotes/{second_quote}/reject?lang=en",
            show=["status", "decided_at"],
            check={"status": "rejected"},
        ),
    ]
