"""Questions of buyers, the threads that come of them, quotes and outcomes."""

from catalogue.enquiries.models.clock import ClosedDays, Timer
from catalogue.enquiries.models.quotes import Outcome, Quote, QuoteLine
from catalogue.enquiries.models.reference import ExchangeRate, Port, PublicHoliday
from catalogue.enquiries.models.submissions import Contact, Submission
from catalogue.enquiries.models.threads import (
    MESSAGE_LENGTH,
    NOTE_LENGTH,
    Attachment,
    Enquiry,
    Item,
    Message,
    ReadMark,
)
from catalogue.enquiries.models.workspace import BlockedSender, CannedAnswer

__all__ = [
    "MESSAGE_LENGTH",
    "NOTE_LENGTH",
    "Attachment",
    "BlockedSender",
    "CannedAnswer",
    "ClosedDays",
    "Contact",
    "Enquiry",
    "ExchangeRate",
    "Item",
    "Message",
    "Outcome",
    "Port",
    "PublicHoliday",
    "Quote",
    "QuoteLine",
    "ReadMark",
    "Submission",
    "Timer",
]
