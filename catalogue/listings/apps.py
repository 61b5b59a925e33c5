from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "catalogue.listings"
    label = "listings"

    def ready(self):
        from catalogue.listings import handlers  # noqa: F401 - they register themselves
