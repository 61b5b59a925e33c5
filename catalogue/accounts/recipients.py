"""A person with an account, as one to whom notices go."""

from catalogue.accounts.models import User
from catalogue.journal.notices import Recipient


def key_of(user: User) -> str:
    """What her wishes, and what she was told, go by."""
    return f"user:{user.pk}"


def recipient_of(user: User) -> Recipient:
    return Recipient(key_of(user), user.email, user.language)
