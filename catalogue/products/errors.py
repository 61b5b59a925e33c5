"""How changes to products fail; `api.errors` gives each its status and code."""


class UnsupportedImage(Exception):
    """The bytes are not a picture of a kind we take, or a broken one."""


class ImageTooLarge(Exception):
    """Over 50 megapixels in all frames, or over 12,000 pixels a side."""


class DecodersBusy(Exception):
    """No picture can be read just now, whatever it is: the same one may go later."""


class InvalidState(Exception):
    """Its status, told in `state`, does not allow this."""

    def __init__(self, state: str):
        super().__init__(state)
        self.state = state


class IncompleteProduct(Exception):
    """Members are missing; `missing` holds every `completeness.Lack` at once."""

    def __init__(self, missing: list):
        super().__init__([lack.pointer for lack in missing])
        self.missing = missing


class DuplicateSku(Exception):
    """Another product of the same seller has this sku; `pointer` says where it is."""

    def __init__(self, sku: str, pointer: str):
        super().__init__(sku)
        self.sku, self.pointer = sku, pointer


class TooManyImages(Exception):
    """The product has as many pictures as it may; `limit` says how many."""

    def __init__(self, limit: int):
        super().__init__(limit)
        self.limit = limit


class QuotaExceeded(Exception):
    """The seller's pictures take all the room they may; `limit` in bytes."""

    def __init__(self, limit: int):
        super().__init__(limit)
        self.limit = limit


class UnknownVariant(Exception):
    """The product has no variant of this id; `pointer` says where it was named."""

    def __init__(self, variant_id: str, pointer: str):
        super().__init__(variant_id)
        self.variant_id, self.pointer = variant_id, pointer
