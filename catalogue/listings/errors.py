"""How readings of the catalogue fail."""


class UnknownMarket(Exception):
    """The model in force has no rules of this market."""

    def __init__(self, market: str):
        super().__init__(market)
        self.market = market
