"""Letters before a certificate ends: each once, none that is of no use."""

import pytest

from catalogue.readiness.actions import reminders
from tests.catalogue.readiness.claims import certificate, in_days, shown, verified
from tests.factories import later, make_seller, make_user
from tests.working import letters_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db):
    return make_user(language="en")


@pytest.fixture
def seller(owner):
    return make_seller(owner=owner, name="Usaha Sampel")


@pytest.fixture(autouse=True)
def _only_hers(sample):
    """What the sample sellers hold has been written about."""
    reminders.remind()


def kinds(owner):
    return [kind for kind, _ in letters_to(owner.email)]


def test_each_stage_is_written_about_once(seller, owner):
    claim = verified(seller, expires_on=in_days(91))

    for days, letters in ((0, 0), (1, 1), (2, 1), (61, 2), (84, 3), (90, 3), (91, 3)):
        with later(days=days):
            reminders.remind()
            reminders.remind()
        assert len(kinds(owner)) == letters, f"after {days} days"
    with later(days=92):
        reminders.remind()
    assert kinds(owner) == [*["certificate_expiring"] * 3, "certificate_expired"]
    claim.refresh_from_db()
    assert claim.reminded_days == 0


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Halal certificate (BPJPH) ends in 30 days"),
        ("id", "Sertifikat Halal berakhir 30 hari lagi"),
    ],
)
def test_it_says_when_and_how_to_renew(seller, owner, language, first):
    owner.language = language
    owner.save()
    claim = verified(seller, expires_on=in_days(30))

    reminders.remind()

    ((kind, text),) = letters_to(owner.email)
    assert kind == "certificate_expiring"
    assert text.splitlines()[0] == first
    assert claim.expires_on.isoformat() in text
    assert claim.type.issuer in text
    assert claim.type.public_lookup in text


def test_what_was_renewed_or_waits_for_that_is_not_written_about(seller, owner):
    renewed = verified(seller, expires_on=in_days(5))
    renewed.superseded_by = verified(seller, expires_on=in_days(700))
    renewed.save()
    shown(seller, "SNI", renews=verified(seller, "SNI", expires_on=in_days(5)))
    verified(seller, "PIRT", expires_on=in_days(-30))
    certificate(seller, "PSAT", expires_on=in_days(5))
    verified(seller, "BRAND")

    assert reminders.remind() == 0
    assert kinds(owner) == []
