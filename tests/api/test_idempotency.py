"""`Idempotency-Key`: asked again, answered again, done once (contract, rule 17)."""

import hashlib
import io
import json

import pytest
from PIL import Image as Picture
from rest_framework.test import APIClient

from catalogue.accounts.models import Token, User
from catalogue.journal.models import IdempotencyKey, Notice
from catalogue.products import decoding, images
from catalogue.products.actions import editing
from catalogue.products.models import Image, Product
from catalogue.reviews.models import Report, Review
from tests.catalogue.reviews import subjects
from tests.factories import (
    later,
    make_member,
    make_officer,
    make_seller,
    make_user,
    signed_in,
)

pytestmark = pytest.mark.django_db
KEY = "0193a1c2-7b1e-7c3a-9f57-2f6f0a5d9e11"
PRODUCTS = "/v1/seller/products"
REPEATED = "Idempotency-Replayed"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.STORAGES = {**settings.STORAGES}  # made anew, for it


@pytest.fixture
def seller(db):
    return make_seller(owner=make_user())


@pytest.fixture
def api(seller):
    return signed_in(APIClient(), seller.members.get().user)


def post(client, path=PRODUCTS, body=None, key=KEY, **headers):
    return client.post(
        path, body or {}, format="json", HTTP_IDEMPOTENCY_KEY=key, **headers
    )


def same(first, again):
    """Status, body and the headers that tell of them."""
    return (
        (first.status_code, first.content) == (again.status_code, again.content)
        and all(
            first.get(name) == again.get(name)
            for name in ("Location", "ETag", "Content-Language", "Content-Type")
        )
        and REPEATED not in first
        and again[REPEATED] == "true"
    )


def test_the_same_again_gives_the_same_answer_and_does_nothing(api, seller):
    first = post(api, body={"name": {"id": "Keripik"}, "sku": "A"})

    again = post(api, body={"name": {"id": "Keripik"}, "sku": "A"})

    assert first.status_code == 201
    assert same(first, again)
    assert again["Cache-Control"] == "no-store"
    assert Product.objects.filter(seller=seller).count() == 1
    assert IdempotencyKey.objects.count() == 1


def test_bodies_are_compared_by_their_members(api, seller):
    first = api.generic(
        "POST", PRODUCTS, '{"sku":"A","lead_time_days":1}', "application/json",
        HTTP_IDEMPOTENCY_KEY=KEY,
    )  # fmt: skip
    again = api.generic(
        "POST", PRODUCTS, ' {"lead_time_days": 1,\n "\\u0073ku": "A"} ',
        "application/json", HTTP_IDEMPOTENCY_KEY=KEY,
    )  # fmt: skip

    assert same(first, again)
    assert Product.objects.filter(seller=seller).count() == 1


@pytest.mark.parametrize("body", [{"sku": "B"}, {}, {"sku": "A", "lead_time_days": 1}])
def test_another_body_under_the_same_key_is_refused(api, seller, body):
    post(api, body={"sku": "A"})

    answer = post(api, body=body)

    assert (answer.status_code, answer.json()["code"]) == (
        422,
        "idempotency_key_reused",
    )
    assert Product.objects.filter(seller=seller).count() == 1


def test_a_number_is_not_its_text(api):
    path = "/v1/reports"
    post(api, path, {"note": "1"})

    assert post(api, path, {"note": 1}).status_code == 400  # nothing was kept


def test_each_caller_has_keys_of_her_own(api, seller):
    staff = signed_in(APIClient(), make_member(seller).user)
    stranger = signed_in(APIClient(), make_user())
    first = post(api, body={"sku": "A"})

    by_staff = post(staff, body={"sku": "B"})
    by_stranger = post(stranger, body={"sku": "A"})

    assert (by_staff.status_code, REPEATED in by_staff) == (201, False)
    assert (by_stranger.status_code, REPEATED in by_stranger) == (403, False)
    assert first.content not in by_stranger.content
    assert Product.objects.filter(seller=seller).count() == 2


def test_a_caller_is_a_person_whatever_token_she_has(api, seller):
    """A phone signs in anew between the two."""
    first = post(api, body={"sku": "A"})
    anew = signed_in(APIClient(), seller.members.get().user)

    assert same(first, post(anew, body={"sku": "A"}))


def test_whoever_was_removed_meanwhile_is_told_nothing(api, seller):
    first = post(api, body={"sku": "A"})
    Token.objects.all().update(revoked_at="2026-01-01T00:00Z")

    answer = post(api, body={"sku": "A"})

    assert first.status_code == 201
    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")


def test_who_acts_for_another_business_meanwhile_is_told_nothing_of_the_first(seller):
    member = make_member(seller, make_user())
    her, product = signed_in(APIClient(), member.user), subjects.draft(seller)
    path = f"{PRODUCTS}/{product.pk}/archive"
    first = post(her, path)

    member.delete()
    alone = post(her, path)
    make_member(make_seller(), member.user)
    elsewhere = post(her, path)

    assert first.status_code == 200
    assert (alone.status_code, elsewhere.status_code) == (403, 404)
    assert first.content not in alone.content + elsewhere.content


def test_who_looks_after_another_regency_meanwhile_is_told_nothing(seller):
    officer = make_officer(seller.regency_id)
    him, path = signed_in(APIClient(), officer), f"/v1/officer/sellers/{seller.pk}"
    first = post(him, f"{path}/suspend", {"reason": "violation"})

    officer.oversights.update(regency="18.71")
    after = post(him, f"{path}/suspend", {"reason": "violation"})

    assert (first.status_code, after.status_code) == (200, 404)


def test_each_path_has_keys_of_its_own(api, seller):
    one, two = (subjects.draft(seller) for _ in range(2))

    answers = [post(api, f"{PRODUCTS}/{p.pk}/archive") for p in (one, two)]

    assert [a.status_code for a in answers] == [200, 200]
    assert [a.json()["id"] for a in answers] == [str(one.pk), str(two.pk)]


def test_a_step_taken_twice_is_taken_once(api, seller):
    product = subjects.draft(seller)
    path = f"{PRODUCTS}/{product.pk}/submit"
    first = post(api, path)

    assert same(first, post(api, path))
    assert Review.objects.filter(subject_id=product.pk).count() == 1
    assert post(api, path, key=KEY[::-1]).status_code == 409  # done again, it cannot


def test_a_guest_may_change_network(client, sample):
    body = {"product_id": str(sample("P001").pk), "reason": "misleading"}
    first = post(client, "/v1/reports", body)

    again = post(client, "/v1/reports", body, REMOTE_ADDR="203.0.113.9")

    assert (first.status_code, Report.objects.count()) == (202, 1)
    assert same(first, again)
    assert post(client, "/v1/reports", {**body, "note": "x"}).status_code == 422
    assert Report.objects.count() == 1


def test_a_guest_and_a_signed_in_caller_are_two(client, api, sample):
    body = {"product_id": str(sample("P001").pk), "reason": "misleading"}
    post(client, "/v1/reports", body)

    answer = post(api, "/v1/reports", body)

    assert (answer.status_code, REPEATED in answer) == (202, False)
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    "key",
    [
        "",
        "short",
        "x" * 15,
        "x" * 65,
        "with a space in it",
        "tab\tin the middle of it",
        "kéy-of-16-or-more-characters",
    ],
)
def test_a_malformed_key_is_refused_and_nothing_done(api, seller, key):
    answer = post(api, body={"sku": "A"}, key=key)

    (fault,) = answer.json()["errors"]
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert (fault["in"], fault["pointer"]) == ("header", "Idempotency-Key")
    assert not Product.objects.filter(seller=seller).exists()


@pytest.mark.parametrize("key", ["x" * 16, "x" * 64, "!~" * 8])
def test_a_key_of_16_to_64_printable_characters_is_taken(api, key):
    assert post(api, key=key).status_code == 201


def test_what_was_refused_is_tried_anew(api, seller):
    refused = post(api, body={"price": {"amount": "0"}})

    made = post(api, body={"price": {"amount": "5"}})

    assert (refused.status_code, made.status_code) == (400, 201)
    assert REPEATED not in made
    assert Product.objects.filter(seller=seller).count() == 1


def test_a_conflict_is_not_kept_either(api, seller):
    other = post(api, body={"sku": "A"}, key="k" * 16).json()
    assert post(api, body={"sku": "A"}).status_code == 409
    api.delete(f"{PRODUCTS}/{other['id']}")

    assert post(api, body={"sku": "A"}).status_code == 201


def test_a_handler_that_fails_leaves_no_key(api, seller, monkeypatch):
    def fail(**kwargs):
        Product.objects.create(seller=seller)
        raise RuntimeError("out of luck")

    with monkeypatch.context() as patched:
        patched.setattr(editing, "create_product", fail)
        broken = post(api, body={"sku": "A"})

    assert (broken.status_code, IdempotencyKey.objects.count()) == (500, 0)
    assert not Product.objects.filter(seller=seller).exists()
    assert post(api, body={"sku": "A"}).status_code == 201


def test_a_key_that_is_not_kept_leaves_no_product(api, seller, monkeypatch):
    from api import idempotency

    def fail(*args):
        raise RuntimeError("out of luck")

    with monkeypatch.context() as patched:
        patched.setattr(idempotency, "keep", fail)
        broken = post(api, body={"sku": "A"})

    assert broken.status_code == 500
    assert not Product.objects.filter(seller=seller).exists()
    assert IdempotencyKey.objects.count() == 0


def test_a_key_is_forgotten_after_a_day(api, seller):
    first = post(api, body={"sku": "A"})

    # Her token is good for a quarter of an hour.
    Token.objects.all().update(expires_at="2999-01-01T00:00Z")
    with later(hours=23, minutes=59):
        assert same(first, post(api, body={"sku": "A"}))
    with later(hours=24, seconds=1):
        answer = post(api, body={"sku": "B"})

    assert (answer.status_code, REPEATED in answer) == (201, False)
    assert Product.objects.filter(seller=seller).count() == 2
    assert IdempotencyKey.objects.count() == 1


# -- secrets


def test_a_kept_secret_cannot_be_read_without_the_key(api, seller):
    body = {"name": "Spreadsheet", "scopes": ["products:write"]}
    first = post(api, "/v1/api-keys", body)
    secret = first.json()["secret"]

    again = post(api, "/v1/api-keys", body)

    assert same(first, again)
    assert again.json()["secret"] == secret
    assert Token.objects.filter(kind="ak").count() == 1
    row = IdempotencyKey.objects.get()
    kept = b"".join(
        [
            bytes(row.sealed_answer),
            json.dumps(
                [row.caller, row.method, row.path, row.key_digest, row.body_digest]
            ).encode(),
        ]
    )
    for plain in (secret, secret[3:], KEY, "Spreadsheet"):
        assert plain.encode() not in kept


def test_signing_in_and_registering_heed_no_key(client):
    body = {
        "email": "sari@example.org",
        "password": "rahasia-Lampung-77",
        "name": "Sari",
    }
    first = post(client, "/v1/auth/register", body)
    other = post(client, "/v1/auth/register", {**body, "name": "Other"})

    assert (first.status_code, other.status_code) == (201, 201)
    assert REPEATED not in other
    assert Notice.objects.filter(address="sari@example.org").count() == 2
    assert User.objects.filter(email="sari@example.org").count() == 1
    assert IdempotencyKey.objects.count() == 0


@pytest.mark.parametrize("key", ["short", KEY])
def test_only_a_post_heeds_a_key(api, seller, key):
    product = subjects.draft(seller, attributes=[])
    path = f"{PRODUCTS}/{product.pk}"
    headers = {"HTTP_IDEMPOTENCY_KEY": key}

    answers = [
        api.patch(path, {"lead_time_days": n}, format="json", **headers) for n in (1, 2)
    ]

    assert [a.json()["lead_time_days"] for a in answers] == [1, 2]
    assert api.get(path, **headers).status_code == 200
    assert IdempotencyKey.objects.count() == 0


# -- uploads


@pytest.fixture
def upload(api, seller, monkeypatch):
    monkeypatch.setattr(decoding, "check", images.check)
    product = subjects.draft(seller)
    product.images.all().delete()

    def send(colour="red", name="a.png", **fields):
        file = io.BytesIO()
        Picture.new("RGB", (8, 6), colour).save(file, "PNG")
        file.seek(0)
        file.name = name
        return api.post(
            f"{PRODUCTS}/{product.pk}/images",
            {"file": file, **fields},
            format="multipart",
            HTTP_IDEMPOTENCY_KEY=KEY,
        )

    return send


def test_an_upload_is_the_same_by_the_bytes_of_its_file(upload):
    first = upload(name="a.png", alt='{"id": "Foto"}')

    again = upload(name="another.png", alt='{"id": "Foto"}')

    assert first.status_code == 201  # a repeat without a key would be a 200
    assert same(first, again)
    assert Image.objects.filter(pk=first.json()["id"]).count() == 1


@pytest.mark.parametrize(
    "other", [{"colour": "blue"}, {"alt": '{"id": "Lain"}'}, {"position": "0"}]
)
def test_another_file_or_field_is_another_upload(upload, other):
    first = upload(alt='{"id": "Foto"}')

    answer = upload(**{"alt": '{"id": "Foto"}', **other})

    assert (answer.status_code, answer.json()["code"]) == (
        422,
        "idempotency_key_reused",
    )
    assert Image.objects.filter(product__images=first.json()["id"]).count() == 1


def test_what_was_no_picture_is_tried_anew(upload, monkeypatch):
    def refuse(data):
        raise images.UnsupportedImage

    with monkeypatch.context() as patched:
        patched.setattr(decoding, "check", refuse)
        assert upload().status_code == 415

    assert upload("blue").status_code == 201


def test_a_kept_body_cannot_be_guessed_from_its_row(api, seller):
    body = {"name": {"id": "Rahasia"}}
    api.post(PRODUCTS, body, format="json", HTTP_IDEMPOTENCY_KEY="k" * 20)

    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    guess = hashlib.sha256(text.encode()).hexdigest()
    assert IdempotencyKey.objects.get().body_digest != guess
