"""How enquiries refuse."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from catalogue.enquiries.states import Verb, sides_of


class InvalidState(Exception):
    """Not allowed now; `allowed` are the verbs the caller may use instead."""

    def __init__(self, status: str, allowed: Sequence[Verb]):
        super().__init__(status)
        self.status, self.allowed = status, list(allowed)


class QuoteReplaced(InvalidState):
    """Of a quote that a later one took the place of: `revision` and `current_id` are
    that one's."""

    def __init__(self, refused: InvalidState, revision: int, current_id: UUID):
        super().__init__(refused.status, refused.allowed)
        self.revision, self.current_id = revision, current_id


class QuoteClosed(InvalidState):
    """Of a quote on which was decided, in a thread that goes on: `quote_status` says
    how."""

    def __init__(self, refused: InvalidState, quote_status: str):
        super().__init__(refused.status, refused.allowed)
        self.quote_status = quote_status


class ReopenedBefore(InvalidState):
    """It may be reopened once, and was."""

    def __init__(self, refused: InvalidState):
        super().__init__(refused.status, refused.allowed)


class NotYours(Exception):
    """A verb of other sides: no state would allow it to the caller."""

    def __init__(self, verb: Verb):
        super().__init__(verb)
        self.sides = sides_of(verb)


class Overtaken(Exception):
    """A colleague sent a quote since this one was begun: look at hers first."""


class QuoteExpired(Exception):
    """Its last day is over."""


@dataclass(frozen=True)
class Refusal:
    """One thing that cannot be: where in the body, why, and what would be right."""

    pointer: str
    reason: str
    value: str = ""
    suggestion: str | None = None


class Refused(Exception):
    """What was asked for cannot be; every fault at once."""

    def __init__(self, refusals: Sequence[Refusal]):
        super().__init__(refusals)
        self.refusals = list(refusals)


class TooManyEnquiries(Exception):
    """More than one guest may send in an hour; `seconds` until more may be sent."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


class LinkInvalid(Exception):
    """A mailed link that is no link of ours, or is too old."""


class AddressUnproven(Exception):
    """The guest who asked has not proven her address yet."""


class TooMany(Exception):
    """As many as there may be; `what` names them."""

    def __init__(self, what: str, limit: int):
        super().__init__(what)
        self.what, self.limit = what, limit


class ClosedDaysBegun(Exception):
    """Days on which she is closed that have begun, or are over: they are kept."""


class NotAllOverseen(Exception):
    """It was also sent to sellers whom this officer does not look after."""


class DomainRefused(Exception):
    """It is no domain, or so many people share it that it may not be blocked."""


class AlreadyBlocked(Exception):
    """This domain is blocked everywhere."""
