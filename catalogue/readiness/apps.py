from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "catalogue.readiness"
    label = "readiness"

    def ready(self):
        from catalogue.readiness import handlers, reference  # noqa: F401 - they register themselves
