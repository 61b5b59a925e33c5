"""Password, second factor, and signing out everywhere."""

from contextlib import AbstractContextManager

from django.utils import translation
from rest_framework import serializers

from api.auth.base import Password, Secret
from api.bodies import Body, read
from api.private import PrivateView, operation
from catalogue.accounts import attempts, identity, second_factors, tokens
from catalogue.listings.shapes import CodeField, Shape


class GuessableView(PrivateView):
    """Takes a password or code that a thief of a token could try out.

    Tries are counted around the transaction: a refusal must not take the count back.
    """

    def counted(self, request) -> AbstractContextManager:
        return attempts.of_address(request.user.email)

    def run(self, request, handler, **path):
        with self.counted(request), translation.override(self.language):
            return super().run(request, handler, **path)


class SignOutEverywhereView(PrivateView):
    """Nothing."""

    @operation(
        "sign_out_everywhere",
        tag="me",
        summary="Sign out everywhere",
        request=None,
        responses={204: None},
    )
    def post(self, request):
        """End every token of yours, this one and all API keys included."""
        tokens.revoke_all(request.user, why="signed_out_everywhere")
        return self.answer(None, status=204)


class PasswordBody(Body):
    """The present password, and the new one."""

    current_password = Password()
    password = Password()


class PasswordView(GuessableView):
    """Nothing."""

    @operation(
        "change_password",
        tag="me",
        summary="Change your password",
        request=PasswordBody,
        responses={204: None},
    )
    def post(self, request):
        """A new password; all other sign-ins and all API keys end."""
        body = read(PasswordBody, request.data)
        identity.change_password(
            user=request.user,
            current=body["current_password"],
            new=body["password"],
            keep_family=request.auth.family,
        )
        return self.answer(None, status=204)


class SecondFactorBody(Body):
    """The password, once more."""

    password = Password()


class SecondFactorSetupSerializer(Shape):
    """For the app that makes codes. Nothing is on until a first code is confirmed."""

    secret = CodeField(max_length=64, help_text="Base32, to type into the app.")
    otpauth_url = CodeField(max_length=500, help_text="To show as a QR code.")
    setup = CodeField(max_length=500, help_text="To confirm with, within 10 minutes.")


class SecondFactorView(GuessableView):
    """What the app needs."""

    @operation(
        "begin_second_factor",
        tag="me",
        summary="Begin to set up a second factor",
        request=SecondFactorBody,
        responses=SecondFactorSetupSerializer,
    )
    def post(self, request):
        """A secret for an app that makes codes (TOTP: SHA-1, 6 digits, 30 s)."""
        body = read(SecondFactorBody, request.data)
        secret, url, setup = second_factors.begin(user=request.user, **body)
        return self.answer({"secret": secret, "otpauth_url": url, "setup": setup})


class ConfirmSecondFactorBody(Body):
    """What `POST /v1/me/second-factor` gave, and a first code of the app."""

    setup = Secret()
    code = Secret(max_length=20)


class NewRecoveryCodesSerializer(Shape):
    """Each lets you in once without the app. They are not shown again."""

    recovery_codes = serializers.ListField(
        child=CodeField(max_length=20), max_length=20, read_only=True
    )


class CodeView(GuessableView):
    def counted(self, request) -> AbstractContextManager:
        return attempts.of_codes(request.user.pk)


class ConfirmSecondFactorView(CodeView):
    """Recovery codes."""

    @operation(
        "confirm_second_factor",
        tag="me",
        summary="Turn the second factor on",
        request=ConfirmSecondFactorBody,
        responses=NewRecoveryCodesSerializer,
    )
    def post(self, request):
        """From now on signing in needs a code too. Keep the recovery codes safe."""
        body = read(ConfirmSecondFactorBody, request.data)
        codes = second_factors.confirm(user=request.user, **body)
        return self.answer({"recovery_codes": codes})


class RemoveSecondFactorBody(Body):
    """A code of the app, or a recovery code."""

    code = Secret(max_length=20)


class RemoveSecondFactorView(CodeView):
    """Nothing."""

    @operation(
        "remove_second_factor",
        tag="me",
        summary="Turn the second factor off",
        request=RemoveSecondFactorBody,
        responses={204: None},
    )
    def post(self, request):
        """From now on the password alone lets you in."""
        body = read(RemoveSecondFactorBody, request.data)
        second_factors.remove(user=request.user, **body)
        return self.answer(None, status=204)
