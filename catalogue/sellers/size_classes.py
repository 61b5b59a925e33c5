"""Size classes of a business, from its numbers. Pure.

Two classes that do not follow from one another: the business class by PP 7/2021 art. 35
and the industry class by Permenperin 64/2016.
"""

BILLION = 1_000_000_000


def msme_class(*, capital_idr: int | None, annual_sales_idr: int | None) -> str:
    """`mikro`, `kecil`, `menengah`, `besar`; empty where nothing is known.

    PP 7/2021 art. 35: annual sales count for a business that exists, its capital
    (without land and buildings) for one that only begins. Upper bounds are inclusive.
    """
    if annual_sales_idr is not None:
        value, bounds = annual_sales_idr, (2, 15, 50)
    elif capital_idr is not None:
        value, bounds = capital_idr, (1, 5, 10)
    else:
        return ""
    for name, bound in zip(("mikro", "kecil", "menengah"), bounds, strict=True):
        if value <= bound * BILLION:
            return name
    return "besar"


def industry_class(*, workers: int | None, investment_idr: int | None) -> str:
    """`industri-kecil`, `industri-menengah`, `industri-besar`; empty where not known.

    Permenperin 64/2016: small are at most 19 workers and an investment (without land
    and buildings) below Rp1 billion; large are 20 workers or more and above Rp15
    billion; all between are medium, by the letter also few workers with any investment.
    """
    if workers is None or investment_idr is None:
        return ""
    if workers <= 19 and investment_idr < BILLION:
        return "industri-kecil"
    if workers >= 20 and investment_idr > 15 * BILLION:
        return "industri-besar"
    return "industri-menengah"
