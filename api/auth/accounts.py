"""Opening an account, proving its address, and choosing a new password."""

from django.conf import settings
from rest_framework import serializers

from api.auth.base import AuthView, Email, Password, Secret
from api.bodies import Body, PlainText, read
from api.private import operation
from catalogue.accounts import identity
from catalogue.listings.shapes import CodeField, Shape


class RegisterBody(Body):
    """A new account."""

    email = Email()
    password = Password(
        help_text="8 characters or more; not common, not like the address."
    )
    name = PlainText(max_length=120, required=False, allow_blank=True)
    language = serializers.ChoiceField(
        settings.CATALOGUE_LANGUAGES,
        required=False,
        help_text="Of letters; without it, the language of the answer.",
    )


class RegisteredSerializer(Shape):
    """A letter is on its way; the same whether the address is known or not."""

    status = CodeField(max_length=20, help_text="Always `confirmation_sent`.")


class RegisterView(AuthView):
    """That a letter was sent."""

    @operation(
        "register",
        tag="auth",
        summary="Open an account",
        request=RegisterBody,
        responses={201: RegisteredSerializer},
    )
    def post(self, request, **path):
        """Open an account; a letter with a link proves its address.

        The answer is the same for an address that has an account; its owner is told
        by letter, with a way to a new password.
        """
        body = read(RegisterBody, request.data)
        identity.register(**{"language": self.language, **body})
        return self.answer({"status": "confirmation_sent"}, status=201)


class VerifyEmailBody(Body):
    """The `token` of the letter's link."""

    token = Secret()


class VerifyEmailView(AuthView):
    """Nothing."""

    @operation(
        "verify_email",
        tag="auth",
        summary="Prove an address",
        request=VerifyEmailBody,
        responses={204: None},
    )
    def post(self, request, **path):
        """Prove an address by the token of a letter's link; repeating is harmless."""
        identity.confirm_email(read(VerifyEmailBody, request.data)["token"])
        return self.answer(None, status=204)


class PasswordResetBody(Body):
    """Whose password."""

    email = Email()


class PasswordResetSerializer(Shape):
    """A letter is on its way; the same whether the address is known or not."""

    status = CodeField(max_length=20, help_text="Always `letter_sent`.")


class PasswordResetView(AuthView):
    """That a letter was sent."""

    @operation(
        "request_password_reset",
        tag="auth",
        summary="Ask for a new password",
        request=PasswordResetBody,
        responses={202: PasswordResetSerializer},
    )
    def post(self, request, **path):
        """Have a letter sent with a link to choose a new password."""
        body = read(PasswordResetBody, request.data)
        identity.request_reset(body["email"], self.language)
        return self.answer({"status": "letter_sent"}, status=202)


class ConfirmPasswordResetBody(Body):
    """The `token` of the letter's link, and the new password."""

    token = Secret()
    password = Password()


class ConfirmPasswordResetView(AuthView):
    """Nothing."""

    @operation(
        "confirm_password_reset",
        tag="auth",
        summary="Choose a new password",
        request=ConfirmPasswordResetBody,
        responses={204: None},
    )
    def post(self, request, **path):
        """Set a password by the token of a letter's link, once.

        It proves the address too, and signs out everywhere, API keys included. A
        second factor stays on.
        """
        body = read(ConfirmPasswordResetBody, request.data)
        identity.confirm_reset(key=body["token"], password=body["password"])
        return self.answer(None, status=204)
