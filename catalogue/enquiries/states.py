"""The one state machine of an enquiry, as data: states, verbs, who, guards, effects.

Whoever wants to know what may be done asks here: `allowed` gives the verbs a side may
use now, `find` the rule of one. The table and the picture in docs/enquiries.md are made
of `RULES` (`python -m tests.enquiry_states`), and a test walks every state, verb and
side. Source: the API contract, section 4.3.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices


class Status(TextChoices):
    UNCONFIRMED = "unconfirmed"
    HELD = "held"
    SPAM = "spam"
    NEW = "new"
    OPEN = "open"
    QUOTED = "quoted"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Side(TextChoices):
    """Who acts, seen from the thread."""

    BUYER = "buyer"
    SELLER = "seller"
    OFFICER = "officer"
    SYSTEM = "system"


class Waiting(TextChoices):
    """Whose turn it is."""

    BUYER = "buyer"
    SELLER = "seller"
    OFFICER = "officer"
    NOBODY = "nobody"


class Verb(TextChoices):
    CONFIRM = "confirm"
    RELEASE = "release"
    MARK_SPAM = "mark_spam"
    REPLY = "reply"
    QUOTE = "quote"
    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW_QUOTE = "withdraw_quote"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    REPORT_SPAM = "report_spam"
    HOLD = "hold"
    REOPEN = "reopen"
    RECORD_OUTCOME = "record_outcome"
    VERIFY_OUTCOME = "verify_outcome"
    EXPIRE = "expire"
    EXPIRE_QUOTE = "expire_quote"


@dataclass(frozen=True)
class Facts:
    """What guards look at, beside the status as the side in question is told it."""

    status: Status
    was_delivered: bool = True
    was_reopened: bool = False
    has_outcome: bool = False
    outcome_is_verified: bool = False
    seller_is_suspended: bool = False
    is_erased: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Guard:
    """A condition with the words in which documents tell it."""

    said: str
    holds: Callable[[Facts], bool]


ONCE = Guard(
    "sent with a proven address, never reopened, and who asked is not erased",
    lambda facts: (
        facts.was_delivered and not facts.was_reopened and not facts.is_erased
    ),
)
NO_OUTCOME = Guard("until an outcome is recorded", lambda facts: not facts.has_outcome)
NOT_VERIFIED = Guard(
    "until an officer has verified it", lambda facts: not facts.outcome_is_verified
)
NOT_SUSPENDED = Guard(
    "unless the business is suspended", lambda facts: not facts.seller_is_suspended
)
IS_HIDDEN = Guard("in a hidden one", lambda facts: facts.is_hidden)
NOT_HIDDEN = Guard("unless it is held already", lambda facts: not facts.is_hidden)
TO_VERIFY = Guard(
    "an outcome is recorded and not yet verified",
    lambda facts: facts.has_outcome and not facts.outcome_is_verified,
)


@dataclass(frozen=True)
class Rule:
    """From any of `sources`, `sides` may use `verb`, which leads to one of `to`.

    An empty `to` leaves the status. Where it has several, the action says which and
    `effect` tells why.
    """

    verb: Verb
    sources: tuple[Status, ...]
    sides: tuple[Side, ...]
    to: tuple[Status, ...] = ()
    guard: Guard | None = None
    effect: str = ""


S, V = Status, Verb
BUYER, SELLER, OFFICER, SYSTEM = Side.BUYER, Side.SELLER, Side.OFFICER, Side.SYSTEM
LIVE = (S.NEW, S.OPEN, S.QUOTED)  # delivered, and nothing is agreed or over
CLOSED = (S.SPAM, S.DECLINED, S.WITHDRAWN, S.EXPIRED)
# Kept from the seller. The buyer is not told: to her, and to the clock that runs for
# her, it goes on as what it left (`Enquiry.held_from`).
HIDDEN = (S.HELD, S.SPAM)

RULES = (
    Rule(
        V.CONFIRM,
        (S.UNCONFIRMED,),
        (BUYER,),
        (S.NEW, S.HELD),
        effect="the address is proven; delivered, or held where it looks suspicious",
    ),
    Rule(
        V.EXPIRE,
        (S.UNCONFIRMED,),
        (SYSTEM,),
        (S.EXPIRED,),
        effect="48 hours after it was sent; final",
    ),
    Rule(
        V.RELEASE,
        (S.HELD,),
        (OFFICER,),
        (*LIVE, S.AGREED, S.WITHDRAWN, S.EXPIRED),
        effect="to what its buyer was told meanwhile, the clock where it stood when it "
        "was hidden",
    ),
    Rule(
        V.MARK_SPAM,
        (S.HELD,),
        (OFFICER,),
        (S.SPAM,),
        effect="the sender is blocked everywhere",
    ),
    Rule(
        V.REPLY,
        (S.NEW,),
        (SELLER, OFFICER),
        (S.OPEN,),
        effect="the first answer: stops the clock",
    ),
    Rule(V.REPLY, (S.NEW,), (BUYER,), effect="adds to the question"),
    Rule(
        V.REPLY,
        (S.OPEN, S.QUOTED, S.AGREED),
        (BUYER, SELLER, OFFICER),
        effect="it is the other side's turn",
    ),
    Rule(
        V.QUOTE,
        LIVE,
        (SELLER,),
        (S.QUOTED,),
        effect="supersedes the quote before; stops the clock",
    ),
    Rule(
        V.ACCEPT,
        (S.QUOTED,),
        (BUYER,),
        (S.AGREED,),
        NOT_SUSPENDED,
        "until its last day",
    ),
    Rule(V.REJECT, (S.QUOTED,), (BUYER,), (S.OPEN,)),
    Rule(V.WITHDRAW_QUOTE, (S.QUOTED,), (SELLER,), (S.OPEN,)),
    Rule(
        V.WITHDRAW_QUOTE,
        (S.QUOTED,),
        (SYSTEM,),
        (S.OPEN,),
        IS_HIDDEN,
        "an officer marks it as spam",
    ),
    Rule(
        V.EXPIRE_QUOTE,
        (S.QUOTED,),
        (SYSTEM,),
        (S.OPEN,),
        effect="after its last day; holds also when it is only read",
    ),
    Rule(
        V.DECLINE,
        LIVE,
        (SELLER, OFFICER),
        (S.DECLINED,),
        effect="with a reason; counts as an answer",
    ),
    Rule(V.WITHDRAW, LIVE, (BUYER,), (S.WITHDRAWN,)),
    Rule(
        V.WITHDRAW,
        (S.AGREED,),
        (BUYER, SELLER),
        (S.WITHDRAWN,),
        NO_OUTCOME,
        "with a reason",
    ),
    Rule(
        V.WITHDRAW,
        (S.AGREED,),
        (SYSTEM,),
        (S.WITHDRAWN,),
        IS_HIDDEN,
        "an officer marks it as spam",
    ),
    Rule(
        V.REPORT_SPAM,
        LIVE,
        (SELLER,),
        (S.HELD,),
        effect="an open quote is taken back; the sender is blocked for this seller",
    ),
    Rule(
        V.HOLD,
        (*LIVE, S.AGREED),
        (SYSTEM,),
        (S.HELD,),
        NOT_HIDDEN,
        "what the buyer has just written looks suspicious",
    ),
    Rule(
        V.EXPIRE,
        LIVE,
        (SYSTEM,),
        (S.EXPIRED,),
        effect="14 days unanswered, or 45 days silent",
    ),
    Rule(V.REOPEN, (S.DECLINED, S.EXPIRED), (BUYER, SELLER), (S.OPEN,), ONCE),
    Rule(V.REOPEN, (S.WITHDRAWN,), (BUYER,), (S.OPEN,), ONCE),
    Rule(V.RECORD_OUTCOME, (S.AGREED,), (SELLER,), guard=NOT_VERIFIED),
    Rule(V.VERIFY_OUTCOME, (S.AGREED,), (OFFICER,), guard=TO_VERIFY),
)


def find(facts: Facts, verb: Verb, side: Side) -> Rule | None:
    """The rule by which `side` may use `verb` now; None where it may not."""
    return next((rule for rule in _now(facts, side) if rule.verb == verb), None)


def allowed(facts: Facts, side: Side) -> list[Verb]:
    """The verbs that `side` may use now, in the order of the table."""
    return list(dict.fromkeys(rule.verb for rule in _now(facts, side)))


def ever(verb: Verb, side: Side) -> bool:
    """Is there any state in which `side` may use `verb`?"""
    return any(rule.verb == verb and side in rule.sides for rule in RULES)


def sides_of(verb: Verb) -> list[Side]:
    """Who may use `verb` in some state; the clock apart."""
    return [side for side in Side if side != SYSTEM and ever(verb, side)]


def _now(facts: Facts, side: Side) -> Iterator[Rule]:
    if side == SELLER and facts.seller_is_suspended:
        return
    if side == BUYER and facts.is_erased:
        return
    for rule in RULES:
        if facts.status not in rule.sources or side not in rule.sides:
            continue
        if rule.guard is None or rule.guard.holds(facts):
            yield rule
