from catalogue.accounts.commands import PersonCommand, person
from catalogue.accounts.models import Token


class Command(PersonCommand):
    help = "List what signs this person in now: sign-ins and API keys, by prefix."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        shown = Token.objects.usable().filter(user=person(email), spent_at=None)
        kinds = [Token.Kind.REFRESH, Token.Kind.ACCESS, Token.Kind.API_KEY]
        for token in shown.filter(kind__in=kinds):
            ends = f"{token.expires_at:%Y-%m-%d %H:%M} UTC" if token.expires_at else "–"
            used = token.used_on or "never"
            what = " ".join([token.name, *token.scopes]).strip()
            self.stdout.write(
                f"{token.prefix}…  made {token.created_at:%Y-%m-%d}  used {used}  "
                f"ends {ends}  {what}".rstrip()
            )
        if not shown.filter(kind__in=kinds).exists():
            self.stdout.write("None.")
