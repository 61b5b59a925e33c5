"""Signs that an enquiry is abuse, each with a weight. Pure.

Signs never refuse anything: what reaches `THRESHOLD` is held, and an officer looks. So
a weight says how seldom an honest buyer does this. One link to her own site, one
telephone number, one messenger address together stay below it.
"""

from catalogue.enquiries.suspicion.addresses import address_signs, is_disposable
from catalogue.enquiries.suspicion.links import link_signs
from catalogue.enquiries.suspicion.sign import Sign
from catalogue.enquiries.suspicion.wording import readable, wording_signs

__all__ = ["THRESHOLD", "Sign", "is_disposable", "signs"]

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

    `sellers` are those it asks, `same_body_sellers_24h` those whom the same text had
    reached within the 24 hours before, whoever sent it.
    """
    text = readable(message)
    return [
        *address_signs(email),
        *link_signs(text, readable(f"{name} {company}"), email),
        *wording_signs(text),
        *_spread(sellers + same_body_sellers_24h),
    ]


def _spread(sellers: int) -> list[Sign]:
    if sellers > ALL_SELLERS:
        return [Sign("same_text_everywhere", THRESHOLD)]
    return [Sign("same_text_to_many", 2)] if sellers > MANY_SELLERS else []
