from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "catalogue.accounts"
    label = "accounts"
