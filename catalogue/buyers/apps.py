from django.apps import AppConfig


class BuyersConfig(AppConfig):
    name = "catalogue.buyers"
    label = "buyers"
