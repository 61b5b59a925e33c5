import pytest

from catalogue.enquiries.places import PlaceVerdict, PortFact, check_place

PORTS = [
    PortFact("IDPJG", ("Panjang", "Panjang (rail terminal)", "Panjang (KA)"), "rail"),
    PortFact("IDPNJ", ("Panjang", "Panjang", "Pelabuhan Panjang"), "port", True),
    PortFact(
        "IDTKG",
        ("Radin Inten II Airport", "Radin Inten II Airport (Bandar Lampung)"),
        "airport",
    ),
    PortFact(
        "IDJKT",
        ("Jakarta", "Jakarta, Java", "Jakarta (Tanjung Priok)"),
        "port",
    ),
    PortFact("IDTPP", ("Tanjung Priok", "Tanjung Priok"), "port"),
    PortFact("IDDUM", ("Dumai", "Dumai, Sumatra"), "port"),
    PortFact("IDMRK", ("Merak", "Merak, Java"), "port"),
    PortFact("IDSUB", ("Surabaya", "Surabaya", "Surabaya (Tanjung Perak)"), "port"),
]


@pytest.mark.parametrize(
    ("place", "suggestion", "code"),
    [
        ("Panjang", None, "IDPNJ"),
        ("Pelabuhan Panjang", "Panjang", "IDPNJ"),
        ("port of panjang", "Panjang", "IDPNJ"),
        ("Panjang, Lampung", None, "IDPNJ"),
        ("IDPNJ", "Panjang", "IDPNJ"),
        ("id pnj", "Panjang", "IDPNJ"),
        ("Tj. Priok", "Tanjung Priok", "IDTPP"),
        ("Jakarta (Tanjung Priok)", None, "IDJKT"),
    ],
)
def test_a_known_port_is_known_by_any_of_its_names(place, suggestion, code):
    assert check_place("FOB", place, PORTS) == PlaceVerdict(True, "", suggestion, code)


@pytest.mark.parametrize(
    ("place", "suggestion"),
    [
        ("Panjng", "Panjang"),
        ("Tanjung Priuk", "Tanjung Priok"),
        ("Surbaya", "Surabaya"),
    ],
)
def test_a_slip_of_the_pen_is_suggested_and_not_taken_for_sure(place, suggestion):
    verdict = check_place("FOB", place, PORTS)

    assert verdict == PlaceVerdict(True, "", suggestion, None, doubted=True)


@pytest.mark.parametrize("place", ["Osaka", "Dubai", "Tanjung Pelepas", "Port Klang"])
def test_a_known_port_of_destination_is_taken_as_it_is(place):
    assert check_place("CIF", place, PORTS) == PlaceVerdict(True, "", None, None)


@pytest.mark.parametrize("incoterm", ["CFR", "CIF"])
@pytest.mark.parametrize("place", ["Perak", "Indonesia", "Bandung", "Pringsewu"])
def test_any_other_destination_by_sea_is_accepted_and_doubted(incoterm, place):
    verdict = check_place(incoterm, place, PORTS)

    assert verdict == PlaceVerdict(True, "", None, None, doubted=True)


@pytest.mark.parametrize(
    ("place", "suggestion"),
    [("Osakka", "Osaka"), ("Roterdam", "Rotterdam"), ("Port of Yokohama", "Yokohama")],
)
def test_a_misspelt_port_abroad_is_mended(place, suggestion):
    assert check_place("CIF", place, PORTS).suggestion == suggestion


@pytest.mark.parametrize("incoterm", ["FAS", "FOB"])
@pytest.mark.parametrize("place", ["Pringsewu", "Tokyo", "Metro", "Pelabuhan", "港"])
def test_an_unknown_port_of_loading_is_asked_about(incoterm, place):
    """Nothing is refused: there are ports that the list does not have."""
    verdict = check_place(incoterm, place, PORTS)

    assert verdict == PlaceVerdict(True, "", "Panjang", None, doubted=True)


@pytest.mark.parametrize("incoterm", ["FAS", "FOB", "CFR", "CIF"])
@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Radin Inten II", "IDTKG"),
        ("Panjang (rail terminal)", "IDPJG"),
        ("Kansai Airport", None),
        ("Bandara Raden Inten", None),
        ("Gudang kami di Metro", None),
    ],
)
def test_a_sea_term_with_an_airport_or_an_inland_place_is_refused(
    incoterm, place, code
):
    verdict = check_place(incoterm, place, PORTS)

    assert verdict == PlaceVerdict(False, "not_a_port", None, code)


def test_the_town_an_airport_serves_is_no_airport():
    verdict = check_place("FOB", "Bandar Lampung", PORTS)

    assert verdict == PlaceVerdict(True, "", "Panjang", None, doubted=True)


def test_a_term_for_any_carriage_takes_an_airport():
    verdict = check_place("FCA", "Radin Inten II Airport", PORTS)

    assert verdict == PlaceVerdict(True, "", None, "IDTKG")


def test_a_destination_by_any_carriage_is_not_mended_by_likeness():
    assert check_place("DAP", "Panjng", PORTS) == PlaceVerdict(True, "", None, None)
    assert check_place("EXW", "Panjng", PORTS).suggestion == "Panjang"


@pytest.mark.parametrize("place", ["", "  \n"])
def test_a_place_is_required(place):
    assert check_place("EXW", place, PORTS) == PlaceVerdict(
        False, "required", None, None
    )


@pytest.mark.parametrize("place", ["Pelabuhan", "!!", "🚢", "港"])
def test_a_text_that_names_no_known_place_is_accepted(place):
    assert check_place("FCA", place, PORTS) == PlaceVerdict(True, "", None, None)
