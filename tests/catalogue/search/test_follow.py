"""What documents hold of their surroundings follows these, and search with it."""

import pytest

from catalogue.journal.actions import record
from catalogue.journal.models import Job
from catalogue.journal.types import CategoryChanged, RegencyChanged
from catalogue.products.models import Category
from catalogue.search import jobs, matching
from catalogue.search.checking import drift
from catalogue.sellers.models import Regency

pytestmark = pytest.mark.django_db


def number(query):
    return matching.match(query, exact=True).bits.bit_count()


def test_a_renamed_category_above_is_found_by_its_new_name():
    top = Category.objects.get(code="anyaman")
    top.name = {**top.name, "en": "Zyxwork"}
    top.save()
    record(CategoryChanged(top.code))

    assert number("zyxwork") > 1
    assert list(drift()) == []


def test_a_category_of_many_is_left_to_the_worker(monkeypatch):
    monkeypatch.setattr(jobs, "IN_TRANSACTION", 2)
    top = Category.objects.get(code="makanan")
    top.name = {**top.name, "en": "Zyxfood"}
    top.save()
    record(CategoryChanged(top.code))
    job = Job.objects.get(kind="search.rewrite")

    jobs.rewrite(job.subject)

    assert number("zyxfood") > 2
    assert list(drift()) == []


def test_another_capital_finds_what_is_there(sample):
    regency = Regency.objects.get(pk=sample("P001").seller.regency_id)
    regency.capital = "Zyxville"
    regency.save()
    record(RegencyChanged(regency.pk))

    assert number("zyxville") >= 1
    assert list(drift()) == []


def test_other_reference_data_has_all_written_anew(monkeypatch):
    jobs.rebuild_if_new()
    Job.objects.filter(kind="search.rebuild").delete()
    assert not jobs.rebuild_if_new()

    monkeypatch.setattr("catalogue.search.documents.VERSION", 99)

    assert jobs.rebuild_if_new()
    assert Job.objects.filter(kind="search.rebuild").count() == 1
    assert not jobs.rebuild_if_new()


def test_a_result_of_before_is_not_kept_for_after(monkeypatch):
    """Another thread moved the memory to the next generation meanwhile."""
    memory = matching._Memory()

    def find():
        record(CategoryChanged("kopi-biji-hijau"))
        memory.get("other", lambda: 0)
        return "of before"

    memory.get("one", find)

    assert memory.get("one", lambda: "of now") == "of now"
