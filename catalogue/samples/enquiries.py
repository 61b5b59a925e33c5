"""Sample enquiries, so that a first look finds a living inbox: all invented.

They are made by the actions that make real ones, as if all had been asked just now.
Nobody gets a letter of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries.actions import (
    answering,
    confirming,
    outcomes,
    quoting,
    submitting,
)
from catalogue.enquiries.actions.outcomes import Result
from catalogue.enquiries.actions.quoting import Offer, OfferedLine
from catalogue.enquiries.models import Enquiry, Message, Quote, Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side
from catalogue.journal import notices
from catalogue.journal.models import Job, Notice
from catalogue.products.models import Product
from catalogue.reference.models import Mark
from catalogue.samples import accounts, seeds

MARK = "sample enquiries"
BUYER = Actor(Side.BUYER)
ACCOUNTS = {sample.role: sample.id for sample in accounts.SAMPLES}


@dataclass(frozen=True)
class Buyer:
    name: str
    company: str
    country: str
    language: str = "en"

    @property
    def email(self) -> str:
        """Under a name that no mail reaches (RFC 2606)."""
        return f"{self.name.split()[0].lower()}@contoh.example"


@dataclass(frozen=True)
class Story:
    """What one buyer asks, and what each seller does with it, by her key.

    `items`: (product's key, quantity, unit). Without `buyer` the sample buyer asks.
    """

    items: Sequence[tuple[str, str, str]]
    message: str
    purpose: str
    then: dict[str, Callable[[Enquiry], object]]
    buyer: Buyer | None = None
    to: str = ""
    incoterm: str = ""


def are_loaded() -> bool:
    return Mark.objects.filter(name=MARK).exists()


@transaction.atomic
def load() -> int:
    """Make them once, all or none; how many buyers asked. Wants the sample accounts.

    What asks for a product that nobody may see any more is left out.
    """
    if are_loaded():
        return 0
    Mark.objects.create(name=MARK)
    told = [_tell(story, f"sample {n}") for n, story in enumerate(STORIES, 1)]
    return sum(told)


def _tell(story: Story, address: str) -> bool:
    ids = [seeds.product_id(key) for key, _, _ in story.items]
    if Product.objects.public().filter(pk__in=ids).count() < len(ids):
        return False
    question = Question(
        story.message,
        [
            WantedItem(pk, quantity=(Decimal(value), unit))
            for pk, (_, value, unit) in zip(ids, story.items, strict=True)
        ],
        purpose=story.purpose,
        destination_country=story.to,
        incoterm=story.incoterm,
    )
    submission = submitting.submit(question, _sender(story), address=address)
    if story.buyer is not None:
        confirming.confirm(confirming.link_token(submission))
    for seller, act in story.then.items():
        act(submission.enquiries.get(seller=seeds.seller_id(seller)))
    _keep_quiet(submission)
    return True


def _sender(story: Story) -> Sender:
    if story.buyer is None:
        user = User.objects.get(pk=ACCOUNTS["buyer"])
        return Sender(user.name, user.email, user.language, user=user)
    buyer = story.buyer
    return Sender(
        f"{buyer.name} (Contoh)",
        buyer.email,
        buyer.language,
        company=f"{buyer.company} (Contoh)",
        country=buyer.country,
    )


def _keep_quiet(submission: Submission) -> None:
    """Take back the letters about any of it, before a worker can see them."""
    enquiries = submission.enquiries.all()
    ids = [submission.pk, *enquiries.values_list("pk", flat=True)]
    for kind in (Message, Quote):
        found = kind.objects.filter(enquiry__in=enquiries)
        ids += found.values_list("pk", flat=True)
    is_of_it = reduce(or_, (Q(about__contains=str(pk)) for pk in ids))
    letters = Notice.objects.filter(is_of_it)
    subjects = [str(pk) for pk in letters.values_list("pk", flat=True)]
    Job.objects.filter(kind=notices.JOB, subject__in=subjects).delete()
    letters.delete()


# -- what sellers, buyers and officers do


def _seller_of(enquiry: Enquiry) -> Actor:
    """A sample seller for her own business; of any other nobody in particular."""
    owners = {seeds.seller_id(key): role for role, key in accounts.OWNERS.items()}
    role = owners.get(enquiry.seller_id)
    return Actor(Side.SELLER, ACCOUNTS[role] if role else None)


def _answer(body: str, language: str = "en") -> Callable[[Enquiry], object]:
    return lambda enquiry: answering.write_message(
        enquiry_id=enquiry.pk,
        actor=_seller_of(enquiry),
        body=body,
        language=language,
    )


def _reply(enquiry: Enquiry, body: str) -> None:
    answering.write_message(
        enquiry_id=enquiry.pk, actor=BUYER, body=body, language="en"
    )


def _talk(answer: str, reply: str) -> Callable[[Enquiry], object]:
    def act(enquiry: Enquiry) -> None:
        _answer(answer)(enquiry)
        _reply(enquiry, reply)

    return act


def _decline(reason: str, note: str) -> Callable[[Enquiry], object]:
    return lambda enquiry: answering.decline(
        enquiry_id=enquiry.pk, actor=_seller_of(enquiry), reason=reason, note=note
    )


def _quote(price: str, currency: str, incoterm: str, place: str):
    """All that was asked for, at one price each."""

    def act(enquiry: Enquiry) -> Quote:
        lines = [
            OfferedLine(
                "offered",
                item.pk,
                unit_price=Decimal(price),
                quantity=(item.quantity_value or Decimal(1), item.quantity_unit),
            )
            for item in enquiry.items.all()
        ]
        offer = Offer(
            lines=lines,
            currency=currency,
            incoterm=incoterm,
            place=place,
            valid_until_on=timezone.localdate() + timedelta(days=30),
            language="en",
            lead_time_days=21,
            payment_terms="30% in advance, the rest against documents.",
        )
        return quoting.send_quote(
            enquiry_id=enquiry.pk, actor=_seller_of(enquiry), offer=offer
        )

    return act


def _agree(
    quote: Callable[[Enquiry], Quote],
    result: Result | None = None,
    *,
    is_verified: bool = False,
) -> Callable[[Enquiry], object]:
    """The quote is accepted, and what came of it recorded."""

    def act(enquiry: Enquiry) -> None:
        sent = quote(enquiry)
        quoting.accept(quote_id=sent.pk, actor=BUYER)
        if result is not None:
            outcomes.record_outcome(
                enquiry_id=enquiry.pk, actor=_seller_of(enquiry), result=result
            )
        if is_verified:
            officer = Actor(Side.OFFICER, ACCOUNTS["province"])
            outcomes.verify_outcome(enquiry_id=enquiry.pk, actor=officer)

    return act


STORIES = [
    Story(
        [("P001", "200", "kg"), ("P005", "600", "kg"), ("P016", "500", "kg")],
        "We import food for shops in Osaka and look for coffee and pepper with a clear "
        "origin. Could you quote for these quantities, and tell your lead time?",
        "bulk",
        {
            "S02": _quote("6.10", "USD", "FOB", "Panjang"),
            "S06": _decline("capacity", "This harvest is sold. Please ask in August."),
        },
        Buyer("Aiko Mori", "Mori Trading", "JP"),
        to="JP",
        incoterm="FOB",
    ),
    Story(
        [("P002", "60", "kg")],
        "Our cafes in Melbourne would like to try your honey-process beans. How fresh "
        "is the roast when it ships?",
        "sample",
        {
            "S01": _talk(
                "Good morning! We roast on the day before it leaves. May we send 2 kg "
                "to taste first?",
                "Yes please, 2 kg. Which courier do you use?",
            )
        },
        Buyer("Grace Wheeler", "Laneway Coffee", "AU"),
        to="AU",
    ),
    Story(
        [("P001", "100", "kg"), ("P003", "40", "kg")],
        "We pack tea and coffee for gift shops in Singapore. Please quote for both.",
        "retail",
        {"S01": _quote("9.50", "USD", "FCA", "Bandar Lampung")},
        Buyer("Mei Tan", "Orchard Pantry", "SG"),
        to="SG",
    ),
    Story(
        [("P016", "1500", "kg")],
        "Black pepper 550 g/l for our spice mills, three lots this year.",
        "distribution",
        {
            "S06": _agree(
                _quote("6.85", "USD", "FOB", "Panjang"),
                Result(True, (Decimal("10275"), "USD"), "DE", jobs_added=2),
            )
        },
        Buyer("Jonas Brandt", "Brandt Gewürze", "DE"),
        to="DE",
    ),
    Story(
        [("P010", "12", "pcs")],
        "For a gallery in Kuala Lumpur: twelve cloths, each with the weaver's name.",
        "retail",
        {
            "S04": _agree(
                _quote("1450000", "IDR", "EXW", "Krui"),
                Result(True, (Decimal("17400000"), "IDR"), "MY", jobs_added=1),
                is_verified=True,
            )
        },
        Buyer("Farah Aziz", "Galeri Benang", "MY"),
        to="MY",
    ),
    Story(
        [("P001", "40", "kg")],
        "Kopi untuk sarapan di hotel kami di Jakarta, 40 kg setiap bulan.",
        "own_use",
        {"S01": _agree(_quote("112000", "IDR", "EXW", "Liwa"))},
        Buyer("Rina Kusuma", "Hotel Melati", "ID", "id"),
        to="ID",
    ),
    Story(
        [("P004", "500", "bungkus")],
        "BEST OFFER FOR YOUR SHOP, HIGH PROFIT EVERY MONTH, ANSWER TODAY AND SEND YOUR "
        "CATALOGUE",
        "other",
        {},
        Buyer("Max Gain", "Gain Worldwide", "US"),
    ),
    Story(
        [("P002", "25", "kg"), ("P036", "50", "kg")],
        "Apakah bisa dikirim ke Bandar Lampung minggu depan?",
        "retail",
        {"S13": _answer("Bisa, Pak. Kami kirim hari Selasa.", "id")},
        to="ID",
    ),
]
