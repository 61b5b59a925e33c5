"""A draft of the model: its differences, trying it, publishing and discarding it."""

import pytest

from catalogue.accounts.models import User
from catalogue.journal.models import AuditEntry, Job
from catalogue.products.models import Product
from catalogue.readiness import versions
from catalogue.readiness.actions import publishing
from catalogue.readiness.errors import NothingToPublish, NotTried
from catalogue.readiness.models import (
    Dimension,
    DryRun,
    Market,
    MarketRequirement,
    ModelVersion,
    ProductReadiness,
    Question,
    QuestionOption,
    Recomputation,
    Snapshot,
)
from catalogue.readiness.office.differences import Difference, differences
from tests.working import work

pytestmark = pytest.mark.django_db


def edit_a_weight(weight=50):
    Dimension.objects.filter(code="LEGAL").update(weight=weight)


def ask_everything_for(certificate="BRC"):
    """One more domestic gate, which nobody meets."""
    MarketRequirement.objects.create(
        code="ID-99",
        market=Market.objects.get(is_domestic=True),
        product_group="everything",
        hs_prefixes=["*"],
        certificate_codes=[certificate],
        text={"id": "Uji", "en": "Test"},
        obligation="mandatory",
        holder="seller",
        stage="pre_market",
        is_gate=True,
        confidence="high",
    )


def levels():
    return dict(ProductReadiness.objects.values_list("product_id", "level"))


def test_each_member_that_differs_is_told():
    edit_a_weight()
    ask_everything_for()
    QuestionOption.objects.filter(code="Q01-A").update(points=1)
    question = Question.objects.get(code="Q02")
    question.text = {**question.text, "en": "Which form?"}
    question.save()

    found = differences(ModelVersion.objects.latest().content, versions.draft())

    old = versions.in_force()
    assert found == [
        Difference("Dimension", "LEGAL", "weight", 15, 50),
        Difference("Option", "Q01-A", "points", old.question["Q01"].points["A"], 1),
        Difference(
            "Question",
            "Q02",
            "text (en)",
            old.question["Q02"].text["en"],
            "Which form?",
        ),
        Difference("Rule", "ID-99", "", None, "Test"),
    ]


def test_trying_a_draft_counts_and_changes_nothing():
    before, snapshots = levels(), Snapshot.objects.count()
    ask_everything_for()
    run = publishing.begin_dry_run(by=None)
    Job.objects.exclude(kind=publishing.DRY_RUN).delete()

    work()

    run.refresh_from_db()
    example = next(e for e in run.result["examples"]["down"] if e["before"] == 2)
    assert (run.done, run.products) == (len(before), len(before))
    assert run.result["up"] == 0
    assert (example["after"], ["+", 2, "ID-99"] in example["why"]) == (1, True)
    assert levels() == before
    assert Snapshot.objects.count() == snapshots
    assert versions.is_pending()


def test_a_run_goes_on_where_it_was_cut_short(monkeypatch):
    monkeypatch.setattr(publishing, "BATCH", 60)
    ask_everything_for()
    run = publishing.begin_dry_run(by=None)
    whole = publishing.begin_dry_run(by=None)
    assert not DryRun.objects.filter(pk=run.pk).exists()

    first = next(publishing.run_dry_run(whole.pk))
    rest = list(publishing.run_dry_run(whole.pk))

    assert first.done == 60
    assert rest[-1].done == Product.objects.count()
    assert rest[-1].finished_at is not None
    assert list(publishing.run_dry_run(whole.pk)) == []


def test_what_was_tried_is_published_and_everything_assessed_anew():
    admin = User.objects.create_superuser("admin@contoh.example", "x")
    ask_everything_for()
    run = publishing.begin_dry_run(by=admin)
    list(publishing.run_dry_run(run.pk))
    predicted = run.__class__.objects.get(pk=run.pk).result["down"]
    before = levels()

    row = publishing.publish_tried(dry_run_id=run.pk, by=admin, note="New law.")
    work()

    after = levels()
    assert (row.note, row.published_by) == ("New law.", admin)
    assert not versions.is_pending()
    assert Recomputation.objects.get(model=row).finished_at is not None
    assert sum(after[pk] < level for pk, level in before.items()) == predicted
    assert AuditEntry.objects.get(subject_id=row.version).after == {
        "version": row.version,
        "note": "New law.",
    }


@pytest.mark.parametrize("moved", ["draft edited", "not finished", "another published"])
def test_what_was_not_tried_is_not_published(moved):
    edit_a_weight()
    run = publishing.begin_dry_run(by=None)
    if moved != "not finished":
        list(publishing.run_dry_run(run.pk))
    if moved == "draft edited":
        edit_a_weight(weight=1)
    if moved == "another published":
        versions.publish(by=None)
        edit_a_weight(weight=15)
    count = ModelVersion.objects.count()

    with pytest.raises(NotTried):
        publishing.publish_tried(dry_run_id=run.pk, by=None, note="x")

    assert ModelVersion.objects.count() == count


def test_a_discarded_draft_leaves_what_is_in_force():
    rows = [
        list(model.objects.order_by("pk").values())
        for model in (Dimension, Question, QuestionOption, MarketRequirement, Market)
    ]
    edit_a_weight()
    ask_everything_for()
    Dimension.objects.filter(code="QUALITY").update(position=99)
    Question.objects.filter(code="Q01").update(max_points=9, hs_prefixes=["09"])
    QuestionOption.objects.create(
        code="Q01-Z", question_id="Q01", letter="Z", text={"id": "z"}, points=0
    )
    Market.objects.create(code="ZZ", name={"id": "Z"}, position=1)
    MarketRequirement.objects.filter(code="JP-01").update(
        effective_from="2030-01-01", is_gate=False
    )

    count = publishing.discard_draft()

    assert count == 8
    assert not versions.is_pending()
    found = [
        list(model.objects.order_by("pk").values())
        for model in (Dimension, Question, QuestionOption, MarketRequirement, Market)
    ]
    places = [row.pop("position") for row in rows[0]]
    assert len(places) == len([row.pop("position") for row in found[0]])
    assert found == rows
    entry = AuditEntry.objects.get(action="model.discarded")
    assert entry.before["Dimension LEGAL weight"] == 50
    assert entry.after["Dimension LEGAL weight"] == 15


def test_without_a_difference_there_is_nothing_to_try_publish_or_discard():
    for act in (lambda: publishing.begin_dry_run(by=None), publishing.discard_draft):
        with pytest.raises(NothingToPublish):
            act()
