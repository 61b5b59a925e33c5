"""What codes are in the desk's words."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from catalogue.enquiries.models import Timer
from catalogue.enquiries.states import Side
from catalogue.enquiries.suspicion import SignCode

SIGNS: dict[str, str] = {
    SignCode.ADDRESS_WITHOUT_MAIL: "an address that no mail reaches",
    SignCode.DISPOSABLE_ADDRESS: "a throw-away mailbox",
    SignCode.LINKS: "links to other sites",
    SignCode.SHORT_LINK: "a shortened link, which hides where it leads",
    SignCode.MESSENGER_LINK: "a link to a messenger",
    SignCode.LOOKALIKE_LINK: "a link whose name pretends to be another",
    SignCode.LINK_AS_NAME: "a link in place of a name",
    SignCode.PHONE: "telephone numbers in the text",
    SignCode.MESSENGER_HANDLE: "a messenger address in the text",
    SignCode.CAPITALS: "a text in capitals",
    SignCode.ASKS_FOR_CREDENTIALS: "it asks for a password, a code or an account",
    SignCode.ODD_PAYMENT: "an odd way of paying",
    SignCode.SAME_TEXT_TO_MANY: "the same text went to many sellers",
    SignCode.SAME_TEXT_EVERYWHERE: "the same text went to nearly every seller",
}
TIMERS: dict[str, str] = {
    Timer.Kind.EXPIRE_UNCONFIRMED: "Expires, unless the address is proven",
    Timer.Kind.REMIND_FIRST: "First reminder to the seller",
    Timer.Kind.REMIND_SECOND: "Second reminder to the seller",
    Timer.Kind.ESCALATE: "Comes to you",
    Timer.Kind.TELL_BUYER: "The buyer is told that nobody answered",
    Timer.Kind.EXPIRE_UNANSWERED: "Expires unanswered",
    Timer.Kind.EXPIRE_SILENT: "Expires, if nobody writes",
    Timer.Kind.QUOTE_EXPIRES: "The quote's last day is over",
    Timer.Kind.NUDGE_FIRST: "The seller is asked what came of it",
    Timer.Kind.NUDGE_SECOND: "She is asked again",
    Timer.Kind.NUDGE_THIRD: "She is asked for the last time",
}
SIDES: dict[str, str] = {
    Side.BUYER: "The buyer",
    Side.SELLER: "The seller",
    Side.OFFICER: "An officer, on the seller's behalf",
    Side.SYSTEM: "The system",
}


def sign(code: str) -> str:
    """What is stored outlives its code: one that is gone is said as it is written."""
    return SIGNS.get(code, code.replace("_", " "))


def plain(code: str) -> str:
    return code.replace("_", " ")


def span(seconds: int) -> str:
    """`26 h 5 min`."""
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours} h {rest // 60} min"


def heading(code: str) -> str:
    return capfirst(plain(code))


def day(on: date) -> str:
    """`7 Nov 2026`."""
    return date_format(on, "j M Y")


def moment(at: datetime) -> str:
    """`7 Nov 2026, 09:05`, in Lampung."""
    return date_format(timezone.localtime(at), "j M Y, H:i")
