"""What a story is made of: steps, each a call with what must come of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# Where the token stands in a letter, by the letter's kind.
LINKS = {
    "confirm_email": r"confirm-email\?token=(\S+)",
    "confirm_enquiry": r"confirm-enquiry\?token=(\S+)",
    "enquiry_received": r"/enquiry/(\S+)",
}


@dataclass(frozen=True)
class Letter:
    """Whose link's token the next call sends, as `{letter}`."""

    kind: str
    to: str


@dataclass(frozen=True)
class Step:
    """`{name}` in a path, body, header or check stands for what an earlier step kept.

    `keep` maps a name to the dotted place of its value in the answer, `show` lists the
    places worth reading, `check` holds what they must be. `head` are headers of the
    answer: shown, and checked where a value is given.
    """

    title: str
    says: str
    who: str | None
    method: str
    path: str
    body: dict[str, Any] | None = None
    form: dict[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    key: str | None = None  # the name of its Idempotency-Key
    save: str | None = None  # the file that a reader keeps the answer in
    status: int = 200
    keep: dict[str, str] = field(default_factory=dict)
    show: list[str] = field(default_factory=list)
    check: dict[str, Any] = field(default_factory=dict)
    head: dict[str, str | None] = field(default_factory=dict)
    tag: str | None = None  # keep the ETag under this name
    letter: Letter | None = None
    wait: bool = False  # ask again until the check holds


@dataclass(frozen=True)
class Story:
    """`page` is its file in docs/."""

    page: str
    introduction: str
    steps: Sequence[Step]


def under(place: str, *members: str) -> list[str]:
    """The places of these members of what stands at `place`."""
    return [f"{place}.{member}" for member in members]


def sign_in(who: str, email: str, password: str, says: str) -> Step:
    return Step(
        "",
        says,
        None,
        "POST",
        "/v1/auth/token",
        body={"email": email, "password": password},
        keep={who: "access_token"},
        show=["access_token", "expires_in"],
    )


def register(email: str, password: str, name: str, title: str, says: str) -> Step:
    return Step(
        title,
        says,
        None,
        "POST",
        "/v1/auth/register",
        body={"email": email, "password": password, "name": name},
        status=201,
        show=["status"],
    )


def prove_address(email: str, says: str) -> Step:
    return Step(
        "",
        says,
        None,
        "POST",
        "/v1/auth/verify-email",
        body={"token": "{letter}"},
        status=204,
        letter=Letter("confirm_email", email),
    )
