"""What commands about people share."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.accounts.models import User
from catalogue.journal import context


class PersonCommand(BaseCommand):
    """Acts as the machine's operator, which the audit log tells as `command`."""

    def execute(self, *args: Any, **options: Any):
        with context.acting(via="command"):
            return super().execute(*args, **options)


def person(email: str) -> User:
    """The account of this address. Raises `CommandError`."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise CommandError(f"There is no account with the address {email}.")
    return user
