"""What a seller reads beside her score: what bars the way, and the nearest market.

Pure. Words are in the languages of the catalogue; what to do is in `step_texts`.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from catalogue.readiness.assessment.levels import BANDS, TOP_OWN_LEVEL, Gate
from catalogue.readiness.assessment.model import Model
from catalogue.texts import resolve

Json = dict[str, Any]
Texts = Mapping[str, str]

NOTICE = {
    "en": "What only you declare counts for 0.6 of its points, with a document 0.8, "
    "and in full once an officer has verified it. The product's own score decides "
    "levels 1 and 2; the score of a market, which counts its rules too, decides levels "
    "3 and 4 there. Level 3 asks that at least half of the score rest on documents.",
    "id": "Pernyataan Anda sendiri dihitung 0,6 dari nilainya, dengan dokumen 0,8, dan "
    "penuh setelah diverifikasi petugas. Nilai produk sendiri menentukan tingkat 1 dan "
    "2; nilai di suatu pasar, yang juga menghitung aturannya, menentukan tingkat 3 dan "
    "4 di sana. Tingkat 3 meminta paling sedikit setengah nilai didukung dokumen.",
}

# -- markets


def by_closeness(result: Json, model: Model) -> list[str]:
    """Foreign markets of a `Snapshot.result`, nearest to level 3 first: the fewest
    blockers of it, then the highest score, then the model's order."""

    def distance(code: str) -> tuple[int, Decimal]:
        market = result["markets"][code]
        blockers = sum(level == 3 for level, _, _ in market["blockers"])
        return blockers, -Decimal(market["score"])

    return sorted((c for c in model.markets if c in result["markets"]), key=distance)


def aim_of(result: Json, model: Model) -> str | None:
    """The market to work for where none is asked for: the closest, once a product has
    reached all that is its own."""
    if result["own_level"] < TOP_OWN_LEVEL:
        return None
    return next(iter(by_closeness(result, model)), None)


# -- blockers

GATES: dict[str, Texts] = {
    Gate.NIB: {
        "en": "A NIB that the trade office has verified.",
        "id": "NIB yang telah diverifikasi dinas.",
    },
    Gate.COMPLETE: {
        "en": "A complete page: all that publishing asks for, an HS code, a unit, a "
        "minimum order and a picture.",
        "id": "Halaman lengkap: semua syarat terbit, kode HS, satuan, pesanan minimum "
        "dan gambar.",
    },
    Gate.ENGLISH: {
        "en": "A name and a description in English.",
        "id": "Nama dan uraian dalam bahasa Inggris.",
    },
    Gate.PRICE: {
        "en": "A price, and the Incoterms you offer.",
        "id": "Harga, dan Incoterms yang ditawarkan.",
    },
    Gate.CAPACITY: {
        "en": "A monthly capacity that covers the minimum order, in a unit that "
        "compares with it.",
        "id": "Kapasitas per bulan yang mencukupi pesanan minimum, dalam satuan yang "
        "sebanding.",
    },
    Gate.DOCUMENTS: {
        "en": "At least half of the score backed by documents.",
        "id": "Paling sedikit setengah nilai didukung dokumen.",
    },
    Gate.EXPORTED: {
        "en": "A verified export declaration (PEB) in your own name, at most 24 "
        "months old.",
        "id": "PEB terverifikasi atas nama sendiri, paling lama 24 bulan.",
    },
}
# Which score it is asked of: the one shown first is the product's own.
OWN_SCORE = {
    "en": "A score of {least} or more of the product itself.",
    "id": "Nilai produk sendiri {least} atau lebih.",
}
MARKET_SCORE = {
    "en": "A score of {least} or more in the market: its own score decides, which "
    "counts its rules too.",
    "id": "Nilai {least} atau lebih di pasar itu: nilai pasar yang menentukan, yang "
    "juga menghitung aturannya.",
}


def blocker_text(level: int, code: str, model: Model, language: str) -> str:
    """What is asked for, of a rule or of a gate."""
    if code in model.rule:
        return resolve(model.rule[code].text, language)
    return gate_text(level, code, language)


def gate_text(level: int, code: str, language: str) -> str:
    if code == "score":
        words = OWN_SCORE if level <= TOP_OWN_LEVEL else MARKET_SCORE
        return resolve(words, language).format(least=BANDS[level])
    return resolve(GATES[code], language)
