from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "catalogue.reference"
    label = "reference"
