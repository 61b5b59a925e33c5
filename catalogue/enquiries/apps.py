from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "catalogue.enquiries"
    label = "enquiries"

    def ready(self):
        from catalogue.enquiries import (  # noqa: F401 - they register themselves
            handlers,
            reference,
        )
