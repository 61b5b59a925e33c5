import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.enquiries.suspicion import (
    THRESHOLD,
    Sign,
    holds_link,
    is_disposable,
    signs,
)

QUESTION = "We need 200 pieces for a shop in Osaka. What is your price?"


def found(message=QUESTION, email="aiko@mori.jp", **other):
    asked = {
        "name": "Aiko Mori",
        "company": "Mori Trading",
        "sellers": 1,
        "same_body_sellers_24h": 0,
    }
    return signs(message=message, email=email, **{**asked, **other})


def weights(*args, **kwargs):
    return {sign.code: sign.weight for sign in found(*args, **kwargs)}


def is_held(*args, **kwargs):
    return sum(sign.weight for sign in found(*args, **kwargs)) >= THRESHOLD


def test_an_ordinary_question_to_three_sellers_has_no_sign():
    assert found(sellers=3) == []


@pytest.mark.parametrize(
    "message",
    [
        "See https://www.mori.jp/shop for our shops.",
        "当社サイトhttps://mori.jpをご覧ください",
        "Our shop is at shop.mori.jp.",
        "Harga 1.000.000 per kg.Terima kasih; HS 0901.11.10; 01-02-2027.",
        "Minta 1.250 kg, dikirim 2027-02-01, dibayar 50.000.000 rupiah.",
        "FOB PANJANG, 200 PCS, L/C AT SIGHT",
        "Answer to aiko@mori.jp please.",
    ],
)
def test_what_honest_buyers_write_is_no_sign(message):
    assert found(message) == []


@pytest.mark.parametrize(
    "message",
    ["Call +81 6 1234 5678.", "Hubungi 0813-2222-3333 ya.", "WA 6281322223333"],
)
def test_one_telephone_number_does_not_hold(message):
    assert found(message) == [Sign("phone", 1)]


def test_her_site_her_telephone_and_her_messenger_together_do_not_hold():
    message = "https://mori.jp, +81 6 1234 5678 or wa.me/81612345678, telegram: aiko1"

    assert weights(message) == {"phone": 1, "messenger_link": 1, "messenger_handle": 1}
    assert not is_held(message)


@pytest.mark.parametrize(
    ("message", "signs_found"),
    [
        ("Look at https://other.example/a", {"links": 2}),
        ("Look at https://medium.com/@mori", {"links": 2}),
        ("http://a.top b.shop/x www.c.zz", {"links": 4}),
        ("http://a.top b.shop c.click d.xyz e.online", {"links": 5}),
        ("Click http://bit.ly/x1", {"links": 2, "short_link": 3}),
        ("Log in at http://google.com@evil.top/a", {"links": 2}),
        ("go to promo[.]xyz", {"links": 2}),
        ("go to pro\u200bmo.xyz", {"links": 2}),
        ("hxxp://promo.top", {"links": 2}),
    ],
)
def test_links_to_elsewhere_are_counted(message, signs_found):
    assert weights(message) == signs_found


@pytest.mark.parametrize(
    "link", ["http://раypal.com", "http://xn--pypal-4ve.com", "http://аррӏе.com"]
)
def test_a_link_in_mixed_or_borrowed_letters_holds(link):
    assert weights(f"Pay at {link}/x") == {"links": 2, "lookalike_link": 5}


def test_a_link_in_letters_of_one_foreign_script_is_a_link_and_no_lookalike():
    assert weights("http://пример.рф") == {"links": 2}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("Please verify your account at once", "asks_for_credentials"),
        ("Kirim kode OTP yang masuk ke HP anda", "asks_for_credentials"),
        ("We pay by bitcoin", "odd_payment"),
        ("Ada kelebihan transfer, mohon dikembalikan", "odd_payment"),
    ],
)
def test_words_of_swindlers_hold_only_with_something_else(message, code):
    assert weights(message) == {code: 4}
    assert not is_held(message)
    assert is_held(f"{message} http://evil.top")


def test_three_telephone_numbers_and_shouting_hold():
    message = (
        "BEST MARKETING SERVICES EVER FOR YOUR BUSINESS NOW"
        " +628131111222 +628132222333 +628133333444"
    )

    assert weights(message) == {"phone": 3, "capitals": 2}
    assert is_held(message)


def test_a_link_in_place_of_a_name_is_a_sign():
    assert weights(name="www.casino.top") == {"link_as_name": 3}
    assert weights(company="Cheap https://x.top") == {"link_as_name": 3}


@pytest.mark.parametrize(
    "called",
    [
        "J.CO Donuts & Coffee", "PT.Maju Jaya,Tbk", "CV.Dewi & Co.", "S.Id Kreasi",
        "Budi Santoso,S.E.,M.M.", "T.Co Enterprises", "R.A.M.Co Ltd.",
        "A.B.Smith & Co.", "M.De Vries", "M.A.De Jong", "Fa.De Boer B.V.",
        "Dr.De Groot", "Müller GmbH & Co.KG", "Weber e.K.", "St.Gallener Hof",
        "森商事株式会社", "Mori Shoji Co.,Ltd.", "A.Mori K.K.",
    ],
)  # fmt: skip
def test_initials_and_forms_of_firms_in_a_name_are_no_links(called):
    written = f"{QUESTION}\n{called}\nTel +62 812-3456-7890"

    assert not holds_link(called)
    assert weights(written, name=called, company=called) == {"phone": 1}


KOPIKU = "Kami Kopiku.com, 0812-3456-7890, wa.me/6281234567890, lihat kopiku.com"
SIGNATURES = {
    "id": ("Kopiku.com", KOPIKU),
    "en": (
        "Acme Trading.Co",
        "We are Acme Trading.Co. Tel +44 20 7946 0001, Fax +44 20 7946 0002",
    ),
    "nl": (
        "De Vries Import B.V.",
        "Met vriendelijke groet,\nJ.De Vries\nT +31 20 123 4567\nF 020-123 4568\n"
        "www.devries-import.nl\nKvK 12345678",
    ),
    "de": (
        "Weber Feinkost GmbH & Co.KG",
        "Mit freundlichen Grüßen\nK.Weber\nTel.: +49 (0)30 1234567\n"
        "Fax: +49 (0)30 1234568\nwww.weber-feinkost.de\nUSt-IdNr. DE123456789",
    ),
    "ja": (
        "森商事株式会社",
        "〒541-0041 大阪市中央区北浜1-2-3\nTEL: 06-1234-5678\n"
        "FAX: 06-1234-5679\nhttps://mori-shoji.jp",
    ),
}


@pytest.mark.parametrize("language", SIGNATURES)
def test_an_ordinary_signature_under_an_address_of_elsewhere_does_not_hold(language):
    company, message = SIGNATURES[language]

    assert not is_held(message, email="aiko.mori@gmail.com", company=company)


@pytest.mark.parametrize(
    ("company", "message"),
    [
        ("Prize t.co/x1", QUESTION),
        ("http://s.id", QUESTION),
        ("раypal.com", QUESTION),
        ("Kopiku.com", "Click http://bit.ly/x1"),
        ("Kopiku.com", "Pay at http://раypal.com"),
        ("www.casino.top", "Look at https://other.example/a"),
        ("Casino.top", "a.top/x and https://other.example/a"),
        ("Casino.top", "Please verify your account at casino.top"),
        ("Mori", "https://other.example/a +628131111222 +628132222333 +628133333444"),
    ],
)
def test_a_hostile_name_or_signature_holds(company, message):
    assert is_held(message, email="aiko.mori@gmail.com", company=company)


def test_a_site_in_her_own_name_is_counted_once_and_any_other_beside_it():
    company = "Kopiku.com"

    assert weights("See kopiku.com", company=company) == {"link_as_name": 2}
    assert weights("See evil.kopiku.com", company=company) == {
        "link_as_name": 2,
        "links": 2,
    }


@pytest.mark.parametrize(
    ("name", "company"), [("kopiku.com", ""), ("", "kopiku.com/x"), ("", "a.top b.top")]
)
def test_what_is_not_the_one_site_of_a_firm_weighs_more_as_a_name(name, company):
    assert weights(name=name, company=company) == {"link_as_name": 3}


def test_a_number_with_its_prefix_and_without_is_one():
    assert weights("0812-3456-7890, wa.me/6281234567890") == {
        "phone": 1,
        "messenger_link": 1,
    }


@pytest.mark.parametrize(
    ("sellers", "before", "signs_found"),
    [
        (10, 0, {}),
        (11, 0, {"same_text_to_many": 2}),
        (3, 17, {"same_text_to_many": 2}),
        (1, 20, {"same_text_everywhere": 5}),
    ],
)
def test_one_text_to_a_whole_market_holds(sellers, before, signs_found):
    assert weights(sellers=sellers, same_body_sellers_24h=before) == signs_found


def test_a_throw_away_address_holds():
    assert weights(email="x@mailinator.com") == {"disposable_address": 5}
    assert is_held(email="x@mailinator.com")


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("x@mailinator.com", True),
        ("x@MAILINATOR.com.", True),
        ("x@deep.sub.mailinator.com", True),
        ("x@no-mailinator.com", False),
        ("x@gmail.com", False),
        ("mailinator.com@mori.jp", False),
        ("", False),
    ],
)
def test_subdomains_of_throw_away_domains_are_throw_away_too(address, answer):
    assert is_disposable(address) is answer


@pytest.mark.parametrize(
    "email", ["x@localhost", "x@example.com", "x@mail.example.org", "x@shop.test", ""]
)
def test_an_address_that_no_mail_reaches_is_a_sign_that_does_not_hold(email):
    assert weights(email=email) == {"address_without_mail": 3}


@pytest.mark.parametrize("email", ["aiko@example.jp", "x@example-shop.com"])
def test_an_address_that_only_looks_reserved_is_none(email):
    assert found(email=email) == []


@given(st.text(max_size=4_000), st.text(max_size=254), st.text(max_size=100))
def test_no_text_makes_it_fail_and_each_sign_comes_once(message, email, name):
    codes = [sign.code for sign in found(message, email=email, name=name, company=name)]

    assert len(codes) == len(set(codes))


# Pieces that patterns might chew on, over and over.
PIECES = [
    "0", "0 ", "+ ", "+0(-)", "http://", "hxxp", "a.", "@a", "xn--", "www.", "\ufdfa",
    "your ", "telegram:", "62-", "((((", "[.]", "а", "log in to ", " ",
]  # fmt: skip


@given(st.sampled_from(PIECES), st.sampled_from(PIECES))
def test_hostile_texts_take_no_longer_than_others(one, other):
    message = ((one + other) * 4_000)[:4_000]

    started = time.process_time()
    found(message, email=message[:254], name=message[:200], company=message[:200])

    assert time.process_time() - started < 1  # second; a slow pattern takes minutes
