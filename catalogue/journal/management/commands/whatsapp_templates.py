from django.core.management.base import BaseCommand

from catalogue.journal.channels import whatsapp


class Command(BaseCommand):
    help = "Print what Meta has to approve: name, language and text of each template."

    def handle(self, **options):
        for kind, language in whatsapp.written():
            self.stdout.write(f"# {kind}, {language}")
            self.stdout.write(f"{whatsapp.approvable(kind, language)}\n\n")
