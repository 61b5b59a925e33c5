"""Letters about an account. None repeats a name somebody typed: whoever registers
another's address must not have her own words sent there."""

from allauth.account import app_settings
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str

from catalogue.accounts.models import User
from catalogue.journal import mail


def confirm_email(address: EmailAddress) -> None:
    """The link that proves an address."""
    link = mail.page_link("confirm-email", EmailConfirmationHMAC(address).key)
    mail.write("confirm_email", address.email, address.user.language, link=link)


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
