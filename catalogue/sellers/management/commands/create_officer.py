from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email
from django.db import transaction

from catalogue.accounts import letters
from catalogue.accounts.commands import PersonCommand
from catalogue.accounts.models import User
from catalogue.journal import audit
from catalogue.sellers import oversight
from catalogue.sellers.models import Regency


class Command(PersonCommand):
    help = (
        "Let a person look after a regency, or the province. Where she has no account "
        "one is opened, and a letter lets her choose a password."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        scope = parser.add_mutually_exclusive_group(required=True)
        scope.add_argument("--regency", metavar="CODE", help="For example 18.01.")
        scope.add_argument("--province", action="store_true")

    @transaction.atomic
    def handle(self, *, email, name, regency, **options):
        email = email.lower()
        found = _regency(regency) if regency else None
        user = User.objects.filter(email=email).first()
        if user is None:
            user = _open_account(email, name)
            letters.with_reset_link("welcome_officer", user)
            self.stdout.write(f"An account was opened; a letter was sent to {email}.")
        oversight.appoint_officer(user=user, regency=found)
        where = found.short_name if found else "the province"
        self.stdout.write(f"{email} looks after {where}.")


def _regency(code: str) -> Regency:
    regency = Regency.objects.filter(pk=code).first()
    if regency is None:
        known = ", ".join(map(str, Regency.objects.all()))
        raise CommandError(f"There is no regency {code}. There are: {known}.")
    return regency


def _open_account(email: str, name: str) -> User:
    """Whoever may run commands here vouches for the address."""
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is no address.")
    user = User.objects.create_user(email, None, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    audit.write("account.registered", "user", user.pk)
    return user
