"""Signing in, staying signed in, signing out."""

from api.auth import google
from api.auth.base import AuthView, Email, Password, Secret, TokenPairSerializer, told
from api.bodies import Body, read
from api.private import operation
from catalogue.accounts import google as google_accounts
from catalogue.accounts import identity, second_factors, tokens


class SignInBody(Body):
    """Address and password."""

    email = Email()
    password = Password()


class TokenView(AuthView):
    """A pair of tokens."""

    @operation(
        "create_token",
        tag="auth",
        summary="Sign in",
        request=SignInBody,
        responses=TokenPairSerializer,
    )
    def post(self, request, **path):
        """Sign in with address and password.

        Where a second factor is on, the answer is 401 `second_factor_required` with a
        `ticket` for `/v1/auth/token/second-factor`.
        """
        body = read(SignInBody, request.data)
        return self.answer(told(identity.authenticate(**body)))


class SecondFactorSignInBody(Body):
    """The ticket, and a code."""

    ticket = Secret(max_length=100)
    code = Secret(max_length=20, help_text="Six digits of the app, or a recovery code.")


class SecondFactorTokenView(AuthView):
    """A pair of tokens."""

    @operation(
        "create_token_second_factor",
        tag="auth",
        summary="Sign in: the second step",
        request=SecondFactorSignInBody,
        responses=TokenPairSerializer,
    )
    def post(self, request, **path):
        """Finish signing in with a code. A ticket lasts 5 minutes and 5 tries."""
        body = read(SecondFactorSignInBody, request.data)
        return self.answer(told(second_factors.finish_sign_in(**body)))


class GoogleBody(Body):
    """What Google gave the app."""

    id_token = Secret(max_length=8000, help_text="For this service's client id.")


class GoogleTokenView(AuthView):
    """A pair of tokens."""

    @operation(
        "create_token_google",
        tag="auth",
        summary="Sign in with Google",
        request=GoogleBody,
        responses=TokenPairSerializer,
    )
    def post(self, request, **path):
        """Sign in with Google's ID token; opens an account on the first time."""
        body = read(GoogleBody, request.data)
        person = google.verify(request._request, body["id_token"])
        pair = google_accounts.sign_in(**person, language=self.language)
        return self.answer(told(pair))


class RefreshBody(Body):
    """The refresh token, good once."""

    refresh_token = Secret(max_length=100)


class RefreshView(AuthView):
    """A pair of tokens."""

    @operation(
        "refresh_token",
        tag="auth",
        summary="Stay signed in",
        request=RefreshBody,
        responses=TokenPairSerializer,
    )
    def post(self, request, **path):
        """Spend a refresh token for a new pair.

        Where the answer was lost, ask again with the same token within a minute. Any
        other second use means that two hold it, and ends the sign-in for both.
        """
        body = read(RefreshBody, request.data)
        return self.answer(told(tokens.refresh(body["refresh_token"])))


class RevokeBody(Body):
    """Any token of this service."""

    token = Secret(max_length=100)


class RevokeView(AuthView):
    """Nothing."""

    @operation(
        "revoke_token",
        tag="auth",
        summary="Sign out",
        request=RevokeBody,
        responses={204: None},
    )
    def post(self, request, **path):
        """End a token; an access or refresh token ends its whole sign-in.

        204 also for a token that is unknown or ended already.
        """
        tokens.revoke_secret(read(RevokeBody, request.data)["token"])
        return self.answer(None, status=204)
