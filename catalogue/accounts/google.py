"""Signing in with Google, once its word has been verified (`api.auth.google`)."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from catalogue.accounts import identity
from catalogue.accounts.errors import AccountSuspended, TokenInvalid
from catalogue.accounts.models import User
from catalogue.accounts.tokens import Pair
from catalogue.journal import audit

PROVIDER = "google"


def sign_in(*, subject: str, email: str, name: str, language: str) -> Pair:
    """Tokens for the person Google knows as `subject`, who has proven `email` there.

    She is found by `subject`, else by her proven address, else an account is opened.
    Raises `AccountSuspended`, `SecondFactorRequired`, and `TokenInvalid` where another
    request opens the same account at this moment.
    """
    try:
        with transaction.atomic():
            user = _find_or_open(subject, email.lower(), name, language)
    except IntegrityError:
        raise TokenInvalid from None
    if not user.is_active:
        raise AccountSuspended
    return identity.sign_in(user)


def _find_or_open(subject: str, email: str, name: str, language: str) -> User:
    known = SocialAccount.objects.filter(provider=PROVIDER, uid=subject)
    if account := known.select_related("user").first():
        return account.user
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        user = _open(email, name, language)
    elif not EmailAddress.objects.filter(
        user=user, email=email, verified=True
    ).exists():
        _hand_over(user)
    SocialAccount.objects.create(user=user, provider=PROVIDER, uid=subject)
    audit.write("account.google_linked", "user", user.pk)
    return user


def _open(email: str, name: str, language: str) -> User:
    user = User.objects.create_user(email, None, name=name[:120], language=language)
    _prove(user)
    audit.write("account.registered", "user", user.pk)
    return user


def _hand_over(user: User) -> None:
    """Whoever registered the address never proved it; its owner now has."""
    user.set_unusable_password()
    user.name = ""
    user.save(update_fields=["password", "name"])
    _prove(user)


def _prove(user: User) -> None:
    EmailAddress.objects.update_or_create(
        user=user,
        email=user.email,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": True},
    )
