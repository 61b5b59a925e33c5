"""Plots of land as a seller sends them: what is wrong with them, and their area. Pure.

Regulation (EU) 2023/1115 art. 2(28): latitude and longitude with at least six decimals,
a polygon for a plot of more than 4 hectares, else a single point will do. Libraries of
JSON drop zeros at the end, so one number with six decimals shows how finely a whole
plot was surveyed. GeoJSON is RFC 7946: WGS 84, longitude before latitude. shapely and
geographiclib are loaded the first time somebody sends a polygon.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from catalogue.readiness.claiming.outline import outside

MOST_PLOTS = 500
MOST_POSITIONS = 2_000
MOST_TOGETHER = 10_000  # positions of all plots
LEAST_DECIMALS, MOST_DECIMALS = 6, 12  # more a double does not keep
MOST_MAGNITUDE = 12  # powers of ten, up and down, that a number may be away from 1
POINT, POLYGON = "Point", "Polygon"
LARGEST_POINT_HA = 4
LARGEST_HA = Decimal("999999")
HECTARE_M2 = 10_000
MOST_FAULTS = 100  # told at once
COORDINATES = "/geometry/coordinates"

Position = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Sent:
    """A plot as it was sent. `coordinates` are JSON's, with numbers as `Decimal`: the
    decimals that were written matter."""

    kind: str
    coordinates: Any
    label: str = ""
    area_ha: Decimal | None = None


@dataclass(frozen=True)
class Surveyed:
    """A plot without fault."""

    label: str
    geometry: dict[str, Any]
    area_ha: Decimal


@dataclass(frozen=True)
class PlotFault:
    """`pointer` is an RFC 6901 pointer into the feature collection."""

    pointer: str
    reason: str
    values: dict[str, Any] = field(default_factory=dict)


class InvalidPlots(Exception):
    """Some of the plots cannot be taken; each fault with its place."""

    def __init__(self, faults: Sequence[PlotFault]):
        super().__init__(len(faults))
        self.faults = faults


class _Fault(Exception):
    def __init__(self, pointer: str, reason: str, **values: Any):
        super().__init__(reason)
        self.pointer, self.reason, self.values = pointer, reason, values


def survey(
    sent: Sequence[Sent], known: Collection[dict[str, Any]] = ()
) -> list[Surveyed]:
    """The plots with their areas; raises `InvalidPlots` with every fault of each.

    `known` geometries were surveyed before: however few of their decimals are written
    now, they are as fine as they were.
    """
    if sum(map(_positions, sent)) > MOST_TOGETHER:
        values = {"limit": MOST_TOGETHER}
        raise InvalidPlots([PlotFault("/features", "plot_positions_together", values)])
    surveyed: dict[int, Surveyed] = {}
    faults: list[PlotFault] = []
    for place, plot in enumerate(sent):
        found = list(_faults(plot, known))
        if not found:
            surveyed[place] = _surveyed(plot)
            found = [*_area_faults(surveyed[place]), *_twice(place, surveyed)]
        faults += [
            PlotFault(f"/features/{place}{f.pointer}", f.reason, f.values)
            for f in found
        ]
    if faults:
        raise InvalidPlots(faults[:MOST_FAULTS])
    return list(surveyed.values())


def _twice(place: int, surveyed: dict[int, Surveyed]) -> Iterator[_Fault]:
    """Where the plot at this place is one of those before it: land counts once."""
    here = surveyed[place].geometry
    for earlier, plot in surveyed.items():
        if earlier < place and plot.geometry == here:
            yield _Fault(COORDINATES, "plot_twice", value=earlier + 1)
            return


def _positions(plot: Sent) -> int:
    rings = plot.coordinates if plot.kind == POLYGON else [[plot.coordinates]]
    if not isinstance(rings, list):
        return 0
    return sum(len(ring) for ring in rings if isinstance(ring, list))


def written(number: float) -> str:
    """A coordinate with at least six decimals, so that what is read can be sent."""
    exact = Decimal(repr(number))
    decimals = max(LEAST_DECIMALS, -int(exact.as_tuple().exponent))
    return f"{exact:.{decimals}f}"


def _surveyed(plot: Sent) -> Surveyed:
    geometry = _geometry(plot)
    if plot.kind == POINT:
        assert plot.area_ha is not None
        return Surveyed(plot.label, geometry, plot.area_ha)
    return Surveyed(plot.label, geometry, _area_ha(geometry["coordinates"]))


def _geometry(plot: Sent) -> dict[str, Any]:
    """As it is kept. Wants a plot of a sound shape."""
    if plot.kind == POINT:
        return {"type": POINT, "coordinates": [float(n) for n in plot.coordinates]}
    rings = [[[float(n) for n in at] for at in ring] for ring in plot.coordinates]
    return {"type": POLYGON, "coordinates": rings}


def _faults(plot: Sent, known: Collection[dict[str, Any]]) -> Iterator[_Fault]:
    """Of one plot: its shape first; where that is sound, how finely it was surveyed;
    then where it is and how large."""
    if plot.kind == POINT:
        shape = list(_position_faults(plot.coordinates, COORDINATES))
        yield from _point_area_faults(plot.area_ha)
        places = {COORDINATES: plot.coordinates}
    else:
        shape = list(_ring_faults(plot.coordinates))
        places = {} if shape else _places(plot.coordinates)
    shape = shape or list(_precision_faults(plot, list(places.values()), known))
    yield from shape
    if shape:
        return
    misplaced = list(_place_faults(places))
    yield from misplaced
    if plot.kind == POLYGON and not misplaced:
        yield from _polygon_faults(plot.coordinates)


def _places(rings: Any) -> dict[str, Any]:
    return {
        f"{COORDINATES}/{r}/{n}": position
        for r, ring in enumerate(rings)
        for n, position in enumerate(ring)
    }


def _precision_faults(
    plot: Sent, positions: Sequence[Any], known: Collection[dict[str, Any]]
) -> Iterator[_Fault]:
    numbers = [number for position in positions for number in position]
    if max(map(_decimals, numbers)) < LEAST_DECIMALS and _geometry(plot) not in known:
        yield _Fault(COORDINATES, "plot_coarse", value=_shown(numbers[0]))


def _point_area_faults(area_ha: Decimal | None) -> Iterator[_Fault]:
    if area_ha is None:
        yield _Fault("/properties/area_ha", "plot_area_required")
    elif area_ha > LARGEST_POINT_HA:
        yield _Fault("/geometry/type", "plot_needs_polygon", limit=LARGEST_POINT_HA)


def _ring_faults(rings: Any) -> Iterator[_Fault]:
    if not isinstance(rings, list) or not rings:
        yield _Fault(COORDINATES, "plot_rings")
        return
    count = 0
    for place, ring in enumerate(rings):
        here = f"{COORDINATES}/{place}"
        if not isinstance(ring, list) or len(ring) < 4:
            yield _Fault(here, "plot_ring_short")
            continue
        count += len(ring)
        found = [
            fault
            for n, position in enumerate(ring[:MOST_POSITIONS])
            for fault in _position_faults(position, f"{here}/{n}")
        ]
        yield from found
        if not found and ring[0] != ring[-1]:
            yield _Fault(f"{here}/{len(ring) - 1}", "plot_ring_open")
    if count > MOST_POSITIONS:
        yield _Fault(COORDINATES, "plot_positions", limit=MOST_POSITIONS)


def _position_faults(position: Any, pointer: str) -> Iterator[_Fault]:
    if (
        not isinstance(position, list)
        or len(position) != 2
        or not all(_is_number(number) for number in position)
    ):
        yield _Fault(pointer, "plot_position")
        return
    lon, lat = position
    if abs(lon) > 180 or abs(lat) > 180:
        yield _Fault(pointer, "plot_position")
        return
    for number in position:
        if _decimals(number) > MOST_DECIMALS:
            value = _shown(number)
            yield _Fault(pointer, "plot_decimals", value=value, limit=MOST_DECIMALS)
            return


def _is_number(value: Any) -> bool:
    """Of a size to calculate with."""
    if isinstance(value, Decimal):
        return abs(value.adjusted()) <= MOST_MAGNITUDE
    return isinstance(value, int) and not isinstance(value, bool)


def _shown(number: Decimal | int) -> str:
    """As it was written, so far as that is short."""
    text = str(number)
    return text if len(text) <= 20 else text[:19] + "…"


def _decimals(number: Decimal | int) -> int:
    """As they were written: 105.100000 has six."""
    return 0 if isinstance(number, int) else max(0, -int(number.as_tuple().exponent))


def _place_faults(places: dict[str, Any]) -> Iterator[_Fault]:
    """One a plot is enough: whoever swaps the two does so throughout."""
    positions = [(float(lon), float(lat)) for lon, lat in places.values()]
    strays = outside(positions)
    if not strays:
        return
    first = strays[0]
    lon, lat = positions[first]
    is_swapped = not outside([(lat, lon)])
    yield _Fault(
        list(places)[first],
        "plot_swapped" if is_swapped else "plot_outside",
    )


def _polygon_faults(rings: Any) -> Iterator[_Fault]:
    import shapely  # 30 MB that most processes never need

    exact = [[(float(lon), float(lat)) for lon, lat in ring] for ring in rings]
    if not shapely.Polygon(exact[0], exact[1:]).is_valid:
        yield _Fault(COORDINATES, "plot_crosses")


def _area_faults(plot: Surveyed) -> Iterator[_Fault]:
    if plot.area_ha <= 0:
        yield _Fault(COORDINATES, "plot_no_area")
    elif plot.area_ha > LARGEST_HA:
        yield _Fault(COORDINATES, "plot_too_large", limit=str(LARGEST_HA))


def _area_ha(rings: Sequence[Sequence[Sequence[float]]]) -> Decimal:
    """On the ellipsoid (Karney 2013): the outer ring without its holes."""
    outer, *holes = [_ring_m2(ring) for ring in rings]
    hectares = Decimal(repr((outer - sum(holes)) / HECTARE_M2))
    return hectares.quantize(Decimal("0.0001"))


def _ring_m2(ring: Sequence[Sequence[float]]) -> float:
    from geographiclib.geodesic import Geodesic

    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in ring[:-1]:
        polygon.AddPoint(lat, lon)
    return abs(polygon.Compute()[2])
