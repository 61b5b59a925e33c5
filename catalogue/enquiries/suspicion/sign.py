from dataclasses import dataclass


@dataclass(frozen=True)
class Sign:
    """Something suspicious. Officers read `code`; weights are added up."""

    code: str
    weight: int
