"""Which documents hold a token, as bitmaps kept in this process.

An engine is asked for a token once; from then on its bitmap follows the documents whose
stamp is past what was seen, as `listings.bitmaps` follows the listings.
"""

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from django.conf import settings

from catalogue.listings import generation
from catalogue.listings.bitmaps import bits_of, ones
from catalogue.listings.models import Tombstone
from catalogue.search import documents
from catalogue.search.backends import Index, backend
from catalogue.search.documents import QUALITIES, TIERS
from catalogue.search.models import DOCUMENTS

SHARES = {Index.PRODUCT: 0.9, Index.SELLER: 0.1}  # of the memory for tokens
ABSENT = 20_000  # tokens remembered that nothing holds
ENTRY = 200  # bytes of a token and its place
SPARSE = 128  # one document in so many, or fewer, hold a token that is kept as keys
FOLLOWED = 200  # more changed documents than this, and the tokens are asked anew


class Postings:
    def __init__(self, index: Index):
        self.index = index
        self.lock = RLock()
        self.everything = 0
        self.qualities = [0] * QUALITIES
        self._tokens = _Tokens(SHARES[index])
        self._generation = -1
        self._horizon = 0

    def bits(self, token: str) -> int:
        """The documents that hold it, in whatever field."""
        return self.tiered(token)[-1]

    def tiered(self, token: str) -> tuple[int, int, int]:
        """The documents that hold it in tier a; in a or b; anywhere."""
        first, second, third = (self._bits(tier + token) for tier in TIERS)
        return first, first | second, first | second | third

    def named(self, tokens: Iterable[str], *, beside: bool = False) -> int:
        """The documents that hold any of these in tier a, or `beside` it in b; no more
        is asked for."""
        tiers = TIERS[:2] if beside else TIERS[:1]
        wanted = [tier + token for token in tokens for tier in tiers]
        self._load(wanted)
        found = 0
        for token in wanted:
            found |= self._bits(token)
        return found

    def prose(self, tokens: Iterable[str], keys: Sequence[int]) -> dict[int, set[str]]:
        """Of these documents, which of the tokens each holds in its prose alone."""
        found: dict[int, set[str]] = {key: set() for key in keys}
        asked = bits_of(keys)
        for token in tokens:
            if bits := self._bits(TIERS[-1] + token) & asked:
                data = bits.to_bytes(bits.bit_length() // 8 + 1, "little") + b"\0"
                last = len(data) - 1
                for key in keys:
                    if data[min(key >> 3, last)] >> (key & 7) & 1:
                        found[key].add(token)
        return found

    def load(self, tokens: Iterable[str]) -> None:
        """Ask the engine for many at once."""
        self._load(tier + token for token in tokens for tier in TIERS)

    def _load(self, wanted: Iterable[str]) -> None:
        missing = [t for t in dict.fromkeys(wanted) if t not in self._tokens]
        if missing:
            for token, keys in backend().holding(self.index, missing).items():
                self._tokens.put(token, keys)

    def _bits(self, token: str) -> int:
        if token not in self._tokens:
            self._load([token])
        return self._tokens.bits(token)

    def follow(self) -> None:
        """Come to the process's generation."""
        self._tokens.trim()
        state = generation.current()
        rows = DOCUMENTS[self.index].objects.order_by("key")
        if self._generation < 0 or state.generation < self._generation:
            self._clear()
            self._place(rows.values_list("key", "quality").iterator(5000))
        elif state.generation != self._generation:
            changed = rows.filter(stamp__gte=self._horizon)
            gone = Tombstone.objects.filter(
                kind=self.index.value, stamp__gte=self._horizon
            ).values_list("listing_id", flat=True)
            placed = list(changed.values_list("key", "quality"))
            self._take_out([*gone, *(key for key, _ in placed)])
            self._place(placed)
            if len(placed) > FOLLOWED:
                self._tokens.clear()
            else:
                self._take_in(changed.values_list("key", "body"))
        self._generation, self._horizon = state.generation, state.horizon

    def _clear(self) -> None:
        self._tokens.clear()
        self.everything = 0
        self.qualities = [0] * QUALITIES

    def _take_out(self, keys: list[int]) -> None:
        keep = ~bits_of(keys)
        self.everything &= keep
        self.qualities = [bits & keep for bits in self.qualities]
        self._tokens.take_out(keys)

    def _place(self, rows: Iterable[tuple[int, int]]) -> None:
        by_quality = defaultdict(list)
        for key, quality in rows:
            by_quality[quality].append(key)
        for quality, keys in by_quality.items():
            bits = bits_of(keys)
            self.qualities[quality] |= bits
            self.everything |= bits

    def _take_in(self, rows: Iterable[tuple[int, str]]) -> None:
        keys_of = defaultdict(list)
        for key, body in rows:
            fields = documents.parse(body)
            for token in documents.tokens(fields, self.index):
                if token in self._tokens:
                    keys_of[token].append(key)
        for token, keys in keys_of.items():
            self._tokens.take_in(token, keys)

    def best(self, bits: int) -> Iterator[int]:
        """Keys, best quality first, then in their own order."""
        for quality in reversed(self.qualities):
            if found := bits & quality:
                yield from ones(found)


class _Tokens:
    """What the engine said of tokens; what was longest not asked for goes first.

    Few keys are kept as they are: a bitmap takes what the highest of them asks for.
    """

    def __init__(self, share: float) -> None:
        self._share = share  # of the memory that a process has for all
        self._kept: OrderedDict[str, int | array] = OrderedDict()
        self._absent: set[str] = set()  # tokens that nothing holds
        self._bytes = 0

    def __contains__(self, token: str) -> bool:
        return token in self._kept or token in self._absent

    def bits(self, token: str) -> int:
        if token in self._absent:
            return 0
        self._kept.move_to_end(token)
        kept = self._kept[token]
        return kept if isinstance(kept, int) else bits_of(kept)

    def put(self, token: str, keys: Collection[int]) -> None:
        if not keys:
            if len(self._absent) >= ABSENT:
                self._absent.clear()
            self._absent.add(token)
            return
        few = SPARSE * len(keys) < max(keys)
        kept = array("Q", keys) if few else bits_of(keys)
        self._bytes += _size(kept) - _size(self._kept.get(token))
        self._kept[token] = kept

    def take_out(self, keys: list[int]) -> None:
        bits, gone = ~bits_of(keys), frozenset(keys)
        for token, kept in self._kept.items():
            if isinstance(kept, int):
                self._kept[token] = kept & bits
            elif not gone.isdisjoint(kept):
                self._kept[token] = array("Q", [key for key in kept if key not in gone])

        self._bytes = sum(map(_size, self._kept.values()))

    def take_in(self, token: str, keys: list[int]) -> None:
        if token in self._absent:
            self._absent.remove(token)
            self.put(token, keys)
            return
        kept = self._kept[token]
        if isinstance(kept, int):
            self._kept[token] = kept | bits_of(keys)
        else:
            self._kept[token] = kept + array("Q", keys)

    def trim(self) -> None:
        while self._bytes > settings.SEARCH_MEMORY * self._share:
            self._bytes -= _size(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        self._kept.clear()
        self._absent.clear()
        self._bytes = 0


def _size(kept: int | array | None) -> int:
    """About its bytes, those of the token and its place among them."""
    match kept:
        case None:
            return 0
        case int():
            return ENTRY + kept.bit_length() // 8
        case _:
            return ENTRY + kept.itemsize * len(kept)


_postings = {index: Postings(index) for index in Index}


@contextmanager
def reading(index: Index) -> Iterator[Postings]:
    """The postings as of the process's generation, held still while in use."""
    postings = _postings[index]
    with postings.lock:
        postings.follow()
        yield postings


def forget() -> None:
    """Ask anew next time: for a process whose database was replaced."""
    for index in Index:
        _postings[index] = Postings(index)
