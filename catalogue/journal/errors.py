"""What may go wrong with a change in any room; `api.errors` gives status and code."""


class Stale(Exception):
    """The row moved on since the caller read it."""


class Hopeless(Exception):
    """Raised by a job that can never succeed: it is given up at once."""
