"""`search_rebuild` mends whatever `search_check` finds."""

import io

import pytest
from django.core.management import CommandError, call_command

from catalogue.listings.bitmaps import ones
from catalogue.listings.models import Listing
from catalogue.search import postings
from catalogue.search.backends import Index, backend
from catalogue.search.checking import drift
from catalogue.search.models import ProductDocument, SellerDocument, Signature, Term

pytestmark = pytest.mark.django_db


def rebuild() -> str:
    out = io.StringIO()
    call_command("search_rebuild", stdout=out)
    return out.getvalue()


def check() -> str:
    out = io.StringIO()
    call_command("search_check", stdout=out, stderr=out)
    return out.getvalue()


def of(index):
    return (ProductDocument, SellerDocument)[index == Index.SELLER].objects


def nth(index, number):
    return of(index).order_by("key")[number]


def delete_a_document(index, number=0):
    nth(index, number).delete()


def delete_every_document(index):
    of(index).all().delete()


def say_something_else(index, number=0):
    document = nth(index, number)
    document.body = "codes: \nname: zyxwvut"
    document.save()


def lose_a_number(index, number=0):
    document = nth(index, number)
    document.quality = 99
    document.save()


def corrupt_tokens(index, number=0):
    backend().put(index, {nth(index, number).key: ["awzyxwvut"]})


def lose_tokens(index, number=0):
    backend().remove(index, [nth(index, number).key])


def lose_all_tokens(index):
    backend().remove(index, backend().keys(index))


def leave_tokens_over(index, number=0):
    backend().put(index, {10_000_001: ["awkopi"]})


def leave_a_document_over(index, number=0):
    document = nth(index, number)
    document.key = 10_000_002
    for name in ("product_id", "seller_id"):
        if hasattr(document, name):
            setattr(document, name, "01a134de-0000-7000-8000-000000000000")
    document.save(force_insert=True)


def lose_terms(index, number=0):
    Term.objects.filter(text__in=["kopi", "lampung", "sertifikat"]).delete()


# What is done, and what is told of it. The last first: a deleted one shifts the rest.
DAMAGES = {
    lose_terms: "published, but not known",
    leave_a_document_over: "searched, but not listed",
    leave_tokens_over: "its tokens are left over",
    lose_tokens: "its tokens are out of date",
    corrupt_tokens: "its tokens are out of date",
    lose_a_number: "its document is out of date",
    say_something_else: "its document is out of date",
    delete_a_document: "listed, but not searched",
}


def test_there_is_nothing_to_find_or_mend_in_the_sample_catalogue():
    assert check() == "drift: 0\n"

    before = _everything()
    assert rebuild().startswith("0 documents changed\n")
    assert _everything() == before


@pytest.mark.parametrize("index", list(Index))
def test_every_damage_is_found_and_mended(index):
    before = _everything()
    for number, damage in enumerate(DAMAGES):
        damage(index, len(DAMAGES) - number)

    told = list(drift())
    for line in set(DAMAGES.values()):
        wanted = list(DAMAGES.values()).count(line)
        assert sum(line in one for one in told) >= wanted, line
    with pytest.raises(CommandError):
        check()
    rebuild()

    assert _everything() == before
    assert rebuild().startswith("0 documents changed\n")


@pytest.mark.parametrize("damage", [corrupt_tokens, lose_all_tokens, delete_a_document])
def test_a_process_that_saw_the_damage_sees_it_mended(damage):
    right = _holding("wkopi")
    postings.forget()
    damage(Index.PRODUCT)
    _holding("wkopi")
    _holding("wzyxwvut")

    rebuild()

    assert _holding("wkopi") == right
    assert _holding("wzyxwvut") == set()


def test_a_rebuild_reads_all_that_is_there_from_nothing():
    delete_every_document(Index.PRODUCT)
    delete_every_document(Index.SELLER)
    for index in Index:
        lose_all_tokens(index)
    Term.objects.all().delete()

    rebuild()

    assert check() == "drift: 0\n"
    assert ProductDocument.objects.count() == Listing.objects.count()


def _holding(token):
    with postings.reading(Index.PRODUCT) as held:
        return set(ones(held.bits(token)))


def _everything():
    """All that is searched, but for stamps and the numbers of terms."""
    documents = [
        sorted((row.pop("key"), str(row)) for row in rows)
        for rows in (
            ProductDocument.objects.values("key", "product_id", "body", "quality"),
            SellerDocument.objects.values("key", "seller_id", "body", "quality"),
        )
    ]
    tokens = {index: backend().stored(index, backend().keys(index)) for index in Index}
    signatures = set(Signature.objects.values_list("term__text", "text"))
    return documents, tokens, signatures
