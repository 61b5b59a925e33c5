from dataclasses import dataclass

from django.db.models import TextChoices


class SignCode(TextChoices):
    """Stored with what is held; `desk.words` says it to officers."""

    ADDRESS_WITHOUT_MAIL = "address_without_mail"
    DISPOSABLE_ADDRESS = "disposable_address"
    LINKS = "links"
    SHORT_LINK = "short_link"
    MESSENGER_LINK = "messenger_link"
    LOOKALIKE_LINK = "lookalike_link"
    LINK_AS_NAME = "link_as_name"
    PHONE = "phone"
    MESSENGER_HANDLE = "messenger_handle"
    CAPITALS = "capitals"
    ASKS_FOR_CREDENTIALS = "asks_for_credentials"
    ODD_PAYMENT = "odd_payment"
    SAME_TEXT_TO_MANY = "same_text_to_many"
    SAME_TEXT_EVERYWHERE = "same_text_everywhere"


@dataclass(frozen=True)
class Sign:
    """Something suspicious; weights are added up."""

    code: SignCode
    weight: int
