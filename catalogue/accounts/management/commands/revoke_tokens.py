from django.core.management.base import CommandError

from catalogue.accounts import tokens
from catalogue.accounts.commands import PersonCommand, person
from catalogue.accounts.models import Token


class Command(PersonCommand):
    help = (
        "Revoke all tokens of a person, or the one that begins with this prefix (of a "
        "sign-in, all of its tokens). Works at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("which", metavar="EMAIL|PREFIX")

    def handle(self, *, which, **options):
        if "@" in which:
            number = tokens.revoke_all(person(which), why="operator")
        else:
            number = self._revoke_one(which)
        self.stdout.write(f"Revoked: {number}.")

    def _revoke_one(self, prefix: str) -> int:
        if len(prefix) < tokens.SHOWN:
            raise CommandError(
                f"Give the prefix as list_tokens shows it, {tokens.SHOWN} characters."
            )
        found = Token.objects.usable().filter(prefix=prefix[: tokens.SHOWN])
        if len(found) != 1:
            many = "No" if not found else "More than one"
            raise CommandError(f"{many} usable token begins with {prefix}.")
        token = found[0]
        if token.kind == Token.Kind.API_KEY:
            tokens.revoke(token)
            return 1
        family = Token.objects.usable().filter(family=token.family).count()
        tokens.revoke_family(token.family, why="operator")
        return family
