"""Who is how ready and lacks what, on products made for it in one regency."""

import csv
import io

import pytest

from api.officer.readiness_table import STATUSES
from catalogue.journal.actions import record
from catalogue.journal.types import MarketChanged
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.actions.assessing import assess_products, today
from catalogue.readiness.actions.recomputing import begin
from catalogue.readiness.models import (
    Certificate,
    CertificateType,
    Market,
    MarketStatus,
    OnlyMissing,
    ProductReadiness,
)
from tests.catalogue.reviews import subjects

pytestmark = pytest.mark.django_db
READINESS = "/v1/officer/readiness"


@pytest.fixture
def product(seller, officer):
    """Public, of 18.01, by its HS code food, which several certificates are asked for;
    its seller has none."""
    product = subjects.published(seller, officer)
    Product.objects.filter(pk=product.pk).update(hs_code="200899")
    assess_products([product.pk])
    return product


def missing(product, market=""):
    return ProductReadiness.objects.get(product=product).missing_gates.get(market, [])


def hold(product, code):
    """A verified certificate of this type, and the levels that follow it."""
    Certificate.objects.create(
        seller=product.seller,
        type=CertificateType.objects.get(pk=code),
        status="verified",
        verified_on="2026-01-01",
    )
    assess_products([product.pk])


def give_all_but_one(product, market=""):
    """Certificates for every gate but the last; the types that would meet that."""
    rules = versions.in_force().rule
    *others, last = missing(product, market)
    wanted = set(rules[last].certificate_codes)
    for code in others:
        spare = [c for c in rules[code].certificate_codes if c not in wanted]
        hold(product, spare[0])
    assert missing(product, market) == [last]
    return last, list(rules[last].certificate_codes)


def ids(answer):
    return [row["product"]["id"] for row in answer.json()["results"]]


def test_a_row_tells_the_level_the_score_and_the_gates_of_level_two(
    as_, officer, product
):
    answer = as_(officer).get(f"{READINESS}?limit=1&count=true")

    stored = ProductReadiness.objects.select_related("snapshot").get(product=product)
    rules = versions.in_force().rule
    row = answer.json()["results"][0]
    assert row == {
        "product": {
            "id": str(product.pk),
            "slug": product.slug,
            "name": product.name["en"],
            "status": "published",
        },
        "seller": {
            "id": str(product.seller_id),
            "slug": product.seller.slug,
            "name": product.seller.name,
        },
        "regency": {"code": "18.01", "name": product.seller.regency.short_name},
        "market": None,
        "level": stored.level,
        "score": f"{stored.score:.1f}",
        "missing_gates": [
            {"rule": code, "certificate_codes": list(rules[code].certificate_codes)}
            for code in stored.missing_gates[""]
        ],
        "computed_at": f"{stored.snapshot.taken_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    here = Product.objects.public().filter(seller__regency="18.01")
    assert answer.json()["count"] == here.count()


def test_only_who_lacks_nothing_but_the_certificate_is_found(as_, officer, product):
    client = as_(officer)
    assert len(missing(product)) > 1
    before = client.get(f"{READINESS}?missing={_any_code(product)}")

    _, codes = give_all_but_one(product)

    assert str(product.pk) not in ids(before)
    for code in codes:
        assert str(product.pk) in ids(client.get(f"{READINESS}?missing={code}"))
    hold(product, codes[0])
    assert missing(product) == []
    assert str(product.pk) not in ids(client.get(f"{READINESS}?missing={codes[0]}"))


def _any_code(product):
    return versions.in_force().rule[missing(product)[0]].certificate_codes[0]


def test_of_a_market_its_own_gates_count_and_its_level_and_status_are_told(
    as_, officer, product
):
    market = next(
        code
        for code, gates in ProductReadiness.objects.get(
            product=product
        ).missing_gates.items()
        if code and all(versions.in_force().rule[g].certificate_codes for g in gates)
    )
    last, codes = give_all_but_one(product, market)

    answer = as_(officer).get(f"{READINESS}?market={market}&missing={codes[0]}")

    rows = answer.json()["results"]
    row = next(r for r in rows if r["product"]["id"] == str(product.pk))
    there = product.market_readiness.get(market=market)
    assert row["market"] == {"code": market, "status": there.status}
    assert row["level"] == there.level
    assert row["missing_gates"] == [{"rule": last, "certificate_codes": codes}]


def test_what_is_stored_follows_rules_that_ask_for_another_certificate(product):
    _, codes = give_all_but_one(product)
    stored = OnlyMissing.objects.filter(product=product, market_code="")
    stored.filter(certificate_code=codes[0]).update(certificate_code="CHANGED")

    assess_products([product.pk])  # its result is what it was

    assert sorted(stored.values_list("certificate_code", flat=True)) == sorted(codes)


def test_filters_choose_by_level_status_regency_and_branch_of_the_tree(
    as_, officer, elsewhere, product, seller
):
    draft = subjects.draft(seller)
    assess_products([draft.pk])
    client = as_(officer)
    level = ProductReadiness.objects.get(product=product).level

    assert str(product.pk) in ids(client.get(f"{READINESS}?level={level}"))
    assert str(product.pk) not in ids(client.get(f"{READINESS}?level={4 - level}"))
    assert str(draft.pk) not in ids(client.get(READINESS))
    assert ids(client.get(f"{READINESS}?status=draft"))[0] == str(draft.pk)
    assert ids(client.get(f"{READINESS}?regency=18.71")) == []
    top = product.category.lineage()[-1].code
    assert str(product.pk) in ids(client.get(f"{READINESS}?category={top}"))
    assert str(product.pk) not in ids(as_(elsewhere).get(f"{READINESS}?limit=100"))


def test_a_market_of_the_draft_is_none_yet(as_, officer, product):
    Market.objects.create(code="ZZ", name={"en": "Nowhere"}, position=99)
    record(MarketChanged("ZZ"))

    answer = as_(officer).get(f"{READINESS}?market=ZZ")

    assert answer.status_code == 400
    markets = ", ".join(versions.in_force().markets)
    assert markets in answer.json()["errors"][0]["detail"]


def test_a_market_that_is_new_in_the_model_is_told_by_the_products_own_level(
    as_, officer, product
):
    product.market_readiness.filter(market="JP").delete()

    rows = as_(officer).get(f"{READINESS}?market=JP&limit=100").json()["results"]

    row = next(row for row in rows if row["product"]["id"] == str(product.pk))
    assert row["market"] == {"code": "JP", "status": "unknown"}
    assert row["level"] == ProductReadiness.objects.get(product=product).own_level


def test_an_unknown_code_is_named(as_, officer):
    answer = as_(officer).get(f"{READINESS}?market=XX&missing=HALLAL&status=gone")

    assert answer.status_code == 400
    assert {e["pointer"] for e in answer.json()["errors"]} == {
        "market",
        "missing",
        "status",
    }


def test_pages_and_rows_cost_the_same_queries_however_many(
    as_, officer, product, seller, django_assert_num_queries
):
    client = as_(officer)
    client.get(f"{READINESS}?limit=1&market=JP")
    with django_assert_num_queries(7):
        client.get(f"{READINESS}?limit=1&market=JP")
    with django_assert_num_queries(7):
        client.get(f"{READINESS}?limit=20&market=JP")


def read_table(answer, delimiter=","):
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    file = io.StringIO(text[1:], newline="")
    return list(csv.reader(file, delimiter=delimiter, strict=True))


def test_the_table_has_every_row_of_the_list_and_headers_in_the_language(
    as_, officer, product
):
    client = as_(officer)
    answer = client.get(f"{READINESS}.csv?market=JP&lang=id")
    header, *rows = read_table(answer)

    listed = client.get(f"{READINESS}?market=JP&lang=id&limit=100").json()["results"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    name = f'attachment; filename="readiness-{today()}.csv"'
    assert answer["Content-Disposition"] == name
    assert header[:3] == ["ID produk", "Produk", "Slug"]
    assert [row[0] for row in rows] == [row["product"]["id"] for row in listed]
    assert [row[9] for row in rows] == [str(row["level"]) for row in listed]
    gates = [gate["rule"] for gate in listed[0]["missing_gates"]]
    assert rows[0][13] == "; ".join(gates)
    rules = versions.in_force().rule
    assert rows[0][14] == " | ".join(rules[code].text["id"] for code in gates)


def test_the_table_survives_a_spreadsheet_set_to_indonesian(as_, officer, product):
    answer = as_(officer).get(f"{READINESS}.csv?market=JP&lang=id&delimiter=semicolon")

    header, *rows = read_table(answer, delimiter=";")
    row = next(row for row in rows if row[0] == str(product.pk))
    stored = product.market_readiness.get(market="JP")
    cells = dict(zip(header, row, strict=True))
    assert cells["Status produk"] == "terbit"
    assert cells["Status di pasar"] == {"blocked": "terhalang"}[stored.status]
    assert cells["Kode dan wilayah"] == f"18.01 {product.seller.regency.short_name}"
    assert cells["Skor"] == f"{stored.score:.1f}".replace(".", ",")
    refused = as_(officer).get(f"{READINESS}.csv?delimiter=tab")
    assert refused.json()["errors"][0]["pointer"] == "delimiter"


def test_every_status_has_a_word_in_each_language():
    statuses = {*Product.Status.values, *MarketStatus.values}

    assert set(STATUSES) == statuses
    assert {frozenset(words) for words in STATUSES.values()} == {
        frozenset({"en", "id"})
    }


def test_a_name_that_is_a_formula_stays_a_text(as_, officer, product):
    name = '=HYPERLINK("https://evil.example";"Keripik, ""manis""")'
    Product.objects.filter(pk=product.pk).update(name={"id": name, "en": name})

    rows = read_table(as_(officer).get(f"{READINESS}.csv"))

    assert rows[1][1] == f"'{name}"


def test_a_head_of_the_table_has_no_body(as_, officer):
    answer = as_(officer).head(f"{READINESS}.csv")

    assert (answer.status_code, list(answer.streaming_content)) == (200, [])
    assert "Content-Length" not in answer


def test_the_province_sees_how_far_a_recomputation_has_come(as_, province, officer):
    begin()

    answer = as_(province).get(f"{READINESS}/recomputations?count=true")

    found = answer.json()["results"][0]
    assert found["products"] == Product.objects.count()
    assert (found["done"], found["changed"], found["finished_at"]) == (0, 0, None)
    assert found["version"] == versions.in_force().version
    assert as_(officer).get(f"{READINESS}/recomputations").status_code == 403
