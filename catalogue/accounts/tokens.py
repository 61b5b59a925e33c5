"""Issue, find, rotate and revoke tokens (contract, section 2)."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from catalogue.accounts.errors import TokenExpired, TokenInvalid, TooManyKeys
from catalogue.accounts.models import Token, User
from catalogue.journal import audit

LIFE = {
    Token.Kind.ACCESS: timedelta(minutes=15),
    Token.Kind.REFRESH: timedelta(days=30),
    Token.Kind.ENQUIRY: timedelta(days=90),
    Token.Kind.SECOND_FACTOR: timedelta(minutes=5),
}
# A phone that lost the answer may ask again with the same refresh token this long.
LOST_ANSWER = timedelta(seconds=60)
SCOPES = [
    "catalogue:read",
    "products:write",
    "enquiries:read",
    "enquiries:write",
    "webhooks:manage",
]
MAX_API_KEYS = 50  # a person
SHOWN = 10  # characters of a token that lists may show


@dataclass(frozen=True)
class Pair:
    """What a sign-in gives."""

    access: str
    refresh: str
    expires_in: int  # seconds


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def issue(
    kind: Token.Kind,
    user: User | None,
    *,
    expires_at: datetime | None = None,
    **fields,
) -> tuple[Token, str]:
    """A new token and its secret, which is not kept. It lives as long as its kind,
    where not told otherwise."""
    secret = f"{kind.value}_{secrets.token_urlsafe(32)}"
    life = LIFE.get(kind)
    token = Token.objects.create(
        kind=kind,
        user=user,
        digest=digest(secret),
        prefix=secret[:SHOWN],
        expires_at=expires_at or (timezone.now() + life if life else None),
        **fields,
    )
    return token, secret


@transaction.atomic
def sign_in(user: User) -> Pair:
    """Begin a family of tokens for this person; reset links sent before end."""
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    refresh, secret = issue(Token.Kind.REFRESH, user)
    audit.write("token.signed_in", "user", user.pk, after={"family": refresh.family})
    return _pair(refresh, secret)


def _pair(refresh: Token, secret: str) -> Pair:
    _, access = issue(Token.Kind.ACCESS, refresh.user, family=refresh.family)
    life = LIFE[Token.Kind.ACCESS]
    return Pair(access, secret, int(life.total_seconds()))


def find(secret: str, *kinds: Token.Kind) -> Token:
    """The usable token of this secret. Raises `TokenInvalid` or `TokenExpired`."""
    token = (
        Token.objects.select_related("user")
        .filter(digest=digest(secret), kind__in=kinds)
        .first()
    )
    if token is None or token.revoked_at is not None:
        raise TokenInvalid
    if token.user is not None and not token.user.is_active:
        raise TokenInvalid
    if token.expires_at is not None and token.expires_at <= timezone.now():
        raise TokenExpired
    return token


def refresh(secret: str) -> Pair:
    """Spend a refresh token for new ones.

    Spent again within a minute, its successor still unused, it gets a new successor:
    the answer was lost on the way. Any other reuse means that two hold it, and revokes
    the whole family. Raises `TokenInvalid` or `TokenExpired`.
    """
    with transaction.atomic():
        pair = _refresh(secret)
    if pair is None:  # the revocation above stays
        raise TokenInvalid
    return pair


def _refresh(secret: str) -> Pair | None:
    held = (
        Token.objects.select_for_update()
        .filter(digest=digest(secret), kind=Token.Kind.REFRESH)
        .first()
    )
    if held is not None and held.revoked_at is not None:
        # Superseded, yet somebody still holds it: two do.
        revoke_family(held.family, why="reuse")
        return None
    token = find(secret, Token.Kind.REFRESH)
    now = timezone.now()
    if token.spent_at is None:
        token.spent_at = now
        token.save(update_fields=["spent_at"])
    else:
        later = Token.objects.select_for_update().filter(
            family=token.family, kind=Token.Kind.REFRESH, pk__gt=token.pk
        )
        lost = now - token.spent_at <= LOST_ANSWER
        if not lost or later.filter(spent_at__isnull=False).exists():
            revoke_family(token.family, why="reuse")
            return None
        Token.objects.filter(family=token.family).exclude(pk=token.pk).update(
            revoked_at=now
        )
    fresh, fresh_secret = issue(Token.Kind.REFRESH, token.user, family=token.family)
    return _pair(fresh, fresh_secret)


@transaction.atomic
def revoke_family(family: UUID, *, why: str) -> None:
    tokens = Token.objects.filter(family=family, revoked_at__isnull=True)
    if tokens.update(revoked_at=timezone.now()):
        audit.write("token.family_revoked", "family", family, after={"why": why})


@transaction.atomic
def revoke_all(user: User, *, why: str, but_family: UUID | None = None) -> int:
    """Revoke every token of this person, and her sessions at the desk; how many."""
    tokens = Token.objects.filter(user=user, revoked_at__isnull=True)
    if but_family is not None:
        tokens = tokens.exclude(family=but_family)
    number = tokens.update(revoked_at=timezone.now())
    if user.is_staff:
        _end_desk_sessions(user)
    audit.write("token.all_revoked", "user", user.pk, after={"why": why})
    return number


def _end_desk_sessions(user: User) -> None:
    """Sessions name their person inside: few have one, so all are looked into."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


@transaction.atomic
def create_api_key(
    *, user: User, name: str, scopes: Iterable[str], subject_id: UUID | None
) -> tuple[Token, str]:
    """A key for a server or spreadsheet; a member's acts within her business alone.

    Raises `TooManyKeys`.
    """
    User.objects.select_for_update().get(pk=user.pk)  # counts one creation at a time
    if Token.objects.managed_by(user).count() >= MAX_API_KEYS:
        raise TooManyKeys
    token, secret = issue(
        Token.Kind.API_KEY,
        user,
        name=name,
        scopes=sorted(set(scopes)),
        subject_id=subject_id,
    )
    audit.write("api_key.created", "token", token.pk, after={"scopes": token.scopes})
    return token, secret


@transaction.atomic
def revoke(token: Token) -> None:
    """Repeating is harmless."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    ):
        audit.write(
            "token.revoked", "token", token.pk, before={"kind": token.kind}, after={}
        )


@transaction.atomic
def revoke_secret(secret: str) -> None:
    """End what this secret opens; of a sign-in, the whole family. Unknown: nothing."""
    token = Token.objects.filter(digest=digest(secret)).first()
    if token is None:
        return
    if token.kind in {Token.Kind.ACCESS, Token.Kind.REFRESH}:
        revoke_family(token.family, why="signed_out")
    else:
        revoke(token)
