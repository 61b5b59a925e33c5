"""Many at once: `python -m tests.concurrency.scenarios` plays all, prints what came.

Each scenario makes its own businesses, lets threads with connections of their own begin
at the same moment, and returns plain facts for the tests to judge.
"""

import io
import itertools
import json
import random
import sys
import time

import django

django.setup()

from PIL import Image as Picture  # noqa: E402

from catalogue.accounts.models import Token  # noqa: E402
from catalogue.accounts.tokens import sign_in  # noqa: E402
from catalogue.journal.models import AuditEntry  # noqa: E402
from catalogue.listings.checking import drift  # noqa: E402
from catalogue.listings.jobs import rebuild_scope  # noqa: E402
from catalogue.products import decoding, images  # noqa: E402
from catalogue.products.actions import files, publishing  # noqa: E402
from catalogue.products.models import Image, Product  # noqa: E402
from catalogue.reviews.models import Review  # noqa: E402
from catalogue.search import checking as searching  # noqa: E402
from catalogue.search.backends import Index, backend  # noqa: E402
from catalogue.search.jobs import sweep, work  # noqa: E402
from catalogue.search.models import (  # noqa: E402
    ProductDocument,
    SellerDocument,
    Term,
)
from catalogue.sellers.models import Member, Seller  # noqa: E402
from tests.catalogue.reviews import subjects  # noqa: E402
from tests.concurrency import thread_scenarios  # noqa: E402
from tests.concurrency.callers import (  # noqa: E402
    Call,
    Caller,
    at_once,
    business,
    in_review,
    officer,
    told,
)
from tests.factories import make_user  # noqa: E402

PRODUCTS = "/v1/seller/products"
_numbers = itertools.count(1)


def photo() -> io.BytesIO:
    colour = f"#{next(_numbers):06x}"
    file = io.BytesIO()
    Picture.new("RGB", (64, 48), colour).save(file, "PNG")
    file.seek(0)
    file.name = "photo.png"
    return file


# -- the scenarios


def two_approvals_of_one_review() -> dict:
    seller, _ = business()
    product, review = in_review(seller)
    path = f"/v1/officer/reviews/{review.pk}/approve"

    def call(who: Caller) -> Call:
        return lambda: told(who("post", path, {}))

    answers = at_once(*map(call, [officer() for _ in range(4)]))
    entries = AuditEntry.objects.filter(
        action="review.approved", subject_id=str(product.pk)
    )
    return {"answers": sorted(answers, key=str), "entries": entries.count()}


def an_edit_and_an_approval() -> list[dict]:
    """Of six products; each approval with the tag of what was read."""
    who, found = officer(), []
    for number in range(6):
        seller, her = business()
        product, review = in_review(seller)
        path = f"/v1/officer/reviews/{review.pk}"
        tag = who("get", path)["ETag"]

        def edit(her=her, product=product, number=number):
            if number % 2:  # else it comes first, as it asks for less
                time.sleep(random.random() / 10)
            name = {"name": {"id": f"Edited {number}"}}
            return told(her("patch", f"{PRODUCTS}/{product.pk}", name))

        def approve(path=path, tag=tag, number=number):
            if number % 2 == 0:
                time.sleep(random.random() / 10)
            return told(who("post", f"{path}/approve", {}, HTTP_IF_MATCH=tag))

        edited, approved = at_once(edit, approve)
        product.refresh_from_db()
        review.refresh_from_db()
        found.append(
            {
                "edited": edited,
                "approved": approved,
                "status": product.status,
                "review": review.status,
                "live": product.name["id"],
                "seen": review.snapshot.get("name", {}).get("id"),
            }
        )
    return found


def one_picture_uploaded_at_once() -> dict:
    seller, her = business()
    product = subjects.draft(seller)
    data = photo().getvalue()
    # At once in earnest: no more than two processes decode, and the others may be sent
    # away with a 503.
    decoding.check = images.check

    def upload():
        file = io.BytesIO(data)
        file.name = "photo.png"
        return her("post", f"{PRODUCTS}/{product.pk}/images", form={"file": file})

    answers = at_once(*[upload] * 4)
    rows = Image.objects.filter(product=product, status="processing")
    kept = files.private().listdir("uploads")[1]
    new = [row for row in rows if str(row.pk) in kept]
    return {
        "statuses": sorted(a.status_code for a in answers),
        "ids": len({a.json()["id"] for a in answers}),
        "rows": rows.count(),
        "uploads": len(new),
        "strays": len(kept) - len(new),
    }


def one_key_ten_times() -> dict:
    seller, her = business()
    key = "0193a1c2-7b1e-7c3a-9f57-2f6f0a5d9e11"

    def create():
        body = {"name": {"id": "Satu"}, "sku": "SATU"}
        return her("post", PRODUCTS, body, HTTP_IDEMPOTENCY_KEY=key)

    answers = at_once(*[create] * 10)
    return {
        "statuses": [a.status_code for a in answers],
        "bodies": len({a.content for a in answers}),
        "replayed": sum("Idempotency-Replayed" in a for a in answers),
        "products": Product.objects.filter(seller=seller).count(),
    }


def one_key_of_a_failing_request() -> dict:
    """Nothing is kept of a refusal, so each is refused by itself."""
    seller, her = business()

    def create():
        body = {"price": {"amount": "-1"}}
        return told(her("post", PRODUCTS, body, HTTP_IDEMPOTENCY_KEY="k" * 20))

    return {
        "answers": at_once(*[create] * 4),
        "products": Product.objects.filter(seller=seller).count(),
    }


def two_products_take_one_sku() -> dict:
    seller, her = business()
    answers = at_once(*[lambda: told(her("post", PRODUCTS, {"sku": "SAMA"}))] * 4)
    return {
        "answers": sorted(answers, key=str),
        "products": Product.objects.filter(seller=seller).count(),
    }


def a_refresh_token_spent_twice() -> dict:
    user = make_user(password=None)
    pair = sign_in(user)

    def spend():
        body = {"refresh_token": pair.refresh}
        return Caller()("post", "/v1/auth/token/refresh", body).status_code

    answers = at_once(spend, spend)
    usable = Token.objects.filter(
        user=user, kind="rt", spent_at=None, revoked_at=None
    ).count()
    return {"answers": answers, "usable": usable}


def one_person_registers_twice() -> dict:
    user = make_user(password=None)
    her = Caller(user)

    def register(name):
        body = {"name": name, "regency": "18.01"}
        return lambda: told(her("post", "/v1/seller", body))

    answers = at_once(*[register(f"Usaha {n}") for n in range(3)])
    return {
        "answers": sorted(answers, key=str),
        "members": Member.objects.filter(user=user).count(),
        "sellers": Seller.objects.filter(name__startswith="Usaha ").count(),
    }


def one_nib_verified_twice() -> dict:
    """Anybody may say it is hers; one business is verified by it."""
    who, reviews = officer(), []
    for number in range(3):
        her = Caller(make_user(password=None))
        body = {"name": f"N{number}", "regency": "18.01", "nib": "9120001234567"}
        seller = her("post", "/v1/seller", body).json()["id"]
        reviews.append(Review.objects.get(subject_id=seller))

    def approve(review):
        path = f"/v1/officer/reviews/{review.pk}/approve"
        return lambda: told(who("post", path, {}))

    answers = at_once(*map(approve, reviews))
    verified = Seller.objects.public().filter(nib="9120001234567")
    return {"answers": sorted(answers, key=str), "verified": verified.count()}


def businesses_of_one_name() -> dict:
    def register():
        her = Caller(make_user(password=None))
        body = {"name": "Usaha Bersama", "regency": "18.01"}
        return lambda: told(her("post", "/v1/seller", body))

    answers = at_once(*[register() for _ in range(4)])
    slugs = Seller.objects.filter(name="Usaha Bersama").values_list("slug", flat=True)
    return {"answers": answers, "slugs": sorted(slugs)}


def products_of_one_name_published() -> dict:
    who = officer()
    reviews = []
    for _ in range(4):
        seller, _her = business()
        reviews.append(in_review(seller, name={"id": "Nama Bersama"})[1])

    def approve(review):
        path = f"/v1/officer/reviews/{review.pk}/approve"
        return lambda: told(who("post", path, {}))

    answers = at_once(*map(approve, reviews))
    slugs = Product.objects.filter(slug__startswith="nama-bersama")
    return {
        "answers": answers,
        "slugs": sorted(slugs.values_list("slug", flat=True)),
    }


def twenty_published_while_listings_are_rebuilt() -> dict:
    who = officer()
    made = []
    for number in range(20):
        seller, her = business()
        product, review = in_review(seller, name={"id": f"Kain {number}"})
        made.append((product, review, her))

    def publish(part):
        def play():
            statuses = []
            for product, review, her in part:
                path = f"/v1/officer/reviews/{review.pk}/approve"
                statuses.append(who("post", path, {}).status_code)
                price = {"price": {"amount": "9000"}}
                path = f"{PRODUCTS}/{product.pk}"
                statuses.append(her("patch", path, price).status_code)
            return statuses

        return play

    def rebuild():
        for _ in range(2):
            rebuild_scope("all")
        return "rebuilt"

    def hide_and_show():
        product = made[0][0]
        for _ in range(3):
            publishing.hide_product(product_id=product.pk)
            publishing.show_product(product_id=product.pk)
        return "shown"

    parts = [publish(made[n::4]) for n in range(4)]
    *answers, rebuilt, again, shown = at_once(*parts, rebuild, rebuild, hide_and_show)
    return {
        "statuses": sorted(status for part in answers for status in part)
        if all(isinstance(part, list) for part in answers)
        else answers,
        "others": [rebuilt, again, shown],
        "public": Product.objects.public()
        .filter(pk__in=[product.pk for product, *_ in made])
        .count(),
        "drift": [*drift(), *searching.drift()],
    }


def twenty_published_while_search_is_rebuilt() -> dict:
    """From nothing, as on the first start of a release that searches otherwise."""
    who = officer()
    made = []
    for number in range(20):
        seller, her = business()
        product, review = in_review(seller, name={"id": f"Tapis xyz{number}"})
        made.append((product, review, her))
        if number < 10:
            who("post", f"/v1/officer/reviews/{review.pk}/approve", {})
    _forget_what_is_searched()

    def publish_and_rename(part):
        def play():
            statuses = []
            for product, review, her in part:
                path = f"/v1/officer/reviews/{review.pk}/approve"
                if Review.objects.get(pk=review.pk).status == "pending":
                    statuses.append(who("post", path, {}).status_code)
                price = {"price": {"amount": "9000"}}
                path = f"{PRODUCTS}/{product.pk}"
                statuses.append(her("patch", path, price).status_code)
            return sorted(set(statuses))

        return play

    def rebuild():
        for _ in range(2):
            for _, batches, _ in work():
                sum(batches)
        return "rebuilt"

    def sweep_words():
        for _ in range(5):
            sweep()
        return "swept"

    def hide_and_show():
        product = made[0][0]
        for _ in range(3):
            publishing.hide_product(product_id=product.pk)
            publishing.show_product(product_id=product.pk)
        return "shown"

    parts = [publish_and_rename(made[n::3]) for n in range(3)]
    answers = at_once(*parts, rebuild, rebuild, sweep_words, hide_and_show)
    return {
        "answers": answers,
        "searched": ProductDocument.objects.filter(
            product_id__in=[product.pk for product, *_ in made]
        ).count(),
        "drift": [*drift(), *searching.drift()],
    }


def _forget_what_is_searched() -> None:
    for model in (ProductDocument, SellerDocument, Term):
        model.objects.all().delete()
    for index in Index:
        backend().remove(index, backend().keys(index))


SCENARIOS = [
    two_approvals_of_one_review,
    an_edit_and_an_approval,
    one_picture_uploaded_at_once,
    one_key_ten_times,
    one_key_of_a_failing_request,
    two_products_take_one_sku,
    a_refresh_token_spent_twice,
    one_person_registers_twice,
    one_nib_verified_twice,
    businesses_of_one_name,
    products_of_one_name_published,
    twenty_published_while_listings_are_rebuilt,
    twenty_published_while_search_is_rebuilt,
]


def main() -> None:
    found = {}
    for scenario in [*SCENARIOS, *thread_scenarios.SCENARIOS]:
        begun = time.monotonic()
        found[scenario.__name__] = scenario()
        taken = time.monotonic() - begun
        sys.stderr.write(f"{scenario.__name__}: {taken:.1f} s\n")
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
