"""Difficult texts come back as they were sent, from the workspace and in public."""

import json
import unicodedata

import pytest

from catalogue.products.models import Product
from tests.api.seller.making import (
    PRODUCTS,
    faults,
    live_cloth,
    patch,
    pictured,
    read,
)
from tests.catalogue.reviews import subjects

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_decoding")]

TEXTS = {
    "emoji of several characters": "Kopi ☕ 👩‍🍳👨🏽‍🌾 🇮🇩",
    "right to left": "قهوة \u200fلامبونغ\u200f 2026",
    "direction marks": "a\u202eb\u202cc",
    "combining characters": "Cafe\u0301 Lu\u0308mpur",
    "composed only by NFC": "\u1100\u1161\u11a8",
    "Aksara and Han": "ꦏꦺꦴꦥꦶ 咖啡",
    "outside the BMP": "𝓚𝓸𝓹𝓲 𠮷",
    "quotes": "'satu' \"dua\" `tiga` “empat” \\lima\\ %s {enam} $1",
    "HTML": "<b>tebal</b> &amp; <script>alert(1)</script>",
    "SQL": "'; DROP TABLE products_product; --",
    "template": "{{ 7*7 }} {% load x %} ${7*7}",
    "spaces inside": "satu  dua\u00a0tiga\u3000empat",
    "joiners": "\u200ddepan\u200c",
    "formula": "=1+1",
    "null in words": "null",
}


@pytest.mark.parametrize("what", list(TEXTS))
def test_a_text_is_kept_in_every_member(api, what):
    text = TEXTS[what]
    kept = unicodedata.normalize("NFC", text).strip()
    body = {
        "name": {"id": text, "en": text},
        "summary": {"id": text, "en": text},
        "description": {"id": text, "en": text},
        "variants": [
            {
                "sku": text,
                "name": {"id": text},
                "options": [{"option": "colour", "value": {"en": text}}],
            }
        ],
    }

    made = api.post(PRODUCTS, body, format="json").json()

    for found in (made, read(api, made["id"])):
        for member in ("name", "summary", "description"):
            assert found[member] == {"id": kept, "en": kept}
        (variant,) = found["variants"]
        assert (variant["sku"], found["sku"]) == (kept, kept)
        assert variant["name"]["id"] == kept
        assert variant["options"][0]["value"]["en"] == kept
    (row,) = api.get(PRODUCTS, {"sku": text}).json()["results"]
    assert row["name"]["id"] == kept


@pytest.mark.parametrize("what", ["HTML", "emoji of several characters", "quotes"])
def test_the_public_reads_it_as_it_is(api, client, seller, officer, what):
    text = TEXTS[what]
    long = f"{text} – cukup panjang untuk sebuah uraian produk yang lengkap."

    product = live_cloth(seller, officer, name={"id": text}, description={"id": long})

    answer = client.get(f"/v1/products/{product.pk}?lang=id")
    assert answer["Content-Type"] == "application/json"
    assert (answer.json()["name"], answer.json()["description"]) == (text, long)


@pytest.mark.parametrize("what", list(TEXTS))
def test_a_businesss_texts_and_a_pictures_are_kept_too(api, what):
    text = TEXTS[what]
    kept = unicodedata.normalize("NFC", text)
    draft = pictured(api)
    (image,) = draft["images"] or read(api, draft["id"])["images"]

    seller = api.patch(
        "/v1/seller",
        {
            "name": text,
            "story": {"id": text},
            "address": text,
            "legal_form": text[:20],
        },
        format="json",
    ).json()
    picture = api.patch(
        f"/v1/seller/images/{image['id']}", {"alt": {"en": text}}, format="json"
    ).json()

    assert (seller["name"], seller["story"]["id"], seller["address"]) == (kept,) * 3
    assert picture["alt"]["en"] == kept


@pytest.mark.parametrize(
    ("member", "limit"), [("name", 120), ("summary", 200), ("description", 5000)]
)
@pytest.mark.parametrize("character", ["x", "😀", "茶", "e\u0301"])
def test_a_text_is_as_long_as_its_limit_and_no_longer(api, member, limit, character):
    """Characters are counted after NFC; an emoji is one."""
    whole, more = character * limit, character * (limit + 1)

    made = api.post(PRODUCTS, {member: {"id": whole}}, format="json")
    refused = api.post(PRODUCTS, {member: {"id": more}}, format="json")

    assert made.status_code == 201
    assert len(made.json()[member]["id"]) == limit
    assert faults(refused) == [(f"/{member}/id", "too_long")]
    assert Product.objects.filter(seller__members__isnull=False).count() == 1


def test_spaces_around_a_text_are_no_part_of_it(api):
    made = api.post(
        PRODUCTS,
        {"name": {"id": "  Keripik \n", "en": "   "}},
        format="json",
    )

    assert made.status_code == 400  # a name is one line
    made = api.post(
        PRODUCTS, {"name": {"id": "  Keripik\u3000", "en": "   "}}, format="json"
    ).json()
    assert made["name"] == {"id": "Keripik", "en": None}


def test_a_description_has_lines_a_name_has_none(api):
    lines = "satu\n\n\tdua\r\ntiga"

    made = api.post(PRODUCTS, {"description": {"id": lines}}, format="json").json()
    refused = api.post(PRODUCTS, {"name": {"id": lines}}, format="json")

    assert made["description"]["id"] == lines
    assert faults(refused) == [("/name/id", "invalid")]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f"])
def test_control_characters_are_refused_in_every_text(api, character):
    text = f"a{character}b"
    body = {
        "name": {"id": text},
        "summary": {"id": text},
        "description": {"id": text},
        "variants": [{"sku": text, "name": {"id": text}}],
    }

    answer = api.post(PRODUCTS, body, format="json")

    assert answer.status_code == 400
    assert sorted(faults(answer)) == [
        ("/description/id", "invalid"),
        ("/name/id", "invalid"),
        ("/summary/id", "invalid"),
        ("/variants/0/name/id", "invalid"),
        ("/variants/0/sku", "invalid"),
    ]
    assert not Product.objects.filter(seller__members__isnull=False).exists()


@pytest.mark.parametrize(
    "body",
    [
        b'{"name": {"id": "\\ud800"}}',
        b'{"name": {"id": "\xff"}}',
        b'{"name": {"id": "a", "id": "b"}}',
        b'{"lead_time_days": NaN}',
        b'{"lead_time_days": Infinity}',
        b'{"lead_time_days": 01}',
        b"{" * 3000,
        b'{"name": {"id": "a"}',
        b"\xef\xbb\xbf{}",
        b"",
    ],
)
def test_what_is_no_json_we_could_write_back_is_refused(api, body):
    answer = api.generic("POST", PRODUCTS, body, "application/json")

    empty = body == b""
    assert answer.status_code == (201 if empty else 400)
    if not empty:
        assert answer.json()["code"] == "malformed_body"
        assert not Product.objects.filter(seller__members__isnull=False).exists()


def test_a_body_over_its_limit_is_refused(api):
    body = json.dumps({"name": {"id": "x" * 1024 * 1024}})

    answer = api.generic("POST", PRODUCTS, body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert not Product.objects.filter(seller__members__isnull=False).exists()


def test_an_attributes_text_is_kept(api, seller):
    draft = subjects.draft(seller, attributes=[], category="kopi-sangrai-bubuk")
    text = TEXTS["quotes"]

    body = patch(
        api, draft.pk, {"attributes": [{"code": "flavour_notes", "value": text}]}
    ).json()

    assert body["attributes"][0]["value"] == text
