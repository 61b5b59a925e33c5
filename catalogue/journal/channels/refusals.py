from catalogue.journal.errors import Hopeless


class Undeliverable(Hopeless):
    """Whoever carries it refused it for good: a dead letter. Never says an address."""
