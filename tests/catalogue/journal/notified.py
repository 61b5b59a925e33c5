"""What the tests of notices start from."""

from uuid import UUID

from catalogue.journal.notices import Recipient, notify

KEY = f"user:{UUID(int=7)}"
ADDRESS = "wati@example.org"
LINK = "https://x.example/thread?token=a&b=<c>'"


def someone(**fields) -> Recipient:
    """A recipient; `key`, `address`, `language` may be set."""
    told = {"key": KEY, "address": ADDRESS, "language": "en", **fields}
    return Recipient(**told)


def tell(recipient=None, *, about="message 1", topic="enquiries", **values) -> None:
    """Notify of an invented event; the template is one there is."""
    notify(
        "invitation",
        recipient or someone(),
        about=about,
        topic=topic,
        **{"seller": "Keripik Wati", "link": LINK, **values},
    )
