"""A quote as it is written on paper, in one language. Pure but for what is loaded."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from catalogue.enquiries import wording
from catalogue.enquiries.models import Contact, Enquiry, Quote, QuoteLine
from catalogue.enquiries.papers import Line, Party, QuotePaper, Tier
from catalogue.enquiries.papers.wording import WORDING
from catalogue.enquiries.states import Side
from catalogue.enquiries.wording import amount, number
from catalogue.products.incoterms import INCOTERMS
from catalogue.texts import Texts, resolve

FALLBACK = "en"
CODE_GROUP = 4  # letters, as they are read aloud
UNNAMED = "–"  # whose contact was erased
Status = Quote.Status
STATUS_NOTES: dict[Status, Texts] = {
    Status.ACCEPTED: {
        "en": "Agreed by the buyer on {day}.",
        "id": "Disetujui pembeli pada {day}.",
    },
    Status.REJECTED: {
        "en": "Turned down by the buyer on {day}.",
        "id": "Ditolak pembeli pada {day}.",
    },
    Status.WITHDRAWN: {
        "en": "Taken back on {day}. It is no longer an offer.",
        "id": "Ditarik kembali pada {day}. Ini bukan lagi penawaran.",
    },
    Status.SUPERSEDED: {
        "en": "A later quotation took its place on {day}.",
        "id": "Digantikan oleh penawaran lain pada {day}.",
    },
    Status.EXPIRED: {
        "en": "Its last day is over. It is no longer an offer.",
        "id": "Masa berlakunya sudah lewat. Ini bukan lagi penawaran.",
    },
}
LEAD_TIME = {"en": "{days} days", "id": "{days} hari"}
LEAD_TIME_OF_ONE = {"en": "1 day", "id": "1 hari"}
PROVINCE = "Lampung, Indonesia"


def language_of(asked: str) -> str:
    """The paper's language where `asked` is wanted."""
    return asked if asked in WORDING else FALLBACK


def check_page(quote: Quote) -> str:
    """Where people see whether it is genuine: what the QR code on its paper opens."""
    return f"{settings.PUBLIC_URL}/quotes/{quote.code}"


def paper_of(
    quote: Quote, enquiry: Enquiry, language: str, today: date, side: Side
) -> QuotePaper:
    """Wants `Quote.objects.for_paper()`, and of the enquiry its contact and seller."""
    total = quote.total
    return QuotePaper(
        language=language,
        number=enquiry.number,
        revision=quote.revision,
        issued_on=timezone.localdate(quote.created_at),
        seller=Party(quote.seller_name, (quote.seller_place, PROVINCE)),
        buyer=_buyer(enquiry.submission.contact, language),
        lines=tuple(_line(line, quote, language) for line in quote.lines.all()),
        total="" if total is None else amount(total, quote.currency, language),
        currency=quote.currency,
        incoterm=quote.incoterm,
        incoterm_name=_incoterm_name(quote.incoterm, language),
        place=quote.place,
        valid_until_on=quote.valid_until_on,
        lead_time=lead_time(quote.lead_time_days, language),
        payment_terms=quote.payment_terms,
        note=quote.note,
        check_url=check_page(quote),
        check_code=grouped(quote.code),
        is_sample=enquiry.seller.is_sample,
        status_note=_status_note(quote, language, today, side),
    )


def _buyer(contact: Contact, language: str) -> Party:
    """Her firm, and in whose name she asks; nothing by which she is reached."""
    names = [name for name in (contact.company, contact.name) if name] or [UNNAMED]
    country = [wording.country(contact.country, language)] if contact.country else []
    return Party(names[0], (*names[1:], *country))


def _line(line: QuoteLine, quote: Quote, language: str) -> Line:
    goods = line.goods
    amount_of = line.amount_in(quote.currency)
    return Line(
        position=line.position + 1,
        name=_name(goods, language) or line.note,
        sku=goods.get("sku", ""),
        hs_code=goods.get("hs_code", ""),
        kind=line.kind,
        quantity=_quantity(line, language),
        unit_price=_price(line.unit_price, quote.currency, language),
        amount=_price(amount_of, quote.currency, language),
        note=line.note if goods else "",
        tiers=tuple(_tiers(line, quote.currency, language)),
    )


def _name(goods: dict[str, Any], language: str) -> str:
    name = resolve(goods.get("name", {}), language)
    variant = resolve(goods.get("variant", {}), language)
    return f"{name}, {variant}" if variant else name


def _quantity(line: QuoteLine, language: str) -> str:
    if line.quantity_value is None:
        return ""
    return f"{number(line.quantity_value, language)} {line.quantity_unit}"


def _price(value: Decimal | None, currency: str, language: str) -> str:
    return "" if value is None else amount(value, currency, language)


def _tiers(line: QuoteLine, currency: str, language: str) -> Iterator[Tier]:
    for least, price in line.prices:
        quantity = f"{number(least, language)} {line.quantity_unit}"
        yield Tier(quantity, amount(price, currency, language))


def _incoterm_name(code: str, language: str) -> str:
    return next(resolve(t.name, language) for t in INCOTERMS if t.code == code)


def lead_time(days: int | None, language: str) -> str:
    """Empty where it was not said."""
    if days is None:
        return ""
    words = LEAD_TIME_OF_ONE if days == 1 else LEAD_TIME
    return resolve(words, language).format(days=days)


def grouped(code: str) -> str:
    """`7K3Q-XWPM-2HRT`."""
    starts = range(0, len(code), CODE_GROUP)
    return "-".join(code[start : start + CODE_GROUP] for start in starts)


def _status_note(quote: Quote, language: str, today: date, side: Side) -> str:
    """As `side` is told of it; empty while it is open."""
    words = STATUS_NOTES.get(quote.seen_status(side, today))
    if words is None:
        return ""
    decided_at = quote.seen_decided_at(side, today)
    day = timezone.localdate(decided_at) if decided_at else today
    return resolve(words, language).format(day=wording.day(day, language))
