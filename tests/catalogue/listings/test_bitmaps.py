from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalogue.listings.bitmaps import Bitmaps, bits_of
from catalogue.listings.models import NEVER, NO_PRICE

PRICES = st.one_of(st.integers(0, 300), st.integers(0, 10**14), st.just(NO_PRICE))
ROWS = st.lists(
    st.tuples(
        st.integers(1, 60),
        st.lists(st.sampled_from(["c:a", "c:b", "r:1"]), unique=True).map(" ".join),
        PRICES,
        st.sampled_from([NEVER, date(2026, 12, 30), date(2027, 1, 1)]),
    ),
    max_size=40,
)
LIMIT = st.one_of(st.none(), st.integers(0, 400), st.integers(0, 2**62))


@given(batches=st.lists(ROWS, max_size=4), gone=st.sets(st.integers(1, 60)), low=LIMIT,
       high=LIMIT)  # fmt: skip
def test_bitmaps_say_what_the_latest_rows_say(batches, gone, low, high):
    bitmaps, rows = Bitmaps(), {}
    for batch in batches:
        latest = {row[0]: row for row in batch}
        rows.update(latest)
        bitmaps.put(latest.values())
    bitmaps.remove(gone)
    rows = {key: row for key, row in rows.items() if key not in gone}

    assert bitmaps.everything == bits_of(rows)
    for code in ("c:a", "c:b", "r:1"):
        carried = [key for key, row in rows.items() if code in row[1].split()]
        assert bitmaps.with_any([code]) == bits_of(carried)
    priced = [
        key
        for key, row in rows.items()
        if row[2] != NO_PRICE
        and (low is None or row[2] >= low)
        and (high is None or row[2] <= high)
    ]
    assert bitmaps.priced(low, high) == bits_of(priced)
    due = [key for key, row in rows.items() if row[3] <= date(2026, 12, 31)]
    assert bitmaps.out_of_date(date(2026, 12, 31)) == bits_of(due)
