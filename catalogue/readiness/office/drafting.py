"""Write a version's content into the rows officers edit: the inverse of
`versions.draft`."""

from datetime import date
from typing import Any

from django.db.models import Model

from catalogue.readiness.models import (
    Condition,
    Dimension,
    Market,
    MarketRequirement,
    Question,
    QuestionOption,
)

Content = dict[str, Any]


def restore(content: Content) -> list[str]:
    """Make the rows say this; what is not in it goes. The codes of markets that went.

    What the content does not hold (names of markets, what was once loaded) stays.
    """
    _order_markets(content["markets"])
    _write(Dimension, content["dimensions"])
    _order_dimensions([row["code"] for row in content["dimensions"]])
    _write(Condition, content["conditions"])
    _write(Question, [_question(row) for row in content["questions"]])
    _write(QuestionOption, [o for q in content["questions"] for o in _options(q)])
    _write(MarketRequirement, [_rule(row) for row in content["rules"]])
    _remove(MarketRequirement, content["rules"])
    options = [o for q in content["questions"] for o in _options(q)]
    _remove(QuestionOption, options)
    _remove(Question, content["questions"])
    _remove(Condition, content["conditions"])
    _remove(Dimension, content["dimensions"])
    new = Market.objects.filter(is_domestic=False).exclude(code__in=content["markets"])
    gone = list(new.values_list("code", flat=True))
    new.delete()
    return gone


def _write(model: type[Model], rows: list[Content]) -> None:
    if not rows:
        return
    members = [name for name in rows[0] if name != "code"]
    model._default_manager.bulk_create(
        [model(**row) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=members,
    )


def _remove(model: type[Model], rows: list[Content]) -> None:
    kept = [row["code"] for row in rows]
    model._default_manager.exclude(pk__in=kept).delete()


def _question(row: Content) -> Content:
    others = {k: v for k, v in row.items() if k not in {"options", "dimension"}}
    return {**others, "dimension_id": row["dimension"]}


def _options(question: Content) -> list[Content]:
    return [
        {
            **option,
            "code": f"{question['code']}-{option['letter']}",
            "question_id": question["code"],
        }
        for option in question["options"]
    ]


def _rule(row: Content) -> Content:
    names = {
        "market": "market_id",
        "condition": "condition_id",
        "confirmation": "confirmation_id",
    }
    day = row["effective_from"]
    return {
        **{names.get(name, name): value for name, value in row.items()},
        "effective_from": date.fromisoformat(day) if day else None,
    }


def _order_markets(codes: list[str]) -> None:
    found = {row.code: row for row in Market.objects.filter(code__in=codes)}
    _order([found[code] for code in codes if code in found])


def _order_dimensions(codes: list[str]) -> None:
    found = Dimension.objects.in_bulk(codes)
    _order([found[code] for code in codes])


def _order(rows: list[Any]) -> None:
    """Give the places these rows have to them in this order."""
    places = sorted((row.position, row.code) for row in rows)
    if [(row.position, row.code) for row in rows] == places:
        return
    for place, row in enumerate(rows, start=1):
        row.position = place
        row.save(update_fields=["position"])
