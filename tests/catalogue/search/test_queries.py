"""What people search for is counted in words alone, and never gets in anyone's way."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from catalogue.products.actions import publishing
from catalogue.search import matching, queries
from catalogue.search.models import PopularQuery, QueryDay


@pytest.fixture(autouse=True)
def _by_hand(settings, monkeypatch):
    """Kept, and written when a test says so."""
    settings.QUERY_LOG_DAYS = 180
    monkeypatch.setattr(queries, "_start", lambda: None)
    queries.forget()
    yield
    queries.forget()


class _Found:
    """A match of so many, as far as it is noted."""

    corrected, words = None, ()

    def __init__(self, query, found):
        self.query, self.complete = query, (1 << found) - 1


def note(text, found=3, language="id", times=1):
    for _ in range(times):
        queries.note(_Found(text, found), language, found)


def rows():
    return set(QueryDay.objects.values_list("query", "language", "times", "found"))


def asked_on_days(query, days, *, found=4, language="id", times=1):
    today = timezone.localdate()
    QueryDay.objects.bulk_create(
        QueryDay(
            day=today - timedelta(days=ago),
            language=language,
            query=query,
            times=times,
            found=found,
        )
        for ago in range(days)
    )


# What is kept of it


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Kopi   ROBUSTA!", "kopi robusta"),
        ("café “Liwa”", "café liwa"),
        ("kopi  1/4 KG", "kopi 1/4 kg"),
        ("kopi ½kg", "kopi ½kg"),
        ("gula 1 ton", "gula 1 ton"),
        ("500kg black pepper", "500kg black pepper"),
        ("𝐊𝐨𝐩𝐢", "kopi"),
        ("SIR 20, lada 16/20", "sir 20 lada 16/20"),
        ("\x00kopi\u202e", "kopi"),
        ("budi@contoh.example", None),
        ("kopi 081234567890", None),
        ("wa 0812 3456 7890", None),
        ("telp (0721) 12-34-56", None),
        ("id 1a2b3c4d5e6f", None),
        ("090111", None),
        ("０８１２３４５６", None),
        ("gula 1000000 kg", None),
        ("?!", None),
        ("", None),
        ("a" * 81, None),
        ("kopi " * 17, None),
        ("a b c d e f g h i j k l m", None),
        ("kopi" + " " * 300, None),
    ],
)
def test_of_a_query_its_words_are_kept_as_typed(text, kept):
    assert queries.normalised(text) == kept


def test_what_is_kept_reads_as_itself():
    for text in ["kopi ½  kg", "1, 1/2 kg", "SIR 20, lada 16/20", "women's t-shirt"]:
        kept = queries.normalised(text)

        assert queries.normalised(kept) == kept


# Counting


@pytest.mark.django_db
def test_searches_of_a_day_are_one_row_with_the_fewest_found():
    note("Kopi", found=7, times=2)
    note("kopi!", found=5)
    note("kopi", found=9, language="en")
    queries.write()
    note("KOPI", found=2)
    note("teh", found=0)

    queries.write()

    assert rows() == {("kopi", "id", 4, 2), ("kopi", "en", 1, 9), ("teh", "id", 1, 0)}
    assert set(QueryDay.objects.values_list("day", flat=True)) == {timezone.localdate()}


@pytest.mark.django_db
def test_noting_asks_no_database(django_assert_num_queries):
    match = matching.match("kripik pisng")

    with django_assert_num_queries(0):
        queries.note(match, "id", 3)

    assert queries._waiting


@pytest.mark.django_db
def test_nothing_of_who_asked_has_a_column():
    columns = {field.name for field in QueryDay._meta.concrete_fields}

    assert columns == {"id", "day", "language", "query", "times", "found", "read_as"}


@pytest.mark.django_db
def test_of_a_search_that_was_relaxed_those_with_all_words_count():
    both = matching.match("kopi xqzvwj")
    assert both.bits

    queries.note(both, "id", both.bits.bit_count())
    queries.write()

    assert rows() == {("kopi xqzvwj", "id", 1, 0)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("gantungan kunci", ""),
        ("Gantungan  KUNCY", "gantungan kunci"),
        ("kripik pisng 1/4 kg", "kripik pisang 1/4 kg"),
        ("kopirobusta", ""),
    ],
)
def test_what_was_put_right_is_kept_with_what_it_found(text, read_as):
    match = matching.match(text)

    queries.note(match, "id", match.bits.bit_count())
    queries.write()

    row = QueryDay.objects.get()
    assert (row.read_as, row.found) == (read_as, match.complete.bit_count())


@pytest.mark.django_db
def test_what_was_only_guessed_at_does_not_count():
    match = matching.match("kopi kopixqzvwj")
    assert any(word.is_guess for word in match.words)

    assert queries.answering(match) == 0


@pytest.mark.django_db
def test_the_latest_reading_of_a_day_is_kept():
    for read_as in ("kopi", ""):
        queries._waiting = {(timezone.localdate(), "id", "kopy"): (1, 4, read_as)}
        queries.write()

    assert list(QueryDay.objects.values_list("times", "read_as")) == [(2, "")]


@pytest.mark.django_db
def test_a_failure_to_write_is_logged_and_the_counts_let_go(monkeypatch, caplog):
    def locked(taken):
        raise OperationalError("database is locked")

    note("kopi")
    with monkeypatch.context() as patch:
        patch.setattr(queries, "_add", locked)
        queries.write()
    queries.write()

    assert "could not be written" in caplog.text
    assert rows() == set()


@pytest.mark.django_db
def test_a_full_day_takes_no_more(monkeypatch):
    monkeypatch.setattr(queries, "MOST_A_DAY", 2)
    note("satu")
    note("dua")
    queries.write()

    note("tiga")
    queries.write()

    assert {query for query, *_ in rows()} == {"satu", "dua"}


def test_what_waits_is_bounded(monkeypatch):
    monkeypatch.setattr(queries, "MOST_WAITING", 3)

    for number in range(10):
        note(f"kopi {number}")
    note("kopi 0")

    waiting = {query: tally[:2] for (_, _, query), tally in queries._waiting.items()}
    assert waiting == {"kopi 0": (2, 3), "kopi 1": (1, 3), "kopi 2": (1, 3)}


def test_a_full_buffer_wakes_the_writer(monkeypatch):
    monkeypatch.setattr(queries, "WRITTEN_AT", 2)
    queries._wake.clear()

    note("satu")
    first = queries._wake.is_set()
    note("dua")

    assert (first, queries._wake.is_set()) == (False, True)
    queries._wake.clear()


def test_nothing_is_kept_where_the_setting_says_so(settings):
    settings.QUERY_LOG_DAYS = 0

    note("kopi")

    assert queries._waiting == {}


@pytest.mark.django_db
def test_days_past_their_term_go(settings):
    settings.QUERY_LOG_DAYS = 3
    asked_on_days("kopi", 6)

    gone = queries.sweep()

    assert gone == 2
    assert QueryDay.objects.count() == 4


# What is popular


@pytest.mark.django_db
def test_popular_is_what_came_on_many_days_and_is_published():
    asked_on_days("kopi", 6)
    asked_on_days("keripik pisang", 8, times=2)
    asked_on_days("kopi robusta", 6, times=3)
    asked_on_days("lada", 4, times=1_000)  # one crowd, few days
    asked_on_days("xqzvwj", 9, found=3)  # published no more
    asked_on_days("kopi xqzvwj", 9, found=3)
    asked_on_days("tapis", 9, found=0)
    asked_on_days("coffee", 7, language="en")
    asked_on_days("gula aren", 9)
    QueryDay.objects.filter(query="gula aren").update(read_as="gula arena")

    queries.tend()
    queries.tend()

    assert queries.popular("id") == ["keripik pisang", "kopi robusta", "kopi"]
    assert queries.popular("en") == ["coffee"]
    assert queries.popular("fr") == []


@pytest.mark.django_db
def test_popular_looks_at_the_last_180_days_alone():
    asked_on_days("kopi", 6)
    long_ago = timedelta(days=180)
    for row in QueryDay.objects.order_by("day")[:2]:
        row.day -= long_ago
        row.save()

    queries.find_popular()

    assert queries.popular("id") == []


@pytest.mark.django_db
def test_popular_keeps_so_many(monkeypatch):
    monkeypatch.setattr(queries, "MOST_POPULAR", 2)
    for query in ("kopi", "lada", "tapis"):
        asked_on_days(query, 5)

    queries.find_popular()

    assert queries.popular("id") == ["kopi", "lada"]
    assert PopularQuery.objects.count() == 2


@pytest.mark.django_db
def test_what_is_withdrawn_is_published_no_more(sample):
    product = sample("P001")
    product.name = {"id": "Kopi Zyxwala", "en": "Zyxwala coffee"}
    product.save()
    publishing.hide_product(product_id=product.pk)
    publishing.show_product(product_id=product.pk)
    matching.forget()
    before = queries.is_published("zyxwala")

    publishing.hide_product(product_id=product.pk)

    assert (before, queries.is_published("zyxwala")) == (True, False)
