"""How changes to sellers fail; `api.errors` gives each its status and code."""


class AlreadyMember(Exception):
    """A person acts for one business at most, and this one does already."""


class LastOwner(Exception):
    """A business keeps at least one owner."""


class InvitationInvalid(Exception):
    """The invitation is unknown, taken back, spent or past its time."""


class NibTaken(Exception):
    """Another verified business has this NIB."""


class TooManyInvitations(Exception):
    """Too many letters were sent, or wait for an answer."""


class InvalidSellerState(Exception):
    """A suspended seller is not suspended again, nor an active one lifted."""

    def __init__(self, state: str):
        super().__init__(state)
        self.state = state
