"""What a buyer asks, and who she is: plain values from any edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from catalogue.accounts.models import User
from catalogue.enquiries.models import Submission


@dataclass(frozen=True)
class WantedItem:
    """One product that is asked for."""

    product_id: UUID
    variant_id: UUID | None = None
    quantity: tuple[Decimal, str] | None = None  # and its unit's code
    note: str = ""


@dataclass(frozen=True)
class Sender:
    """Who asks. `is_proven`: her address needs no mailed link."""

    name: str
    email: str
    language: str
    company: str = ""
    phone: str = ""
    country: str = ""
    user: User | None = None

    @property
    def is_proven(self) -> bool:
        return self.user is not None


@dataclass(frozen=True)
class Question:
    """What is asked: of the sellers of `items`, or of one business by its id."""

    message: str
    items: Sequence[WantedItem] = ()
    seller_id: UUID | None = None
    purpose: str = Submission.Purpose.UNSPECIFIED
    destination_country: str = ""
    incoterm: str = ""
    needed_on: date | None = None
