"""What is known of an operation before its answers are: who may call it, and how."""

import re
from dataclasses import dataclass
from functools import cached_property

from api.access import TABLE, Rule, Who

_WHO = {
    Who.SIGNED_IN: "anyone signed in",
    Who.PARTY: "its parties, by an access token or an `et_…`",
    Who.MEMBER: "members of a business",
    Who.OWNER: "the owner of a business",
    Who.OFFICER: "officers",
    Who.PROVINCE: "officers of the province",
}


@dataclass(frozen=True)
class Call:
    """One method of one path; what it takes and answers follows from this."""

    operation_id: str
    method: str
    path: str
    private: bool  # answered by a `PrivateView`
    takes_if_match: bool = False
    takes_body: bool = False

    @cached_property
    def rule(self) -> Rule:
        return TABLE[self.operation_id]

    @property
    def needs_token(self) -> bool:
        return self.rule.who is not Who.ANYONE

    @property
    def may_have_token(self) -> bool:
        """Anyone may call it, and somebody known asks as who she is."""
        return self.rule.who is Who.ANYONE and self.rule.scope is not None

    @property
    def makes(self) -> bool:
        """What it made is at an address of its own."""
        return self.needs_token or self.may_have_token

    @property
    def reads(self) -> bool:
        return self.method == "GET"

    @property
    def is_access(self) -> bool:
        """Of `/v1/auth`, whose answers hold secrets."""
        return self.path.startswith("/v1/auth/")

    @property
    def takes_idempotency_key(self) -> bool:
        return self.method == "POST" and not self.is_access

    @property
    def variables(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    def told_who(self) -> str:
        """Who may call it, as the last sentence of its description."""
        if not self.needs_token:
            return ""
        who = f"For {_WHO[self.rule.who]}"
        if self.rule.scope:
            return f"{who}, also by an API key with the scope `{self.rule.scope}`."
        return f"{who}; no API key may call it."
