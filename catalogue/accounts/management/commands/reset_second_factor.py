from django.core.management.base import CommandError

from catalogue.accounts import second_factors
from catalogue.accounts.commands import PersonCommand, person
from catalogue.accounts.errors import SecondFactorState


class Command(PersonCommand):
    help = (
        "Turn off the second factor of who lost phone and recovery codes. Make sure "
        "first that it is she who asks. She is told by letter."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        try:
            second_factors.reset(person(email))
        except SecondFactorState:
            raise CommandError(f"{email} has no second factor.")
        self.stdout.write(f"The second factor of {email} is off; a letter tells her.")
