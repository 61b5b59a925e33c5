import pytest
from django_countries import countries

from api.code_names import meant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jp", "JP"),
        ("JPN", "JP"),
        ("Japan", "JP"),
        ("Jepang", "JP"),
        ("Japann", "JP"),
        ("UK", "GB"),
        ("USA", "US"),
        ("South  Korea", "KR"),
        ("amerika serikat", "US"),
        ("JPX", None),  # two letters are near many
        ("ZZ", None),
        ("392", None),
        ("", None),
    ],
)
def test_a_country_by_what_people_call_it(text, code):
    assert meant("country", text, countries.countries) == code


def test_what_is_not_known_here_is_not_suggested():
    assert meant("country", "Japan", {"ID": "Indonesia"}) is None


def test_other_codes_by_a_letter_or_two():
    assert meant("category", "kopii", ["kopi", "tapis"]) == "kopi"
    assert meant("regency", "18.99", ["18.01", "18.71"]) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("FOP", "FOB"), ("fob", "FOB"), ("CIR", None), ("XYZ", None)],
)
def test_an_incoterm_by_one_letter(text, code):
    assert meant("Incoterm", text, ["FOB", "FCA", "CIF", "CIP", "CFR"]) == code
