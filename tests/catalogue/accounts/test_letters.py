"""Letters about an account: in both languages, plain, and nobody's words in them."""

from pathlib import Path

import pytest
from django.conf import settings

from catalogue.journal import letters
from catalogue.journal.models import Notice

FOLDER = Path(settings.BASE_DIR) / "catalogue/accounts/templates/mail"
KINDS = sorted({path.name.split(".")[0] for path in FOLDER.iterdir()})
WITH_LINK = {
    "confirm_email", "account_exists", "reset_password", "welcome_officer",
}  # fmt: skip
LINK = "https://example.org/account/reset-password?token=a&b=<c>'"


def test_every_letter_is_there_in_every_language():
    names = {path.name for path in FOLDER.iterdir()}

    assert names == {f"{kind}.{lang}.txt" for kind in KINDS for lang in ("en", "id")}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_has_a_subject_and_its_link_as_it_is(kind, language):
    letter = Notice(kind=kind, language=language, values={"link": LINK})

    subject, text = letters.render(letter)

    assert 10 < len(subject) < 60
    assert len(text) > 80
    assert (LINK in text) == (kind in WITH_LINK)
    assert max(map(len, text.replace(LINK, "").splitlines())) < 90
    assert "{" not in text
