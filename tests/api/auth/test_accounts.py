"""Opening an account, proving the address, a new password by letter."""

from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers

from catalogue.accounts.models import Token, User
from catalogue.journal.models import AuditEntry, Notice
from tests.factories import PASSWORD, later, make_user, token_for

pytestmark = pytest.mark.django_db
REGISTER = "/v1/auth/register"
NEW = "kopi-robusta-Liwa-9"


@pytest.fixture
def hashes(monkeypatch):
    """How many passwords were hashed."""
    made = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode

    def counted(self, password, salt, *args, **kwargs):
        made.append(1)
        return encode(self, password, salt, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", counted)
    return made


def kinds(letters):
    return [(kind, to) for kind, to, _, _ in letters]


def test_a_new_account_is_opened_unproven_and_a_letter_sent(post, sent):
    response = post(
        REGISTER, email="Siti@Example.org", password=NEW, name="Siti", language="id"
    )

    assert response.status_code == 201
    assert response.json() == {"status": "confirmation_sent"}
    assert response["Cache-Control"] == "no-store"
    user = User.objects.get(email="siti@example.org")
    assert (user.name, user.language, user.is_active) == ("Siti", "id", True)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == (
        "siti@example.org",
        False,
        True,
    )
    ((kind, to, text, token),) = sent()
    assert (kind, to) == ("confirm_email", ["siti@example.org"])
    assert "Mohon konfirmasi" in text
    assert token is not None
    entry = AuditEntry.objects.get(action="account.registered")
    assert entry.subject_id == str(user.pk)
    assert "siti" not in f"{entry.before}{entry.after}"


def test_a_known_address_gets_the_same_answer_and_another_letter(post, sent, hashes):
    make_user("known@example.org", language="en")
    hashes.clear()
    fresh = post(REGISTER, email="new@example.org", password=NEW)
    of_new = len(hashes)

    known = post(REGISTER, email="KNOWN@example.org", password=NEW)

    assert (known.status_code, known.content) == (fresh.status_code, fresh.content)
    same = ["Content-Language", "Cache-Control", "RateLimit-Policy", "Content-Type"]
    assert [known[h] for h in same] == [fresh[h] for h in same]
    assert len(hashes) - of_new == of_new == 1
    assert kinds(sent()) == [
        ("confirm_email", ["new@example.org"]),
        ("account_exists", ["known@example.org"]),
    ]
    assert User.objects.get(email="known@example.org").check_password(PASSWORD)


def test_the_owner_of_an_address_takes_over_what_another_opened(post, sent):
    post(REGISTER, email="hers@example.org", password="of-the-squatter-1")
    ((_, _, _, earlier),) = sent()
    post(REGISTER, email="hers@example.org", password=NEW)
    ((kind, _, _, token),) = sent()

    void = post("/v1/auth/verify-email", token=unquote(earlier))
    response = post("/v1/auth/verify-email", token=unquote(token))

    assert void.status_code == 410
    assert (kind, response.status_code) == ("confirm_email", 204)
    user = User.objects.get(email="hers@example.org")
    assert EmailAddress.objects.get(user=user).verified
    wrong = post("/v1/auth/token", email=user.email, password="of-the-squatter-1")
    assert wrong.status_code == 401
    assert post("/v1/auth/token", email=user.email, password=NEW).status_code == 200


@pytest.mark.parametrize("address", ["known@example.org", "new@example.org"])
def test_a_weak_password_is_refused_whoever_asks(post, sent, address):
    make_user("known@example.org")
    before = User.objects.count()

    response = post(f"{REGISTER}?lang=id", email=address, password="12345")

    assert response.status_code == 400
    assert response.json()["code"] == "validation_failed"
    assert [(e["in"], e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        ("body", "/password", "invalid")
    ] * 3
    assert "terlalu pendek" in response.json()["errors"][0]["detail"]
    assert User.objects.count() == before
    assert sent() == []


def test_every_fault_of_a_body_is_told_at_once(post):
    response = post(REGISTER, email="nowhere", language="fr", nmae="x")

    assert response.status_code == 400
    assert {(e["pointer"], e["code"]) for e in response.json()["errors"]} == {
        ("/email", "invalid"),
        ("/password", "required"),
        ("/language", "not_a_choice"),
        ("/nmae", "unknown_member"),
    }


def test_spaces_around_a_password_count(post, sent):
    post(REGISTER, email="a@example.org", password=f" {NEW} ")

    assert User.objects.get(email="a@example.org").check_password(f" {NEW} ")


def test_letters_to_one_address_are_bounded_in_silence(post, sent):
    answers = [post(REGISTER, email="a@example.org", password=NEW) for _ in range(7)]

    assert {(a.status_code, a.content) for a in answers} == {
        (201, b'{"status":"confirmation_sent"}')
    }
    assert len(sent()) == 5


def test_the_link_of_the_letter_proves_the_address_any_number_of_times(post, sent):
    post(REGISTER, email="a@example.org", password=NEW)
    token = unquote(sent()[0][3])

    first = post("/v1/auth/verify-email", token=token)
    again = post("/v1/auth/verify-email", token=token)

    assert (first.status_code, first.content) == (204, b"")
    assert again.status_code == 204
    assert EmailAddress.objects.get(email="a@example.org").verified
    assert AuditEntry.objects.filter(action="account.email_proven").count() == 1


def test_a_link_that_is_wrong_or_old_proves_nothing(post, sent):
    post(REGISTER, email="a@example.org", password=NEW)
    token = unquote(sent()[0][3])

    wrong = post("/v1/auth/verify-email", token=token[:-1])
    with later(days=4):
        late = post("/v1/auth/verify-email", token=token)

    assert [wrong.status_code, late.status_code] == [410, 410]
    assert wrong.json()["code"] == "gone"
    assert wrong.json()["detail"].startswith("The link was used")
    assert not EmailAddress.objects.get(email="a@example.org").verified


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(post, sent):
    make_user("known@example.org", language="en")

    known = post("/v1/auth/password-reset", email="Known@example.org")
    unknown = post("/v1/auth/password-reset", email="unknown@example.org")

    assert known.status_code == unknown.status_code == 202
    assert known.content == unknown.content == b'{"status":"letter_sent"}'
    assert kinds(sent()) == [
        ("reset_password", ["known@example.org"]),
        ("no_account", ["unknown@example.org"]),
    ]


def test_letters_of_resets_are_bounded_for_known_and_unknown(post):
    make_user("known@example.org")

    for address in ("known@example.org", "unknown@example.org"):
        codes = [
            post("/v1/auth/password-reset", email=address).status_code for _ in range(7)
        ]

        assert codes == [202] * 7
        assert Notice.objects.filter(address=address).count() == 5


def test_a_new_password_ends_every_token_and_is_told(post, sent, client):
    user = make_user("a@example.org", verified=False)
    access, key = token_for(user), token_for(user, "ak", ["products:write"])
    post("/v1/auth/password-reset", email="a@example.org")
    token = unquote(sent()[0][3])

    response = post("/v1/auth/password-reset/confirm", token=token, password=NEW)

    assert response.status_code == 204
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert EmailAddress.objects.get(user=user).verified
    assert not Token.objects.usable().filter(user=user).exists()
    for secret in (access, key):
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        assert client.get("/v1/me").json()["code"] == "token_invalid"
    assert kinds(sent()) == [("password_changed", ["a@example.org"])]
    assert AuditEntry.objects.filter(action="account.password_reset").count() == 1


def test_a_link_sets_a_password_once(post, sent):
    user = make_user("a@example.org")
    post("/v1/auth/password-reset", email="a@example.org")
    token = unquote(sent()[0][3])
    path = "/v1/auth/password-reset/confirm"
    post(path, token=token, password=NEW)

    again = post(path, token=token, password="something-Else-55")

    assert (again.status_code, again.json()["code"]) == (410, "gone")
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize("token", ["x", "-", "0-0", f"{'0' * 32}-abc", "\u00e9" * 9])
def test_no_text_is_a_link(post, token):
    path = "/v1/auth/password-reset/confirm"

    assert post(path, token=token, password=NEW).status_code == 410
    assert post("/v1/auth/verify-email", token=token).status_code == 410


def test_a_link_ends_after_an_hour_and_by_signing_in(post, sent):
    user = make_user("a@example.org")
    path = "/v1/auth/password-reset/confirm"
    post("/v1/auth/password-reset", email="a@example.org")
    token = unquote(sent()[0][3])

    with later(minutes=61):
        late = post(path, token=token, password=NEW)
    post("/v1/auth/token", email=user.email, password=PASSWORD)
    after = post(path, token=token, password=NEW)

    assert [late.status_code, after.status_code] == [410, 410]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_weak_new_password_keeps_the_link_good(post, sent):
    user = make_user("a@example.org")
    post("/v1/auth/password-reset", email="a@example.org")
    token = unquote(sent()[0][3])
    path = "/v1/auth/password-reset/confirm"

    weak = post(path, token=token, password="password")

    assert weak.status_code == 400
    assert [e["pointer"] for e in weak.json()["errors"]] == ["/password"]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert post(path, token=token, password=NEW).status_code == 204


def test_an_idempotency_key_is_not_heeded(client, db):
    key = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}
    body = {"email": "a@example.org", "password": NEW}

    first = client.post(REGISTER, body, format="json", **key)
    other = client.post(
        REGISTER, {**body, "email": "b@example.org"}, format="json", **key
    )

    assert (first.status_code, other.status_code) == (201, 201)
    assert "Idempotency-Replayed" not in other
    assert User.objects.filter(email="b@example.org").exists()


def test_one_address_of_callers_is_bounded_exactly(post, settings):
    settings.AUTH_RATE_LIMIT = 3
    body = {"email": "x@example.org"}

    answers = [post("/v1/auth/password-reset", **body) for _ in range(4)]

    assert [a.status_code for a in answers] == [202, 202, 202, 429]
    assert answers[0]["RateLimit-Policy"] == '"auth";q=3;w=60'
    assert answers[0]["RateLimit"].startswith('"auth";r=2;t=')
    assert answers[3].json()["code"] == "rate_limited"
    assert 1 <= int(answers[3]["Retry-After"]) <= 60
    assert Notice.objects.count() == 3
