from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "catalogue.search"
    label = "search"

    def ready(self):
        from catalogue.search import handlers, queries, reference  # noqa: F401 - register
