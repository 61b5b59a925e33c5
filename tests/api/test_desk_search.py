"""The dictionary at the desk counts at once; a page of searches tells what it lacks."""

import csv
import io
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.journal.models import AuditEntry, Event
from catalogue.products.actions import publishing
from catalogue.reference.loading import load, tables
from catalogue.reference.models import RemovedRow
from catalogue.search.models import Place, QueryDay, StopWord, Synonym
from tests.factories import make_officer

pytestmark = pytest.mark.django_db
SYNONYMS = "/admin/search/synonym/"
STOP_WORDS = "/admin/search/stopword/"
PLACES = "/admin/search/place/"
REPORT = "/admin/search/queries/"
TABLE = "/admin/search/queries.csv"


def desk(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def province():
    return desk(make_officer())


@pytest.fixture
def regency():
    return desk(make_officer("18.01"))


def synonym(**values):
    return {
        "code": "zyxwala",
        "terms_id": "keripik pisang",
        "terms_en": "",
        "terms_ms": "zyxwala",
        "misspellings": "",
        "kind": "product",
        "categories": [],
        **values,
    }


def errors(response):
    return response.context["adminform"].form.errors


def messages(client, url=SYNONYMS):
    return [str(message) for message in client.get(url).context["messages"]]


def names(client, query):
    answer = client.get("/v1/products", {"q": query, "limit": 24, "lang": "id"})
    return [row["name"].lower() for row in answer.json()["results"]]


def remove(client, model, *rows):
    label = model._meta.model_name
    return client.post(
        f"/admin/search/{label}/",
        {
            "action": "delete_selected",
            "_selected_action": [row.pk for row in rows],
            "post": "yes",
        },
    )


# Counting at once


def test_a_synonym_counts_with_the_next_search_and_no_more_once_it_is_gone(
    province, client
):
    before = names(client, "zyxwala")

    added = province.post(f"{SYNONYMS}add/", synonym())
    found = names(client, "zyxwala")
    remove(province, Synonym, Synonym.objects.get(code="zyxwala"))
    after = names(client, "zyxwala")

    assert added.status_code == 302
    assert "keripik pisang" in found[0]
    assert before == after
    assert not any("keripik pisang" in name for name in after[:1])


def test_an_edited_synonym_counts_at_once(province, client):
    province.post(f"{SYNONYMS}add/", synonym())
    row = Synonym.objects.get(code="zyxwala")

    province.post(f"{SYNONYMS}{row.pk}/change/", synonym(terms_id="kain tapis"))

    assert "tapis" in names(client, "zyxwala")[0]


def test_a_stop_word_counts_at_once(province, client):
    def dropped():
        answer = client.get("/v1/products", {"q": "kopi bagusan"}).json()
        return answer["search"]["dropped_words"]

    before = dropped()
    province.post(f"{STOP_WORDS}add/", {"word": "Bagusan", "language": "id"})
    during = dropped()
    row = StopWord.objects.get(word="bagusan")
    province.post(f"{STOP_WORDS}{row.pk}/delete/", {"post": "yes"})

    assert during == ["bagusan"]
    assert dropped() == before


def test_a_place_counts_at_once(province, client):
    def regencies():
        rows = client.get("/v1/products", {"q": "zyxwilla"}).json()["results"]
        return {row["regency"]["code"] for row in rows}

    before = regencies()
    values = {"code": "zyxwilla", "name": "Zyxwilla", "regency": "18.10"}
    province.post(f"{PLACES}add/", {**values, "kind": "town"})
    during = regencies()
    remove(province, Place, Place.objects.get(code="zyxwilla"))

    assert during == {"18.10"}
    assert regencies() == before


# Edits are recorded, and outlive loads


def test_an_edit_is_audited_and_recorded(province):
    province.post(f"{SYNONYMS}add/", synonym())
    row = Synonym.objects.get(code="zyxwala")
    remove(province, Synonym, row)

    entries = AuditEntry.objects.filter(subject_id="zyxwala").order_by("pk")
    events = Event.objects.filter(type="DictionaryChanged", subject="zyxwala")
    assert [entry.action for entry in entries] == [
        "reference.added",
        "reference.removed",
    ]
    assert entries[1].before["terms_ms"] == "zyxwala"
    assert events.count() == 2


def test_many_at_once_are_each_recorded(province):
    rows = list(Synonym.objects.all()[:3])

    remove(province, Synonym, *rows)

    events = Event.objects.filter(type="DictionaryChanged")
    assert set(events.values_list("subject", flat=True)) == {str(row) for row in rows}
    assert AuditEntry.objects.filter(action="reference.removed").count() == 3


@pytest.mark.parametrize("model", [Synonym, StopWord])
def test_what_was_removed_is_not_loaded_again(province, model):
    row = model.objects.exclude(loaded_digest="").first()
    table = next(table for table in tables() if table.model is model)

    remove(province, model, row)
    again = load(table)

    assert again.created == 0
    assert not model.objects.filter(**{table.key: str(row)}).exists()


def test_of_what_was_added_at_the_desk_nothing_is_remembered(province):
    province.post(f"{SYNONYMS}add/", synonym())

    remove(province, Synonym, Synonym.objects.get(code="zyxwala"))

    assert not RemovedRow.objects.exists()


# What may be written


def test_terms_are_tidied(province):
    values = synonym(terms_id=" Keripik  Pisang ; keripik pisang\nPISANG goreng;;")

    province.post(f"{SYNONYMS}add/", values)

    row = Synonym.objects.get(code="zyxwala")
    assert row.terms_id == "keripik pisang;pisang goreng"


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        (
            "oleh-oleh khas lampung",
            "“oleh-oleh khas lampung” has more than three words.",
        ),
        ("tas, beg", "“tas, beg” has a comma. Part terms with semicolons."),
        ("tas; ?!", "“?!” has neither letters nor digits."),
    ],
)
def test_a_term_that_could_never_be_found_is_refused(province, term, fault):
    response = province.post(f"{SYNONYMS}add/", synonym(terms_en=term))

    assert errors(response)["terms_en"] == [fault]
    assert not Synonym.objects.filter(code="zyxwala").exists()


def test_categories_are_kept_as_codes(province):
    chosen = ["kain-tapis", "kopi-sangrai-bubuk"]

    province.post(f"{SYNONYMS}add/", synonym(categories=chosen))

    row = Synonym.objects.get(code="zyxwala")
    page = province.get(f"{SYNONYMS}{row.pk}/change/").content.decode()
    assert row.categories == "kain-tapis;kopi-sangrai-bubuk"
    assert all(f'<option value="{code}" selected' in page for code in chosen)


def test_a_decimal_comma_is_no_fault(province):
    province.post(f"{SYNONYMS}add/", synonym(terms_en="1,5 kg"))

    assert Synonym.objects.get(code="zyxwala").terms_en == "1,5 kg"


def test_a_synonym_of_nothing_is_refused(province):
    values = synonym(terms_id="", terms_ms="", misspellings="kofie")

    response = province.post(f"{SYNONYMS}add/", values)

    assert list(errors(response)) == ["terms_id"]
    assert "Give at least one term" in errors(response)["terms_id"][0]


def test_an_empty_form_asks_for_a_term_and_for_no_code(province):
    response = province.post(f"{SYNONYMS}add/", {"kind": "product"})

    assert list(errors(response)) == ["terms_id"]


@pytest.mark.parametrize("terms", ["untuk", "untuk; dengan"])
def test_a_synonym_of_stop_words_alone_is_refused(province, terms):
    response = province.post(
        f"{SYNONYMS}add/", synonym(terms_id=terms, terms_ms="", code="")
    )

    assert "stop word" in errors(response)["terms_id"][0]


def test_a_stop_word_among_others_is_warned_of(province):
    province.post(f"{SYNONYMS}add/", synonym(terms_id="zyxwala; untuk"))

    assert any("“untuk” is a stop word" in told for told in messages(province))


def test_a_code_is_made_of_the_first_term(province):
    for _ in range(3):
        values = synonym(code="", terms_id="", terms_en="Zyx Wala; other")
        province.post(f"{SYNONYMS}add/", values)

    codes = Synonym.objects.filter(code__startswith="zyx").values_list(
        "code", flat=True
    )
    assert sorted(codes) == ["zyx-wala", "zyx-wala-2", "zyx-wala-3"]


def test_each_field_of_terms_says_how_they_are_parted(province):
    page = province.get(f"{SYNONYMS}add/").content.decode()

    assert page.count("Part terms with semicolons: “") == 4
    assert "Left empty, it is made of the first term" in page


def test_a_link_begins_a_misspelling_and_saves_nothing(province):
    row = Synonym.objects.get(code="kopi-bubuk")
    address = f"{SYNONYMS}{row.pk}/change/?misspelling=kofyb"

    form = province.get(address).context["adminform"].form

    assert form["misspellings"].value().split(";")[-1] == "kofyb"
    assert Synonym.objects.get(pk=row.pk).misspellings == row.misspellings


def test_an_unknown_category_is_refused(province):
    response = province.post(f"{SYNONYMS}add/", synonym(categories=["no-such"]))

    assert "categories" in errors(response)


def test_a_term_in_more_than_two_rows_is_warned_of(province):
    for code in ("zyxwala", "zyxwala-b"):
        province.post(f"{SYNONYMS}add/", synonym(code=code))
    assert not any("“zyxwala” is in" in told for told in messages(province))

    province.post(f"{SYNONYMS}add/", synonym(code="zyxwala-c"))

    told = next(told for told in messages(province) if "“zyxwala” is in" in told)
    assert told.startswith("“zyxwala” is in 3 rows: zyxwala, zyxwala-b, zyxwala-c.")


def rename(sample, key, name):
    """A published product, by a new name."""
    product = sample(key)
    product.name = {"id": name, "en": name}
    product.save()
    publishing.hide_product(product_id=product.pk)
    publishing.show_product(product_id=product.pk)
    return product


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Kopi", "a term of the synonyms “kopi”"),
        ("zyxwala", "the name of a published product: “Teh Zyxwala”"),
    ],
)
def test_what_people_call_a_thing_is_no_stop_word(province, sample, word, said):
    rename(sample, "P001", "Teh Zyxwala")

    response = province.post(f"{STOP_WORDS}add/", {"word": word, "language": "id"})

    assert said in errors(response)["word"][0]


def test_of_a_stop_word_that_says_something_elsewhere_is_warned(province):
    StopWord.objects.filter(word="pedas").delete()
    response = province.post(
        f"{SYNONYMS}add/", synonym(kind="quality", terms_id="zyxwil", terms_ms="")
    )
    response = province.post(f"{STOP_WORDS}add/", {"word": "zyxwil", "language": "id"})

    assert response.status_code == 302
    assert any("a term of the synonyms “zyxwala”" in m for m in messages(province))


def place(name, regency):
    values = {"code": "zyxwilla", "name": name, "regency": regency}
    return {**values, "kind": "town"}


def test_what_people_call_a_thing_is_no_place(province, sample):
    product = rename(sample, "P001", "Teh Zyxwala")
    own = product.seller.regency_id
    other = next(code for code in ("18.01", "18.71") if code != own)

    thing = province.post(f"{PLACES}add/", place("kopi", "18.71"))
    elsewhere = province.post(f"{PLACES}add/", place("Zyxwala", other))
    refused = Place.objects.filter(code="zyxwilla").exists()
    province.post(f"{PLACES}add/", place("Zyxwala", own))

    assert "a term of the synonyms “kopi”" in errors(thing)["name"][0]
    assert "of none of this one: “Teh Zyxwala”" in errors(elsewhere)["name"][0]
    assert not refused
    assert Place.objects.get(code="zyxwilla").regency_id == own
    assert any("“zyxwala” is in what 1" in m for m in messages(province, PLACES))


@pytest.mark.parametrize("word", ["dua kata", "?!"])
def test_a_stop_word_is_one_word(province, word):
    response = province.post(f"{STOP_WORDS}add/", {"word": word, "language": "id"})

    assert errors(response)["word"] == ["One word, of letters or digits."]


def test_a_place_means_one_regency(province):
    values = {"code": "zyxwilla", "name": "Kalianda", "regency": "18.10"}

    response = province.post(f"{PLACES}add/", {**values, "kind": "town"})

    assert "means Lampung Selatan already" in errors(response)["name"][0]


def test_a_row_is_found_by_a_term_and_by_its_kind(province):
    page = province.get(SYNONYMS, {"q": "ground coffee", "kind__exact": "product"})

    rows = [row.code for row in page.context["cl"].result_list]
    assert "kopi-bubuk" in rows
    assert len(rows) < 10


# Who may


@pytest.mark.parametrize("url", [SYNONYMS, STOP_WORDS, PLACES])
def test_a_regency_reads_and_the_province_edits(province, regency, url):
    assert regency.get(url).status_code == 200
    assert regency.get(f"{url}add/").status_code == 403
    assert regency.post(f"{url}add/", synonym()).status_code == 403
    assert province.get(f"{url}add/").status_code == 200


def test_a_regency_opens_a_row_and_deletes_none(regency):
    row = Synonym.objects.first()

    assert regency.get(f"{SYNONYMS}{row.pk}/change/").status_code == 200
    assert regency.post(f"{SYNONYMS}{row.pk}/delete/").status_code == 403
    remove(regency, Synonym, row)
    assert Synonym.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("url", [REPORT, TABLE])
def test_what_people_search_for_is_the_provinces(province, regency, url):
    assert province.get(url).status_code == 200
    assert regency.get(url).status_code == 403
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("url", [REPORT, TABLE, f"{SYNONYMS}add/", f"{PLACES}add/"])
def test_who_may_not_is_told_so_on_a_page(regency, url):
    answer = regency.get(url)

    assert answer.headers["Content-Type"].startswith("text/html")
    assert "officers of the province" in answer.content.decode()


# What people search for


def searched(query, *, days=1, times=1, found=0, language="id", ago=0, read_as=""):
    today = timezone.localdate()
    QueryDay.objects.bulk_create(
        QueryDay(
            day=today - timedelta(days=ago + day),
            query=query,
            language=language,
            times=times,
            found=found,
            read_as=read_as,
        )
        for day in range(days)
    )


def listed(client, **asked):
    page = client.get(REPORT, asked)
    assert page.status_code == 200
    return [row["query"] for row in page.context["page"].object_list]


def test_queries_that_found_nothing_come_by_days(province):
    searched("sepatu roda", days=2, times=9)
    searched("zaitun", days=3)
    searched("kopi", days=5, found=40)
    searched("madu hutan", days=5, found=3)
    searched("lama", days=9, ago=40)

    assert listed(province) == ["zaitun", "sepatu roda"]
    assert listed(province, order="times") == ["sepatu roda", "zaitun"]
    assert listed(province, found="few") == ["madu hutan", "zaitun", "sepatu roda"]
    assert listed(province, found="any")[0] == "kopi"
    assert listed(province, days="180")[0] == "lama"
    assert listed(province, days="nonsense", found="?") == ["zaitun", "sepatu roda"]


def test_what_was_misspelt_is_a_list_of_its_own(province):
    searched("zaitun")
    searched("cofee", found=9, read_as="coffee")
    searched("kopy zaitun", read_as="kopi zaitun")

    assert sorted(listed(province)) == ["kopy zaitun", "zaitun"]
    assert listed(province, found="misspelt") == ["cofee", "kopy zaitun"]


def test_queries_are_of_a_language(province):
    searched("olive", language="en")
    searched("zaitun", language="id")

    assert listed(province, language="en") == ["olive"]


def begun(line):
    """What the line's links fill in, by what they are called."""
    return {name: parse_qs(urlsplit(url).query) for name, url in line.offered}


def test_a_line_leads_to_a_synonym_begun(province):
    searched("zyxwala", language="id")

    line = _line(province)

    assert begun(line) == {"Add a synonym": {"terms_id": ["zyxwala"]}}
    form = province.get(line.offered[0][1])
    assert form.context["adminform"].form["terms_id"].value() == "zyxwala"


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("beli kopi zyxwala murah", "zyxwala"),  # the unknown word alone
        ("zyxwala 500000g", "zyxwala"),
        ("zyxwala zyxwolo zyxwulu zyxwele", None),  # too many for a term
        ("500000g 25 kg", None),
        ("untuk", None),
    ],
)
def test_what_is_begun_is_what_nobody_knows(province, query, term):
    searched(query, language="en")

    expected = {"Add a synonym": {"terms_en": [term]}} if term else {}
    assert begun(_line(province)) == expected


def test_a_misspelt_word_is_offered_to_the_row_it_was_read_as(province):
    searched("gantungan kuncy")

    offered = begun(_line(province))

    assert "Add a synonym" not in offered
    assert all(asked == {"misspelling": ["kuncy"]} for asked in offered.values())


def test_a_line_tells_what_is_found_by_now(province):
    searched("zyxwala")
    before = _line(province)
    province.post(f"{SYNONYMS}add/", synonym())

    after = _line(province)

    assert (before.now, before.known) == (0, [])
    assert after.now > 0
    assert [code for code, _ in after.known] == ["zyxwala"]


def _line(client):
    return client.get(REPORT).context["lines"][0]


def test_a_line_tells_what_unknown_words_were_taken_for(province):
    searched("gantungan kuncy", found=3, read_as="gantungan kunci")

    page = province.get(REPORT, {"found": "misspelt"})

    line = page.context["lines"][0]
    assert line.read_as == "gantungan kunci"
    assert line.now > 0
    assert "read as gantungan kunci" in page.content.decode()


def test_the_page_says_what_is_kept_and_how_long(province, settings):
    settings.QUERY_LOG_DAYS = 180
    page = province.get(REPORT).content.decode()
    assert "Kept for 180 days" in page
    assert "No such search." in page

    settings.QUERY_LOG_DAYS = 0
    assert "is not being kept" in province.get(REPORT).content.decode()


def test_the_same_as_a_table(province):
    searched("kopi bubukk", days=4, times=2)
    searched("kopi bubuk", days=3, times=2)
    searched("=1+1")

    answer = province.get(TABLE)

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    today = timezone.localdate().isoformat()
    assert "attachment" in answer["Content-Disposition"]
    head, *rows = csv.reader(io.StringIO(text))
    assert head == [
        "query", "read_as", "language", "searches", "days", "last_day",
        "fewest_products", "finds_now", "synonyms",
    ]  # fmt: skip
    assert rows[:2] == [
        ["kopi bubukk", "kopi bubuk", "id", "8", "4", today, "0", rows[0][7], ""],
        ["kopi bubuk", "", "id", "6", "3", today, "0", rows[1][7], "kopi-bubuk"],
    ]
    assert all(int(row[7]) for row in rows[:2])
    assert rows[2][0] == "'=1+1"


def test_pages_of_many(province):
    for number in range(60):
        searched(f"zyx{number:02}")

    first, second = listed(province), listed(province, page="2")

    assert (len(first), len(second)) == (50, 10)
    assert not set(first) & set(second)


def test_what_somebody_typed_is_shown_as_text(province):
    searched("<b>zyx</b>")

    assert b"<b>zyx" not in province.get(REPORT).content


def test_the_desks_first_page_leads_there(province, regency):
    assert REPORT in province.get("/admin/").content.decode()
    assert REPORT not in regency.get("/admin/").content.decode()
