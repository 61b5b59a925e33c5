"""What people search for, in words alone: which synonyms are missing, what is popular.

A read must not wait for the database's one writer, so what is noted gathers in memory
and a thread of its own writes it, once a minute. Of a process that is killed, at most
that minute is lost.
"""

import logging
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby, islice
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Max, Min, QuerySet, Sum
from django.utils import timezone

from catalogue.journal.worker import every_hour
from catalogue.listings import generation
from catalogue.search import analysis, matching
from catalogue.search.models import PopularQuery, QueryDay
from catalogue.search.reading import MAX_LENGTH, MAX_WORDS
from catalogue.search.retrieval import Match

log = logging.getLogger(__name__)

MAX_QUERY = 80  # characters; longer ones are no search but a text
WRITE_SECONDS = 60.0
WRITTEN_AT = 200  # entries, if they are there sooner
MOST_WAITING = 2_000  # entries; while the database is busy, new queries are let go
MOST_A_DAY = 50_000  # rows; a flood of invented queries must not fill the disk

POPULAR_DAYS = 5  # on so many days it came, so it is nobody's own
POPULAR_WITHIN = timedelta(days=180)
MOST_POPULAR = 200  # of a language
MOST_WEIGHED = 1_000  # of a language, that are looked up to find those

Key = tuple[date, str, str]  # day, language, query
Tally = tuple[int, int, str]  # times; products found, the fewest; read as

_waiting: dict[Key, Tally] = {}
_lock = Lock()
_wake = Event()
_writer: Thread | None = None


def note(match: Match, language: str, found: int) -> None:
    """Count one search: its words, what they were read as, and how many products it
    `found` unfiltered, or fewer where those do not answer it: see `answering`.

    Nothing of who asked. What may name a person is not counted: see `normalised`. Never
    raises, never asks the database. Off where `QUERY_LOG_DAYS` is 0.
    """
    query = normalised(match.query) if settings.QUERY_LOG_DAYS else None
    if query is None:
        return
    found = min(found, answering(match))
    key = (timezone.localdate(), language, query)
    with _lock:
        times, fewest, _ = _waiting.get(key, (0, found, ""))
        if times or len(_waiting) < MOST_WAITING:
            _waiting[key] = times + 1, min(fewest, found), read_as(match)
        is_full = len(_waiting) >= WRITTEN_AT
        _start()
    if is_full:
        _wake.set()


def answering(match: Match) -> int:
    """How many products hold every word, in any form or meaning of it, or as it was
    put right. None where a word was only guessed at by its beginning."""
    is_guess = any(word.is_guess for word in match.words)
    return 0 if is_guess else match.complete.bit_count()


def misspelt(match: Match) -> dict[str, str]:
    """Words taken for others, with those. A word taken apart, `kopibubuk` as `kopi
    bubuk`, is none."""
    return {
        word.text: word.read
        for word in match.words
        if word.read.replace(" ", "") != word.text
    }


def read_as(match: Match) -> str:
    """The query with its misspelt words put right; empty where none was."""
    return (normalised(match.corrected or "") or "") if misspelt(match) else ""


MOST_DIGITS = 5  # in words that follow one another; more may be a telephone number


def normalised(text: str) -> str | None:
    """Its words as they were typed, in small letters, joined by spaces; None for what
    is not kept: an address of mail, a number of six digits or more (telephones, ids),
    no words at all, or too many."""
    if len(text) > MAX_LENGTH or "@" in unicodedata.normalize("NFKC", text):
        return None
    words = list(analysis.words(text))
    for is_number, run in groupby(words, lambda word: word.text[0].isdigit()):
        counts = [_digits(text[word.start : word.end]) for word in run]
        if (sum(counts) if is_number else max(counts)) > MOST_DIGITS:
            return None
    query = " ".join(_as_typed(text[word.start : word.end]) for word in words)
    return query if 0 < len(query) <= MAX_QUERY and len(words) <= MAX_WORDS else None


def _digits(typed: str) -> int:
    return sum(map(str.isdigit, unicodedata.normalize("NFKD", typed)))


def _as_typed(typed: str) -> str:
    """A word in small letters; of an amount or a figure the signs stay."""
    if typed.isalpha():
        plain = unicodedata.normalize("NFKC", typed).lower()
        return "".join(filter(str.isalnum, plain))
    return " ".join(typed.lower().split())


def write() -> None:
    """Write what was noted; what cannot be written is let go."""
    global _waiting
    with _lock:
        taken, _waiting = _waiting, {}
    if not taken:
        return
    try:
        _add(taken)
    except Exception:
        log.exception("What was searched for could not be written: %d.", len(taken))


@transaction.atomic
def _add(taken: Mapping[Key, Tally]) -> None:
    """In the order of the keys, so that two processes never wait for each other."""
    kept = {
        day
        for day in {day for day, _, _ in taken}
        if QueryDay.objects.filter(day=day).count() < MOST_A_DAY
    }
    rows = [(*key, *taken[key]) for key in sorted(taken) if key[0] in kept]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_queryday "
            "(day, language, query, times, found, read_as) "
            "VALUES (%s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (day, language, query) DO UPDATE SET "
            "times = search_queryday.times + excluded.times, "
            "read_as = excluded.read_as, "
            "found = CASE WHEN excluded.found < search_queryday.found "
            "THEN excluded.found ELSE search_queryday.found END",
            rows,
        )


def _start() -> None:
    """The thread that writes, from this process's first note on."""
    global _writer
    if _writer is None:
        _writer = Thread(target=_keep_writing, name="query log", daemon=True)
        _writer.start()
        Finalize(None, write, exitpriority=10)  # also in a server's own processes


def _keep_writing() -> None:
    while True:
        _wake.wait(WRITE_SECONDS)
        _wake.clear()
        write()
        connection.close()


def forget() -> None:
    """For a process whose database was replaced."""
    global _waiting
    with _lock:
        _waiting = {}
        _popular.clear()


# What is popular

_popular: dict[str, tuple[int, list[str]]] = {}  # language → generation, queries


def popular(language: str) -> list[str]:
    """Queries that came on many days and found something, most days first.

    As the worker last found them published, within the hour: whoever shows one asks
    `is_published` of it, which is cheap for a few.
    """
    now = generation.current().generation
    seen, queries = _popular.get(language, (-1, []))
    if seen != now:
        rows = PopularQuery.objects.filter(language=language).order_by("position")
        queries = list(rows.values_list("query", flat=True))
        _popular[language] = now, queries
    return queries


def is_published(query: str) -> bool:
    """Is there a published product that holds every word of it, as it is written?"""
    found = matching.match(query, exact=True)
    return bool(found.words and found.bits)


def find_popular() -> None:
    """Find out anew what is popular. Repeating is harmless."""
    rows = []
    for language in settings.CATALOGUE_LANGUAGES:
        published = filter(is_published, _asked_often(language))
        for position, query in enumerate(islice(published, MOST_POPULAR)):
            rows.append(PopularQuery(language=language, query=query, position=position))
    present = PopularQuery.objects.values_list("language", "query", "position")
    if {(row.language, row.query, row.position) for row in rows} == set(present):
        return
    with transaction.atomic():
        generation.advance()
        PopularQuery.objects.all().delete()
        PopularQuery.objects.bulk_create(rows)


def _asked_often(language: str) -> list[str]:
    since = timezone.localdate() - POPULAR_WITHIN
    found = (
        tallies(since)
        .filter(language=language, days__gte=POPULAR_DAYS, most__gt=0, misread="")
        .order_by("-days", "-asked", "query")
    )
    return list(found.values_list("query", flat=True)[:MOST_WEIGHED])


def tallies(since: date) -> QuerySet[Any, Any]:
    """Each query of a language from `since` on: on how many `days` it came, how often
    it was `asked`, the `last` day, the `fewest` and `most` products found on a day, and
    what it was `misread` as on one of them, or nothing."""
    return (
        QueryDay.objects.filter(day__gte=since)
        .values("language", "query")
        .annotate(
            days=Count("day"),
            asked=Sum("times"),
            last=Max("day"),
            fewest=Min("found"),
            most=Max("found"),
            misread=Max("read_as"),
        )
    )


def sweep() -> int:
    """Forget the days that are past their term; how many rows went."""
    before = timezone.localdate() - timedelta(days=settings.QUERY_LOG_DAYS)
    return QueryDay.objects.filter(day__lt=before).delete()[0]


@every_hour
def tend() -> None:
    sweep()
    find_popular()
