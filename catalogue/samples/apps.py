from django.apps import AppConfig


class SamplesConfig(AppConfig):
    name = "catalogue.samples"
    label = "samples"
