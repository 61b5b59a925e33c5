"""What all of `/v1/auth` has in common, and the members its bodies share."""

from django.utils import translation
from rest_framework import serializers

from api import logs
from api.bodies import PlainText
from api.private import PrivateView
from api.throttling import AuthThrottle
from catalogue.accounts.tokens import Pair
from catalogue.journal import context
from catalogue.listings.shapes import CodeField, NumberField, Shape


class AuthView(PrivateView):
    """Signing in and all around it: no credential is asked for, so none is read.

    No transaction is around the handler, since what is counted and the tickets of a
    refusal must stay; nor is an `Idempotency-Key` honoured (contract, rule 17): an
    answer with a secret is never kept.
    """

    authentication_classes: list = []
    throttle_classes = [AuthThrottle]

    def run(self, request, handler, **path):
        acting = context.acting(via="api", request_id=logs.request_id.get())
        with acting, translation.override(self.language):
            return handler(request, **path)


class Password(PlainText):
    """Spaces count, also at the ends."""

    def __init__(self, **kwargs):
        super().__init__(
            max_length=128,
            trim_whitespace=False,
            style={"input_type": "password"},
            **kwargs,
        )


class Email(serializers.EmailField):
    """An address; lower case is what is kept and compared."""

    def __init__(self, **kwargs):
        super().__init__(max_length=254, **kwargs)

    def to_internal_value(self, data):
        return super().to_internal_value(data).lower()


class Secret(PlainText):
    """A token, a link's key or a code, as it was given out."""

    def __init__(self, *, max_length: int = 500, **kwargs):
        super().__init__(max_length=max_length, **kwargs)


class TokenPairSerializer(Shape):
    """What a sign-in gives. Keep both secret; neither is shown again."""

    access_token = CodeField(
        max_length=100, help_text="For `Authorization: Bearer`; good for 15 minutes."
    )
    refresh_token = CodeField(
        max_length=100,
        help_text="For `/v1/auth/token/refresh`, once; good for 30 days.",
    )
    token_type = CodeField(max_length=10, help_text="Always `Bearer`.")
    expires_in = NumberField(max_value=86_400, help_text="Seconds; of `access_token`.")


def told(pair: Pair) -> dict:
    return {
        "access_token": pair.access,
        "refresh_token": pair.refresh,
        "token_type": "Bearer",
        "expires_in": pair.expires_in,
    }
