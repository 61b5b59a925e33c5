"""What a row of the table says."""

from dataclasses import dataclass
from enum import Enum

from catalogue.enquiries.states import Side


class Who(Enum):
    """The least a caller must be."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    PARTY = "signed in, or with an enquiry's token"
    MEMBER = "member of a business"
    OWNER = "owner of a business"
    OFFICER = "officer"
    PROVINCE = "officer of the province"


class Rows(Enum):
    """Whose rows an operation finds; any other is a 404."""

    ALL = "all"
    OWN = "the caller's"
    BUSINESS = "her business's"
    REGENCY = "her regency's sellers'"
    THREAD = "enquiries she sent, her business received or her regency's sellers did"
    ASKED = "what she asked herself"


class Actor(Enum):
    """Callers as the tests try them, each against a row of `the business`."""

    ANONYMOUS = "anonymous"
    BUYER = "buyer"
    OWNER = "owner of the business"
    STAFF = "staff of the business"
    OTHER_SELLER = "seller of another"
    OFFICER_HERE = "officer of its regency"
    OFFICER_ELSEWHERE = "officer of another regency"
    OFFICER_PROVINCE = "officer of the province"
    ADMIN = "administrator"
    KEY_WITHOUT_SCOPE = "API key without the scope"
    ASKER = "buyer who asked the business"
    ENQUIRY_TOKEN = "token of that enquiry"  # noqa: S105


@dataclass(frozen=True)
class Rule:
    """`scope` is what an API key needs; without one, keys may not call it at all.

    `named` operations are given the id of one row. `sides` are those of a thread that
    may use it; another side, which sees the thread all the same, is refused by a 403.
    """

    operation: str
    resource: str
    verb: str
    who: Who
    rows: Rows = Rows.ALL
    scope: str | None = None
    named: bool = False
    sides: frozenset[Side] = frozenset()
