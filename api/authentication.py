"""Who calls: `Authorization: Bearer <token>` is the only credential."""

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication

from api.errors import Problem
from catalogue.accounts import tokens
from catalogue.accounts.errors import TokenExpired, TokenInvalid
from catalogue.accounts.models import Token

CHALLENGE = {"WWW-Authenticate": "Bearer"}
TAKEN = (Token.Kind.ACCESS, Token.Kind.API_KEY, Token.Kind.ENQUIRY)


class BearerAuthentication(BaseAuthentication):
    """`request.user` and `request.auth` (a `Token`) of an access token or API key.

    An enquiry's `et_…` is no sign-in: it has no `request.user`, so that it opens
    nothing but what asks for it.
    """

    def authenticate(self, request):
        header = request._request.META.get("HTTP_AUTHORIZATION", "")
        if not header:
            return None
        scheme, _, secret = header.partition(" ")
        if scheme.lower() != "bearer" or not 20 <= len(secret.strip()) <= 100:
            raise _refused("token_invalid")
        try:
            token = tokens.find(secret.strip(), *TAKEN)
        except TokenExpired:
            raise _refused("token_expired") from None
        except TokenInvalid:
            raise _refused("token_invalid") from None
        today = timezone.localdate()
        if token.used_on != today:
            Token.objects.filter(pk=token.pk).update(used_on=today)
        return (None if token.kind == Token.Kind.ENQUIRY else token.user), token


def _refused(code: str) -> Problem:
    return Problem(code, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
