from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "catalogue.reviews"
    label = "reviews"
