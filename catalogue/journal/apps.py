from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "catalogue.journal"
    label = "journal"
