"""Counts over the whole catalogue from bitmaps held in this process.

One bit per listing in a Python integer per facet code: a filter is an AND, a count is
`int.bit_count()`, exact for any combination. The maps are built once and then follow
the rows whose stamp is past what was seen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock

from catalogue.listings import generation
from catalogue.listings.models import NEVER, Listing, Tombstone

Row = tuple[int, str, date]  # listing id, facet codes, first day out of date


class Bitmaps:
    """Facet code → bitmap; the bit is the listing's id."""

    def __init__(self) -> None:
        self.maps: dict[str, int] = defaultdict(int)
        self.everything = 0
        self._rows: dict[int, tuple[str, date]] = {}
        self._due: dict[date, int] = defaultdict(int)

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

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows, or replace those of the same id."""
        rows = list(rows)
        self.remove(row[0] for row in rows)
        gathered: dict[str, bytearray] = {}
        size = max((row[0] for row in rows), default=0) // 8 + 1
        for listing_id, codes, day in rows:
            byte, bit = listing_id >> 3, 1 << (listing_id & 7)
            self._rows[listing_id] = (codes, day)
            if day != NEVER:
                self._due[day] |= 1 << listing_id
            for code in ("", *codes.split()):
                if (found := gathered.get(code)) is None:
                    found = gathered[code] = bytearray(size)
                found[byte] |= bit
        for code, bits in gathered.items():
            if code:
                self.maps[code] |= int.from_bytes(bits, "little")
            else:
                self.everything |= int.from_bytes(bits, "little")

    def remove(self, listing_ids: Iterable[int]) -> None:
        for listing_id in listing_ids:
            old = self._rows.pop(listing_id, None)
            if old is None:
                continue
            keep = ~(1 << listing_id)
            codes, day = old
            self.everything &= keep
            self._due[day] &= keep
            for code in codes.split():
                self.maps[code] &= keep


def bits_of(listing_ids: Iterable[int]) -> int:
    ids = list(listing_ids)
    bits = bytearray(max(ids, default=0) // 8 + 1)
    for listing_id in ids:
        bits[listing_id >> 3] |= 1 << (listing_id & 7)
    return int.from_bytes(bits, "little")


class _Followed:
    """The bitmaps of this process and how far they have followed the database."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.bitmaps: Bitmaps | None = None
        self.generation = -1
        self.horizon = 0

    def follow(self) -> Bitmaps:
        seen, horizon = generation.current()
        if self.bitmaps is None or seen < self.generation:
            self.bitmaps = Bitmaps()
            self.bitmaps.put(_rows(Listing.objects.all()))
        elif seen != self.generation:
            left = Tombstone.objects.filter(
                kind=Tombstone.Kind.PRODUCT, stamp__gte=self.horizon
            )
            self.bitmaps.put(_rows(Listing.objects.filter(stamp__gte=self.horizon)))
            self.bitmaps.remove(left.values_list("listing_id", flat=True))
        self.generation, self.horizon = seen, horizon
        return self.bitmaps


def _rows(listings) -> Iterator[Row]:
    return listings.values_list("id", "facets", "export_changes_on").iterator(5000)


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
