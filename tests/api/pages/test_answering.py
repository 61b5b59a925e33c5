"""What is written, declined, reported and read on a thread's page."""

import pytest

from catalogue.enquiries.models import CannedAnswer
from tests.api.pages.pressing import mark_of, send, state, text
from tests.factories import later, make_seller

pytestmark = pytest.mark.django_db


def test_a_seller_answers_and_comes_back_to_the_page(browser, enquiry, sellers_page):
    response = send(
        browser, sellers_page, "reply", body=" Bisa,\r\nBu. ", language="id"
    )

    enquiry.refresh_from_db()
    message = enquiry.messages.get(side="seller")
    assert response.status_code == 303
    assert response["Location"] == f"{sellers_page}?told=reply&lang=id"
    assert (message.body, message.language) == ("Bisa,\nBu.", "id")
    assert (enquiry.status, enquiry.first_answered_by) == ("open", "seller")
    assert "Pesan Anda terkirim" in text(browser.get(response["Location"]))


def test_the_same_form_sent_twice_is_one_message_another_text_is_another(
    browser, enquiry, sellers_page
):
    mark = mark_of(browser.get(sellers_page))

    answers = [
        send(browser, sellers_page, "reply", mark=mark, body=body, language="id")
        for body in ("Bisa.", "Bisa.", "Bisa, Bu.")
    ]

    bodies = enquiry.messages.filter(side="seller").values_list("body", flat=True)
    assert [a.status_code for a in answers] == [303, 303, 303]
    assert sorted(bodies) == ["Bisa, Bu.", "Bisa."]


def test_an_answer_is_marked_with_whatever_language_it_is_in(
    browser, enquiry, sellers_page, buyers_page
):
    form = text(browser.get(sellers_page))

    send(browser, sellers_page, "reply", body="はい。", language="ja")

    assert '<option value="ja">Jepang</option>' in form
    assert enquiry.messages.get(side="seller").language == "ja"
    assert "· Jepang" in text(browser.get(f"{sellers_page}?lang=id"))
    assert "· Japanese" in text(browser.get(f"{buyers_page}?lang=en"))


def test_a_language_that_is_none_is_not_taken(browser, enquiry, sellers_page):
    response = send(browser, sellers_page, "reply", body="Bisa.", language="xx")

    assert response.status_code == 400
    assert not enquiry.messages.filter(side="seller").exists()


def test_another_reason_asks_which(browser, enquiry, sellers_page):
    asked = send(browser, sellers_page, "decline", reason="other", note=" ")
    told = send(browser, sellers_page, "decline", reason="other", note="Kami libur.")

    enquiry.refresh_from_db()
    assert "Mohon sebutkan alasannya" in text(asked)
    assert [asked.status_code, told.status_code] == [400, 303]
    assert enquiry.closing_note == "Kami libur."


def test_who_declines_has_read_what_she_declines(browser, enquiry, sellers_page):
    send(browser, sellers_page, "decline", reason="capacity", note="")

    page = text(browser.get(sellers_page))
    assert 'class="new"' not in page
    assert "Sudah saya baca" not in page


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "a\x07b"])
def test_a_wrong_answer_comes_back_as_it_was_sent(browser, enquiry, sellers_page, body):
    mark = mark_of(browser.get(sellers_page))
    before = state(enquiry)

    response = send(browser, sellers_page, "reply", mark=mark, body=body, language="en")

    page = text(response)
    assert response.status_code == 400
    assert "Belum terkirim" in page
    assert '<option value="en" selected>' in page
    assert body.strip() in page
    assert f'name="mark" value="{mark}"' in page
    assert state(enquiry) == before


def test_a_form_sent_at_once_or_by_a_machine_is_not_taken_and_comes_back(
    browser, enquiry, sellers_page
):
    fresh = mark_of(browser.get(sellers_page))
    said = {"do": "reply", "body": "Bisa.", "language": "id"}
    before = state(enquiry)

    answers = [
        browser.post(sellers_page, {**said, "mark": fresh}),
        browser.post(sellers_page, {**said, "mark": "forged"}),
        browser.post(sellers_page, said),
        send(browser, sellers_page, "reply", body="Bisa.", leave_empty="http://x"),
    ]

    assert [a.status_code for a in answers] == [400] * 4
    assert all("Bisa." in text(a) for a in answers)
    assert all("sekali lagi" in text(a) for a in answers)
    assert state(enquiry) == before


def test_too_many_forms_of_one_address_wait_and_keep_what_was_written(
    browser, enquiry, sellers_page, settings
):
    settings.AUTH_RATE_LIMIT = 1
    send(browser, sellers_page, "reply", body="Bisa.", language="id")

    response = send(browser, sellers_page, "reply", body="Dua.", language="id")

    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
    assert "Dua." in text(response)
    assert enquiry.messages.filter(side="seller").count() == 1


def test_what_is_written_arrives_also_where_nothing_can_be_counted(
    browser, enquiry, sellers_page, cache_down
):
    response = send(browser, sellers_page, "reply", body="Bisa.", language="id")

    assert response.status_code == 303
    assert enquiry.messages.get(side="seller").body == "Bisa."


def test_a_ready_answer_is_filled_in_by_a_link(browser, enquiry, seller, sellers_page):
    own = CannedAnswer.objects.create(
        seller=seller, title="Sampel", body="We send samples.", language="en"
    )
    others = CannedAnswer.objects.create(
        seller=make_seller(), title="Lain", body="Of another.", language="id"
    )

    page = text(browser.get(f"{sellers_page}?answer={own.pk}"))
    other = text(browser.get(f"{sellers_page}?answer={others.pk}"))
    wrong = browser.get(f"{sellers_page}?answer=x")

    assert "We send samples.</textarea>" in page
    assert '<option value="en" selected>' in page
    assert "Of another." not in other
    assert "Lain" not in other
    assert wrong.status_code == 200


def test_declining_wants_a_reason(browser, enquiry, sellers_page):
    before = state(enquiry)

    response = send(browser, sellers_page, "decline", note="Maaf")

    assert response.status_code == 400
    assert "Maaf" in text(response)
    assert state(enquiry) == before


def test_a_seller_declines_with_a_reason(browser, enquiry, sellers_page):
    response = send(
        browser, sellers_page, "decline", reason="capacity", note="Maaf, penuh."
    )

    enquiry.refresh_from_db()
    assert response.status_code == 303
    assert (enquiry.status, enquiry.decline_reason) == ("declined", "capacity")
    assert enquiry.closing_note == "Maaf, penuh."


def test_a_seller_reports_spam_after_being_asked(browser, enquiry, sellers_page):
    asked = text(browser.get(f"{sellers_page}?do=report_spam"))

    response = send(browser, sellers_page, "report_spam")

    enquiry.refresh_from_db()
    assert "Hanya untuk iklan dan penipuan" in asked
    assert response.status_code == 303
    assert (enquiry.status, enquiry.held_for) == ("held", "reported")


def test_reading_is_marked_by_a_button_alone(browser, enquiry, member, sellers_page):
    assert "1 baru" in text(browser.get(sellers_page))

    send(browser, sellers_page, "read")

    assert enquiry.read_marks.get().reader == str(member.pk)
    with later(seconds=5):
        assert "1 baru" not in text(browser.get(sellers_page))


@pytest.mark.parametrize(
    ("do", "said", "status"),
    [
        ("decline", {"reason": "capacity", "note": ""}, "declined"),
        ("report_spam", {}, "held"),
    ],
)
def test_a_step_pressed_twice_is_told_as_done_twice(
    browser, enquiry, sellers_page, do, said, status
):
    mark = mark_of(browser.get(f"{sellers_page}?do={do}"))
    first = send(browser, sellers_page, do, mark=mark, **said)
    after = state(enquiry)

    second = send(browser, sellers_page, do, mark=mark, **said)

    assert [first.status_code, second.status_code] == [303, 303]
    assert second["Location"] == first["Location"]
    assert state(enquiry) == after
    assert enquiry.status == status
