"""Google's word about who somebody is: an ID token, verified by django-allauth."""

import unicodedata

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.exceptions import ValidationError

from api.errors import CHALLENGE, Problem

# What a token that is no token of Google's makes allauth raise (`ValidationError` also
# where Google does not answer); `KeyError` where its
# header names no key, `TypeError` where it names an algorithm of another kind.
REFUSALS = (
    ValidationError,
    OAuth2Error,
    ValueError,
    KeyError,
    TypeError,
)


def verify(request, id_token: str) -> dict[str, str]:
    """`subject`, `email` and `name` of a token made for this service.

    It fetches Google's keys, for 5 s at most, so no transaction may be open. Raises a
    `Problem`: `not_found` where Google is not set up, else `token_invalid`, also where
    Google has not proven the address.
    """
    if not settings.GOOGLE_CLIENT_ID:
        raise Problem("not_found", detail="no_google")
    provider = get_adapter().get_provider(request, "google")
    try:
        login = provider.verify_token(request, {"id_token": id_token})
    except REFUSALS:
        raise _refused() from None
    told = login.account.extra_data
    email = told.get("email")
    if not isinstance(email, str) or told.get("email_verified") is not True:
        raise _refused()
    return {
        "subject": login.account.uid,
        "email": email,
        "name": _plain(str(told.get("name") or "")),
    }


def _refused() -> Problem:
    return Problem("token_invalid", headers=CHALLENGE)


def _plain(name: str) -> str:
    letters = (c for c in name if unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", "".join(letters)).strip()[:120]
