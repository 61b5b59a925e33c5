"""Letters about an account. None repeats a name somebody typed: whoever registers
another's address must not have her own words sent there."""

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.core import signing
from django.utils.crypto import salted_hmac

from catalogue.accounts.models import User
from catalogue.journal import mail


def confirm_email(address: EmailAddress) -> None:
    """The link that proves an address, for the password that was chosen with it."""
    said = [address.pk, password_mark(address.user)]
    link = mail.page_link("confirm-email", signing.dumps(said, salt=app_settings.SALT))
    mail.write("confirm_email", address.email, address.user.language, link=link)


def password_mark(user: User) -> str:
    """Changes with the password, and tells nothing of it."""
    return salted_hmac("confirmation", user.password).hexdigest()[:16]


def with_reset_link(kind: str, user: User) -> None:
    """`account_exists`, `reset_password` or `welcome_officer`: a way to a password."""
    link = mail.page_link("reset-password", reset_key(user))
    mail.write(kind, user.email, user.language, link=link)


def reset_key(user: User) -> str:
    """Good once, for `PASSWORD_RESET_TIMEOUT`: signing in or a new password ends it."""
    generator = app_settings.PASSWORD_RESET_TOKEN_GENERATOR()
    return f"{user_pk_to_url_str(user)}-{generator.make_token(user)}"


def tell(kind: str, user: User) -> None:
    """What happened to her account."""
    mail.write(kind, user.email, user.language)
