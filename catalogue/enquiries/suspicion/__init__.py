"""Signs that an enquiry is abuse, each with a weight. Pure.

Signs never refuse anything: what reaches `THRESHOLD` is held, and an officer looks. So
a weight says how seldom an honest buyer does this. One link to her own site, one
telephone number, one messenger address together stay below it.
"""

from catalogue.enquiries.suspicion.addresses import address_signs, is_disposable
from catalogue.enquiries.suspicion.links import has_link, link_signs, name_link_signs
from catalogue.enquiries.suspicion.sign import Sign, SignCode
from catalogue.enquiries.suspicion.wording import (
    asks_for_credentials,
    readable,
    wording_signs,
)

__all__ = [
    "THRESHOLD",
    "Sign",
    "SignCode",
    "holds_link",
    "is_disposable",
    "signs",
    "text_signs",
]

THRESHOLD = 5
# Sellers that one text reaches within a day: more than a shortlist; more than a market.
MANY_SELLERS, ALL_SELLERS = 10, 20


def signs(
    *,
    message: str,
    name: str,
    company: str,
    email: str,
    sellers: int,
    same_body_sellers_24h: int,
) -> list[Sign]:
    """What is suspicious of an enquiry, each sign once.

    `message` is all that she wrote, `sellers` are those it asks,
    `same_body_sellers_24h` those whom the same text had reached within the 24 hours
    before, whoever sent it.
    """
    found = [
        *address_signs(email),
        *_name_signs(readable(name), readable(company)),
        *text_signs(message, email, f"{name} {company}"),
        *_spread(sellers + same_body_sellers_24h),
    ]
    first: dict[SignCode, Sign] = {}  # of a code, where it weighs most
    for sign in found:
        first.setdefault(sign.code, sign)
    return list(first.values())


def text_signs(message: str, email: str, names: str = "") -> list[Sign]:
    """The signs in the words of one who has this address and these names."""
    text = readable(message)
    return [*link_signs(text, email, readable(names)), *wording_signs(text)]


def holds_link(name: str) -> bool:
    """Would a mail program make a link of it?"""
    return has_link(readable(name))


def _name_signs(name: str, company: str) -> list[Sign]:
    """A name is read in the subject of a letter, before anything else is."""
    found = name_link_signs(name, company)
    if asks_for_credentials(f"{name} {company}"):
        found.append(Sign(SignCode.ASKS_FOR_CREDENTIALS, THRESHOLD))
    return found


def _spread(sellers: int) -> list[Sign]:
    if sellers > ALL_SELLERS:
        return [Sign(SignCode.SAME_TEXT_EVERYWHERE, THRESHOLD)]
    return [Sign(SignCode.SAME_TEXT_TO_MANY, 2)] if sellers > MANY_SELLERS else []
