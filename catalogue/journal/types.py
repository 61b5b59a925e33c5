"""The events. Plain ids only, so that any room may handle any event."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class ProductChanged:
    """A product, its pictures, variants or status changed, or it left."""

    product_id: UUID


@dataclass(frozen=True)
class SellerChanged:
    """A seller's profile, verification or suspension changed."""

    seller_id: UUID


@dataclass(frozen=True)
class SellerIdentityChanged:
    """A business registered, or changed what the trade office verified it by."""

    seller_id: UUID


@dataclass(frozen=True)
class CertificateChanged:
    """A certificate of a seller, or of some of its products, changed.

    `is_removal`: one that counted does no more; that shows at once, however many
    products she has.
    """

    seller_id: UUID
    is_removal: bool = False


@dataclass(frozen=True)
class CategoryChanged:
    code: str


@dataclass(frozen=True)
class RegencyChanged:
    code: str


@dataclass(frozen=True)
class CertificateTypeChanged:
    code: str


@dataclass(frozen=True)
class MarketChanged:
    """A market's name, place or countries changed; its rules are the model's."""

    code: str


@dataclass(frozen=True)
class AttributeChanged:
    """An attribute's label, unit or choices changed."""

    code: str


@dataclass(frozen=True)
class ReadinessRecomputed:
    """Of so many products at once, after the model changed or a date passed.

    `day` is the one they were assessed for.
    """

    day: date
    product_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class SellerReadinessChanged:
    """A seller's own score came out differently."""

    seller_id: UUID


@dataclass(frozen=True)
class AnswerChanged:
    """An answer of a seller changed: of one product, or of all of them."""

    seller_id: UUID
    product_id: UUID | None


@dataclass(frozen=True)
class ModelPublished:
    """Other weights, questions or rules are in force."""

    version: str


@dataclass(frozen=True)
class ReviewDecided:
    """An officer decided on a product, a change of one, or a seller.

    `kind` and `decision` are values of `reviews.Review.Kind` and `.Status`;
    `is_afterwards`: it was published before anybody looked.
    """

    review_id: UUID
    kind: str
    subject_id: UUID
    decision: str
    is_afterwards: bool


@dataclass(frozen=True)
class ReportResolved:
    """An officer dealt with a report of abuse; `action` is of `Report.Action`."""

    report_id: UUID
    product_id: UUID
    action: str


@dataclass(frozen=True)
class ListingsChanged:
    """What buyers see of these products changed, appeared or went.

    `stamp` is that of their rows: see `journal.clock`.
    """

    stamp: int
    product_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class SellerListingsChanged:
    """The same of sellers."""

    stamp: int
    seller_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class DictionaryChanged:
    """Staff edited a synonym, a stop word or a place; `row` names it."""

    row: str


@dataclass(frozen=True)
class EnquirySubmitted:
    """A buyer asked; `enquiry_ids` are of the sellers, one each.

    `is_proven`: her address needs no proof.
    """

    submission_id: UUID
    enquiry_ids: tuple[UUID, ...]
    is_proven: bool


@dataclass(frozen=True)
class EnquiryDelivered:
    """A seller has it now, and her clock runs."""

    enquiry_id: UUID


@dataclass(frozen=True)
class EnquiryMoved:
    """Somebody used a verb of `enquiries.states`; `side` is of its `Side`."""

    enquiry_id: UUID
    verb: str
    side: str
    status: str


@dataclass(frozen=True)
class EnquiryMessageCreated:
    """Somebody wrote, and it reached the other side."""

    enquiry_id: UUID
    message_id: UUID


@dataclass(frozen=True)
class QuoteCreated:
    enquiry_id: UUID
    quote_id: UUID


@dataclass(frozen=True)
class EnquiryDelayed:
    """Days off moved the moment at which its first answer is due to a later one."""

    enquiry_id: UUID


@dataclass(frozen=True)
class EnquiryTimeCame:
    """A moment of its clock: `kind` is of `enquiries.models.Timer.Kind`."""

    enquiry_id: UUID
    kind: str


Event = (
    ProductChanged
    | SellerChanged
    | SellerIdentityChanged
    | CertificateChanged
    | CategoryChanged
    | RegencyChanged
    | CertificateTypeChanged
    | MarketChanged
    | AttributeChanged
    | ReadinessRecomputed
    | SellerReadinessChanged
    | AnswerChanged
    | ModelPublished
    | ReviewDecided
    | ReportResolved
    | ListingsChanged
    | SellerListingsChanged
    | DictionaryChanged
    | EnquirySubmitted
    | EnquiryDelivered
    | EnquiryMoved
    | EnquiryMessageCreated
    | QuoteCreated
    | EnquiryDelayed
    | EnquiryTimeCame
)
