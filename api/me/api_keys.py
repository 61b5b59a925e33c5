"""API keys: for servers and spreadsheets, shown once, good until deleted."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from api.bodies import Body, PlainText, read
from api.envelopes import Envelope
from api.pagination import whole_list
from api.parameters import WholeListParameters, path_id
from api.private import PrivateView, operation
from api.shapes import moment_json
from catalogue.accounts import tokens
from catalogue.accounts.models import Token
from catalogue.listings.shapes import CodeField, MomentField, Shape, TextField
from catalogue.sellers.models import Member


class ApiKeySerializer(Shape):
    """A key, without its secret."""

    id = serializers.UUIDField(read_only=True)
    name = TextField(max_length=120)
    prefix = CodeField(max_length=12, help_text="How the secret begins.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=tokens.SCOPES),
        max_length=len(tokens.SCOPES),
        read_only=True,
    )
    seller_id = serializers.UUIDField(
        allow_null=True, read_only=True, help_text="The business it acts within."
    )
    created_at = MomentField(read_only=True)
    used_on = serializers.DateField(
        allow_null=True, read_only=True, help_text="The last day; in Lampung's zone."
    )


class CreatedApiKeySerializer(ApiKeySerializer):
    """A new key with its secret, which is not shown again."""

    secret = CodeField(max_length=100, help_text="For `Authorization: Bearer`.")


class ApiKeyListSerializer(Envelope):
    """All of your keys, in one page."""

    results = ApiKeySerializer(many=True, max_length=tokens.MAX_API_KEYS)


class ApiKeyBody(Body):
    """What it is for, and what it may do."""

    name = PlainText(max_length=120)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=tokens.SCOPES),
        min_length=1,
        max_length=len(tokens.SCOPES),
    )


def api_key_json(key: Token) -> dict:
    return {
        "id": str(key.pk),
        "name": key.name,
        "prefix": key.prefix,
        "scopes": key.scopes,
        "seller_id": str(key.subject_id) if key.subject_id else None,
        "created_at": moment_json(key.created_at),
        "used_on": key.used_on.isoformat() if key.used_on else None,
    }


class ApiKeyListView(PrivateView):
    """The caller's API keys."""

    @operation(
        "list_api_keys",
        tag="me",
        summary="List your API keys",
        parameters=WholeListParameters,
        responses=ApiKeyListSerializer,
    )
    def get(self, request):
        """Your keys, the newest first, without their secrets."""
        keys = [api_key_json(k) for k in Token.objects.managed_by(request.user)]
        used = [(key["id"], key["used_on"]) for key in keys]
        tag = self.tag(len(keys), request.user.pk, *used)
        return self.answer(whole_list(keys, self.values), tag=tag)

    @operation(
        "create_api_key",
        tag="me",
        summary="Make an API key",
        request=ApiKeyBody,
        responses={201: CreatedApiKeySerializer},
    )
    def post(self, request):
        """Make a key. A member's acts within her business, and ends with it.

        50 keys a person; more are a 409 `conflict`.
        """
        body = read(ApiKeyBody, request.data)
        member = Member.objects.filter(user=request.user).first()
        key, secret = tokens.create_api_key(
            user=request.user, subject_id=member.seller_id if member else None, **body
        )
        return self.answer(
            {**api_key_json(key), "secret": secret},
            status=201,
            location=f"/v1/api-keys/{key.pk}",
        )


class ApiKeyView(PrivateView):
    """One API key."""

    @operation(
        "delete_api_key",
        tag="me",
        summary="Delete an API key",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """Whoever holds it is refused at once."""
        mine = Token.objects.managed_by(request.user)
        tokens.revoke(get_object_or_404(mine, pk=path_id(id)))
        return self.answer(None, status=204)

    delete.if_match = False  # nothing of it is edited
