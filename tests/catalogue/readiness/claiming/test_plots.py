"""Plots as they are sent: the JSON text of numbers matters."""

import json
from decimal import Decimal

import pytest

from catalogue.readiness.claiming import plots
from catalogue.readiness.claiming.plots import InvalidPlots, Sent, survey, written

# About 111 m a side, near Liwa.
SQUARE = (
    "[[[104.083000,-5.031000],[104.084000,-5.031000],[104.084000,-5.030000],"
    "[104.083000,-5.030000],[104.083000,-5.031000]]]"
)


def sent(kind, coordinates, area_ha=None, label=""):
    exact = json.loads(coordinates, parse_float=Decimal)
    return Sent(kind, exact, label, Decimal(area_ha) if area_ha else None)


def faults(*plots):
    with pytest.raises(InvalidPlots) as refused:
        survey(plots)
    return [(f.pointer, f.reason) for f in refused.value.faults]


def test_a_polygon_has_its_area_on_the_ellipsoid():
    (plot,) = survey([sent("Polygon", SQUARE, "99")])

    assert plot.area_ha == Decimal("1.2263")  # whatever was said
    assert plot.geometry["coordinates"][0][1] == [104.084, -5.031]


def test_a_hole_is_no_part_of_the_area():
    hole = (
        "[[104.083200,-5.030800],[104.083800,-5.030800],[104.083800,-5.030200],"
        "[104.083200,-5.030200],[104.083200,-5.030800]]"
    )
    (plot,) = survey([sent("Polygon", f"{SQUARE[:-1]},{hole}]")])

    assert plot.area_ha == Decimal("0.7848")  # 64 % of the whole


def test_a_point_has_the_area_it_is_told():
    (plot,) = survey([sent("Point", "[104.083000, -5.031000]", "4", "Kebun atas")])

    assert (plot.label, plot.area_ha) == ("Kebun atas", 4)
    assert plot.geometry == {"type": "Point", "coordinates": [104.083, -5.031]}


@pytest.mark.parametrize(
    ("coordinates", "area_ha", "told"),
    [
        (
            "[104.083000, -5.031000]",
            None,
            ("/properties/area_ha", "plot_area_required"),
        ),
        ("[104.083000, -5.031000]", "4.0001", ("/geometry/type", "plot_needs_polygon")),
        ("[104.1, -5.03123]", "1", ("/geometry/coordinates", "plot_coarse")),
        ("[104, -5]", "1", ("/geometry/coordinates", "plot_coarse")),
        (
            "[104.0830001234567, -5.031000]",
            "1",
            ("/geometry/coordinates", "plot_decimals"),
        ),
        ("[-5.031000, 104.083000]", "1", ("/geometry/coordinates", "plot_swapped")),
        ("[103.851959, 1.290270]", "1", ("/geometry/coordinates", "plot_outside")),
        ("[1e9, -5.031000]", "1", ("/geometry/coordinates", "plot_position")),
        ("[1E+9999999, -5.031000]", "1", ("/geometry/coordinates", "plot_position")),
        (
            "[104.083000, -5.031000, 50.000000]",
            "1",
            ("/geometry/coordinates", "plot_position"),
        ),
        (
            '["104.083000", "-5.031000"]',
            "1",
            ("/geometry/coordinates", "plot_position"),
        ),
        ("[]", "1", ("/geometry/coordinates", "plot_position")),
    ],
)
def test_what_is_wrong_with_a_point_is_told_at_its_place(coordinates, area_ha, told):
    pointer, reason = told

    assert faults(sent("Point", coordinates, area_ha)) == [
        (f"/features/0{pointer}", reason)
    ]


@pytest.mark.parametrize(
    ("coordinates", "told"),
    [
        ("[]", ("", "plot_rings")),
        ("[5]", ("/0", "plot_ring_short")),
        (
            "[[[104.083000,-5.031000],[104.084000,-5.031000]]]",
            ("/0", "plot_ring_short"),
        ),
        (
            SQUARE.replace(",[104.083000,-5.031000]]]", ",[104.083500,-5.030500]]]"),
            ("/0/4", "plot_ring_open"),
        ),
        (SQUARE.replace("000]", "]").replace("000,", ","), ("", "plot_coarse")),
        (
            SQUARE.replace("[104.084000,-5.030000]", "[94.084000,-5.030000]"),
            ("/0/2", "plot_outside"),
        ),
        (
            "[[[104.083000,-5.031000],[104.084000,-5.030000],[104.084000,-5.031000],"
            "[104.083000,-5.030000],[104.083000,-5.031000]]]",
            ("", "plot_crosses"),
        ),
        (
            "[[" + ",".join(["[104.083000,-5.031000]"] * 2001) + "]]",
            ("", "plot_positions"),
        ),
    ],
)
def test_what_is_wrong_with_a_polygon_is_told_at_its_place(coordinates, told):
    pointer, reason = told

    assert faults(sent("Polygon", coordinates)) == [
        (f"/features/0/geometry/coordinates{pointer}", reason)
    ]


def test_the_faults_of_all_plots_come_at_once():
    found = faults(
        sent("Point", "[104.1, -5.031]"),
        sent("Polygon", SQUARE),
        sent("Point", "[-5.031000, 104.083000]", "1"),
    )

    assert found == [
        ("/features/0/properties/area_ha", "plot_area_required"),
        ("/features/0/geometry/coordinates", "plot_coarse"),
        ("/features/2/geometry/coordinates", "plot_swapped"),
    ]


def test_one_number_with_six_decimals_shows_how_finely_a_plot_was_surveyed():
    assert len(survey([sent("Point", "[104.083, -5.031012]", "1")])) == 1
    assert len(survey([sent("Polygon", SQUARE.replace("-5.031000", "-5.031"))])) == 1


def test_what_was_surveyed_before_is_as_fine_with_its_zeros_dropped():
    (before,) = survey([sent("Polygon", SQUARE)])
    dropped = json.dumps(json.loads(SQUARE))

    (again,) = survey([sent("Polygon", dropped)], known=[before.geometry])

    assert again == before
    assert faults(sent("Polygon", dropped)) == [
        ("/features/0/geometry/coordinates", "plot_coarse")
    ]


def test_the_same_plot_twice_counts_once():
    point = sent("Point", "[104.083000, -5.031000]", "1")
    alike = sent("Point", "[104.0830000, -5.0310000]", "2", "Kebun atas")

    assert faults(point, sent("Polygon", SQUARE), alike) == [
        ("/features/2/geometry/coordinates", "plot_twice")
    ]


def test_the_positions_of_all_plots_together_are_bounded(monkeypatch):
    monkeypatch.setattr(plots, "MOST_TOGETHER", 10)
    point = sent("Point", "[104.083000, -5.031000]", "1")

    assert len(survey([sent("Polygon", SQUARE), point])) == 2
    assert faults(sent("Polygon", SQUARE), sent("Polygon", SQUARE), point) == [
        ("/features", "plot_positions_together")
    ]


def test_a_small_island_of_lampung_lies_in_indonesia():
    pahawang = sent("Point", "[105.220000, -5.670000]", "1")

    assert len(survey([pahawang])) == 1


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (104.083, "104.083000"),
        (1e-06, "0.000001"),
        (-5.0312345678, "-5.0312345678"),
        (105.0, "105.000000"),
    ],
)
def test_a_coordinate_is_written_with_six_decimals_and_no_fewer(number, text):
    assert written(number) == text
