"""Is the place named beside an Incoterm one that the rule can have? Pure.

Incoterms 2020 keep FAS, FOB, CFR and CIF for carriage by sea and inland waterway: FAS
and FOB name the port of shipment, CFR and CIF that of destination. An airport or a rail
terminal behind one of them is a mistake that a bank or a carrier would find later.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from catalogue.enquiries.seaports import SEAPORTS
from catalogue.products.incoterms import INCOTERMS
from catalogue.texts import fold

SEA_TERMS = frozenset(term.code for term in INCOTERMS if term.transport == "sea")
# What they name is where goods are shipped from, so most likely one of ours.
SHIPMENT_TERMS = frozenset({"EXW", "FCA", "FAS", "FOB"})
LOADED_AT_SEA = SEA_TERMS & SHIPMENT_TERMS  # their place is the port of loading
REQUIRED, NOT_A_PORT = "required", "not_a_port"

# Words that say what a place is, or in which country, and not which one.
_GENERIC = {
    "pelabuhan", "laut", "port", "seaport", "of", "harbour", "harbor",
    "airport", "bandara", "international",
    "indonesia", "id", "lampung", "sumatra", "sumatera", "java", "jawa",
}  # fmt: skip
_SPELLINGS = {"tj": "tanjung", "tg": "tanjung", "tanjong": "tanjung"}
_NOT_PORTS = re.compile(
    r"\b(airport|bandara|bandar udara|stasiun|railway station|dry port"
    r"|inland container depot|warehouse|gudang)\b"
)
_SHORTEST_SIMILAR = 6  # letters: Dubai is not a misspelt Dumai


@dataclass(frozen=True)
class PortFact:
    """A known place; its first name is the one to write on papers."""

    code: str  # empty for one abroad, of which the name alone is known
    names: tuple[str, ...]
    kind: str  # port | airport | rail
    is_ours: bool = False  # in Lampung


ABROAD = [PortFact("", (name,), "port") for name in SEAPORTS]


@dataclass(frozen=True)
class PlaceVerdict:
    """`reason` is empty, `required` or `not_a_port`.

    `suggestion` is a better spelling, or the port that was most likely meant; None
    where there is nothing to mend. `code` is the UN/LOCODE of a place that is known for
    sure. `doubted`: it has to be a seaport, and is none that is known.
    """

    ok: bool
    reason: str
    suggestion: str | None
    code: str | None
    doubted: bool = False


def check_place(incoterm: str, place: str, ports: Sequence[PortFact]) -> PlaceVerdict:
    """Judge `place`. One that is not known is doubted at most: there are others."""
    if not place.strip():
        return PlaceVerdict(False, REQUIRED, None, None)
    is_sea = incoterm in SEA_TERMS
    arrives = is_sea and incoterm not in LOADED_AT_SEA
    known = [*ports, *ABROAD] if arrives else ports
    port = _known(place, known)
    if is_sea and _is_no_port(place, port):
        return PlaceVerdict(False, NOT_A_PORT, None, port.code if port else None)
    if port:
        return PlaceVerdict(True, "", _mended(place, port.names[0]), port.code or None)
    if not is_sea and incoterm not in SHIPMENT_TERMS:
        return PlaceVerdict(True, "", None, None)
    candidates = [p for p in known if p.kind == "port" or not is_sea]
    suggestion = _similar(place, candidates)
    if suggestion is None and incoterm in LOADED_AT_SEA:
        suggestion = _home_port(ports)
    return PlaceVerdict(True, "", suggestion, None, doubted=is_sea)


def _home_port(ports: Sequence[PortFact]) -> str | None:
    """Where goods of Lampung are loaded, unless another port is named."""
    return next((p.names[0] for p in ports if p.is_ours and p.kind == "port"), None)


def _is_no_port(place: str, port: PortFact | None) -> bool:
    if _NOT_PORTS.search(fold(place)):
        return True
    return port is not None and port.kind != "port"


def _known(place: str, ports: Sequence[PortFact]) -> PortFact | None:
    """The place that is meant beyond doubt: by its code, or by a name of it.

    Panjang is a seaport and a rail terminal: the seaport comes first, unless the text
    says otherwise. A whole name counts before a part of another.
    """
    key, letters = _key(place), _letters(place)
    found = [
        (port.kind != "port", rank, order)
        for order, port in enumerate(ports)
        for rank, names in enumerate((_whole_names(port), _part_names(port)))
        if (key and key in names) or (port.code and port.code.casefold() == letters)
    ]
    return ports[min(found)[2]] if found else None


def _mended(place: str, proper: str) -> str | None:
    """The proper name, unless the text already begins with it."""
    return None if place.strip().startswith(proper) else proper


def _similar(place: str, ports: Sequence[PortFact]) -> str | None:
    """The proper name of a place that differs by a slip of the pen; the nearest."""
    key = _key(place)
    if len(key) < _SHORTEST_SIMILAR:
        return None
    slips = 1 if len(key) < 2 * _SHORTEST_SIMILAR else 2
    near = [
        (OSA.distance(key, name, score_cutoff=slips), rank, order)
        for order, port in enumerate(ports)
        for rank, names in enumerate((_whole_names(port), _part_names(port)))
        for name in names
    ]
    distance, _, order = min(near, default=(slips + 1, 0, 0))
    return ports[order].names[0] if distance <= slips else None


def _whole_names(port: PortFact) -> set[str]:
    return {_key(name) for name in port.names}


def _part_names(port: PortFact) -> set[str]:
    """`Jakarta (Tanjung Priok)` is known by either. An airport is not its city."""
    if port.kind != "port":
        return set()
    parts = (part for name in port.names for part in re.split(r"[(),]", name))
    return {key for key in map(_key, parts) if key}


def _key(text: str) -> str:
    words = re.findall(r"\w+", fold(text))
    return " ".join(_SPELLINGS.get(w, w) for w in words if w not in _GENERIC)


def _letters(text: str) -> str:
    return "".join(fold(text).split())
