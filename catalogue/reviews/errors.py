"""How reviews fail; `api.errors` gives each its status and code."""


class AlreadyDecided(Exception):
    """Another officer was quicker, or the seller took it back."""

    def __init__(self, status: str):
        super().__init__(status)
        self.status = status


class NoteRequired(Exception):
    """Asking for changes and rejecting need a reason and a note the seller can read."""


class CannotCarryOut(Exception):
    """Something of the subject stands in the way of approving it. Rooms further on
    have kinds of their own."""
