"""An assessment as people read it: plain members, in one language. Pure.

Takes a `Snapshot.result` (see `dumping`) and the model it was made with. Orders are the
model's, since a database may keep a JSON object in any. What of it the public may read
is decided by who calls: lines and blockers are private.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from catalogue.readiness.assessment.facts import Evidence
from catalogue.readiness.assessment.model import Model, Rule
from catalogue.readiness.showing.product_groups import texts_of
from catalogue.texts import resolve

Json = dict[str, Any]

LEVEL_NAMES = (
    {"en": "Not ready", "id": "Belum siap"},
    {"en": "Foundation", "id": "Dasar"},
    {"en": "Developing", "id": "Berkembang"},
    {"en": "Export-ready", "id": "Siap ekspor"},
    {"en": "Established", "id": "Eksportir mapan"},
)
# export_readiness.md, 3: what has to be said beside every level and rule.
NOTICE = {
    "en": "This is guidance, not legal advice. The rules were compiled in November "
    "2026, mostly from excerpts and seldom from the whole law; what changed since was "
    "not seen. Ask the authority of the market before shipping.",
    "id": "Ini panduan, bukan nasihat hukum. Aturan disusun pada November 2026, "
    "umumnya dari kutipan dan jarang dari naskah hukum lengkap; perubahan sesudahnya "
    "belum dilihat. Tanyakan kepada otoritas negara tujuan sebelum mengirim.",
}
# What the points of a score rest on, as anyone may read it.
EVIDENCE_SHOWN = {
    "verified": Evidence.VERIFIED,
    "documents": Evidence.DOCUMENT,
    "declared": Evidence.SELF_DECLARED,
    "measured": Evidence.MEASURED,
}
# Who has to act, as a page shows it. What the seller's side must hold, of herself, her
# site or the product, is one list.
SELLER, SHIPMENT, IMPORTER = "seller", "shipment", "importer"
GROUPS = (SELLER, SHIPMENT, IMPORTER)
# Without it the United States hold every shipment of spices or shrimp from Lampung
# (FDA Import Alert 99-52, October 2025).
FIRST_OF_SHIPMENT = "FDA-801Q"


def wording(result: Mapping[str, Any], made_with: Model, newest: Model) -> Model:
    """The model to describe a result by: the newest, so that a law corrected since is
    told, unless it no longer has all that the result names."""
    checked = [result["domestic"], *(m["rules"] for m in result["markets"].values())]
    rules = {code for found in checked for codes in found.values() for code in codes}
    questions = {line[0] for line in result["lines"]}
    has_all = newest.rule.keys() >= rules and newest.question.keys() >= questions
    return newest if has_all else made_with


def level_name(level: int, language: str) -> str:
    return resolve(LEVEL_NAMES[level], language)


def notice(language: str) -> str:
    return resolve(NOTICE, language)


def dimensions(
    scores: Iterable[Iterable[str]], model: Model, language: str
) -> list[Json]:
    """From `[[code, score], …]`; dimensions without an applicable question are left
    out, as they are of the total."""
    score = {code: Decimal(value) for code, value in scores}
    return [
        {
            "code": dimension.code,
            "name": resolve(dimension.name, language),
            "weight": dimension.weight,
            "score": score[dimension.code],
        }
        for dimension in model.dimensions
        if dimension.code in score
    ]


def evidence(result: Mapping[str, Any]) -> dict[str, Decimal]:
    """How many points of the score rest on what; the rest of a hundred is not there."""
    points = result["evidence"]
    return {
        name: Decimal(points.get(kind, "0.0")) for name, kind in EVIDENCE_SHOWN.items()
    }


def lines(result: Mapping[str, Any], model: Model, language: str) -> list[Json]:
    """Each question scored, in the order of their codes; private.

    `contribution` is its part of the total, in points.
    """
    return [_line(line, model, language) for line in result["lines"]]


def _line(line: list[Any], model: Model, language: str) -> Json:
    code, option, points, max_points, evidence, contribution = line
    question = model.question[code]
    texts = {choice.letter: choice.text for choice in question.options}
    return {
        "question": code,
        "dimension": question.dimension,
        "text": resolve(question.text, language),
        "option": option,
        "option_text": resolve(texts.get(option, {}), language) or None,
        "points": points,
        "max_points": max_points,
        "evidence": evidence,
        "contribution": Decimal(contribution),
    }


def rules(
    found: Mapping[str, Iterable[str]], model: Model, language: str
) -> dict[str, list[Json]]:
    """Checked rules, from `{status: [code, …]}`, by who has to act."""
    status = {code: name for name, codes in found.items() for code in codes}
    return grouped(
        ((model.rule[code], name) for code, name in status.items()), model, language
    )


def grouped(
    found: Iterable[tuple[Rule, str]], model: Model, language: str
) -> dict[str, list[Json]]:
    """Rules with their status, by who has to act; those of a shipment that stop it at
    the border come first."""
    status = {rule.code: name for rule, name in found}
    ordered = [rule for rule in model.rules if rule.code in status]
    ordered.sort(key=lambda rule: FIRST_OF_SHIPMENT not in rule.certificate_codes)
    groups: dict[str, list[Json]] = {group: [] for group in GROUPS}
    for rule in ordered:
        shown = {**described(rule, model, language), "status": status[rule.code]}
        groups[group_of(rule)].append(shown)
    return groups


def group_of(rule: Rule) -> str:
    return rule.holder if rule.is_listed_only else SELLER


def group_name(rule: Rule, language: str) -> str:
    """What the products are called that it speaks of."""
    return resolve(texts_of(rule.product_group), language)


def described(rule: Rule, model: Model, language: str) -> Json:
    """What a rule says, whoever asks. `condition` is the question that has to be
    answered with yes for it to apply."""
    asked = model.conditions.get(rule.condition or "")
    return {
        "code": rule.code,
        "product_group": group_name(rule, language),
        "text": resolve(rule.text, language),
        "condition": resolve(asked.text, language) if asked else None,
        "is_gate": rule.is_gate,
        "reads": rule.reading,
        "certificate_codes": list(rule.certificate_codes),
        "holder": rule.holder,
        "stage": rule.stage,
        "legal_basis": rule.legal_basis,
        "source": rule.source,
        "confidence": rule.confidence,
        "effective_from": rule.effective_from,
    }
