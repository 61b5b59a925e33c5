"""What people call what has a code, to suggest the code: `Japan` or `JPN` for JP.

Countries are called by their alpha-3 codes (ISO 3166-1) and by CLDR's names, currencies
by CLDR's names and by the countries that pay with them, Incoterms by what their earlier
editions called them (ICC, Incoterms 2000 and 2010).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from babel import Locale
from babel.numbers import get_territory_currencies
from django.conf import settings
from django_countries import countries

from api.errors import closest

LEAST_LETTERS = 4  # of a name that another may resemble
BY_HABIT = {
    "country": {
        "uk": "GB",
        "great britain": "GB",
        "england": "GB",
        "korea": "KR",
        "uae": "AE",
        "holland": "NL",
    },
    "Incoterm": {
        "cnf": "CFR",
        "c&f": "CFR",
        "c+f": "CFR",
        "cif&c": "CIF",
        "exworks": "EXW",
        "ex works": "EXW",
        "ddu": "DAP",
        "daf": "DAP",
        "des": "DAP",
        "dat": "DPU",
        "deq": "DPU",
        "franco": "DAP",
    },
}


def meant(what: str, text: str, known: Collection[str]) -> str | None:
    """The code of `known` that was probably meant by `text`; None where no letter
    says so: a number near another number means nothing."""
    if not any(map(str.isalpha, text)):
        return None
    written = " ".join(text[:80].casefold().split())
    codes = {str(code).casefold(): str(code) for code in known}
    names = _called(what)
    code = codes.get(written) or names.get(written) or _near(what, written, codes)
    return code if code in known else None


def _near(what: str, written: str, codes: Mapping[str, str]) -> str | None:
    """By a letter or two; but nearly any two letters are near a country's."""
    found = None if what == "country" else closest(written, codes)
    if what == "Incoterm" and not found:
        found = _one_letter_off(written, codes)
    if found:
        return codes[found]
    others = _countries() if what == "currency" else {}
    names = {
        name: code
        for name, code in _called(what).items()
        if len(name) >= LEAST_LETTERS and name not in others
    }
    return next(map(names.get, get_close_matches(written, names, 1, 0.75)), None)


def _one_letter_off(written: str, codes: Iterable[str]) -> str | None:
    """The code that differs in one letter, if there is only one such; where several do,
    that which starts alike: `fop` is FOB."""
    near = [c for c in codes if len(c) == len(written) and _differing(c, written) == 1]
    alike = [code for code in near if code[:2] == written[:2]]
    found = near if len(near) == 1 else alike
    return found[0] if len(found) == 1 else None


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _called(what: str) -> Mapping[str, str]:
    match what:
        case "country":
            return _countries()
        case "currency":
            return _currencies()
    return BY_HABIT.get(what, {})


@cache
def _countries() -> Mapping[str, str]:
    codes = list(countries.countries)
    found = {str(countries.alpha3(code)).casefold(): code for code in codes}
    for language in settings.CATALOGUE_LANGUAGES:
        names = Locale(language).territories
        found |= {str(names[c]).casefold(): c for c in codes if c in names}
    return {**found, **BY_HABIT["country"]}


@cache
def _currencies() -> Mapping[str, str]:
    """Of two that are called alike, neither."""
    found = {
        name: codes[0]
        for name, country in _countries_by_any_name()
        if (codes := get_territory_currencies(country))
    }
    for language in settings.CATALOGUE_LANGUAGES:
        names = Locale(language).currencies
        found |= {str(name).casefold(): str(code) for code, name in names.items()}
    return {**found, **_nouns()}


def _countries_by_any_name() -> Iterator[tuple[str, str]]:
    yield from _countries().items()
    yield from ((code.casefold(), code) for code in countries.countries)


def _nouns() -> Mapping[str, str]:
    """`yen`, `euro`, `rupiah`: what one currency alone that is tender is called."""
    tender = {
        code
        for country in countries.countries
        for code in get_territory_currencies(country)
    }
    names = Locale("en").currencies
    nouns = {code: str(names[code]).split()[-1].casefold() for code in sorted(tender)}
    used = Counter(nouns.values())
    return {noun: code for code, noun in nouns.items() if used[noun] == 1}
