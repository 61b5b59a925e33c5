"""What a product still lacks, and how complete it is. Pure.

What is required must be there before the trade office looks at it. The rest makes
buyers abroad decide, and counts for the figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.products import hs_codes
from catalogue.products.content import Content

REQUIRED_WEIGHT = 3
MIN_DESCRIPTION = 40  # characters: a sentence that says something
GOOD_PICTURES = 3


@dataclass(frozen=True)
class Picture:
    """What counts of a picture."""

    alt: dict[str, str]
    is_broken: bool = False


@dataclass(frozen=True)
class Lack:
    """One member that is missing. `pointer` is an RFC 6901 pointer into the product.

    `reason` is a key of the API's messages; `subject` is an attribute's name, per
    language; `suggestion` is a value that would probably be right.
    """

    pointer: str
    reason: str
    is_required: bool = True
    subject: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None


@dataclass(frozen=True)
class Completeness:
    percent: int
    lacks: tuple[Lack, ...]

    @property
    def missing(self) -> list[Lack]:
        """What stands in the way of submitting."""
        return [lack for lack in self.lacks if lack.is_required]


def assess(
    content: Content,
    pictures: Sequence[Picture],
    required_attributes: Mapping[str, Mapping[str, str]],
) -> Completeness:
    """Everything at once, in the order of a form.

    `required_attributes` are the names of those its category asks for, by code.
    """
    checks: list[tuple[bool, Lack]] = [
        *_texts(content),
        *_trade(content),
        *_attributes(content, required_attributes),
        *_pictures(pictures),
        *_wishes(content, pictures),
    ]
    whole = sum(_weight(lack) for _, lack in checks)
    held = sum(_weight(lack) for is_there, lack in checks if is_there)
    lacks = tuple(lack for is_there, lack in checks if not is_there)
    return Completeness(percent=held * 100 // whole, lacks=lacks)


def _weight(lack: Lack) -> int:
    return REQUIRED_WEIGHT if lack.is_required else 1


def _texts(content: Content):
    yield bool(content["name"].get("id")), Lack("/name/id", "lacks_name")
    description = content["description"].get("id", "")
    yield (
        len(description) >= MIN_DESCRIPTION,
        Lack("/description/id", "lacks_description"),
    )


def _trade(content: Content):
    yield content["category"] is not None, Lack("/category", "lacks_category")
    usual = (
        hs_codes.rank(content["category"], [], "")[:1] if content["category"] else []
    )
    hs_code = Lack("/hs_code", "lacks_hs_code", suggestion=next(iter(usual), None))
    yield content["hs_code"] is not None, hs_code
    on_request = content["price_basis"] == "on_request"
    yield on_request or content["price"] is not None, Lack("/price", "lacks_price")
    yield content["price_unit"] is not None, Lack("/price_unit", "lacks_price_unit")
    yield content["min_order"] is not None, Lack("/min_order", "lacks_min_order")


def _attributes(content: Content, required: Mapping[str, Mapping[str, str]]):
    held = {attribute["code"] for attribute in content["attributes"]}
    for code, name in required.items():
        yield code in held, Lack("/attributes", "lacks_attribute", subject=name)


def _pictures(pictures: Sequence[Picture]):
    yield bool(pictures), Lack("/images", "lacks_picture")
    for place, picture in enumerate(pictures):
        yield not picture.is_broken, Lack(f"/images/{place}", "broken_picture")
        yield bool(picture.alt.get("id")), Lack(f"/images/{place}/alt/id", "lacks_alt")


def _wishes(content: Content, pictures: Sequence[Picture]):
    wishes = {
        "/summary/id": content["summary"].get("id"),
        "/name/en": content["name"].get("en"),
        "/description/en": content["description"].get("en"),
        "/summary/en": content["summary"].get("en"),
        "/monthly_capacity": content["monthly_capacity"],
        "/lead_time_days": content["lead_time_days"] is not None,  # 0: at once
        "/net_weight": content["net_weight"],
        "/dimensions": content["dimensions"],
        "/carton": content["carton"],
        "/incoterms": content["incoterms"],
        "/images": len(pictures) >= GOOD_PICTURES,
    }
    for pointer, value in wishes.items():
        reason = f"wish{pointer.replace('/', '_')}"
        yield bool(value), Lack(pointer, reason, is_required=False)
