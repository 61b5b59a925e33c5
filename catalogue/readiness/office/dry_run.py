"""What a draft of the model would change, product by product. Pure.

A result is plain JSON, so that a run can be cut short and go on:

    up, down    products whose highest level would rise or fall
    markets     [up, down] per market, by the level there
    examples    up to ten of each: {"up": [Example], "down": [Example]}

An example is `{product, before, after, score, markets, why}`: the highest levels, the
scores as text `[before, after]`, per market that moves `[code, before, after]`, and the
blockers that would come (`+`) or go (`-`) as `[sign, level, code]`, of the levels that
are lost or won alone.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from catalogue.readiness.assessment.levels import Blocker, ProductResult
from catalogue.readiness.assessment.model import Model, read_model
from catalogue.readiness.assessment.scoring import rounded

Json = dict[str, Any]
Reason = tuple[int, str]  # level, code
EXAMPLES = 10
REASONS = 8  # shown of one product


def nothing_yet() -> Json:
    return {"up": 0, "down": 0, "markets": {}, "examples": {"up": [], "down": []}}


def knowing_both(in_force: Json, draft: Json) -> Model:
    """A model to load facts with: all questions and conditions of either."""
    merged = dict(draft)
    for name in ("questions", "conditions"):
        known = {row["code"] for row in draft[name]}
        merged[name] = [
            *draft[name],
            *(row for row in in_force[name] if row["code"] not in known),
        ]
    return read_model("both", merged)


def count(
    so_far: Json, product_id: UUID, before: ProductResult, after: ProductResult
) -> None:
    """Add one product to a result."""
    moved = list(_moved_markets(before, after))
    for code, old, new in moved:
        so_far["markets"].setdefault(code, [0, 0])[new < old] += 1
    rises, falls = after.level > before.level, after.level < before.level
    so_far["up"] += rises
    so_far["down"] += falls
    falls_somewhere = falls or any(new < old for _, old, new in moved)
    if falls_somewhere or rises or moved:
        examples = so_far["examples"]["down" if falls_somewhere else "up"]
        _keep(examples, product_id, before, after, moved)


def _moved_markets(
    before: ProductResult, after: ProductResult
) -> Iterable[tuple[str, int, int]]:
    """(market, level, level) where the two differ; a market not there yet counts from
    the product's own level."""
    old = {market.market: market.level for market in before.markets}
    for market in after.markets:
        level = old.get(market.market, before.own_level)
        if market.level != level:
            yield market.market, level, market.level


def _keep(
    examples: list[Json],
    product_id: UUID,
    before: ProductResult,
    after: ProductResult,
    moved: list[tuple[str, int, int]],
) -> None:
    """Those whose highest level moves are worth more than those of one market."""
    example = {
        "product": str(product_id),
        "before": before.level,
        "after": after.level,
        "score": [str(rounded(r.score.total)) for r in (before, after)],
        "markets": [list(one) for one in moved],
        "why": _reasons(before, after, moved),
    }
    weak = [e for e in examples if e["before"] == e["after"]]
    if len(examples) < EXAMPLES:
        examples.append(example)
    elif weak and example["before"] != example["after"]:
        examples[examples.index(weak[0])] = example


def _reasons(
    before: ProductResult, after: ProductResult, moved: list[tuple[str, int, int]]
) -> list[list[Any]]:
    """What bars a level that is lost, or barred one that is won, at home and there."""
    came: set[Reason] = set()
    went: set[Reason] = set()
    for market, old, new in [("", before.own_level, after.own_level), *moved]:
        between = range(min(old, new) + 1, max(old, new) + 1)
        was, will_be = _blockers(before, market), _blockers(after, market)
        came |= {one for one in will_be - was if one[0] in between}
        went |= {one for one in was - will_be if one[0] in between}
    signed = [("+", sorted(came)), ("-", sorted(went))]
    return [[sign, *one] for sign, found in signed for one in found][:REASONS]


def _blockers(result: ProductResult, market: str) -> set[Reason]:
    """Those in the market, its own among them; its own where there is no market."""
    found: Iterable[Blocker] = result.blockers
    for there in result.markets:
        if there.market == market:
            found = there.blockers
    return {(blocker.level, str(blocker.code)) for blocker in found}
