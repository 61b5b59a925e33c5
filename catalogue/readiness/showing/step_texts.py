"""What to do, in words, and where. Pure.

Words are in the languages of the catalogue; the steps and their gains come from
`assessment.steps`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.readiness.assessment.changes import OF_BUSINESS, Kind, State, Step
from catalogue.readiness.assessment.levels import Gate
from catalogue.readiness.assessment.model import (
    DUE_DILIGENCE,
    NIB,
    Model,
)
from catalogue.readiness.showing.advice import GATES, Texts
from catalogue.reference.loading import read_csv
from catalogue.texts import resolve

DURATIONS = Path(__file__).parents[1] / "data" / "durations.csv"
WAITING = {
    "en": "Waits for the trade office: {what}",
    "id": "Menunggu dinas: {what}",
}
REJECTED = {
    "en": "The trade office did not agree. See its note, and send another document: "
    "{what}",
    "id": "Dinas tidak menyetujui. Lihat catatannya, dan kirim dokumen lain: {what}",
}
SEND = {
    "en": "Send the document: {what}",
    "id": "Kirim dokumennya: {what}",
}
ANSWER = {
    "en": "{question} The next better answer: “{option}”. {advice}.",
    "id": "{question} Jawaban lebih baik berikutnya: “{option}”. {advice}.",
}
QUESTIONNAIRE: dict[bool, Texts] = {
    True: {
        "en": "Answer {count} open questions about the business.",
        "id": "Jawab {count} pertanyaan tentang usaha yang belum dijawab.",
    },
    False: {
        "en": "Answer {count} open questions about the product.",
        "id": "Jawab {count} pertanyaan tentang produk yang belum dijawab.",
    },
}
REST_OF_PAGE = {
    "en": "Fill in what the page still lacks; it is complete enough to publish.",
    "id": "Isi yang masih kurang di halaman; untuk terbit sudah cukup.",
}
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
    "en": "Have an officer confirm: {what}",
    "id": "Minta konfirmasi petugas: {what}",
}
DOCUMENT = {
    "en": "Show a document for your answer: {what}",
    "id": "Unggah dokumen untuk jawaban: {what}",
}


@dataclass(frozen=True)
class Issued:
    """A certificate type, for whom, and by whom it is issued."""

    name: Texts
    issuer: str
    public_lookup: str
    holder_level: str


@dataclass(frozen=True)
class Words:
    """What the words of a step are taken from, in one language."""

    model: Model
    issued: Mapping[str, Issued]
    language: str

    def say(self, texts: Texts, **values: object) -> str:
        return resolve(texts, self.language).format(**values)

    def what(self, step: Step) -> str:
        """What a step is about: a question, or a certificate by its name."""
        if step.kind is Kind.CERTIFICATE:
            one = self.issued.get(step.subject)
            return resolve(one.name, self.language) if one else step.subject
        asked = self.model.question.get(step.subject)
        found = asked or self.model.conditions[step.subject]
        return resolve(found.text, self.language)


def step_text(step: Step, words: Words, *, is_begun: bool) -> str:
    """What to do. `is_begun`: its row is there already, and asks for a document."""
    if step.state is State.WAITING:
        return words.say(WAITING, what=words.what(step))
    if step.state is State.REJECTED:
        return words.say(REJECTED, what=words.what(step))
    match step.kind:
        case Kind.ANSWER:
            return _answer_text(step, words)
        case Kind.DOCUMENT:
            return words.say(DOCUMENT, what=words.what(step))
        case Kind.CERTIFICATE if is_begun:
            return words.say(SEND, what=words.what(step))
        case Kind.CERTIFICATE:
            return _certificate_text(step.subject, words)
        case Kind.CONDITION:
            return words.what(step)
        case Kind.CONFIRMATION:
            return words.say(CONFIRMATION, what=words.what(step))
        case Kind.QUESTIONNAIRE:
            texts = QUESTIONNAIRE[step.subject == OF_BUSINESS]
            return words.say(texts, count=len(step.questions))
        case Kind.PRODUCT:
            is_rest = step.subject == Gate.COMPLETE and not step.is_blocker
            return words.say(REST_OF_PAGE if is_rest else GATES[step.subject])


def option_text(step: Step, words: Words) -> str | None:
    """Of an answer, the option to reach."""
    if step.option is None:
        return None
    options = words.model.question[step.subject].options
    texts = {option.letter: option.text for option in options}
    return resolve(texts[step.option], words.language)


def _answer_text(step: Step, words: Words) -> str:
    question = words.model.question[step.subject]
    return words.say(
        ANSWER,
        question=words.what(step),
        option=option_text(step, words),
        advice=resolve(question.next_step, words.language).rstrip("."),
    )


def _certificate_text(code: str, words: Words) -> str:
    one = words.issued.get(code)
    if one is None:
        return code
    text = words.say(
        CERTIFICATE,
        name=resolve(one.name, words.language),
        holder=resolve(HOLDERS.get(one.holder_level, {}), words.language),
        issuer=one.issuer,
    )
    if code == DUE_DILIGENCE:
        text += words.say(PLOTS)
    if one.public_lookup:
        text += words.say(LOOKUP, lookup=one.public_lookup)
    return text


def link_of(step: Step, model: Model, product_id: object, row_id: object) -> str:
    """Where the step is done. `row_id` is of the answer or of the certificate that is
    there already."""
    product = f"/v1/seller/products/{product_id}"
    match step.kind:
        case Kind.CERTIFICATE:
            return _certificate_link(step, row_id)
        case Kind.DOCUMENT if row_id:
            return f"/v1/seller/answers/{row_id}/evidence"
        case Kind.CONFIRMATION if row_id and step.state is State.REJECTED:
            return f"/v1/seller/answers/{row_id}/evidence"
        case Kind.ANSWER | Kind.DOCUMENT if model.question[step.subject].is_of_seller:
            return "/v1/seller/assessment"
        case Kind.QUESTIONNAIRE if step.subject == OF_BUSINESS:
            return "/v1/seller/assessment"
        case Kind.PRODUCT:
            return product
    return f"{product}/assessment"


def _certificate_link(step: Step, row_id: object) -> str:
    if not row_id:
        return "/v1/seller" if step.subject == NIB else "/v1/seller/certificates"
    row = f"/v1/seller/certificates/{row_id}"
    return row if step.state is State.WAITING else f"{row}/evidence"


def takes_days(step: Step) -> int | None:
    """How long it usually takes, where a source says so."""
    return _durations().get((str(step.kind), step.subject))


@cache
def _durations() -> dict[tuple[str, str], int]:
    """`data/durations.csv`: only what was read somewhere, with its source."""
    return {
        (row["kind"], row["subject"]): int(row["days"]) for row in read_csv(DURATIONS)
    }
