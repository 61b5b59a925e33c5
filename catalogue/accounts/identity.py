"""Registering, proving an address, signing in, and passwords.

Whether an address has an account is never told, neither by an answer nor by the work
done for it: letters tell it to whoever reads that mailbox. None of these may run inside
a transaction of the caller's, since what is counted, and tickets, must stay when the
answer is a refusal; the exceptions are `change_password` and `check_proven`.
"""

from uuid import UUID

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue.accounts import attempts, letters, second_factors, tokens
from catalogue.accounts.errors import (
    AccountSuspended,
    EmailNotVerified,
    LinkInvalid,
    SecondFactorRequired,
    WeakPassword,
    WrongCredentials,
)
from catalogue.accounts.models import Token, User
from catalogue.accounts.tokens import Pair
from catalogue.journal import audit, mail

CONFIRMATION_SECONDS = app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS * 24 * 60 * 60


def register(
    *, email: str, password: str, name: str = "", language: str = "id"
) -> None:
    """Open an account and send the link that proves its address.

    A known address gets a letter with a way to a new password instead, so that nobody
    keeps an account on another's address. Raises `WeakPassword`, for either alike.
    """
    email = email.lower()
    new = User(email=email, name=name, language=language)
    check_strength(password, new)
    new.password = make_password(password)
    may_write = attempts.may_write(email)
    with transaction.atomic():
        address = _open_account(new) or _begin_anew(new)
        if address is not None:
            audit.write("account.registered", "user", address.user_id)
            if may_write:
                letters.confirm_email(address)
        else:
            user = User.objects.get(email=email)
            audit.write("account.registered_again", "user", user.pk)
            if may_write and user.is_active:
                letters.with_reset_link("account_exists", user)


def _open_account(new: User) -> EmailAddress | None:
    """None where the address has one, also where somebody was quicker."""
    try:
        with transaction.atomic():
            new.save(force_insert=True)
            return EmailAddress.objects.create(
                user=new, email=new.email, verified=False, primary=True
            )
    except IntegrityError:
        return None


def _begin_anew(new: User) -> EmailAddress | None:
    """Register an unproven account again, as if it had never been: its earlier letters
    are void, since whoever asked for them may be another. None for a proven one."""
    address = (
        EmailAddress.objects.select_for_update()
        .select_related("user")
        .filter(email=new.email, verified=False, user__is_active=True)
        .first()
    )
    if address is None or address.user.email != new.email:
        return None
    user = address.user
    user.password, user.name, user.language = new.password, new.name, new.language
    user.save(update_fields=["password", "name", "language"])
    return address


def check_proven(user: User) -> None:
    """Raises `EmailNotVerified`: nobody has proven the address of this account."""
    proven = EmailAddress.objects.filter(
        user=user, email__iexact=user.email, verified=True
    )
    if not proven.exists():
        raise EmailNotVerified


def check_strength(password: str, user: User) -> None:
    """Raises `WeakPassword`, its messages in the active language."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(error.messages) from None


@transaction.atomic
def confirm_email(key: str) -> None:
    """Prove the address a letter went to. Repeating is harmless.

    Raises `LinkInvalid`.
    """
    try:
        said = signing.loads(key, max_age=CONFIRMATION_SECONDS, salt=app_settings.SALT)
        pk, mark = said
    except (signing.BadSignature, TypeError, ValueError):
        raise LinkInvalid from None
    address = EmailAddress.objects.filter(pk=pk).select_related("user").first()
    if address is None or not address.user.is_active:
        raise LinkInvalid
    if address.verified:
        return
    if mark != letters.password_mark(address.user):
        raise LinkInvalid  # of an earlier registration
    if not address.set_verified():
        raise LinkInvalid
    audit.write("account.email_proven", "user", address.user_id)


def check_credentials(*, email: str, password: str) -> User:
    """The person of this address and password, her address proven.

    Raises `WrongCredentials`, `TooManyAttempts`; only after a right password
    `AccountSuspended` or `EmailNotVerified`.
    """
    email = email.lower()
    with attempts.of_address(email):
        user = User.objects.filter(email=email).first()
        if user is None:
            make_password(password)  # the time a comparison takes
            raise WrongCredentials
        if not user.check_password(password):
            raise WrongCredentials
    if not user.is_active:
        raise AccountSuspended
    _require_proof(user)
    return user


def _require_proof(user: User) -> None:
    address, _ = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": False, "primary": True}
    )
    if not address.verified:
        if attempts.may_write(user.email):
            letters.confirm_email(address)
        raise EmailNotVerified


def authenticate(*, email: str, password: str) -> Pair:
    """Tokens for an address and its password.

    Raises what `check_credentials` raises, and `SecondFactorRequired`.
    """
    return sign_in(check_credentials(email=email, password=password))


def sign_in(user: User) -> Pair:
    """Tokens, or `SecondFactorRequired` with a ticket where she has one."""
    if second_factors.has_one(user):
        _, ticket = tokens.issue(Token.Kind.SECOND_FACTOR, user)
        raise SecondFactorRequired(ticket)
    return tokens.sign_in(user)


def request_reset(email: str, language: str = "id") -> None:
    """A letter either way: with a link, or, in `language`, that there is no account."""
    email = email.lower()
    if not attempts.may_write(email):
        return
    with transaction.atomic():
        user = User.objects.filter(email=email, is_active=True).first()
        if user is not None:
            letters.with_reset_link("reset_password", user)
        else:
            mail.write("no_account", email, language)


@transaction.atomic
def confirm_reset(*, key: str, password: str) -> None:
    """Set a password by a letter's link, which proves the address too.

    All of her tokens end; a second factor stays. Raises `LinkInvalid`, also for a link
    that was used, and `WeakPassword`.
    """
    user = _user_of(key)
    check_strength(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=user,
        email=user.email,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": True},
    )
    tokens.revoke_all(user, why="password_reset")
    audit.write("account.password_reset", "user", user.pk)
    letters.tell("password_changed", user)


def _user_of(key: str) -> User:
    pk, _, token = key.partition("-")
    try:
        user_id = url_str_to_user_pk(pk)
    except ValidationError:
        raise LinkInvalid from None
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    generator = app_settings.PASSWORD_RESET_TOKEN_GENERATOR()
    if user is None or not generator.check_token(user, token):
        raise LinkInvalid
    return user


@transaction.atomic
def change_password(
    *, user: User, current: str, new: str, keep_family: UUID | None = None
) -> None:
    """A new password; every token ends but those of the sign-in that asks.

    Raises `WrongCredentials`, which the caller counts with `attempts.of_address`, and
    `WeakPassword`.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.check_password(current):
        raise WrongCredentials
    check_strength(new, user)
    user.set_password(new)
    user.save(update_fields=["password"])
    tokens.revoke_all(user, why="password_changed", but_family=keep_family)
    audit.write("account.password_changed", "user", user.pk)
    letters.tell("password_changed", user)
