"""Green coffee to the EU, banana chips to Malaysia and Saudi Arabia, tapis to Japan."""

import os
from pathlib import Path

import pytest

from catalogue.journal.models import AuditEntry
from catalogue.readiness.actions.assessing import assess_batch
from tests.factories import make_member, make_officer, make_user
from tests.story.readiness import INTRODUCTION, PAPER, Teller, prove

pytestmark = pytest.mark.django_db
BEFORE, EVE, LAW = "2026-11-28", "2026-12-29", "2026-12-30"


@pytest.fixture(scope="module")
def pages():
    """The chapters in order; written where `STORY_PAGE` says, if it does."""
    found: dict[str, str] = {}
    yield found
    if target := os.environ.get("STORY_PAGE"):
        text = "\n".join([INTRODUCTION, *(found[key] for key in sorted(found))])
        Path(target).write_text(text.rstrip() + "\n", encoding="utf-8")


@pytest.fixture
def told(client, sample, pages, request):
    """`told("P071")`: a teller for a sample product, its seller and her officer."""
    tellers: list[tuple[str, Teller]] = []

    def start(key: str) -> Teller:
        product = sample(key)
        seller, officer = make_user(), make_officer(product.seller.regency_id)
        make_member(product.seller, seller, "owner")
        teller = Teller(client, {"seller": seller, "officer": officer})
        teller.kept["product"] = str(product.pk)
        tellers.append((request.function.__name__, teller))
        teller.on(BEFORE)
        # The samples were assessed on the day of the run, whenever that is.
        assess_batch(list(product.seller.products.values_list("pk", flat=True)))
        return teller

    yield start
    for name, teller in tellers:
        teller.stop()
        pages[name] = teller.page()


def approve_all(teller: Teller, kind: str):
    def approve():
        listed = f"/v1/officer/reviews?kind={kind}&limit=50"
        rows = teller.quietly("officer", "GET", listed)["results"]
        wanted = [{"id": row["id"], "tag": row["tag"]} for row in rows]
        body = {"reviews": wanted}
        done = teller.quietly("officer", "POST", "/v1/officer/reviews/approve", body)
        assert {result["status"] for result in done["results"]} == {"approved"}

    return approve


MINE = "/v1/seller/products/{product}/export-readiness"
PUBLIC = "/v1/products/{product}/export-readiness"


def test_a_green_coffee_to_the_european_union(told, sample):
    teller = told("P071")
    other = sample("P006")
    teller.kept["other"] = str(other.pk)
    assess_batch([other.pk])
    teller.chapter(
        "Green coffee to the European Union",
        "A cooperative in Tanggamus sells red-cherry green beans (HS 0901.11). From 30 "
        "December 2026 the Union asks due diligence of coffee: where it grew, and that "
        "no forest was felled for it.",
    )
    teller.rules("DE", "090111", ["EU-01", "EU-24", "EU-07"])
    teller.tell(
        f"On {BEFORE} nothing that is in force is missing, but her level is too low, "
        "and the law is shown as upcoming.",
        "seller",
        "GET",
        f"{MINE}?market=DE&lang=en",
        show=[
            "market.code",
            "market.level",
            "market.score",
            "market.status",
            "market.rules_met",
            "market.rules_total",
            "market.rules.seller.0.code",
            "market.rules.seller.0.status",
            "market.rules.seller.0.effective_from",
            "next_steps.0",
            "next_steps.1",
        ],
        check={
            "market.code": "EU",
            "market.level": 2,
            "market.status": "not_yet",
            "market.rules_met": 1,
            "market.rules_total": 1,
            "market.rules.seller.0.code": "EU-01",
            "market.rules.seller.0.status": "upcoming",
        },
    )
    prove(
        teller,
        "/v1/seller/assessment?lang=en",
        {"Q04": "C", "Q09": "C", "Q23": "D", "Q30": "D"},
        approve_all(teller, "answer"),
    )
    prove(
        teller,
        f"/v1/seller/products/{teller.kept['product']}/assessment?lang=en",
        {"Q07": "C", "Q08": "D", "Q10": "D", "Q12": "D", "Q15": "D", "Q16": "D",
         "Q17": "C", "Q25": "C"},
        approve_all(teller, "answer"),
    )  # fmt: skip
    teller.tell(
        "In a week of work she writes a specification, has a lot tested, traces it to "
        "farms, packs and labels for export, and shows a document for each; an officer "
        "verifies them. Her level rises in the same moment.",
        "seller",
        "GET",
        f"{MINE}?market=DE&lang=en",
        show=["market.level", "market.score", "market.status"],
        check={"market.level": 3, "market.status": "ready_with_shipment_docs"},
    )
    plots = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [104.612345, -5.301234]},
                "properties": {"label": "Kebun A (contoh)", "area_ha": "1.2500"},
            },
            {
                "type": "Feature",
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [
                        [
                            [104.620001, -5.300001],
                            [104.623001, -5.300002],
                            [104.623002, -5.303001],
                            [104.620003, -5.303003],
                            [104.620001, -5.300001],
                        ]
                    ],
                },
                "properties": {"label": "Kebun B (contoh)"},
            },
        ],
    }
    teller.tell(
        "She sends the plots: a point for a small one, a polygon above four hectares. "
        "They are hers and her officers'; the public learns how many and how large.",
        "seller",
        "PATCH",
        "/v1/seller/products/{product}/plots",
        body=plots,
        show=["type", "features.1.properties"],
        check={"features.1.properties.area_ha": "11.0320"},
    )
    teller.tell(
        "And the due-diligence pack as a certificate of this product, with its paper.",
        "seller",
        "POST",
        "/v1/seller/certificates",
        form={
            "type": "EUDR",
            "product_ids": teller.kept["product"],
            "issued_on": "2026-11-20",
            "file": f"@{PAPER}",
        },
        status=201,
        keep={"certificate": "id"},
        show=["type", "status", "state", "expires_on"],
        check={"status": "evidence_uploaded", "expires_on": "2027-11-20"},
    )
    teller.tell(
        "The officer finds it in her queue.",
        "officer",
        "GET",
        "/v1/officer/reviews?kind=certificate&lang=en",
        keep={"review": "results.0.id"},
        show=["results.0.kind", "results.0.subject", "results.0.seller.name"],
        check={"results.0.kind": "certificate"},
    )
    evidence = teller.quietly(
        "officer", "GET", f"/v1/officer/reviews/{teller.kept['review']}"
    )
    path = evidence["certificate"]["evidence"]["path"]
    teller.tell(
        "To open the paper she asks for its address, which is good for ten minutes; "
        "the audit log says that she did.",
        "officer",
        "GET",
        path,
        show=["kind", "expires_at"],
        check={"kind": "pdf"},
    )
    assert AuditEntry.objects.filter(action="evidence.opened").count() == 1
    teller.tell(
        "",
        "officer",
        "POST",
        "/v1/officer/reviews/{review}/approve",
        body={},
        show=["status"],
        check={"status": "approved"},
    )
    for day, says, status, rule in (
        (EVE, "On the eve of the law both coffees are ready.", "ready", "upcoming"),
        (LAW, "On its day the other is blocked, and this one stays.", "blocked", None),
    ):
        teller.on(day)
        teller.tell(
            f"{day}. {says}",
            None,
            "GET",
            f"{PUBLIC}?market=DE&lang=en",
            show=["market.status", "market.rules_met", "market.rules_total", "plots"],
            check={
                "market.status": "ready_with_shipment_docs",
                "market.rules.seller.0.code": "EU-01",
                "market.rules.seller.0.status": "upcoming" if rule else "met",
                "plots.count": 2,
            },
        )
        teller.tell(
            "A coffee of another cooperative, whose plots nobody has sent:",
            None,
            "GET",
            f"{PUBLIC}?market=DE&lang=en".replace("{product}", "{other}"),
            show=["market.status", "market.rules_met", "market.rules_total"],
            check={
                "market.status": "blocked"
                if status == "blocked"
                else "ready_with_shipment_docs",
            },
        )
    teller.tell(
        "A buyer in Hamburg who asks for what is ready for Germany gets the one.",
        None,
        "GET",
        "/v1/products?market=DE&lang=en&count=true&ids={product},{other}",
        show=["count", "results.0.name"],
        check={"count": 1, "results.0.id": teller.kept["product"]},
    )


def test_b_banana_chips_to_malaysia_and_saudi_arabia(told):
    teller = told("P036")
    teller.chapter(
        "Banana chips to Malaysia and Saudi Arabia",
        "Chips with chocolate (HS 2008.99) from a kitchen in Lampung Tengah, with a "
        "P-IRT and a halal certificate. Both countries recognise BPJPH. Malaysia asks "
        "it of what is offered as halal; Saudi Arabia of every food that bears the "
        "mark or holds anything of an animal, and so asks first.",
    )
    teller.rules("MY", "200899", ["MY-01", "MY-07"])
    teller.rules("SA", "200899", ["SA-15", "SA-07"])
    for market, rules in (("MY", 1), ("SA", 2)):
        teller.tell(
            "No gate is missing there; the level is too low."
            if market == "MY"
            else "The certificate meets the Saudi rule, whatever she would answer.",
            None,
            "GET",
            f"{PUBLIC}?market={market}&lang=en",
            show=["level", "market.code", "market.status", "market.rules_met",
                  "market.rules_total"],
            check={
                "market.status": "not_yet",
                "market.rules_met": rules,
                "market.rules_total": rules,
            },
        )  # fmt: skip
    certificates = teller.quietly(
        "seller", "GET", "/v1/seller/certificates?certificate_type=HALAL"
    )["results"]
    teller.kept["halal"] = certificates[0]["id"]
    teller.tell(
        "The halal certificate turns out to be of another maker, and the office "
        "revokes it. Halal has been obligatory for small food makers since 17 October "
        "2026, so the domestic gate of level 2 is missing at once.",
        "officer",
        "POST",
        "/v1/officer/certificates/{halal}/revoke",
        body={"note": {"id": "Nomor ini atas nama pembuat lain."}},
        show=["status"],
        check={"status": "revoked"},
    )
    teller.tell(
        "Malaysia stays as it was. Saudi Arabia is unknown until she has answered, and "
        "the question is the first thing she is asked to do.",
        "seller",
        "GET",
        f"{MINE}?market=SA&lang=en",
        show=["blockers.0", "market.status", "market.rules_met", "market.rules_total"],
        check={
            "market.status": "unknown",
            "market.rules_met": 1,
            "market.rules_total": 2,
        },
    )
    teller.tell(
        "",
        None,
        "GET",
        f"{PUBLIC}?market=MY&lang=en",
        show=["market.code", "market.status"],
        check={"market.status": "not_yet"},
    )
    teller.tell(
        "She says yes: the pack bears the mark.",
        "seller",
        "PATCH",
        "/v1/seller/products/{product}/assessment?lang=en",
        body={"answers": [{"question": "halal_or_animal", "option": "yes"}]},
        show=["answered", "applicable"],
    )
    teller.tell(
        "Now it is blocked, and she is told first what mends it at home and in Saudi "
        "Arabia, whom to ask, and exactly what it gains.",
        "seller",
        "GET",
        f"{MINE}?market=SA&lang=en",
        show=["market.status", "next_steps.0"],
        check={
            "market.status": "blocked",
            "next_steps.0.kind": "certificate",
            "next_steps.0.subject": "HALAL",
            "next_steps.0.rules": ["ID-03", "SA-15"],
        },
    )


def test_c_tapis_fashion_to_japan(told):
    teller = told("P067")
    teller.chapter(
        "Tapis fashion to Japan",
        "A cotton tunic with tapis (HS 6211.42). Japan limits 24 amines of azo dyes in "
        "clothing to 30 mg/kg. Bags and cloth by the metre are outside the rule.",
    )
    teller.rules("JP", "621142", ["JP-20", "JP-09"])
    teller.tell(
        "The market is blocked: one gate of two is met. Her level is low for want of "
        "answers, so those come first; then the test that is missing.",
        "seller",
        "GET",
        f"{MINE}?market=JP&lang=en",
        show=[
            "market.status",
            "market.rules_met",
            "market.rules_total",
            "next_steps.0.text",
            "next_steps.1.text",
            "next_steps.2",
        ],
        check={
            "market.status": "blocked",
            "market.rules_met": 1,
            "market.rules_total": 2,
            "next_steps.0.kind": "questionnaire",
            "next_steps.1.kind": "questionnaire",
            "next_steps.2.kind": "certificate",
            "next_steps.2.subject": "AZO-TEST",
            "next_steps.2.rules": ["JP-20"],
        },
    )
    before = teller.quietly(
        "seller", "GET", f"/v1/seller/products/{teller.kept['product']}"
        "/export-readiness?market=JP"
    )  # fmt: skip
    promised = before["next_steps"][2]["gain"]
    teller.tell(
        "She has the cloth tested and sends the report.",
        "seller",
        "POST",
        "/v1/seller/certificates",
        form={
            "type": "AZO-TEST",
            "product_ids": teller.kept["product"],
            "issued_on": "2026-11-20",
            "file": f"@{PAPER}",
        },
        status=201,
        show=["type", "status", "expires_on"],
        check={"status": "evidence_uploaded", "expires_on": "2027-11-20"},
    )
    teller.tell(
        "A document alone meets no rule.",
        None,
        "GET",
        f"{PUBLIC}?market=JP&lang=en",
        show=["market.status"],
        check={"market.status": "blocked"},
    )
    approve_all(teller, "certificate")()
    after = teller.tell(
        "Once an officer has verified it the rule is met, and the score has risen by "
        "what was promised.",
        "seller",
        "GET",
        f"{MINE}?market=JP&lang=en",
        show=["market.status", "market.rules_met", "market.rules_total",
              "market.score"],
        check={"market.status": "not_yet", "market.rules_met": 2},
    )  # fmt: skip
    gained = float(after["market"]["score"]) - float(before["market"]["score"])
    assert f"{gained:.1f}" == promised
    teller.on("2027-11-21")
    teller.tell(
        "The report is good for a year. The day after, the rule says so by itself, and "
        "a buyer sees it.",
        None,
        "GET",
        f"{PUBLIC}?market=JP&lang=en",
        show=["market.status", "market.rules_met"],
        check={"market.status": "blocked", "market.rules_met": 1},
    )
