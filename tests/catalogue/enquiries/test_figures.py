"""How quickly sellers answer: counted, kept, and told as a band."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from catalogue.enquiries.actions import answering, holding, measuring, moving
from catalogue.enquiries.figures import Delivered, figures
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.parties import THE_SYSTEM, Actor
from catalogue.enquiries.states import Side, Verb
from catalogue.journal.models import Event, Job
from catalogue.listings.models import SellerListingText
from catalogue.readiness.loading import load_sellers
from catalogue.readiness.versions import in_force
from catalogue.sellers.responding import ResponseFigures
from tests.factories import make_enquiry, make_seller, make_user
from tests.working import work

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
OVER, AHEAD = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
HOUR, DAY = 3600, 86_400
SELLER = Actor(Side.SELLER)


def answered(seconds, by="seller", status="open"):
    return Delivered(status, OVER, None, by, seconds)


UNANSWERED = Delivered("new", OVER)


def test_nothing_is_told_of_nobody():
    assert figures([], NOW) == ResponseFigures(0, None, None)


def test_the_median_is_of_all_that_were_counted():
    found = figures([answered(HOUR), answered(3 * HOUR), UNANSWERED], NOW)

    assert found == ResponseFigures(3, 67, 3 * HOUR)


def test_where_half_have_no_answer_there_is_no_median():
    found = figures([answered(HOUR), UNANSWERED], NOW)

    assert found == ResponseFigures(2, 50, None)


@pytest.mark.parametrize(
    "left_out",
    [
        Delivered("new", AHEAD),
        Delivered("held", OVER),
        Delivered("spam", OVER, None, "seller", HOUR),
        Delivered("withdrawn", OVER, OVER - timedelta(hours=1)),
        Delivered("open", AHEAD, None, "officer", HOUR),
    ],
    ids=["not due", "reported", "spam", "withdrawn before it was due", "officer's"],
)
def test_what_asked_no_answer_of_her_yet_is_not_counted(left_out):
    assert figures([left_out, answered(HOUR)], NOW) == ResponseFigures(1, 100, HOUR)


@pytest.mark.parametrize(
    "unanswered",
    [
        answered(HOUR, by="officer"),
        Delivered("expired", OVER, NOW),
        Delivered("withdrawn", OVER, OVER),
    ],
    ids=["an officer answered for her", "expired", "withdrawn when it was due"],
)
def test_what_she_left_unanswered_is_counted(unanswered):
    found = figures([unanswered, answered(HOUR), answered(HOUR)], NOW)

    assert found == ResponseFigures(3, 67, HOUR)


def test_declining_counts_as_an_answer():
    found = figures([answered(2 * HOUR, status="declined")], NOW)

    assert found == ResponseFigures(1, 100, 2 * HOUR)


@pytest.mark.parametrize(
    ("median", "band"),
    [
        (0, "within_a_day"),
        (DAY, "within_a_day"),
        (DAY + 1, "within_two_days"),
        (2 * DAY, "within_two_days"),
        (3 * DAY, "within_three_days"),
        (3 * DAY + 1, "within_a_week"),
        (7 * DAY, "within_a_week"),
        (7 * DAY + 1, "slower"),
        (None, "slower"),
    ],
)
def test_the_band_is_told_from_ten_on(median, band):
    assert ResponseFigures(10, 90, median).band == band
    assert ResponseFigures(9, 90, median).band == "unspecified"


# -- stored


@pytest.fixture
def seller(db):
    return make_seller("18.01", owner=make_user())


def answer_at_once(seller, count, **fields):
    """Enquiries that she answered after an hour."""
    for _ in range(count):
        make_enquiry(seller, "open", first_answer_seconds=HOUR, **fields)


def kept(seller):
    seller.refresh_from_db()
    return seller.response_figures


def changes(seller) -> int:
    return Event.objects.filter(type="SellerChanged", subject=str(seller.pk)).count()


def test_figures_are_of_ninety_days(seller):
    now = timezone.now()
    answer_at_once(seller, 2, delivered_at=now - timedelta(days=89))
    answer_at_once(seller, 3, delivered_at=now - timedelta(days=91))

    measuring.measure(seller.pk)

    assert kept(seller) == ResponseFigures(2, 100, HOUR)


def test_only_another_band_is_a_change_of_the_seller(seller):
    answer_at_once(seller, 9)
    measuring.measure(seller.pk)
    after_nine = changes(seller)
    answer_at_once(seller, 1)
    measuring.measure(seller.pk)
    after_ten = changes(seller)
    answer_at_once(seller, 1)
    measuring.measure(seller.pk)

    assert (after_nine, after_ten, changes(seller)) == (0, 1, 1)
    assert kept(seller) == ResponseFigures(11, 100, HOUR)


def test_a_first_answer_has_her_measured_and_the_next_one_does_not(seller):
    Job.objects.all().delete()
    enquiry = make_enquiry(seller, "new")
    say = {"enquiry_id": enquiry.pk, "actor": SELLER, "language": "en"}

    answering.write_message(body="Yes.", **say)
    first = list(Job.objects.filter(kind=measuring.MEASURE))
    Job.objects.filter(kind=measuring.MEASURE).delete()
    answering.write_message(body="And more.", **say)

    assert [job.subject for job in first] == [str(seller.pk)]
    assert not Job.objects.filter(kind=measuring.MEASURE).exists()


def test_what_is_held_or_released_has_her_measured_anew(seller):
    enquiry = make_enquiry(seller, "open")
    asked = []

    for step in (hold, release):
        Job.objects.filter(kind=measuring.MEASURE).delete()
        step(enquiry.pk)
        asked += Job.objects.filter(kind=measuring.MEASURE)

    assert [job.subject for job in asked] == [str(seller.pk)] * 2


def hold(enquiry_id):
    why = Enquiry.HeldFor.SUSPICIOUS
    holding.hold(moving.locked(enquiry_id), THE_SYSTEM, why, Verb.HOLD)


def release(enquiry_id):
    holding.release(enquiry_id=enquiry_id, actor=Actor(Side.OFFICER))


def test_the_worker_measures_whoever_time_has_passed_by(seller):
    Job.objects.all().delete()
    over = timezone.now() - timedelta(hours=1)
    for _ in range(10):
        make_enquiry(seller, "new", first_response_due_at=over)

    measuring.measure_all_later()
    work()

    assert kept(seller) == ResponseFigures(10, 0, None)
    assert seller.response_figures.band == "slower"


def test_measuring_a_seller_who_is_gone_is_harmless(seller):
    before = kept(seller)

    measuring.measure(make_user().pk)

    assert kept(seller) == before


@pytest.mark.parametrize("count", [1, 8])
def test_measuring_takes_as_many_queries_for_many_as_for_one(
    seller, count, django_assert_num_queries
):
    answer_at_once(seller, count)

    with django_assert_num_queries(8):  # four of them savepoints
        measuring.measure(seller.pk)


def test_the_band_is_public(sample):
    seller = sample("P001").seller
    answer_at_once(seller, 10)

    measuring.measure(seller.pk)

    shown = SellerListingText.objects.get(seller_id=seller.pk, language="en")
    assert '"response_band":"within_a_day"' in shown.detail
    assert '"response_band":"within_a_day"' in shown.summary


@pytest.mark.parametrize(
    ("seconds", "option"),
    [(DAY, "D"), (2 * DAY, "C"), (3 * DAY, "C"), (7 * DAY, "B"), (8 * DAY, "A")],
)
def test_question_27_is_measured_from_ten_on(sample, seconds, option):
    seller, model = sample("P001").seller, in_force()
    for _ in range(10):
        make_enquiry(seller, "open", first_answer_seconds=seconds)
    before = load_sellers([seller.pk], model)[seller.pk].measured

    measuring.measure(seller.pk)

    after = load_sellers([seller.pk], model)[seller.pk].measured
    assert before == {"Q26": "B"}
    assert after == {"Q26": "B", "Q27": option}


def test_an_answer_after_a_reopening_is_no_quick_one(seller):
    enquiry = make_enquiry(
        seller, "new", clock_started_at=timezone.now() - timedelta(days=14)
    )
    buyer = Actor(Side.BUYER)
    answering.withdraw(enquiry_id=enquiry.pk, actor=buyer)
    answering.reopen(enquiry_id=enquiry.pk, actor=buyer)

    answering.write_message(
        enquiry_id=enquiry.pk, actor=SELLER, body="Yes.", language="en"
    )

    found = Enquiry.objects.get(pk=enquiry.pk)
    assert found.first_answer_seconds >= 10 * DAY
