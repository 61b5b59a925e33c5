"""Text to words, words to tokens. Pure; the only place where text is understood.

The engines store finished tokens: no database's stemmer or stop list is ever asked,
so that all of them find the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import Stemmer

MAX_WORD = 40
KEPT = 16_384  # words whose forms a process remembers
LEAST_ROOT = 4  # letters; a shorter rest of a word says nothing
PREFIXES = 4  # first letters that are tokens of their own


@dataclass(frozen=True)
class Word:
    """A word as it is searched for, and where it stood: `text[start:end]`."""

    text: str
    start: int
    end: int


# Amounts

_FRACTIONS = {"¼": "0.25", "½": "0.5", "¾": "0.75", "⅓": "0.333", "⅔": "0.667"}
_UNITS: dict[str, tuple[str, str]] = {  # unit → (base unit, how many of it)
    name: (base, factor)
    for names, base, factor in [
        ("kg kgs kilo kilogram kilograms kilogramme", "g", "1000"),
        ("g gr grm gm gram grams gramme", "g", "1"),
        ("ons hg", "g", "100"),
        ("mg miligram milligram", "g", "0.001"),
        ("kuintal quintal", "g", "100000"),
        ("ton tons tonne tonnes tan", "g", "1000000"),
        ("l lt ltr liter liters litre litres", "ml", "1000"),
        ("ml mililiter milliliter millilitre cc", "ml", "1"),
        ("cl", "ml", "10"),
        ("mm milimeter millimeter", "mm", "1"),
        ("cm sentimeter centimeter centimetre", "mm", "10"),
        ("m meter metre meters metres", "mm", "1000"),
    ]
    for name in names.split()
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"(?:\d+\s+)?\d+\s?[/⁄]\s?\d+|\d+(?:[.,]\d+)+|\d+\s?[¼½¾⅓⅔]|\d+|[¼½¾⅓⅔]"
_NUMBERS = re.compile(
    rf"(?<![\w.,/])(?P<number>{_NUMBER})\s?-?(?P<unit>{_UNIT})\b(?!\s?/)"
    r"|(?<!\d)(?P<figure>\d+(?:[./,]\d+)+)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[\d¼½¾⅓⅔]")
_WORD = re.compile(r"[^\W_¼½¾⅓⅔]+")


def words(text: str) -> Iterator[Word]:
    """The words of a text, in its order; punctuation only separates."""
    if not _DIGIT.search(text):
        return _plain_words(text, 0)
    return _words_and_amounts(text)


def _words_and_amounts(text: str) -> Iterator[Word]:
    upto = 0
    for found in _NUMBERS.finditer(text):
        yield from _plain_words(text[upto : found.start()], upto)
        upto = found.end()
        if found["figure"]:
            figure = found["figure"].replace(",", ".")
            yield Word(figure[:MAX_WORD], found.start(), found.end())
        elif amount := _amount(found["number"], found["unit"]):
            yield Word(amount, found.start(), found.end())
        else:
            yield from _plain_words(found[0], found.start())
    yield from _plain_words(text[upto:], upto)


def _plain_words(text: str, offset: int) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        word = fold(found[0])
        if word and not (len(word) == 1 and _is_clitic(text, found)):
            start, end = found.span()
            yield Word(word[:MAX_WORD], offset + start, offset + end)


def _is_clitic(text: str, found: re.Match) -> bool:
    """Of one letter: whether an apostrophe stands before it, as in `women's`."""
    return text[found.start() - 1 : found.start()] in ("'", "’")


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def _amount(number: str, unit: str) -> str | None:
    """`¼ kg`, `0,25 kg` and `250 gr` are all `250g`; None where it is no amount."""
    base, factor = _UNITS.get(unit.lower(), ("", ""))
    if not base:
        return None  # it only looks alike: a long s stands for an s
    try:
        value = _value(number) * Decimal(factor)
    except (ArithmeticError, ValueError):
        return None
    if value >= 10**12 or value < Decimal("0.001"):
        return None
    value = value.quantize(Decimal("0.001")).normalize()
    return f"{value:f}{base}"


def _value(number: str) -> Decimal:
    total = Decimal(0)
    for sign, plain in _FRACTIONS.items():
        if sign in number:
            number, total = number.replace(sign, " "), total + Decimal(plain)
    for part in re.sub(r"\s?[/⁄]\s?", "/", number).split():
        above, _, below = part.partition("/")
        total += Decimal(above) / Decimal(below) if below else _decimal(part)
    return total


def _decimal(text: str) -> Decimal:
    """A comma or point before three digits groups thousands, unless 0 stands first."""
    if re.fullmatch(r"[1-9]\d{0,2}([.,]\d{3})+", text):
        return Decimal(re.sub(r"[.,]", "", text))
    return Decimal(text.replace(",", "."))


def compounds(text: str, found: Sequence[Word]) -> Iterator[Word]:
    """What neighbouring words also are, written as one: `t-shirt` is `tshirt`,
    `SIR 20` is `sir20`, `oleh oleh` is `oleholeh`."""
    for one, two in pairwise(found):
        between = text[one.end : two.start]
        is_grade = one.text.isalpha() and len(one.text) <= 4 and two.text.isdigit()
        if between in ("-", "‐", "–") or (
            between == " " and (is_grade or one.text == two.text)
        ):
            joined = one.text + two.text
            if len(joined) <= MAX_WORD and not joined.isdigit():
                yield Word(joined, one.start, two.end)


# Word forms

_english = Stemmer.Stemmer("english")


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """The English stem; of what is no English word, some string of its own."""
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return word
    return _english.stemWord(word)


_CLITICS = ("nya", "lah", "kah")
_SUFFIXES = ("kan", "an", "i")
# Prefix, and the letter it swallowed before a vowel.
_NASAL = (
    ("meny", "s"), ("peny", "s"), ("meng", "k"), ("peng", "k"), ("menge", ""),
    ("penge", ""), ("mem", "p"), ("pem", "p"), ("men", "t"), ("pen", "t"),
)  # fmt: skip
_PLAIN = ("me", "pe", "per", "ber", "ter", "di", "se", "ke", "be")
_VOWELS = "aeiou"


@lru_cache(maxsize=KEPT)
def roots(word: str) -> tuple[str, ...]:
    """What an Indonesian or Malay word may have been made from.

    By rule alone: `pengeringan` gives `pengering`, `kering` and others that are no
    words. Who asks with one of those finds nothing else, so they do no harm.
    """
    if len(word) <= LEAST_ROOT or not word.isascii() or not word.isalpha():
        return ()
    ends = {word}
    ends |= {word.removesuffix(c) for c in _CLITICS}
    ends |= {e.removesuffix(s) for e in list(ends) for s in _SUFFIXES}
    starts = set(ends)
    for _ in range(2):  # `diper-`, `memper-`: two prefixes at most
        starts |= {rest for one in starts for rest in _without_prefix(one)}
    return tuple(
        sorted(r for r in starts if len(r) >= LEAST_ROOT and r != word and _sounds(r))
    )


def _without_prefix(word: str) -> Iterator[str]:
    for prefix, swallowed in _NASAL:
        if word.startswith(prefix):
            rest = word[len(prefix) :]
            yield rest
            if rest[:1] in _VOWELS and swallowed:
                yield swallowed + rest
    for prefix in _PLAIN:
        if word.startswith(prefix):
            yield word[len(prefix) :]


def _sounds(root: str) -> bool:
    """Indonesian roots begin with one consonant, or two of which the second is l, r or
    a glide, and hold a vowel in their first three letters."""
    head = root[:3]
    if not any(letter in _VOWELS for letter in head):
        return False
    if head[0] in _VOWELS or head[1] in _VOWELS:
        return True
    return head[1] in "lrwy" or head[:2] in ("ng", "ny", "kh", "sy")


# Tokens: a letter for the kind, then the text.

WORD, ROOT, STEM, PREFIX, CATEGORY, REGENCY = "w", "r", "s", "p", "k", "g"


@lru_cache(maxsize=KEPT)
def forms(word: str) -> tuple[str, ...]:
    """The tokens by which a document's word is found."""
    found = [WORD + word, STEM + stem(word)]
    found += [ROOT + root for root in roots(word)]
    found += [PREFIX + word[:size] for size in range(1, min(PREFIXES, len(word)) + 1)]
    return tuple(found)
