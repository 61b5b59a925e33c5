from datetime import UTC, datetime

from catalogue.identifiers import uuid7, uuid7_of
from catalogue.texts import best_language, fold, resolve


def test_a_text_is_asked_for_then_english_then_indonesian():
    assert resolve({"id": "kopi", "en": "coffee"}, "id") == "kopi"
    assert resolve({"id": "kopi"}, "en") == "kopi"
    assert resolve({"id": "kopi", "en": "coffee"}, "de") == "coffee"
    assert resolve({}, "en") == ""


def test_a_resource_speaks_the_first_language_that_has_every_member():
    whole, half = {"id": "a", "en": "b"}, {"id": "a"}

    assert best_language([whole, whole], "en") == "en"
    assert best_language([whole, half], "en") == "id"
    assert best_language([{"en": "x"}, {"id": "y"}], "id") == "id"
    assert best_language([], "en") == "en"


def test_folding_drops_case_accents_and_blanks():
    assert fold("  Kópi  LUWAK ﬁne ") == "kopi luwak fine"


def test_identifiers_are_version_7_and_ordered_by_time():
    first, second = uuid7(), uuid7()

    assert first.version == second.version == 7
    assert first < second


def test_a_keyed_identifier_is_the_same_everywhere():
    moment = datetime(2026, 10, 1, tzinfo=UTC)

    assert uuid7_of("P001", moment) == uuid7_of("P001", moment)
    assert uuid7_of("P001", moment) != uuid7_of("P002", moment)
    assert uuid7_of("P001", moment).version == 7
