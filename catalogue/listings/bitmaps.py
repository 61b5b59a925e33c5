"""Counts over the whole catalogue from bitmaps held in this process.

One bit per listing in a Python integer per facet code: a filter is an AND, a count is
`int.bit_count()`, exact for any combination. Prices are bit-sliced (O'Neil and Quass,
1997): one bitmap per binary digit, so that any range is a few dozen operations. The
maps are built once and then follow the rows whose stamp is past what was seen.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock

from catalogue.listings import generation
from catalogue.listings.models import NEVER, NO_PRICE, Listing, Tombstone

# Listing id, facet codes, lowest price in sen, first day out of date.
Row = tuple[int, str, int, date]
PRICED = -1  # the digit that every price has
# Listings whose many small objects, which live on, would cost every later collection.
FROZEN = 5000
BLOCK = 64  # bytes passed over at once where they are empty
EMPTY = bytes(BLOCK)
PRICE_DIGITS = 48  # binary; 14 decimal digits of sen


class Bitmaps:
    """Facet code → bitmap; the bit is the listing's id."""

    def __init__(self) -> None:
        self.maps: dict[str, int] = defaultdict(int)
        self.everything = 0
        self._priced = 0
        self._digits = [0] * PRICE_DIGITS
        self._rows: dict[int, tuple[str, date]] = {}
        self._due: dict[date, int] = defaultdict(int)

    def __len__(self) -> int:
        return len(self._rows)

    def with_any(self, codes: Iterable[str]) -> int:
        found = 0
        for code in codes:
            found |= self.maps.get(code, 0)
        return found

    def out_of_date(self, on: date) -> int:
        """Listings whose export block a date has passed by."""
        found = 0
        for day, bits in self._due.items():
            if day <= on:
                found |= bits
        return found

    def priced(self, low: int | None, high: int | None) -> int:
        """Listings priced from `low` to `high`, in sen, both inclusive."""
        found = self._priced if high is None else self._at_most(high)
        if low:
            found &= ~self._at_most(low - 1)
        return found

    def _at_most(self, limit: int) -> int:
        if limit >> PRICE_DIGITS:
            return self._priced
        below, equal = 0, self._priced
        for digit in reversed(range(PRICE_DIGITS)):
            if limit >> digit & 1:
                below |= equal & ~self._digits[digit]
                equal &= self._digits[digit]
            else:
                equal &= ~self._digits[digit]
        return below | equal

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows, or replace those of the same id."""
        rows = list(rows)
        self.remove(row[0] for row in rows)
        size = max((row[0] for row in rows), default=0) // 8 + 1
        codes_found = _Gathered(size)
        digits_found = _Gathered(size)
        for listing_id, codes, price, day in rows:
            self._rows[listing_id] = (codes, day)
            if day != NEVER:
                self._due[day] |= 1 << listing_id
            codes_found.add(listing_id, codes.split())
            if price != NO_PRICE:
                digits_found.add(listing_id, (PRICED, *binary_digits(price)))
        for code, bits in codes_found.maps():
            self.maps[code] |= bits
        for digit, bits in digits_found.maps():
            if digit == PRICED:
                self._priced |= bits
            else:
                self._digits[digit] |= bits
        self.everything |= bits_of(row[0] for row in rows)

    def remove(self, listing_ids: Iterable[int]) -> None:
        for listing_id in listing_ids:
            old = self._rows.pop(listing_id, None)
            if old is None:
                continue
            keep = ~(1 << listing_id)
            codes, day = old
            self.everything &= keep
            self._priced &= keep
            self._due[day] &= keep
            for code in codes.split():
                self.maps[code] &= keep
            for digit in range(PRICE_DIGITS):
                self._digits[digit] &= keep


class _Gathered:
    """Bitmaps being collected; bytes change in place, integers would be copied."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: dict = {}

    def add(self, listing_id: int, keys: Iterable) -> None:
        byte, bit = listing_id >> 3, 1 << (listing_id & 7)
        for key in keys:
            if (found := self._found.get(key)) is None:
                found = self._found[key] = bytearray(self._size)
            found[byte] |= bit

    def maps(self) -> Iterator[tuple]:
        for key, bits in self._found.items():
            yield key, int.from_bytes(bits, "little")


def binary_digits(number: int) -> list[int]:
    """The places of the ones."""
    return [place for place in range(number.bit_length()) if number >> place & 1]


DIGITS = [tuple(binary_digits(byte)) for byte in range(256)]


def bits_of(listing_ids: Iterable[int]) -> int:
    ids = list(listing_ids)
    if not ids:
        return 0
    size = max(ids) + 1
    if size < 64 * len(ids):  # many: a digit per listing, read as a binary number
        digits = bytearray(b"0") * size
        for listing_id in ids:
            digits[-1 - listing_id] = 49  # "1"
        return int(digits, 2)
    bits = bytearray(size // 8 + 1)
    for listing_id in ids:
        bits[listing_id >> 3] |= 1 << (listing_id & 7)
    return int.from_bytes(bits, "little")


def ones(bits: int) -> Iterator[int]:
    """The places of the ones, lowest first, at the cost of those that are read."""
    data = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for start in range(0, len(data), BLOCK):
        block = data[start : start + BLOCK]
        if block == EMPTY[: len(block)]:
            continue
        for place, byte in enumerate(block, start):
            if byte:
                for digit in DIGITS[byte]:
                    yield place * 8 + digit


class _Followed:
    """The bitmaps of this process and how far they have followed the database."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.bitmaps: Bitmaps | None = None
        self.generation = -1
        self.horizon = 0

    def follow(self) -> Bitmaps:
        state = generation.current()
        if self.bitmaps is None or state.generation < self.generation:
            built = Bitmaps()
            built.put(_rows(Listing.objects.all()))
            self.bitmaps = built
            if len(built) > FROZEN:
                gc.collect()
                gc.freeze()
        elif state.generation != self.generation:
            left = Tombstone.objects.filter(
                kind=Tombstone.Kind.PRODUCT, stamp__gte=self.horizon
            )
            self.bitmaps.put(_rows(Listing.objects.filter(stamp__gte=self.horizon)))
            self.bitmaps.remove(left.values_list("listing_id", flat=True))
        self.generation, self.horizon = state.generation, state.horizon
        return self.bitmaps


def _rows(listings) -> Iterator[Row]:
    columns = listings.values_list("id", "facets", "price_asc_key", "export_changes_on")
    return columns.iterator(5000)


_followed = _Followed()


@contextmanager
def following() -> Iterator[Bitmaps]:
    """The bitmaps as of the process's generation, held still while in use."""
    with _followed.lock:
        yield _followed.follow()


def forget() -> None:
    """Build anew next time: for a process whose database was replaced."""
    with _followed.lock:
        _followed.bitmaps = None
