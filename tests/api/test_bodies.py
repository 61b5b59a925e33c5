"""What is wrong with a body, told at once, with what was probably meant."""

import pytest
from rest_framework import serializers

from api.bodies import Body, Code, Truth, Whole, many, read, refuse
from api.errors import Problem
from catalogue.enquiries import amounts
from catalogue.products import incoterms


class PartBody(Body):
    kind = serializers.ChoiceField(choices=["importer", "industry", "person"])


class WholeBody(Body):
    least = Whole(required=False)
    most = Whole(required=False)
    parts = many(PartBody(), required=False)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=["enquiries:read", "products:write"]),
        required=False,
    )
    currency = Code(what="currency", known=amounts.currencies, required=False)
    incoterm = Code(what="Incoterm", known=lambda: incoterms.CODES, required=False)
    is_sure = Truth(required=False)

    def between(self, values):
        if values.get("least", 0) > values.get("most", 99):
            return {"most": refuse("at_least", "too_small", limit=values["least"])}
        return {}


def told(data):
    with pytest.raises(Problem) as refused:
        read(WholeBody, data)
    return [(one.pointer, one.code, one.suggestion) for one in refused.value.faults]


def test_a_choice_is_suggested_wherever_it_stands():
    assert told(
        {
            "parts": [{"kind": "person"}, {"kind": "importr"}],
            "scopes": ["products:write", "enquiries:reed"],
        }
    ) == [
        ("/parts/1/kind", "not_a_choice", "importer"),
        ("/scopes/1", "not_a_choice", "enquiries:read"),
    ]


@pytest.mark.parametrize("kind", ["xyz", 5, None, ["importer"]])
def test_what_is_like_no_choice_has_no_suggestion(kind):
    ((pointer, _, suggestion),) = told({"parts": [{"kind": kind}]})

    assert (pointer, suggestion) == ("/parts/0/kind", None)


def test_what_does_not_go_together_is_told_beside_other_faults():
    assert told({"least": 5, "most": 3, "is_sure": "yes", "mosst": 1}) == [
        ("/is_sure", "invalid", None),
        ("/most", "too_small", None),
        ("/mosst", "unknown_member", "most"),
    ]


def test_what_is_faulty_by_itself_is_not_compared():
    assert told({"least": 5, "most": "3"}) == [("/most", "invalid", None)]


@pytest.mark.parametrize(
    ("member", "text", "suggestion"),
    [
        ("currency", "US", "USD"),
        ("currency", "usd", "USD"),
        ("currency", "yen", "JPY"),
        ("currency", "Rupiah", "IDR"),
        ("currency", "EURO", "EUR"),
        ("currency", "pound", None),  # several
        ("currency", "840", None),
        ("incoterm", "CNF", "CFR"),
        ("incoterm", "fob", "FOB"),
        ("incoterm", "FOBB", "FOB"),
        ("incoterm", "DAT", "DPU"),
    ],
)
def test_a_code_is_suggested_by_what_it_is_also_called(member, text, suggestion):
    assert told({member: text}) == [(f"/{member}", "not_found", suggestion)]
