from allauth.account.apps import AccountConfig


class DeskAccountConfig(AccountConfig):
    """allauth's accounts, whose middleware stands in DESK_MIDDLEWARE.

    The original refuses to start unless the middleware runs for every request; here
    it runs for the admin's path alone.
    """

    default = False

    def ready(self) -> None:
        from allauth.account import checks  # noqa: F401 - they register themselves
