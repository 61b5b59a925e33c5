"""docs/permissions.md, from the table in `api/access/`.

python -m tests.access_page
"""

from pathlib import Path

from api.access import RULES, Actor, Rows, Rule, Who, outcome

TARGET = Path(__file__).parents[1] / "docs" / "permissions.md"
MARKS = {200: "yes", 401: "401", 403: "403", 404: "404"}
INTRODUCTION = """# Who may call what

Made from the table in [api/access/table.py](../api/access/table.py), which the API asks
at each call; the tests try each cell, and after a refusal that nothing was written.
401: no token. 403: known, but not allowed, or an API key without the scope. 404:
somebody else's, told as if it were not there. Officers never decide on a business they
are members of themselves: to them it is a 404.

The columns are callers beside one business: its owner and staff, a seller of another,
the officer of its regency and of another, of the province, an administrator, an API
key of the business without the scope that is named, a buyer who asked it something, and
the token of that enquiry (`et_…`).
"""


def page() -> str:
    parts = [INTRODUCTION]
    public = [rule for rule in RULES if rule.who is Who.ANYONE]
    names = ", ".join(f"`{rule.operation}`" for rule in public)
    parts.append(f"## Anybody, without a token\n\n{names}.\n")
    parts.append("## Behind a token\n")
    heads = [
        "resource",
        "verb",
        "operation",
        "scope",
        *(actor.value for actor in Actor),
    ]
    parts.append(_row(heads))
    parts.append(_row(["---"] * len(heads)))
    parts += [_row(_cells(rule)) for rule in RULES if rule.who is not Who.ANYONE]
    parts.append(f"\n{_fields()}")
    return "\n".join(parts)


def _cells(rule: Rule) -> list[str]:
    scope = f"`{rule.scope}`" if rule.scope else "no key"
    return [
        rule.resource,
        rule.verb,
        f"`{rule.operation}`",
        scope,
        *(MARKS[outcome(rule, actor)] for actor in Actor),
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _fields() -> str:
    """What lists show, and which members are whose to write."""
    seen = {
        Rows.OWN: "what belongs to the caller or her business",
        Rows.BUSINESS: "one row of her business",
        Rows.REGENCY: "one row of a seller in her regency; the province's see all",
        Rows.THREAD: "one enquiry; of several sides, a verb of another is a 403",
        Rows.ASKED: "what the caller sent, by her account or with its token",
    }
    lines = [f"- {rows.value}: {says}." for rows, says in seen.items()]
    return (
        "## Whose rows\n\n"
        + "\n".join(lines)
        + "\n\nOwner, seller, status, verification, trust, counters, dates and ids "
        "come from the server: a body that names them is refused as an unknown "
        "member.\n"
    )


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
