"""Models of a few questions and rules, and the one that the product ships with."""

from functools import cache

from catalogue.readiness.assessment.model import (
    Condition,
    Dimension,
    Model,
    Option,
    Question,
    Rule,
)
from catalogue.readiness.reference import DATA
from catalogue.reference.loading import read_csv

WEIGHTS = {
    "LEGAL": 15,
    "QUALITY": 20,
    "CAPACITY": 15,
    "PACKAGING": 12,
    "PRICING": 10,
    "LOGISTICS": 10,
    "MARKET": 10,
    "COMMITMENT": 8,
}


def make_question(code, dimension="LEGAL", points=(0, 4), **fields) -> Question:
    options = tuple(
        Option("ABCDEF"[place], worth, {}) for place, worth in enumerate(points)
    )
    return Question(
        **{
            "code": code,
            "dimension": dimension,
            "scope": "product",
            "evidence": "doc:paper",
            "max_points": max(points),
            "options": options,
            "hs_prefixes": (),
            "proven_option": "",
            "text": {},
            "next_step": {},
            "source": "",
            **fields,
        }
    )


def make_rule(code, market="ID", certificates=(), **fields) -> Rule:
    return Rule(
        **{
            "code": code,
            "market": market,
            "product_group": "all",
            "hs_prefixes": ("*",),
            "certificate_codes": tuple(certificates),
            "condition": None,
            "confirmation": None,
            "text": {},
            "obligation": "mandatory",
            "holder": "product",
            "stage": "pre_market",
            "is_gate": True,
            "legal_basis": "",
            "effective_from": None,
            "confidence": "high",
            "source": "",
            **fields,
        }
    )


def make_model(questions, rules=(), *, markets=("JP",), conditions=()) -> Model:
    return Model(
        version="test",
        dimensions=tuple(Dimension(c, w, {}, "") for c, w in WEIGHTS.items()),
        questions=tuple(questions),
        conditions={c: Condition(c, kind, {}) for c, kind in conditions},
        rules=tuple(rules),
        markets=tuple(markets),
        domestic="ID",
    )


@cache
def shipped() -> Model:
    """The model of `catalogue/readiness/data/`, made without a database."""
    from catalogue.readiness import reference
    from catalogue.readiness.assessment.model import read_model

    questions: dict[str, dict] = {}
    for row in read_csv(DATA / "questions.csv"):
        fields = reference._question(row)
        question = questions.setdefault(
            fields["code"],
            {
                **{k: v for k, v in fields.items() if k != "dimension_id"},
                "dimension": fields["dimension_id"],
                "options": [],
            },
        )
        option = reference._option(row)
        question["options"].append(
            {name: option[name] for name in ("letter", "points", "text")}
        )
    rules = []
    for row in read_csv(DATA / "market_requirements.csv"):
        fields = reference._requirement(row)
        day = fields.pop("effective_from")
        rules.append(
            {
                **{k.removesuffix("_id"): v for k, v in fields.items()},
                "effective_from": day.isoformat() if day else None,
            }
        )
    return read_model(
        "shipped",
        {
            "dimensions": [
                {k: v for k, v in reference._dimension(row).items() if k != "position"}
                for row in read_csv(DATA / "dimensions.csv")
            ],
            "questions": list(questions.values()),
            "conditions": [
                reference._condition(row) for row in read_csv(DATA / "conditions.csv")
            ],
            "rules": rules,
            "markets": [
                row["code"]
                for row in read_csv(DATA / "markets.csv")
                if row["code"] != "ID"
            ],
            "domestic": "ID",
        },
    )
