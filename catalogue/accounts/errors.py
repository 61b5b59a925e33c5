"""How identity and tokens fail; `api.errors` gives each its status and code."""


class TokenInvalid(Exception):
    """Unknown, revoked, or of another kind than is taken here."""


class TokenExpired(Exception):
    """Past its time; it was good once."""


class WrongCredentials(Exception):
    """Address or password are not right; which one is not told."""


class SecondFactorRequired(Exception):
    """The password was right; a code has to follow, with this ticket."""

    def __init__(self, ticket: str):
        super().__init__("second factor")
        self.ticket = ticket


class EmailNotVerified(Exception):
    """The address was never proven; a new link was sent to it."""


class AccountSuspended(Exception):
    """The account was closed by the trade office."""


class WeakPassword(Exception):
    """The password breaks a rule; `messages` says which, by Django's validators."""

    def __init__(self, messages: list[str]):
        super().__init__("; ".join(messages))
        self.messages = messages


class WrongCode(Exception):
    """The second factor's code is wrong or was used."""


class LinkInvalid(Exception):
    """The link of a letter is wrong, spent or past its time."""


class SecondFactorState(Exception):
    """A second factor is already on, or is not."""


class SetupInvalid(Exception):
    """The setup of a second factor was begun too long ago, or by somebody else."""


class TooManyAttempts(Exception):
    """Too many wrong passwords or codes for one account; wait `seconds`."""

    def __init__(self, seconds: int):
        super().__init__(f"{seconds} s")
        self.seconds = seconds


class TooManyKeys(Exception):
    """A person keeps `tokens.MAX_API_KEYS` keys at most."""
