"""The outline of Indonesia, about 0.1 degree (11 km) out from the coast.

`data/indonesia.geojson` is made of Natural Earth's 1:10m countries (public domain), as
in the package world-atlas 2.0.2 (ISC): Indonesia, widened by 0.1 degree and simplified.
It tells a slip of the pen from a place in the country; it draws no border. shapely is
loaded with it, the first time somebody sends plots.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "indonesia.geojson"


def outside(positions: Iterable[tuple[float, float]]) -> list[int]:
    """Which of these (longitude, latitude) do not lie in Indonesia, by their places."""
    import shapely  # 30 MB that most processes never need

    found = list(positions)
    inside = shapely.contains_xy(
        _indonesia(), [lon for lon, _ in found], [lat for _, lat in found]
    )
    return [place for place, is_inside in enumerate(inside) if not is_inside]


@cache
def _indonesia():
    import shapely

    outline = shapely.from_geojson(json.dumps(json.loads(FILE.read_text())["geometry"]))
    shapely.prepare(outline)
    return outline
