"""What an enquiry asks for, in short: as letters and our own page say it."""

from collections.abc import Iterator

from catalogue.enquiries import wording
from catalogue.enquiries.models import Enquiry, Item, Submission
from catalogue.texts import Texts, resolve

MOST_LINES = 5  # of items, in a letter
NAMES: dict[str, Texts] = {
    "destination": {"en": "Destination", "id": "Tujuan"},
    "delivery": {"en": "Delivery", "id": "Penyerahan"},
    "needed": {"en": "Needed by", "id": "Diperlukan sebelum"},
}


def lines(enquiry: Enquiry, language: str) -> list[str]:
    """Each item with its quantity, then what holds for all of it."""
    return [
        *goods(enquiry, language),
        *(f"{name}: {said}" for name, said in wishes(enquiry.submission, language)),
    ]


def goods(enquiry: Enquiry, language: str) -> list[str]:
    """The first items with their quantities: nothing that its buyer has worded."""
    found = [_item(item, language) for item in enquiry.items.all()]
    return _first(found, MOST_LINES)


def products(enquiry: Enquiry, language: str, *, most: int) -> str:
    """The first few by name; empty where the seller alone was asked."""
    names = [resolve(i.snapshot["name"], language) for i in enquiry.items.all()]
    return ", ".join(_first(names, most))


def _first(names: list[str], most: int) -> list[str]:
    """So many, and how many more there are."""
    more = [f"+ {len(names) - most}"] if len(names) > most else []
    return [*names[:most], *more]


def wishes(submission: Submission, language: str) -> Iterator[tuple[str, str]]:
    """Each that was said, with its name."""
    needed = submission.needed_on
    said = {
        "destination": wording.country(submission.destination_country, language),
        "delivery": submission.incoterm,
        "needed": wording.day(needed, language) if needed else "",
    }
    return ((resolve(NAMES[key], language), v) for key, v in said.items() if v)


def quantity(item: Item, language: str) -> str:
    """`1,250 pcs`; empty where none was said."""
    if item.quantity_value is None:
        return ""
    return f"{wording.number(item.quantity_value, language)} {item.quantity_unit}"


def _item(item: Item, language: str) -> str:
    """On one line, whatever its seller called it."""
    name = " ".join(resolve(item.snapshot["name"], language).split())
    variant = " ".join(resolve(item.snapshot.get("variant", {}), language).split())
    named = f"{name}, {variant}" if variant else name
    wanted = quantity(item, language)
    return f"{named}: {wanted}" if wanted else named
