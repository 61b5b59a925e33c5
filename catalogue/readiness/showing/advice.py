"""What a seller reads beside her score: what bars the way, and what to do.

Pure. Words are in the languages of the catalogue; scores and gains come from `scoring`
and `steps`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from catalogue.readiness.assessment.facts import Evidence, ProductFacts, SellerFacts
from catalogue.readiness.assessment.levels import BANDS, Gate
from catalogue.readiness.assessment.model import (
    DUE_DILIGENCE,
    NIB,
    Model,
    Question,
)
from catalogue.readiness.assessment.scoring import Line, assess_seller, rounded
from catalogue.readiness.assessment.steps import Kind, Step, done
from catalogue.reference.loading import read_csv
from catalogue.texts import resolve

Json = dict[str, Any]
Texts = Mapping[str, str]

DURATIONS = Path(__file__).parents[1] / "data" / "durations.csv"
NOTICE = {
    "en": "What only you declare counts for 0.6 of its points, with a document 0.8, "
    "and in full once an officer has verified it. Level 3 asks that at least half of "
    "the score rest on documents.",
    "id": "Pernyataan Anda sendiri dihitung 0,6 dari nilainya, dengan dokumen 0,8, dan "
    "penuh setelah diverifikasi petugas. Tingkat 3 meminta paling sedikit setengah "
    "nilai didukung dokumen.",
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


# -- blockers and steps

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
    "score": {
        "en": "A score of {least} or more.",
        "id": "Nilai {least} atau lebih.",
    },
}


def blocker_text(level: int, code: str, model: Model, language: str) -> str:
    """What is asked for, of a rule or of a gate."""
    if code in model.rule:
        return resolve(model.rule[code].text, language)
    return resolve(GATES[code], language).format(least=BANDS[level])


@dataclass(frozen=True)
class Issued:
    """A certificate type, for whom, and by whom it is issued."""

    name: Texts
    issuer: str
    public_lookup: str
    holder_level: str


CERTIFICATE = {
    "en": "Get {name}, {holder}, from: {issuer}.",
    "id": "Urus {name}, {holder}, di: {issuer}.",
}
LOOKUP = {
    "en": " It can be looked up at {lookup}.",
    "id": " Dapat dicek di {lookup}.",
}
PLOTS = {
    "en": " It rests on the product's plots of land: add them first.",
    "id": " Dasarnya lahan asal produk: lengkapi dahulu.",
}
HOLDERS: dict[str, Texts] = {
    "seller": {"en": "for the business", "id": "untuk usaha"},
    "facility": {"en": "for the production site", "id": "untuk tempat produksi"},
    "producer_group": {
        "en": "for the group of producers",
        "id": "untuk kelompok produsen",
    },
    "product": {"en": "for the product", "id": "untuk produk"},
    "shipment": {"en": "for a shipment", "id": "untuk pengiriman"},
}
CONFIRMATION = {
    "en": "Have an officer confirm: {question}",
    "id": "Minta konfirmasi petugas: {question}",
}
DOCUMENT = {
    "en": "Show a document for your answer: {question}",
    "id": "Unggah dokumen untuk jawaban: {question}",
}


def step_text(
    step: Step, model: Model, issued: Mapping[str, Issued], language: str
) -> str:
    """What to do, in words."""
    match step.kind:
        case Kind.ANSWER:
            return resolve(model.question[step.subject].next_step, language)
        case Kind.DOCUMENT:
            question = resolve(model.question[step.subject].text, language)
            return resolve(DOCUMENT, language).format(question=question)
        case Kind.CERTIFICATE:
            return _certificate_text(step.subject, issued, language)
        case Kind.CONDITION:
            return resolve(model.conditions[step.subject].text, language)
        case Kind.CONFIRMATION:
            question = resolve(model.conditions[step.subject].text, language)
            return resolve(CONFIRMATION, language).format(question=question)
        case Kind.PRODUCT:
            return resolve(GATES[step.subject], language)


def _certificate_text(code: str, issued: Mapping[str, Issued], language: str) -> str:
    one = issued.get(code)
    if one is None:
        return code
    words = resolve(CERTIFICATE, language).format(
        name=resolve(one.name, language),
        holder=resolve(HOLDERS.get(one.holder_level, {}), language),
        issuer=one.issuer,
    )
    if code == DUE_DILIGENCE:
        words += resolve(PLOTS, language)
    if one.public_lookup:
        words += resolve(LOOKUP, language).format(lookup=one.public_lookup)
    return words


def link_of(step: Step, model: Model, product_id: object, answer_id: object) -> str:
    """Where the step is done. `answer_id` is of the answer that a document is for."""
    product = f"/v1/seller/products/{product_id}"
    match step.kind:
        case Kind.CERTIFICATE:
            return "/v1/seller" if step.subject == NIB else "/v1/seller/certificates"
        case Kind.DOCUMENT if answer_id:
            return f"/v1/seller/answers/{answer_id}/evidence"
        case Kind.ANSWER | Kind.DOCUMENT if model.question[step.subject].is_of_seller:
            return "/v1/seller/assessment"
        case Kind.PRODUCT:
            return product
    return f"{product}/assessment"


def takes_days(step: Step) -> int | None:
    """How long it usually takes, where a source says so."""
    return _durations().get((str(step.kind), step.subject))


@cache
def _durations() -> dict[tuple[str, str], int]:
    """`data/durations.csv`: only what was read somewhere, with its source."""
    return {
        (row["kind"], row["subject"]): int(row["days"]) for row in read_csv(DURATIONS)
    }


def seller_steps(model: Model, facts: SellerFacts, on: date) -> list[Step]:
    """A better answer or a document for each question about the business, by gain."""
    score = assess_seller(model, facts, on)
    alone = ProductFacts(seller=facts, hs_code="")
    found = []
    for line in score.lines:
        question = model.question[line.question]
        step = _step_of(question, line, facts)
        if step is None:
            continue
        after = assess_seller(model, done(step, alone, model).seller, on)
        gain = rounded(after.total) - rounded(score.total)
        if gain > 0:
            found.append(Step(step.kind, step.subject, step.option, (), False, gain, 0))
    return sorted(found, key=lambda step: (-(step.gain or 0), step.kind, step.subject))


def _step_of(question: Question, line: Line, facts: SellerFacts) -> Step | None:
    if question.is_measured:
        return None
    if line.points < question.max_points:
        best = question.best.letter
        return Step(Kind.ANSWER, question.code, best, (), False, None, 0)
    shows_nothing = line.evidence is Evidence.SELF_DECLARED and (
        question.code in facts.answers
    )
    if question.takes_documents and shows_nothing:
        return Step(Kind.DOCUMENT, question.code, None, (), False, None, 0)
    return None
