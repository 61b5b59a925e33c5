from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "catalogue.reviews"
    label = "reviews"

    def ready(self):
        from catalogue.reviews import handlers  # noqa: F401 - they register themselves
