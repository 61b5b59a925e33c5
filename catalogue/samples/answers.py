"""What sample sellers answer to the readiness questionnaire. Pure, and all invented.

How far a sample seller has come follows from her row: those that export are well
prepared, those that export through others less, the others little or hardly at all.
A hash of the keys decides what is left open, so that no two sellers look alike.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from catalogue.reference.loading import Row, codes

UNPREPARED, BEGINNER, ADVANCED, EXPORTER = range(4)
# Letters by how far she has come; what the rows tell better is worked out below.
ANSWERS = {
    "Q01": "BBCC",
    "Q03": "ABBC",
    "Q04": "ABBC",
    "Q07": "AABC",
    "Q08": "AABC",
    "Q09": "ABBC",
    "Q10": "ABCD",
    "Q12": "BCCD",
    "Q14": "ABBD",
    "Q15": "AABD",
    "Q16": "BBCD",
    "Q17": "AAAC",
    "Q20": "ABBC",
    "Q21": "ABCD",
    "Q22": "ABBD",
    "Q23": "ABCD",
    "Q24": "BBBC",
    "Q25": "AABC",
    "Q26": "AABD",
    "Q28": "ABCD",
    "Q29": "BBCD",
    "Q30": "ABCD",
    "Q31": "ABBD",
}
# Of ten, how many questions are answered, and how many answers an officer has seen.
ANSWERED = (5, 8, 10, 10)
CONFIRMED = (0, 2, 7, 10)
ALWAYS_SELF = {"Q13", "Q14", "Q20", "Q21", "Q22", "Q24", "Q26", "Q28", "Q29"}
EXPORT_DECLARED_OF_TEN = 6
LEGAL_FORMS = {"PT": "D", "Koperasi": "D", "CV": "C"}
PRICES = {"none": "B", "indirect": "C", "direct": "D"}
YES_BY_DEFAULT = {"retail_pack", "fish_processing", "biscuit"}


@dataclass(frozen=True)
class SampleAnswer:
    question: str
    option: str
    is_verified: bool


def standing(seller: Row) -> int:
    """How far a seller has come."""
    match seller["export_experience"]:
        case "direct":
            return EXPORTER
        case "indirect":
            return ADVANCED
    return BEGINNER if _dice(seller["seller_id"]) < 5 else UNPREPARED


def has_declared_export(seller: Row) -> bool:
    """Whether she holds an export declaration in her own name."""
    key = f"{seller['seller_id']} PEB"
    return standing(seller) == EXPORTER and _dice(key) < EXPORT_DECLARED_OF_TEN


def of_seller(seller: Row, questions: set[str]) -> Iterator[SampleAnswer]:
    """Answers about the business, to those of `questions`."""
    known = {"Q02": LEGAL_FORMS.get(seller["legal_form"], "A")}
    yield from _answers(seller, seller["seller_id"], questions, known)


def of_product(
    seller: Row, product: Row, questions: set[str]
) -> Iterator[SampleAnswer]:
    """Answers about one product, to those of `questions`."""
    known = {
        "Q11": _capacity(product),
        "Q13": _lead_time(int(product["lead_time_days"])),
        "Q19": PRICES[seller["export_experience"]],
    }
    yield from _answers(seller, product["product_id"], questions, known)


def of_conditions(
    seller: Row, product: Row, conditions: set[str]
) -> Iterator[SampleAnswer]:
    """Yes or no, by those who have come far enough to know."""
    if standing(seller) < ADVANCED:
        return
    held = {*codes(product["certificates"]), *codes(seller["certificates"])}
    yes = {
        *YES_BY_DEFAULT,
        *({"organic_claim"} if any(code.startswith("ORG") for code in held) else ()),
        *({"halal_claim", "halal_or_animal"} if "HALAL" in held else ()),
        *({"cassava"} if "singkong" in product["name_id"].lower() else ()),
    }
    for code in sorted(conditions):
        yield SampleAnswer(code, "yes" if code in yes else "no", False)


def _answers(
    seller: Row, key: str, questions: set[str], known: dict[str, str]
) -> Iterator[SampleAnswer]:
    far = standing(seller)
    for code in sorted(questions & {*ANSWERS, *known}):
        if _dice(f"{key} {code} answered") < ANSWERED[far]:
            seen = _dice(f"{key} {code} seen") < CONFIRMED[far]
            option = known.get(code) or ANSWERS[code][far]
            yield SampleAnswer(code, option, seen and code not in ALWAYS_SELF)


def _capacity(product: Row) -> str:
    """Monthly capacity beside the minimum order (Q11)."""
    ratio = Decimal(product["capacity_per_month"]) / Decimal(product["moq"])
    return _band(ratio, ((Decimal(4), "D"), (Decimal(2), "C"), (Decimal(1), "B")), "A")


def _lead_time(days: int) -> str:
    """Q13: under 30 days, 30 to 60, over 60."""
    return "D" if days < 30 else "C" if days <= 60 else "B"


def _band(number: Decimal, bands, otherwise: str) -> str:
    return next((letter for least, letter in bands if number >= least), otherwise)


def _dice(key: str) -> int:
    """0-9, the same for the same key."""
    return hashlib.sha256(f"sample {key}".encode()).digest()[0] % 10
