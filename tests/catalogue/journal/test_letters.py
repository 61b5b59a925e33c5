"""Every letter there is: both languages, plain and HTML of one template."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from catalogue.journal import letters
from catalogue.journal.markup import quotation
from catalogue.journal.models import Notice
from tests.catalogue.journal.notified import LINK

ROOMS = Path(settings.BASE_DIR) / "catalogue"
OF_THE_LAYOUT = {"footer", "layout"}
KINDS = sorted(
    {path.name.split(".")[0] for path in ROOMS.glob("*/templates/mail/*.txt")}
    - OF_THE_LAYOUT
)


class Anything(dict):
    """Values for any template: what it asks for is its own name, links are a link."""

    def __contains__(self, name):
        return name not in {"True", "False", "None", "forloop"}

    def __missing__(self, name):
        if name not in self:
            raise KeyError(name)
        return LINK if name.endswith("link") else f"<{name}>"


def notice(kind, language, topic="", values=None):
    return Notice(
        kind=kind,
        language=language,
        topic=topic,
        recipient="user:1",
        values={"link": LINK} if values is None else values,
    )


def words_of(html: str) -> str:
    body = html.partition("<body")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", "<body" + body)).split())


def test_there_are_letters_of_every_room_that_writes_some():
    assert {"confirm_email", "invitation", "review_approved"} < set(KINDS)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", KINDS)
def test_plain_and_html_say_the_same(kind, language):
    letter = letters.compose(notice(kind, language, values=Anything(link=LINK)))

    said = words_of(letter.html)
    assert letter.subject in said
    text = letter.text.partition("\n-- \n")[0]
    for line in text.replace(LINK, "").splitlines():
        plain = " ".join(line.removeprefix("- ").split()).removesuffix(":")
        assert plain in said, plain
    assert (LINK in text) == (LINK in unescape(letter.html))
    assert f'<html lang="{language}">' in letter.html


def test_every_value_is_escaped():
    letter = letters.compose(
        notice("invitation", "en", values={"seller": "<b>W</b> & Co", "link": LINK})
    )

    assert "<b>" not in letter.html
    assert "&lt;b&gt;W&lt;/b&gt; &amp; Co" in letter.html
    assert "<b>W</b> & Co" in letter.text


def test_a_letter_loads_nothing_from_elsewhere():
    html = letters.compose(notice("invitation", "en", "enquiries")).html

    assert not re.search(r"<(img|link|script|iframe)|url\(|@import|src=", html)


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_has_a_topic_can_be_ended_in_both_parts(language):
    letter = letters.compose(notice("invitation", language, "enquiries"))

    (link,) = set(re.findall(r"http\S+/unsubscribe/[^\s\"]+", letter.text))
    assert link.endswith(f"?lang={language}")
    assert f'href="{link}"' in letter.html


def test_what_has_none_cannot():
    letter = letters.compose(notice("confirm_email", "en"))

    assert "unsubscribe" not in (letter.text + letter.html).lower()


def test_only_our_links_are_buttons():
    values = {"seller": "W", "link": LINK, "decline_link": "https://x.example/no"}

    found = letters.own_links(notice("invitation", "en", values={**values, "url": "y"}))

    assert found == {LINK, "https://x.example/no"}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", ["enquiry_answer", "enquiry_message"])
def test_what_people_wrote_is_a_quotation_in_both_parts(kind, language):
    said = quotation("Baris satu\nBaris dua\n\n<b>Paragraf</b>", 300)

    letter = letters.compose(
        notice(kind, language, values={"excerpt": said, "link": LINK})
    )

    (quoted,) = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", letter.html)
    assert quoted == ("Baris satu<br>Baris dua<br><br>&lt;b&gt;Paragraf&lt;/b&gt;")
    assert "\n> Baris satu\n> Baris dua\n>\n> <b>Paragraf</b>\n" in letter.text


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", ["enquiry_received", "enquiry_reminder"])
def test_a_seller_reads_how_much_for_where_and_by_when(kind, language):
    asked = ["Keripik: 200 pcs", "Destination: Japan"]

    letter = letters.compose(
        notice(kind, language, values={"asked": asked, "due": "noon", "link": LINK})
    )

    items = re.findall(r"<li[^>]*>(.*?)</li>", letter.html)
    assert items == asked
    assert "\n\n- Keripik: 200 pcs\n- Destination: Japan\n\n" in letter.text


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("enquiries", "You receive our letters about enquiries. To stop them: http"),
        ("reminders", "You receive our reminders of what is due. To stop them: http"),
        ("saved_searches", "You receive our news of your saved searches. To stop"),
        ("office", "You receive our letters about the trade office's work. To stop"),
    ],
)
def test_the_footer_says_what_can_be_ended(topic, words):
    assert words in letters.compose(notice("invitation", "en", topic)).text
