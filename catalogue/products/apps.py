from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "catalogue.products"
    label = "products"

    def ready(self):
        from catalogue.products import (  # noqa: F401 - they register themselves
            handlers,
            reference,
        )
