"""allauth's forms at the desk, held to the bounds of the API's sign-in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError

from catalogue.accounts import attempts, identity, second_factors
from catalogue.accounts.errors import TooManyAttempts, WrongCode, WrongCredentials
from catalogue.accounts.models import User


class DeskLoginForm(LoginForm):
    """Lets staff in alone; of anybody else it says what it says of a wrong password."""

    def _clean_with_password(self, credentials: dict):
        adapter = get_adapter(self.request)
        try:
            with attempts.of_address(credentials["email"]):
                return self._checked(credentials)
        except TooManyAttempts:
            raise adapter.validation_error("too_many_login_attempts")
        except WrongCredentials:
            raise adapter.validation_error("email_password_mismatch")

    def _checked(self, credentials: dict):
        try:
            cleaned = super()._clean_with_password(credentials)
        except ValidationError as error:
            if error.code == "too_many_login_attempts":
                raise
            raise WrongCredentials
        if self.user is None or not self.user.is_staff:
            raise WrongCredentials
        return cleaned


class _OurCode:
    """A code is taken once, wherever it was shown."""

    user: User
    cleaned_data: dict[str, str]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        try:
            with attempts.of_codes(self.user.pk):
                self.authenticator = second_factors.take_code(self.user, code)
        except TooManyAttempts:
            raise get_adapter().validation_error("too_many_login_attempts")
        except WrongCode:
            raise get_mfa_adapter().validation_error("incorrect_code")
        self.authenticator.user = self.user
        return code


class DeskAuthenticateForm(_OurCode, AuthenticateForm):
    pass


class DeskReauthenticateForm(_OurCode, ReauthenticateForm):
    pass


class DeskPasswordForm(AdminPasswordChangeForm):
    """Her own password: as by the API, all her tokens end."""

    def save(self, commit=True):
        identity.change_password(
            user=self.user,
            current=self.cleaned_data["old_password"],
            new=self.cleaned_data["new_password1"],
        )
        self.user.refresh_from_db()
        return self.user
