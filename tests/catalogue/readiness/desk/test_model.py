"""Editing the model at the desk, as forms send it; trying and publishing it there."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from catalogue.journal.models import AuditEntry
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.models import (
    CertificateType,
    Condition,
    Dimension,
    DryRun,
    Market,
    MarketCountry,
    MarketRequirement,
    ModelVersion,
    ProductReadiness,
    Question,
    QuestionOption,
)
from tests.factories import make_officer
from tests.working import work

pytestmark = pytest.mark.django_db
READINESS = "/admin/readiness"
PUBLISH = f"{READINESS}/modelversion/publish/"


def desk_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(db):
    return desk_of(make_officer())


class _Form(HTMLParser):
    """What a browser would send of a page's main form, unchanged."""

    def __init__(self, page):
        super().__init__()
        self.values: dict[str, str] = {}
        self.area = self.choice = None
        main = page.content.decode().partition('id="content-main"')[2]
        self.feed(main)

    def handle_starttag(self, tag, pairs):
        told = dict(pairs)
        name = told.get("name")
        if tag == "select":
            self.choice = name
        elif tag == "option" and "selected" in told and self.choice:
            self.values[self.choice] = told.get("value", "")
        elif tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "input" and name and "disabled" not in told:
            kind = told.get("type")
            if kind == "submit" or (kind == "checkbox" and "checked" not in told):
                return
            self.values[name] = told.get("value", "on" if kind == "checkbox" else "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data


def sent(page) -> dict[str, str]:
    return _Form(page).values


def edit(desk, model, pk, **changes):
    """Open the page of a row, change some fields, send all."""
    url = f"{READINESS}/{model}/{pk}/change/"
    return desk.post(url, {**sent(desk.get(url)), **changes})


def errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 200, answer
    return dict(answer.context["adminform"].form.errors)


@pytest.mark.parametrize(
    ("model", "pk"),
    [
        ("dimension", "LEGAL"), ("question", "Q01"), ("question", "Q05"),
        ("marketrequirement", "JP-01"), ("market", "JP"), ("marketcountry", "DE"),
        ("certificatetype", "HALAL"),
    ],
)  # fmt: skip
def test_a_form_sent_as_it_came_changes_nothing(desk, model, pk):
    before = versions.draft(), _row(CertificateType, "HALAL"), _row(Market, "JP")

    answer = edit(desk, model, pk)

    assert answer.status_code == 302
    assert not versions.is_pending()
    assert (versions.draft(), _row(CertificateType, "HALAL"), _row(Market, "JP")) == (
        before
    )


def _row(model, pk):
    return model.objects.values().get(pk=pk)


def test_a_weight_is_edited_as_a_draft_and_written_down(desk, client):
    levels = dict(ProductReadiness.objects.values_list("pk", "digest"))

    edit(desk, "dimension", "LEGAL", weight="20", name_en="Papers")

    row = Dimension.objects.get(code="LEGAL")
    entry = AuditEntry.objects.get(subject_kind="dimension")
    assert (row.weight, row.name["en"]) == (20, "Papers")
    assert (entry.before["weight"], entry.after["weight"]) == (15, 20)
    assert versions.is_pending()
    assert "edited, and not in force" in _text(desk.get(f"{READINESS}/question/"))
    assert "edited, and not in force" in _text(desk.get("/admin/"))
    work()
    assert dict(ProductReadiness.objects.values_list("pk", "digest")) == levels


def _text(page) -> str:
    return page.content.decode()


def test_lists_of_codes_are_written_with_commas(desk):
    edit(
        desk,
        "marketrequirement",
        "JP-01",
        hs_prefixes="0901, 2101;09",
        certificate_codes="HALAL HACCP",
    )

    rule = MarketRequirement.objects.get(code="JP-01")
    assert rule.hs_prefixes == ["0901", "2101", "09"]
    assert rule.certificate_codes == ["HALAL", "HACCP"]


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"certificate_codes": "HALAL, HALLAL"}, "certificate_codes",
         "There is no certificate type HALLAL."),
        ({"hs_prefixes": "09.01, x"}, "hs_prefixes",
         "09.01, x is no HS prefix: two to six digits, no dots."),
        ({"is_gate": "on", "confidence": "low", "holder": "product"}, "confidence",
         "A gate must be certain: high, or no gate."),
        ({"is_gate": "on", "confidence": "high", "holder": "importer"}, "holder",
         "A gate is met before shipping by the seller's side: seller, facility, "
         "producer group or product."),
        ({"is_gate": "on", "confidence": "high", "holder": "product",
          "certificate_codes": "", "confirmation": ""}, "certificate_codes",
         "A gate needs a certificate type, or a confirmation by an officer."),
        ({"text_en": ""}, "text", "This field is required."),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_at_its_field(desk, changes, field, told):
    answer = edit(desk, "marketrequirement", "JP-01", **changes)

    assert errors(answer) == {field: [told]}
    assert not versions.is_pending()


def test_options_keep_to_the_points_of_their_question(desk):
    page = desk.get(f"{READINESS}/question/Q01/change/")
    values = sent(page)
    best = QuestionOption.objects.filter(question="Q01").order_by("-points").first()
    formset = page.context["inline_admin_formsets"][0].formset
    place = next(form.prefix for form in formset if form.instance.pk == best.pk)

    answer = desk.post(
        f"{READINESS}/question/Q01/change/", {**values, f"{place}-points": "5"}
    )
    told = answer.context["inline_admin_formsets"][0].formset.non_form_errors()
    both = {**values, f"{place}-points": "5", "max_points": "5"}
    done = desk.post(f"{READINESS}/question/Q01/change/", both)

    assert told == [
        "The best option has 5 points, the question 4 at most: they must be the same."
    ]
    assert done.status_code == 302
    entry = AuditEntry.objects.filter(subject_kind="question").latest("seq")
    assert entry.before[best.code]["points"] == 4
    assert entry.after[best.code]["points"] == 5


def test_a_question_is_added_with_its_options(desk):
    url = f"{READINESS}/question/add/"
    values = {
        **sent(desk.get(url)),
        "code": "Q90",
        "dimension": "LEGAL",
        "scope": "seller",
        "text_id": "Sudah?",
        "text_en": "Done?",
        "evidence": "doc:HALAL",
        "max_points": "4",
        "next_step_id": "Lakukan",
        "next_step_en": "Do it",
        "hs_prefixes": "09",
    }
    for place, (letter, points) in enumerate([("A", 0), ("B", 4)]):
        values |= {
            f"options-{place}-letter": letter,
            f"options-{place}-text_id": letter,
            f"options-{place}-text_en": letter,
            f"options-{place}-points": str(points),
        }

    without_points = desk.post(url, {**values, "evidence": "cert:anything"})
    done = desk.post(url, values)

    assert list(errors(without_points)) == ["evidence"]
    assert done.status_code == 302
    question = Question.objects.get(code="Q90")
    assert question.hs_prefixes == ["09"]
    assert list(question.options.values_list("code", "points")) == [
        ("Q90-A", 0),
        ("Q90-B", 4),
    ]
    versions.publish(by=None)
    assert versions.in_force().question["Q90"].points == {"A": 0, "B": 4}


def test_what_the_platform_answers_keeps_what_it_rests_on(desk):
    edit(desk, "question", "Q05", evidence="self")

    assert Question.objects.get(code="Q05").evidence == "cert:domestic_gate"


def test_names_of_markets_and_countries_are_followed_at_once(desk, client):
    edit(desk, "market", "JP", name_en="Nippon")
    edit(desk, "marketcountry", "DE", market="GB")

    rows = client.get("/v1/markets?lang=en").json()["results"]
    assert "Nippon" in {row["name"] for row in rows}
    assert MarketCountry.objects.get(code="DE").market_id == "GB"
    assert not versions.is_pending()


def test_an_officer_of_a_regency_reads_and_edits_nothing():
    desk = desk_of(make_officer("18.01"))
    url = f"{READINESS}/dimension/LEGAL/change/"

    assert desk.get(url).status_code == 200
    assert desk.post(url, {"weight": "99"}).status_code == 403
    assert desk.get(PUBLISH).status_code == 403
    for asked in ("try", "publish", "discard"):
        assert desk.post(PUBLISH, {"do": asked}).status_code == 403
    assert Dimension.objects.get(code="LEGAL").weight == 15


def test_a_draft_is_tried_then_published_with_a_note(desk):
    edit(desk, "dimension", "LEGAL", weight="60")
    untried = _text(desk.get(PUBLISH))
    desk.post(PUBLISH, {"do": "try"})
    running = _text(desk.get(PUBLISH))
    work()
    tried = _text(desk.get(PUBLISH))
    run = DryRun.objects.get()

    without_note = desk.post(PUBLISH, {"do": "publish", "dry_run": run.pk, "note": ""})
    with_note = {"do": "publish", "dry_run": run.pk, "note": "Papers come first."}
    done = desk.post(PUBLISH, with_note, follow=True)

    count = Product.objects.count()
    assert "once this very draft was tried" in untried
    assert f"0 of {count} products tried" in running
    assert 'http-equiv="refresh"' in running
    assert f"Tried on all {count} products" in tried
    found = run.result
    assert f"{found['up']} would go up, {found['down']} down" in tried
    assert "This field is required" in _text(without_note)
    assert "is in force" in _text(done)
    latest = ModelVersion.objects.latest()
    assert (latest.note, versions.in_force().dimensions[0].weight) == (
        "Papers come first.",
        60,
    )
    page = _text(desk.get(f"{READINESS}/modelversion/{latest.pk}/change/"))
    assert re.search(r"Dimension LEGAL</th><td>weight</td>", page)
    assert f"0 of {count}" in _text(desk.get("/admin/"))
    assert f"0 of {count}" in _text(desk.get(f"{READINESS}/recomputation/"))


def test_a_draft_edited_after_it_was_tried_is_not_published(desk):
    edit(desk, "dimension", "LEGAL", weight="60")
    desk.post(PUBLISH, {"do": "try"})
    work()
    run = DryRun.objects.get()
    edit(desk, "dimension", "LEGAL", weight="61")

    page = desk.post(
        PUBLISH, {"do": "publish", "dry_run": run.pk, "note": "x"}, follow=True
    )

    assert "The draft has moved since it was tried" in _text(page)
    assert "try it again" in _text(page)
    assert ModelVersion.objects.count() == 1


def test_a_draft_is_discarded(desk):
    edit(desk, "dimension", "LEGAL", weight="60")

    page = desk.post(PUBLISH, {"do": "discard"}, follow=True)

    assert "Discarded: 1 differences." in _text(page)
    assert not versions.is_pending()


def test_a_question_and_a_condition_never_share_a_code(desk):
    url = f"{READINESS}/condition/add/"
    values = {"code": "Q01", "kind": "condition", "text_id": "a", "text_en": "a"}

    answer = desk.post(url, values)

    assert errors(answer) == {"code": ["Small letters, digits and _."]}


def test_conditions_keep_their_kind(desk):
    condition = Condition.objects.filter(kind="condition").first()

    edit(desk, "condition", condition.pk, kind="confirmation", text_en="Is it so?")

    condition.refresh_from_db()
    assert (condition.kind, condition.text["en"]) == ("condition", "Is it so?")


@pytest.mark.parametrize(
    ("model", "pk"),
    [
        ("question", "Q01"), ("marketrequirement", "JP-01"), ("dimension", "LEGAL"),
        ("certificatetype", "NPWP"), ("market", "JP"), ("marketcountry", "DE"),
    ],
)  # fmt: skip
def test_an_officer_of_a_regency_reads_what_she_may_not_edit(model, pk):
    page = desk_of(make_officer("18.01")).get(f"{READINESS}/{model}/{pk}/change/")

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()


@pytest.mark.parametrize("pk", ["NPWP", "FDA-FFR"])
def test_a_number_that_is_personal_or_confidential_is_never_published(desk, pk):
    answer = edit(desk, "certificatetype", pk, number_published="on")

    assert errors(answer) == {
        "number_published": [
            "It names a person, or its issuer keeps it confidential: never shown."
        ]
    }
    assert not CertificateType.objects.get(pk=pk).number_published


@pytest.mark.parametrize("pattern", [r"^(\d+)+$", r"(a|aa)*b", r"\d*\d*\d*\d*\d*x"])
def test_a_pattern_that_could_be_tried_for_ever_is_refused(desk, pattern):
    answer = edit(desk, "certificatetype", "HALAL", number_pattern=pattern)

    assert list(errors(answer)) == ["number_pattern"]


@pytest.mark.parametrize("evidence", ["doc:NOPE", "photo:HALAL,nothing", "doc:PACK"])
def test_a_question_is_proven_by_what_there_is(desk, evidence):
    answer = edit(desk, "question", "Q09", evidence=evidence)

    assert list(errors(answer)) == ["evidence"]
    edit(desk, "question", "Q09", evidence="doc:HACCP,spec_sheet")
    assert Question.objects.get(pk="Q09").evidence == "doc:HACCP,spec_sheet"
