"""What a level asked for beside rules, and was met or was no longer."""

from catalogue.readiness.showing.history import changed_gates
from tests.catalogue.readiness.assessment.models_for_tests import make_model

MODEL = make_model([], markets=("JP", "EU"))


def result(own=(), **markets):
    return {
        "blockers": [[level, code, False] for level, code in own],
        "markets": {
            code: {"blockers": [[level, gate, False] for level, gate in open_]}
            for code, open_ in markets.items()
        },
    }


def told(before, after):
    changed = changed_gates(before, after, MODEL, "en")
    return [(c["level"], c["code"], c["markets"], c["is_met"]) for c in changed]


def test_gates_that_opened_and_closed_are_told_where():
    english = [(3, "english")]
    before = result([(1, "nib"), (1, "score")], JP=english, EU=english)
    after = result([(1, "score")], JP=[], EU=[*english, (3, "half_documented")])

    assert told(before, after) == [
        (1, "nib", [], True),
        (3, "english", ["JP"], True),
        (3, "half_documented", ["EU"], False),
    ]


def test_of_the_first_result_nothing_had_changed():
    assert told(None, result([(1, "nib")])) == []


def test_a_score_says_of_what_it_is():
    after = result([(2, "score")], JP=[(3, "score")])

    own, there = changed_gates(result(JP=[]), after, MODEL, "en")

    assert (own["kind"], own["text"]) == (
        "score",
        "A score of 45 or more of the product itself.",
    )
    assert there["text"].startswith("A score of 65 or more in the market: its own")
