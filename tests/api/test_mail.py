"""Letters of an installation without a mail server are kept in a folder."""

import pytest
from django.core.mail import EmailMultiAlternatives

from api.mail import PrintAndKeep


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


def keep():
    message = EmailMultiAlternatives(
        "Halo", "Isi surat\n", to=["a@example.org"], headers={"Message-ID": "<1@x>"}
    )
    message.attach_alternative("<p>Isi surat</p>", "text/html")
    return PrintAndKeep().send_messages([message])


def test_text_and_html_lie_side_by_side_for_nobody_else(folder):
    assert keep() == 1

    (text,) = folder.glob("*.txt")
    html = text.with_suffix(".html")
    lines = text.read_text().splitlines()
    assert lines[1:] == [
        "Message-ID: <1@x>", "To: a@example.org", "Subject: Halo", "", "Isi surat",
    ]  # fmt: skip
    assert html.read_text() == "<p>Isi surat</p>"
    assert [path.stat().st_mode & 0o777 for path in (text, html)] == [0o600, 0o600]


def test_outside_of_sample_mode_not_a_word_is_printed(folder, settings, capsys, caplog):
    settings.SAMPLE_MODE = False

    keep()

    told = capsys.readouterr().out + caplog.text
    assert "Isi surat" not in told
    assert "a@example.org" not in told


def test_in_sample_mode_it_is_printed(folder, settings, capsys):
    settings.SAMPLE_MODE = True

    keep()

    assert "Isi surat" in capsys.readouterr().out
