"""What a quote on paper says: plain values, as they are to be read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Tier:
    """From `min_quantity` on, a piece costs `unit_price`."""

    min_quantity: str
    unit_price: str


@dataclass(frozen=True)
class Line:
    """One item; `kind` is `offered`, `alternative` or `not_available`."""

    position: int
    name: str
    sku: str
    hs_code: str
    kind: str
    quantity: str
    unit_price: str
    amount: str
    note: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Party:
    """A name, and the lines below it: firm, address, country."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class QuotePaper:
    """All that the paper says. `status_note` is empty while the quote is open."""

    language: str
    number: str
    revision: int
    issued_on: date
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    total: str
    currency: str
    incoterm: str
    incoterm_name: str
    place: str
    valid_until_on: date
    lead_time: str
    payment_terms: str
    note: str
    check_url: str
    check_code: str
    is_sample: bool
    status_note: str
