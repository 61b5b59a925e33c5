"""How a seller publishes a product, and an officer reviews it."""

from tests.story.steps import Step, Story, prove_address, register, sign_in

PHOTOS = "docs/photos"
EMAIL = "ibu.wati@contoh.example"
PASSWORD = "pisang-cokelat-18"
REGENCY = "18.04"
INTRODUCTION = f"""# How a seller publishes a product

Every call here was made against `make run`, and every answer is one it gave (shortened:
an answer always has all its members). To play it yourself, start with `make run`, stay
in the folder of this repository for the photos in [{PHOTOS}](photos), and put what an
answer gives where the next call asks for it. `python -m tests.story
http://127.0.0.1:8000 seller` plays all of it and checks each answer; a test does the
same on SQLite and PostgreSQL.

```sh
api=http://127.0.0.1:8000
```
"""


def photo(name: str, alt: str | None, says: str) -> Step:
    form = {"file": f"@{PHOTOS}/{name}"}
    if alt:
        form["alt"] = alt
    return Step(
        "",
        says,
        "seller",
        "POST",
        "/v1/seller/products/{product}/images",
        form=form,
        status=201,
        keep={name.partition(".")[0]: "id"},
        show=["id", "status", "position", "width", "height", "sizes"],
        check={"status": "processing", "width": 1280, "height": 960, "sizes": []},
    )


STEPS = [
    register(
        EMAIL,
        PASSWORD,
        "Wati (Contoh)",
        "She opens an account",
        "Anybody can. The answer is the same for an address that has an account "
        "already, so nobody learns who has one.",
    ),
    prove_address(
        EMAIL,
        "A letter with a link proves the address. `make run` prints letters, and keeps "
        "them in `data/mail/`; the link ends in `?token=…`. An app that opens such "
        "links posts the token:",
    ),
    sign_in(
        "seller",
        EMAIL,
        PASSWORD,
        "Then she signs in. Send the access token with every call from here on.",
    ),
    Step(
        "She registers her business",
        "Size classes follow from the numbers given: PP 7/2021 by annual sales, "
        "Permenperin 64/2016 by workers and investment. The numbers, the address and "
        "the NIB are never published.",
        "seller",
        "POST",
        "/v1/seller",
        body={
            "name": "Keripik Bu Wati (Contoh)",
            "story": {
                "id": "Keripik pisang dari dapur rumah di Liwa, sejak 2016.",
                "en": "Banana chips from a home kitchen in Liwa, since 2016.",
            },
            "regency": REGENCY,
            "nib": "9120001234567",
            "workers": 4,
            "founded_year": 2016,
            "languages": ["id"],
            "figures": {
                "annual_sales_idr": 480000000,
                "investment_idr": 60000000,
                "year": 2025,
            },
            "contact": {"phone": "0812 7000 1234", "published": True},
        },
        status=201,
        keep={"business": "id"},
        show=["id", "status", "size_class", "industry_class", "contact"],
        check={
            "status": "pending",
            "size_class": "mikro",
            "industry_class": "industri-kecil",
            "contact.phone": "+6281270001234",
        },
    ),
    sign_in(
        "officer",
        "officer@contoh.example",
        "lampung-contoh",
        "An officer of her regency signs in; sample mode has one ready.",
    ),
    Step(
        "",
        "The business waits for her, the oldest review first.",
        "officer",
        "GET",
        "/v1/officer/reviews?kind=seller",
        keep={"seller_review": "results.-1.id"},
        show=["results.-1.id", "results.-1.kind", "results.-1.subject"],
        check={"results.-1.subject.name": "Keripik Bu Wati (Contoh)"},
    ),
    Step(
        "",
        "She knows it, and says so.",
        "officer",
        "POST",
        "/v1/officer/reviews/{seller_review}/approve",
        body={},
        show=["status", "decided_at"],
        check={"status": "approved"},
    ),
    Step(
        "A draft, from a phone",
        "A draft may lack anything. The answer says how complete it is, what is "
        "missing, and where.",
        "seller",
        "POST",
        "/v1/seller/products",
        body={
            "name": {"id": "Keripik Pisang Cokelat"},
            "category": "keripik-pisang",
            "price": {"amount": "25000"},
            "price_unit": "bungkus",
            "sku": "KPC-200",
        },
        status=201,
        keep={"product": "id"},
        show=["id", "status", "price_basis", "completeness"],
        check={"status": "draft", "price_basis": "fixed"},
    ),
    photo(
        "front.jpg",
        '{"id": "Keripik pisang cokelat, tampak depan"}',
        "Three photos, one call each, so that a bad network repeats one and not three.",
    ),
    photo(
        "bag.heic",
        '{"id": "Bungkus 200 gram"}',
        "The second is a HEIC, as iPhones write it.",
    ),
    photo(
        "sideways.jpg",
        None,
        "The third lies sideways in its file and holds the place it was taken; the "
        "answer already counts width and height upright. She forgets to say what it "
        "shows.",
    ),
    Step(
        "",
        "A moment later the worker has made the sizes; the addresses are private and "
        "run out, since nothing is published yet.",
        "seller",
        "GET",
        "/v1/seller/products/{product}/images",
        show=["results.2.status", "results.2.sizes.0"],
        check={
            "results.0.status": "ready",
            "results.1.status": "ready",
            "results.2.status": "ready",
            "results.2.sizes.0.width": 320,
            "results.2.sizes.0.height": 240,
        },
        wait=True,
    ),
    Step(
        "She submits it, and is told what is missing",
        "All of it at once, each with a pointer, in her language.",
        "seller",
        "POST",
        "/v1/seller/products/{product}/submit?lang=id",
        status=400,
        show=["code", "detail", "errors"],
        check={
            "errors.0.pointer": "/description/id",
            "errors.1.pointer": "/hs_code",
            "errors.2.pointer": "/min_order",
            "errors.3.pointer": "/attributes",
            "errors.4.pointer": "/images/2/alt/id",
        },
    ),
    Step(
        "",
        "The list of HS codes suggests one for her category.",
        None,
        "GET",
        "/v1/hs-codes?category=keripik-pisang&limit=1&lang=id",
        show=["results.0.code", "results.0.name"],
        check={"results.0.code": "200899"},
    ),
    Step(
        "She mends it",
        "`PATCH` keeps what is absent. With the `ETag` of what she read as "
        "`If-Match`, she cannot overwrite what another member changed meanwhile.",
        "seller",
        "GET",
        "/v1/seller/products/{product}",
        show=["completeness.percent"],
        tag="product_tag",
    ),
    Step(
        "",
        "",
        "seller",
        "PATCH",
        "/v1/seller/products/{product}",
        body={
            "description": {
                "id": "Pisang kepok matang, digoreng renyah, dibalut cokelat. "
                "Tanpa pengawet."
            },
            "hs_code": "2008.99",
            "min_order": {"value": "20", "unit": "bungkus"},
            "attributes": [{"code": "shelf_life", "value": "6"}],
        },
        headers={"If-Match": "{product_tag}"},
        show=["hs_code", "completeness.percent"],
        check={"hs_code": "200899"},
    ),
    Step(
        "",
        "",
        "seller",
        "PATCH",
        "/v1/seller/images/{sideways}",
        body={"alt": {"id": "Keripik dalam mangkuk"}},
        show=["alt"],
        check={"alt.id": "Keripik dalam mangkuk"},
    ),
    Step(
        "",
        "Now it goes to the trade office.",
        "seller",
        "POST",
        "/v1/seller/products/{product}/submit",
        show=["status", "completeness.percent"],
        check={"status": "in_review"},
    ),
    Step(
        "The officer asks for changes",
        "She finds it in her queue and reads it. The `ETag` makes sure that she "
        "decides on what she read.",
        "officer",
        "GET",
        "/v1/officer/reviews?kind=product",
        keep={"review": "results.-1.id"},
        show=["results.-1.id", "results.-1.subject", "results.-1.opened_at"],
        check={"results.-1.subject.name": "Keripik Pisang Cokelat"},
    ),
    Step(
        "",
        "",
        "officer",
        "GET",
        "/v1/officer/reviews/{review}",
        show=["kind", "status", "seller"],
        tag="review_tag",
    ),
    Step(
        "",
        "",
        "officer",
        "POST",
        "/v1/officer/reviews/{review}/request-changes",
        body={
            "reason": "incomplete",
            "note": {"id": "Mohon tulis nama bahasa Inggris untuk pembeli luar."},
        },
        headers={"If-Match": "{review_tag}"},
        show=["status", "reason", "note"],
        check={"status": "changes_requested"},
    ),
    Step(
        "",
        "The seller gets a letter, and sees it beside her product.",
        "seller",
        "GET",
        "/v1/seller/products/{product}",
        show=["status", "review"],
        check={
            "status": "changes_requested",
            "review.note.id": "Mohon tulis nama bahasa Inggris untuk pembeli luar.",
        },
    ),
    Step(
        "",
        "She adds it and submits again.",
        "seller",
        "PATCH",
        "/v1/seller/products/{product}",
        body={
            "name": {"en": "Chocolate Banana Chips"},
            "description": {
                "en": "Ripe kepok bananas, fried crisp and coated with chocolate."
            },
        },
        show=["name", "completeness.percent"],
        check={"name.id": "Keripik Pisang Cokelat"},
    ),
    Step(
        "",
        "",
        "seller",
        "POST",
        "/v1/seller/products/{product}/submit",
        show=["status"],
        check={"status": "in_review"},
    ),
    Step(
        "Approved: buyers see it",
        "",
        "officer",
        "GET",
        "/v1/officer/reviews?kind=product",
        keep={"review": "results.-1.id"},
        show=["results.-1.id"],
    ),
    Step(
        "",
        "",
        "officer",
        "POST",
        "/v1/officer/reviews/{review}/approve",
        body={},
        show=["status"],
        check={"status": "approved"},
    ),
    Step(
        "",
        "No token is needed from here: this is the public catalogue. The pictures have "
        "public addresses now, good for ever.",
        None,
        "GET",
        "/v1/products/{product}?lang=en",
        show=["slug", "name", "price", "seller", "image.sizes.0"],
        check={
            "slug": "keripik-pisang-cokelat",
            "name": "Chocolate Banana Chips",
            "images.2.alt": "Keripik dalam mangkuk",
        },
        wait=True,
    ),
    Step(
        "She changes the name; buyers still see the old one",
        "A published product never goes away because of an edit. Price, minimum order, "
        "capacity and lead time apply at once; everything else waits for an officer "
        "as `pending_changes`.",
        "seller",
        "PATCH",
        "/v1/seller/products/{product}",
        body={
            "name": {"en": "Dark Chocolate Banana Chips"},
            "price": {"amount": "27500"},
        },
        show=["name", "price", "pending_changes.members", "pending_changes.status"],
        check={
            "name.en": "Chocolate Banana Chips",
            "price.amount": "27500.00",
            "pending_changes.members": ["name"],
            "pending_changes.content.name.en": "Dark Chocolate Banana Chips",
        },
    ),
    Step(
        "",
        "",
        None,
        "GET",
        "/v1/products/{product}?lang=en",
        show=["name", "price"],
        check={"name": "Chocolate Banana Chips", "price.amount": "27500.00"},
        wait=True,
    ),
    Step(
        "The change is approved",
        "The officer sees the difference, member by member.",
        "officer",
        "GET",
        "/v1/officer/reviews?kind=change_set",
        keep={"review": "results.-1.id"},
        show=["results.-1.id", "results.-1.kind"],
    ),
    Step(
        "",
        "",
        "officer",
        "GET",
        "/v1/officer/reviews/{review}",
        show=["changes"],
        check={"changes.0.pointer": "/name/en"},
    ),
    Step(
        "",
        "",
        "officer",
        "POST",
        "/v1/officer/reviews/{review}/approve",
        body={},
        show=["status"],
        check={"status": "approved"},
    ),
    Step(
        "",
        "",
        None,
        "GET",
        "/v1/products/{product}?lang=en",
        show=["name", "slug"],
        check={
            "name": "Dark Chocolate Banana Chips",
            "slug": "keripik-pisang-cokelat",
        },
        wait=True,
    ),
]
STORY = Story("seller-story.md", INTRODUCTION, STEPS)
