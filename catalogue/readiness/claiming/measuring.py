"""What proves an answer, and what the platform knows of it already. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from catalogue.readiness.assessment.facts import Evidence
from catalogue.readiness.assessment.levels import ProductResult
from catalogue.readiness.assessment.market_check import MET, gates
from catalogue.readiness.assessment.model import (
    COMPLETENESS,
    DOMESTIC_GATE,
    ENGLISH_MATERIAL,
    RESPONSE_TIME,
    Question,
)
from catalogue.readiness.assessment.scoring import Line
from catalogue.texts import resolve

EVIDENCE_KINDS = ["certificate", "document", "photo", "measured", "self"]
WRITTEN_AS = {"doc": "document", "photo": "photo", "self": "self"}


def evidence_of(question: Question, known_types: set[str]) -> tuple[str, list[str]]:
    """What proves an answer, and the certificate types that do."""
    types = [code for code in question.evidence_codes if code in known_types]
    if types:
        return "certificate", types
    return WRITTEN_AS.get(question.evidence.partition(":")[0], "measured"), []


MEASURED = {
    DOMESTIC_GATE: {
        "en": "Domestic rules met: {met} of {total}.",
        "id": "Aturan dalam negeri terpenuhi: {met} dari {total}.",
    },
    COMPLETENESS: {
        "en": "How complete the product's page is.",
        "id": "Kelengkapan halaman produk.",
    },
    ENGLISH_MATERIAL: {
        "en": "Your profile tells its story in English.",
        "id": "Profil Anda memuat cerita dalam bahasa Inggris.",
    },
    RESPONSE_TIME: {
        "en": "Your first answers to the enquiries of the last 90 days, in days of "
        "your working time.",
        "id": "Jawaban pertama Anda atas pertanyaan 90 hari terakhir, dalam hari "
        "kerja Anda.",
    },
}
METRIC = {"en": "What the platform measured.", "id": "Hasil ukur sistem."}
PROVEN = {
    "en": "A verified certificate: {codes}.",
    "id": "Sertifikat terverifikasi: {codes}.",
}


def measured(
    question: Question,
    line: Line | None,
    held: Iterable[str],
    result: ProductResult | None,
    language: str,
) -> tuple[str, str] | None:
    """The option that the platform found, and what it read; None where it has not.

    `held` are the types of verified certificates that count today.
    """
    if line is None or line.option is None:
        return None
    if line.evidence is Evidence.MEASURED:
        words = MEASURED.get(question.evidence) or MEASURED.get(question.code, METRIC)
        domestic = _domestic_gates(result)
        return line.option, resolve(words, language).format(
            met=sum(gate.status in MET for gate in domestic), total=len(domestic)
        )
    proving = sorted(set(question.evidence_codes) & set(held))
    if line.evidence is Evidence.VERIFIED and proving:
        told = resolve(PROVEN, language).format(codes=", ".join(proving))
        return line.option, told
    return None


def _domestic_gates(result: ProductResult | None) -> list:
    return gates(result.domestic) if result else []


@dataclass(frozen=True)
class Catalogued:
    """What a product's page tells that questions ask for too."""

    orders_a_month: Fraction | None = None
    lead_time_days: int | None = None
    has_price: bool = False
    incoterms: tuple[str, ...] = ()
    has_hs_code: bool = False
    has_carton: bool = False


EX_WORKS = "EXW"


def suggested(question: Question, page: Catalogued) -> str | None:
    """The option that the page speaks for; hers to give, and scored once she has."""
    found = {
        "Q11": _capacity(page.orders_a_month),
        "Q13": _lead_time(page.lead_time_days),
        "Q19": _price(page),
        "Q24": ("C" if page.has_carton else "B") if page.has_hs_code else None,
    }.get(question.code)
    return found if found in question.points else None


def _capacity(orders: Fraction | None) -> str | None:
    if orders is None:
        return None
    if orders < 1:
        return "A"
    return "B" if orders < 2 else "C" if orders <= 4 else "D"


def _lead_time(days: int | None) -> str | None:
    if days is None:
        return None
    return "D" if days < 30 else "C" if days <= 60 else "B"


def _price(page: Catalogued) -> str | None:
    """Catalogue prices are in rupiah, so the page never speaks for USD."""
    if not page.has_price:
        return None
    return "C" if set(page.incoterms) - {EX_WORKS} else "B"
