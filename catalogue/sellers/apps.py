from django.apps import AppConfig


class SellersConfig(AppConfig):
    name = "catalogue.sellers"
    label = "sellers"

    def ready(self):
        from catalogue.sellers import reference  # noqa: F401 - they register themselves
