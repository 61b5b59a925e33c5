"""People, businesses and tokens for tests: the least valid of each, told what matters.

Only models are used, so that a test of an action does not lean on another action.
"""

import hashlib
import itertools
import secrets
import time
from datetime import timedelta

import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from catalogue.accounts.models import Token, User
from catalogue.sellers.models import Member, Oversight, Regency, Seller

PASSWORD = "rahasia-Lampung-77"
_numbers = itertools.count(1)


def make_user(email=None, *, verified=True, password=PASSWORD, **fields) -> User:
    """A person with one address, proven unless said otherwise.

    `password=None` makes one that cannot be used.
    """
    email = email or f"person{next(_numbers)}@example.org"
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=verified, primary=True
    )
    return user


def make_seller(regency="18.01", owner=None, *, verified=True, **fields) -> Seller:
    """A business in the regency of this code, with `owner` as its owner."""
    number = next(_numbers)
    seller = Seller.objects.create(
        **{
            "slug": f"business-{number}",
            "name": f"Business {number}",
            "regency": Regency.objects.get(pk=regency),
            "verified_at": timezone.now() if verified else None,
            **fields,
        }
    )
    if owner is not None:
        make_member(seller, owner, Member.Role.OWNER)
    return seller


def make_member(seller: Seller, user=None, role="staff") -> Member:
    return Member.objects.create(seller=seller, user=user or make_user(), role=role)


def make_officer(regency=None, **fields) -> User:
    """An officer of the regency of this code; of the province without one."""
    user = make_user(**{"is_staff": True, **fields})
    Oversight.objects.create(
        user=user, regency=Regency.objects.get(pk=regency) if regency else None
    )
    return user


def token_for(user, kind="at", scopes=(), **fields) -> str:
    """The secret of a new token of this kind."""
    secret = f"{kind}_{secrets.token_urlsafe(32)}"
    life = None if kind == "ak" else timezone.now() + timedelta(minutes=15)
    Token.objects.create(
        **{
            "kind": kind,
            "user": user,
            "digest": hashlib.sha256(secret.encode()).hexdigest(),
            "prefix": secret[:10],
            "scopes": sorted(scopes),
            "expires_at": life,
            **fields,
        }
    )
    return secret


def signed_in(client, user):
    """`client`, from now on with an access token of `user`."""
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(user)}")
    return client


def later(**delta):
    """A context in which it is later: `with later(minutes=16): …`.

    A number, since a date with a zone would change the zone of the process too.
    """
    return time_machine.travel(time.time() + timedelta(**delta).total_seconds())
