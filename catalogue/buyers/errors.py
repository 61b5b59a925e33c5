"""How a buyer's own things fail; `api.errors` gives each its status and code."""


class CompanyUnnamed(Exception):
    """Whoever buys for more than herself says for whom."""


class TooManyFavourites(Exception):
    """A person keeps `limit` favourites at most."""

    def __init__(self, limit: int):
        super().__init__(str(limit))
        self.limit = limit


class TooManySavedSearches(Exception):
    """A person keeps `limit` saved searches at most."""

    def __init__(self, limit: int):
        super().__init__(str(limit))
        self.limit = limit
