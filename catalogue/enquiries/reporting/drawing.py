"""The report on enquiries as charts: how far they came, and what came of them.

What is verified and what is not are never added up, nor are two currencies, nor what
was promised with what came of it.
"""

from collections.abc import Callable, Iterator

from catalogue.enquiries.reporting.figures import Amounts, Figures
from catalogue.enquiries.reporting.naming import Line
from catalogue.readiness.showing import charts
from catalogue.texts import Texts, resolve

TITLES: dict[str, Texts] = {
    "regency": {"en": "Enquiries per regency", "id": "Permintaan per kabupaten/kota"},
    "category": {"en": "Enquiries per category", "id": "Permintaan per kategori"},
    "destination": {
        "en": "Enquiries per destination",
        "id": "Permintaan per negara tujuan",
    },
    "month": {"en": "Enquiries per month", "id": "Permintaan per bulan"},
}
SAID = {"en": "{name}, enquiries: {total}", "id": "{name}, permintaan: {total}"}
STAGES = [  # as `Figures.stages`, each with its shade
    ({"en": "Agreed", "id": "Sepakat"}, 4),
    ({"en": "Quoted, not agreed", "id": "Ditawarkan, belum sepakat"}, 3),
    ({"en": "Answered, no quote", "id": "Dijawab, tanpa penawaran"}, 2),
    ({"en": "Not answered", "id": "Belum dijawab"}, 0),
]
MOST_DRAWN = 40  # bars


def drawn(
    lines: list[Line], group: str, language: str, width: int = charts.WIDE
) -> str:
    """How far the enquiries of each group came, as SVG; of very many, the first."""
    names = [(resolve(texts, language), shade) for texts, shade in STAGES]
    return charts.bars(
        [(name, figures.stages) for _, name, figures in lines[:MOST_DRAWN]],
        [charts.Part(name, name, shade) for name, shade in names],
        title=resolve(TITLES[group], language),
        said=resolve(SAID, language),
        language=language,
        width=width,
    )


VALUE = {"en": "Realised value in {currency}", "id": "Nilai terealisasi, {currency}"}
JOBS = {"en": "Jobs added", "id": "Tambahan tenaga kerja"}
VERIFICATION = [  # each with its shade
    ({"en": "Verified", "id": "Terverifikasi"}, 4),
    ({"en": "Not verified", "id": "Belum diverifikasi"}, 1),
]


def drawn_outcomes(
    lines: list[Line], language: str, width: int = charts.WIDE
) -> Iterator[str]:
    """Realised value, of each currency its own chart in whole units, then jobs; only of
    what there is."""
    currencies = {code for _, _, figures in lines for code in figures.amounts}
    for code in sorted(currencies):
        title = resolve(VALUE, language).format(currency=code)
        yield from _outcome_bars(lines, title, _values_in(code), language, width)
    title = resolve(JOBS, language)
    yield from _outcome_bars(lines, title, _jobs, language, width)


def _values_in(currency: str) -> Callable[[Figures], list[int]]:
    def values(figures: Figures) -> list[int]:
        found = figures.amounts.get(currency, Amounts())
        return [round(found.realised_verified), round(found.realised_unverified)]

    return values


def _jobs(figures: Figures) -> list[int]:
    return [figures.jobs_verified, figures.jobs_unverified]


def _outcome_bars(
    lines: list[Line],
    title: str,
    parts_of: Callable[[Figures], list[int]],
    language: str,
    width: int,
) -> Iterator[str]:
    told = [(name, parts_of(figures)) for _, name, figures in lines]
    rows = [(name, parts) for name, parts in told if any(parts)][:MOST_DRAWN]
    if not rows:
        return
    names = [(resolve(texts, language), shade) for texts, shade in VERIFICATION]
    yield charts.bars(
        rows,
        [charts.Part(name, name, shade) for name, shade in names],
        title=title,
        said=f"{{name}}, {title}",
        language=language,
        width=width,
        summed=False,
    )
