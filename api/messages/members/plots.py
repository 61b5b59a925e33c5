"""What is wrong with the plots of a product."""

from api.messages.message import Message

PLOTS = {
    "plot_area_required": Message(
        "A point needs area_ha, the plot's area in hectares.",
        "Titik memerlukan area_ha, luas lahan dalam hektare.",
    ),
    "plot_needs_polygon": Message(
        "A plot of more than {limit} hectares needs a polygon: Regulation (EU) "
        "2023/1115 art. 2(28).",
        "Lahan lebih dari {limit} hektare memerlukan poligon: Regulation (EU) "
        "2023/1115 art. 2(28).",
    ),
    "plot_position": Message(
        "A position is two numbers: longitude, then latitude, in degrees.",
        "Posisi terdiri atas dua angka: bujur, lalu lintang, dalam derajat.",
    ),
    "plot_coarse": Message(
        "Too coarse, like {value}: one number of a plot needs six decimals, as in "
        "105.266012. JSON drops zeros at the end; a 1 in their place is 11 cm.",
        "Terlalu kasar, seperti {value}: satu angka lahan perlu enam desimal, seperti "
        "105.266012. JSON membuang nol di akhir; angka 1 di situ hanya 11 cm.",
    ),
    "plot_decimals": Message(
        "{value} has more than {limit} decimals.",
        "{value} memuat lebih dari {limit} angka desimal.",
    ),
    "plot_swapped": Message(
        "Latitude and longitude look swapped: GeoJSON writes longitude first.",
        "Lintang dan bujur tampaknya tertukar: GeoJSON menulis bujur lebih dulu.",
    ),
    "plot_outside": Message(
        "It does not lie in Indonesia.", "Letaknya di luar Indonesia."
    ),
    "plot_rings": Message(
        "A polygon is a list of rings, the outer one first.",
        "Poligon adalah daftar cincin, yang terluar lebih dulu.",
    ),
    "plot_ring_short": Message(
        "A ring needs four positions or more, the last like the first.",
        "Cincin memerlukan empat posisi atau lebih, yang terakhir sama dengan pertama.",
    ),
    "plot_ring_open": Message(
        "The ring is open: its last position must be its first.",
        "Cincin terbuka: posisi terakhir harus sama dengan yang pertama.",
    ),
    "plot_positions": Message(
        "A plot has {limit} positions at most.",
        "Satu lahan paling banyak {limit} posisi.",
    ),
    "plot_positions_together": Message(
        "All plots together have {limit} positions at most.",
        "Semua lahan bersama paling banyak {limit} posisi.",
    ),
    "plot_twice": Message(
        "It is the same as plot {value} of the list: land counts once.",
        "Sama dengan lahan ke-{value} pada daftar: lahan dihitung sekali.",
    ),
    "plot_crosses": Message(
        "The outline crosses itself, or a hole lies outside of it.",
        "Garisnya memotong diri sendiri, atau lubangnya berada di luar.",
    ),
    "plot_no_area": Message("It has no area.", "Tidak memiliki luas."),
    "plot_too_large": Message(
        "It is larger than {limit} hectares.", "Lebih luas dari {limit} hektare."
    ),
}
