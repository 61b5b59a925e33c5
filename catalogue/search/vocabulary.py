"""The published words, to correct to and to complete to, found without a walk.

Near words come by symmetric deletion: the start of each term is stored with up to two
letters left out, and a misspelt word shares one of those remains with it.
"""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from catalogue.search import spelling
from catalogue.search.models import Signature, Term

BATCH = 500
CONSONANTS = "-"
SIZE = 7  # of a signature
ALIKE = 50  # terms looked at for one written without its vowels
TURN = 0x5EA2C4  # the number of the lock, ours alone in this database


def add(words: Iterable[str]) -> None:
    """Make these known, in order, so that writers never wait in a ring."""
    wanted = sorted(set(words))
    missing = sorted(set(wanted) - known(wanted))
    if not missing:
        return
    _take_turns()
    Term.objects.bulk_create(
        [Term(text=word) for word in missing], ignore_conflicts=True
    )
    rows = Term.objects.filter(text__in=missing).order_by("text")
    Signature.objects.bulk_create(
        [
            Signature(term_id=pk, text=remains)
            for pk, text in rows.values_list("pk", "text")
            for remains in sorted(_signatures(text))
        ],
        ignore_conflicts=True,
        batch_size=BATCH * 4,
    )


def _signatures(word: str) -> set[str]:
    """Its remains, and its consonants behind a sign that no word has."""
    found = spelling.remains(word)
    if consonants := spelling.consonants(word):
        found.add(_marked(consonants))
    return found


def _marked(consonants: str) -> str:
    return (CONSONANTS + consonants)[:SIZE]


def _take_turns() -> None:
    """One transaction at a time adds new words: it may do so more than once, and two
    that add the same in another order would wait for one another for ever."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def known(words: Iterable[str]) -> set[str]:
    wanted = list(words)
    found: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        found |= set(Term.objects.filter(text__in=part).values_list("text", flat=True))
    return found


def near(word: str) -> dict[str, int]:
    """Terms within the edits allowed: term → edits."""
    shared = spelling.remains(word)
    if not shared:
        return {}
    terms = Signature.objects.filter(text__in=shared).values_list("term__text")
    return spelling.near(word, [text for (text,) in terms.distinct()])


def written_out(consonants: str) -> list[str]:
    """Terms that are these without their vowels."""
    same = Term.objects.filter(signatures__text=_marked(consonants)).order_by("text")
    texts = same.values_list("text", flat=True)[:ALIKE]
    return [text for text in texts if spelling.consonants(text) == consonants]


def completions(letters: str, limit: int) -> list[str]:
    """Terms that begin with these letters, the shortest first."""
    rows = Term.objects.filter(text__gt=letters, text__lt=letters + "\U0010ffff")
    found = rows.extra(select={"size": "length(text)"}).order_by("size", "text")
    return list(found.values_list("text", flat=True)[:limit])


def all_terms() -> Iterator[str]:
    return Term.objects.order_by("text").values_list("text", flat=True).iterator()


@transaction.atomic
def remove(words: Iterable[str]) -> None:
    Term.objects.filter(text__in=list(words)).delete()


def hold_writers() -> None:
    """Wait for those who write documents, and let none begin until this transaction
    ends: a term they count on must not be swept away under them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE search_term IN SHARE ROW EXCLUSIVE MODE")


def announce_writer() -> None:
    """The other half of `hold_writers`; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE search_term IN ROW EXCLUSIVE MODE")
