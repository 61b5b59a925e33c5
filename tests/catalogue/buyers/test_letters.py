"""The daily letter: what it tells, to whom, when, and that it is told once."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.template import Context
from django.template.engine import Engine
from django.test.utils import CaptureQueriesContext

from catalogue.buyers import jobs, letters
from catalogue.buyers.models import SavedSearch
from catalogue.dates import micros
from catalogue.journal.actions import record
from catalogue.journal.models import Job, Notice
from catalogue.journal.types import ProductChanged
from catalogue.products.models import Product
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 5)
SEVEN = datetime(2026, 12, 5, tzinfo=UTC)  # 7 in Lampung
YESTERDAY = SEVEN - timedelta(days=1)


def make_search(user, filters=None, told=YESTERDAY, **fields):
    return SavedSearch.objects.create(
        **{
            "user": user,
            "name": "Crafts",
            "filters": filters or {},
            "notify": "daily",
            "told_key": micros(told),
            **fields,
        }
    )


def publish(product, at):
    """As if it had first been published then."""
    product.published_at = at
    product.save()
    record(ProductChanged(product.pk))


def told():
    """Of each notice: to whom, and by search the names told and how many more."""
    return [
        (
            notice.address,
            notice.language,
            [
                (search["name"], names(search), search["more"])
                for search in notice.values["searches"]
            ],
        )
        for notice in Notice.objects.filter(kind="saved_searches").order_by("id")
    ]


def names(search):
    return [product["name"] for product in search["products"]]


def marks():
    return set(SavedSearch.objects.values_list("told_key", flat=True))


def write(user, day=DAY):
    letters.write(user.pk, day)


def test_a_letter_tells_what_was_published_since_the_last(sample):
    coffee = sample("P001")
    publish(coffee, SEVEN - timedelta(hours=1))
    user = make_user("siti@example.org", language="en")
    make_search(user, {"q": "kopi"}, name="Coffee")

    write(user)

    notice = Notice.objects.get(kind="saved_searches")
    assert told() == [("siti@example.org", "en", [("Coffee", [coffee.name["en"]], 0)])]
    assert (notice.recipient, notice.topic, notice.about) == (
        f"user:{user.pk}",
        "saved_searches",
        "saved searches 2026-12-05",
    )
    assert marks() == {micros(SEVEN)}


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (YESTERDAY, False),
        (YESTERDAY + timedelta(microseconds=1), True),
        (SEVEN, True),
        (SEVEN + timedelta(microseconds=1), False),
    ],
)
def test_the_edges_belong_to_one_letter_each(sample, at, is_told):
    publish(sample("P001"), at)
    user = make_user()
    make_search(user)

    write(user)

    assert len(told()) == is_told
    assert marks() == {micros(SEVEN)}


def test_what_one_letter_leaves_the_next_one_tells(sample):
    product = sample("P001")
    publish(product, SEVEN + timedelta(microseconds=1))
    user = make_user()
    make_search(user)

    write(user)
    write(user, DAY + timedelta(days=1))
    write(user, DAY + timedelta(days=2))

    assert told() == [(user.email, "id", [("Crafts", [product.name["id"]], 0)])]


def test_a_letter_that_is_written_again_is_the_first_one(sample):
    user = make_user()
    make_search(user)
    publish(sample("P001"), SEVEN - timedelta(hours=1))

    write(user)
    publish(sample("P002"), SEVEN - timedelta(hours=2))
    write(user)

    assert [len(searches) for _, _, searches in told()] == [1]


def test_a_letter_that_could_not_be_written_marks_nothing(sample, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    publish(sample("P001"), SEVEN)
    user = make_user()
    make_search(user)
    with monkeypatch.context() as patched:
        patched.setattr(letters, "notify", fail)
        with pytest.raises(RuntimeError):
            write(user)
    assert marks() == {micros(YESTERDAY)}

    write(user)

    assert len(told()) == 1


def test_nothing_new_is_no_letter(sample):
    publish(sample("P001"), SEVEN)
    user = make_user()
    make_search(user, {"category": ["no-such-category"]})
    make_search(user, {"min_order_max": "1", "min_order_unit": "gone"})

    write(user)

    assert told() == []
    assert marks() == {micros(SEVEN)}


def test_who_reads_another_language_is_told_in_indonesian(sample):
    product = sample("P001")
    publish(product, SEVEN)
    user = make_user(language="de")
    make_search(user)

    write(user)

    assert told() == [(user.email, "id", [("Crafts", [product.name["id"]], 0)])]


def test_filters_hold_for_the_letter_too(sample):
    publish(sample("P001"), SEVEN)
    product = sample("P001")
    user = make_user()
    category, regency = product.category.code, product.seller.regency_id
    for name, filters in {
        "there": {"category": [category], "regency": [regency]},
        "dear": {"price_min": "999999999999"},
        "other": {"ids": [str(sample("P002").pk)]},
    }.items():
        make_search(user, filters, name=name)

    write(user)

    assert told() == [(user.email, "id", [("there", [product.name["id"]], 0)])]


def test_a_product_is_told_once_in_a_letter_and_the_rest_is_counted(sample):
    keys = [f"P{number:03}" for number in range(1, 14)]
    for minutes, key in enumerate(keys):
        publish(sample(key), SEVEN - timedelta(minutes=minutes))
    first = str(sample("P013").pk)
    user = make_user()
    make_search(user, {"ids": [first]}, name="One")
    make_search(user, name="All")
    make_search(user, {"ids": [first]}, name="One again")

    write(user)

    _, _, searches = told()[0]
    newest = [sample(key).name["id"] for key in keys[:10]]
    assert searches == [
        ("One", [sample("P013").name["id"]], 0),
        ("All", newest, 2),
    ]
    assert Notice.objects.get().values["count"] == "13"


def test_those_who_asked_for_no_letter_get_none(sample):
    publish(sample("P001"), SEVEN)
    user = make_user()
    make_search(user, notify="none")
    closed = make_user(is_active=False)
    make_search(closed)

    assert letters.people_due(DAY) == []
    write(user)
    write(closed)

    assert told() == []
    assert marks() == {micros(YESTERDAY)}


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (SEVEN - timedelta(hours=6), None),
        (SEVEN + timedelta(minutes=9), None),
        (SEVEN + timedelta(minutes=10), DAY),
        (SEVEN + timedelta(hours=16, minutes=59), DAY),
        (SEVEN + timedelta(hours=17), None),  # midnight in Lampung
    ],
)
def test_letters_are_due_from_a_little_after_their_hour(now, day):
    with time_machine.travel(now.timestamp(), tick=False):
        assert letters.day_due() == day


def test_the_hour_is_a_setting(settings):
    settings.SAVED_SEARCH_HOUR = 18

    assert letters.ends_at(DAY) == datetime(2026, 12, 5, 11, tzinfo=UTC)


def test_each_person_is_a_job_of_her_own_once_a_day(sample):
    publish(sample("P001"), SEVEN)
    users = [make_user(), make_user()]
    for user in [*users, users[0]]:
        make_search(user)
    with time_machine.travel((SEVEN + timedelta(hours=1)).timestamp(), tick=False):
        jobs.tell_of_new_products()
        jobs.tell_of_new_products()
    mine = Job.objects.filter(kind=jobs.LETTER)
    subjects = set(mine.values_list("subject", flat=True))
    assert subjects == {f"{user.pk} 2026-12-05" for user in users}
    assert mine.count() == 2

    mine.filter(subject=f"{users[0].pk} 2026-12-05").update(failed_at=SEVEN)
    jobs.write_letter(f"{users[1].pk} 2026-12-05")
    mine.filter(subject=f"{users[1].pk} 2026-12-05").delete()
    with time_machine.travel((SEVEN + timedelta(hours=2)).timestamp(), tick=False):
        jobs.tell_of_new_products()

    assert [address for address, _, _ in told()] == [users[1].email]
    assert mine.count() == 1


def test_a_letter_costs_as_many_queries_for_one_product_as_for_ten(sample):
    def cost(number, day):
        for place in range(1, number + 1):
            publish(sample(f"P{place:03}"), letters.ends_at(day))
        user = make_user()
        make_search(user, told=letters.ends_at(day) - timedelta(days=1))
        with CaptureQueriesContext(connection) as queries:
            write(user, day)
        return len(queries)

    cost(1, DAY)  # what a process remembers is read
    assert cost(1, DAY + timedelta(days=1)) == cost(10, DAY + timedelta(days=2))


def rendered(language, **values):
    template = Engine.get_default().get_template(f"mail/saved_searches.{language}.txt")
    return template.render(Context(values, autoescape=False))


def search(more=0, link=None):
    product = {
        "name": "Tapis & co",
        "seller": "Sari",
        "regency": "Lampung Selatan",
        "link": link,
    }
    return {"name": "Crafts", "count": 1 + more, "more": more, "products": [product]}


def test_the_letter_in_english():
    text = rendered(
        "en", count="4", searches=[search(2, "https://a.example/p/1"), search()]
    )

    assert text == (
        "4 new products in your saved searches\n"
        "New in the catalogue:\n"
        "\n"
        "Crafts\n"
        "\n"
        "- Tapis & co – Sari, Lampung Selatan: https://a.example/p/1\n"
        "- and 2 more\n"
        "\n"
        "Crafts\n"
        "\n"
        "- Tapis & co – Sari, Lampung Selatan\n"
        "\n"
        "You saved these searches and asked to be told once a day. Delete a saved "
        "search to hear no more of it.\n"
    )


def test_the_letter_in_indonesian():
    text = rendered("id", count="1", searches=[search(1)])

    assert text == (
        "Satu produk baru dalam pencarian tersimpan Anda\n"
        "Baru di katalog:\n"
        "\n"
        "Crafts\n"
        "\n"
        "- Tapis & co – Sari, Lampung Selatan\n"
        "- dan 1 lagi\n"
        "\n"
        "Anda menyimpan pencarian ini dan minta dikabari sekali sehari. Hapus "
        "pencarian tersimpan bila tidak ingin dikabari lagi.\n"
    )


def test_a_link_leads_to_the_web_page_of_the_product(sample, settings):
    settings.WEB_PRODUCT_URL = "https://shop.example/p/{slug}"
    product = sample("P001")
    publish(product, SEVEN)
    user = make_user()
    make_search(user)

    write(user)

    [found] = Notice.objects.get().values["searches"][0]["products"]
    assert found["link"] == f"https://shop.example/p/{product.slug}"


def test_searches_go_with_the_person():
    user = make_user()
    make_search(user)

    user.delete()

    assert not SavedSearch.objects.exists()
    assert Product.objects.exists()
