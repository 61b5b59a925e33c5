from django.core.management.base import CommandError

from catalogue.accounts.commands import PersonCommand, person
from catalogue.sellers import oversight


class Command(PersonCommand):
    help = "Take all oversight from a person, at once. The account stays."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = person(email)
        if not user.oversights.exists():
            raise CommandError(f"{email} is no officer.")
        oversight.dismiss_officer(user=user)
        self.stdout.write(f"{email} is an officer no more.")
