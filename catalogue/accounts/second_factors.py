"""Second factors: six digits from an app (TOTP, RFC 6238), or a recovery code.

allauth keeps them (`allauth.mfa`), so that the desk and the API know the same ones.
"""

from urllib.parse import quote, urlencode

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core import signing
from django.db import IntegrityError, transaction

from catalogue.accounts import attempts, letters, tokens
from catalogue.accounts.errors import (
    SecondFactorState,
    SetupInvalid,
    TokenInvalid,
    WrongCode,
    WrongCredentials,
)
from catalogue.accounts.models import Token, User
from catalogue.accounts.tokens import Pair
from catalogue.journal import audit

SETUP_SECONDS = 10 * 60
SALT = "second factor setup"


def has_one(user: User) -> bool:
    return Authenticator.objects.filter(
        user=user, type=Authenticator.Type.TOTP
    ).exists()


def finish_sign_in(*, ticket: str, code: str) -> Pair:
    """Tokens for the ticket of a right password and a code.

    A ticket is good once, for five tries. Raises `TokenInvalid`, `TokenExpired`,
    `WrongCode`, `TooManyAttempts`. Not to be called inside a transaction.
    """
    found = tokens.find(ticket, Token.Kind.SECOND_FACTOR)
    user = found.user
    assert user is not None  # a constraint of the table
    if not attempts.may_try_ticket(found.pk):
        tokens.revoke(found)
        raise TokenInvalid
    with attempts.of_codes(user.pk), transaction.atomic():
        Token.objects.select_for_update().get(pk=found.pk)
        tokens.find(ticket, Token.Kind.SECOND_FACTOR)  # not spent while we waited
        take_code(user, code)
        tokens.revoke(found)
        return tokens.sign_in(user)


def require(user: User, code: str) -> None:
    """Spend a code where she has a second factor on; nothing where she has none.

    Raises `WrongCode`, `TooManyAttempts`. Not to be called inside a transaction.
    """
    if has_one(user):
        with attempts.of_codes(user.pk):
            take_code(user, code)


@transaction.atomic
def take_code(user: User, code: str) -> Authenticator:
    """Spend a code of her app, one step of 30 s early or late, or a recovery code.

    Raises `WrongCode` for any other, and for one that was taken before.
    """
    kept = {
        authenticator.type: authenticator
        for authenticator in Authenticator.objects.select_for_update().filter(user=user)
    }
    totp = kept.get(Authenticator.Type.TOTP)
    if totp is not None and _take_totp(totp, code):
        return totp
    recovery = kept.get(Authenticator.Type.RECOVERY_CODES)
    if recovery is not None and RecoveryCodes(recovery).validate_code(code):
        audit.write("second_factor.recovery_used", "user", user.pk)
        return recovery
    raise WrongCode


def _take_totp(totp: Authenticator, code: str) -> bool:
    """The step is kept beside the secret: it and those before it are spent."""
    step = _step_of(decrypt(totp.data["secret"]), code)
    if step is None or step <= totp.data.get("last_step", 0):
        return False
    totp.data["last_step"] = step
    totp.save(update_fields=["data"])
    totp.record_usage()
    return True


def _step_of(secret: str, code: str) -> int | None:
    for step in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, step))
        if compare_user_code(actual=code, expected=expected):
            return step
    return None


def begin(*, user: User, password: str) -> tuple[str, str, str]:
    """A secret, its `otpauth://` address for a QR code, and a token to confirm with.

    Nothing is kept yet. Raises `WrongCredentials`, which the caller counts with
    `attempts.of_address`, and `SecondFactorState` where one is on.
    """
    if not user.check_password(password):
        raise WrongCredentials
    if has_one(user):
        raise SecondFactorState("on")
    secret = generate_totp_secret()
    setup = signing.dumps({"user": user.pk.hex, "secret": secret}, salt=SALT)
    return secret, _otpauth_url(user, secret), setup


def _otpauth_url(user: User, secret: str) -> str:
    issuer = app_settings.TOTP_ISSUER
    parameters = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{user.email}')}?{parameters}"


@transaction.atomic
def confirm(*, user: User, setup: str, code: str) -> list[str]:
    """Turn it on by a first code; the recovery codes, told this once.

    Raises `SetupInvalid` past ten minutes, `SecondFactorState`, and `WrongCode`, which
    the caller counts with `attempts.of_codes`.
    """
    try:
        begun = signing.loads(setup, max_age=SETUP_SECONDS, salt=SALT)
    except signing.BadSignature:
        raise SetupInvalid from None
    if begun["user"] != user.pk.hex:
        raise SetupInvalid
    if has_one(user):
        raise SecondFactorState("on")
    step = _step_of(begun["secret"], code)
    if step is None:
        raise WrongCode
    totp = _activate(user, begun["secret"])
    totp.data["last_step"] = step
    totp.save(update_fields=["data"])
    codes = RecoveryCodes.activate(user).generate_codes()
    audit.write("second_factor.on", "user", user.pk)
    letters.tell("second_factor_on", user)
    return codes


def _activate(user: User, secret: str) -> Authenticator:
    try:
        with transaction.atomic():
            return TOTP.activate(user, secret).instance
    except IntegrityError:
        raise SecondFactorState("on") from None


@transaction.atomic
def remove(*, user: User, code: str) -> None:
    """Turn it off by a code. Raises `SecondFactorState`; `WrongCode` as `confirm`."""
    if not has_one(user):
        raise SecondFactorState("off")
    take_code(user, code)
    _drop(user, "second_factor.off")


@transaction.atomic
def reset(user: User) -> None:
    """An operator's help for who lost phone and codes. Raises `SecondFactorState`."""
    if not has_one(user):
        raise SecondFactorState("off")
    _drop(user, "second_factor.reset")


def _drop(user: User, action: str) -> None:
    Authenticator.objects.filter(user=user).delete()
    audit.write(action, "user", user.pk)
    letters.tell("second_factor_off", user)
