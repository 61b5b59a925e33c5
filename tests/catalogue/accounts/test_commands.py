"""Commands about people, as an operator gives them."""

import io

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command

from catalogue.accounts.models import Token, User
from catalogue.journal.models import AuditEntry, Notice
from catalogue.sellers.models import Oversight
from tests.factories import make_officer, make_user, token_for

pytestmark = pytest.mark.django_db


def run(*words) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_an_officer_without_an_account_gets_one_and_a_letter():
    said = run("create_officer", "Dewi@lampung.example", "--regency", "18.01")

    user = User.objects.get(email="dewi@lampung.example")
    assert said == (
        "An account was opened; a letter was sent to dewi@lampung.example.\n"
        "dewi@lampung.example looks after Lampung Selatan.\n"
    )
    assert user.is_staff
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert [o.regency_id for o in user.oversights.all()] == ["18.01"]
    assert Notice.objects.get().kind == "welcome_officer"
    entry = AuditEntry.objects.get(action="officer.appointed")
    assert (entry.via, entry.actor_id) == ("command", None)


def test_an_existing_person_becomes_an_officer_of_the_province():
    user = make_user("a@example.org")

    said = run("create_officer", "a@example.org", "--province")
    run("create_officer", "a@example.org", "--province")

    assert said == "a@example.org looks after the province.\n"
    assert [o.regency_id for o in user.oversights.all()] == [None]
    assert not Notice.objects.exists()
    assert AuditEntry.objects.filter(action="officer.appointed").count() == 1


def test_an_unknown_regency_is_told_with_those_there_are():
    with pytest.raises(
        CommandError, match=r"no regency 18\.99\. There are: 18\.01 Lam"
    ):
        run("create_officer", "a@example.org", "--regency", "18.99")

    assert not User.objects.filter(email="a@example.org").exists()
    assert not Oversight.objects.exists()


def test_what_is_no_address_is_told():
    with pytest.raises(CommandError, match="nowhere is no address"):
        run("create_officer", "nowhere", "--province")


def test_a_regency_or_the_province_has_to_be_named():
    with pytest.raises(CommandError, match="required"):
        run("create_officer", "a@example.org")


def test_a_dismissed_officer_oversees_nothing():
    officer = make_officer("18.01", email="a@example.org")

    assert run("dismiss_officer", "A@example.org") == (
        "A@example.org is an officer no more.\n"
    )

    officer.refresh_from_db()
    assert not officer.is_staff
    assert not officer.oversights.exists()
    with pytest.raises(CommandError, match="is no officer"):
        run("dismiss_officer", "a@example.org")


def test_a_lost_second_factor_is_reset_and_told():
    user = make_user("a@example.org")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    run("reset_second_factor", "a@example.org")

    assert not Authenticator.objects.exists()
    assert Notice.objects.get().kind == "second_factor_off"
    assert AuditEntry.objects.get(action="second_factor.reset").via == "command"
    with pytest.raises(CommandError, match="has no second factor"):
        run("reset_second_factor", "a@example.org")


def test_tokens_are_listed_by_prefix():
    user = make_user("a@example.org")
    assert run("list_tokens", "a@example.org") == "None.\n"
    secret = token_for(user, "ak", ["products:write"], name="Sheet")

    said = run("list_tokens", "a@example.org")

    assert said.startswith(f"{secret[:10]}…  made ")
    assert said.endswith("used never  ends –  Sheet products:write\n")
    assert secret not in said


def test_all_tokens_of_a_person_or_one_are_revoked():
    user = make_user("a@example.org")
    one, other = token_for(user), token_for(user, "ak", ["products:write"])

    assert run("revoke_tokens", other[:10]) == "Revoked: 1.\n"
    assert [t.kind for t in Token.objects.usable()] == ["at"]
    assert run("revoke_tokens", "a@example.org") == "Revoked: 1.\n"
    assert not Token.objects.usable().exists()
    for prefix in (one[:10], one[:4]):
        with pytest.raises(CommandError):
            run("revoke_tokens", prefix)


@pytest.mark.parametrize(
    "command",
    ["dismiss_officer", "reset_second_factor", "list_tokens", "revoke_tokens"],
)
def test_an_unknown_address_is_told(command):
    with pytest.raises(CommandError, match="no account with the address x@example"):
        run(command, "x@example.org")


def test_an_administrators_address_counts_as_proven():
    user = User.objects.create_superuser("root@example.org", "x")

    assert EmailAddress.objects.get(user=user).verified
