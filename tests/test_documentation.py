"""What README and docs name exists, and what they show is what happens."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.utils.module_loading import autodiscover_modules

from catalogue.journal.actions import handlers
from catalogue.journal.jobs import kinds
from tests import access_page, enquiry_states

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
MODULES = [
    f"/{path.relative_to(ROOT).as_posix()}"
    for folder in ("api", "catalogue", "tests", ".ci")
    for path in [*(ROOT / folder).rglob("*.py"), ROOT / "manage.py"]
]
PARAGRAPHS = 4  # a decision is told in few


def each(pages):
    return pytest.mark.parametrize(
        "page", pages, ids=lambda page: page.relative_to(ROOT).as_posix()
    )


each_page = each(PAGES)
# A decision tells of what was there when it was made.
each_guide = each([page for page in PAGES if page not in DECISIONS])


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_in(text: str) -> str:
    """Blocks and spans of code: prose may say "make sure"."""
    blocks = re.findall(r"^```.*?^```", text, re.M | re.S)
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    return "\n".join([*blocks, *re.findall(r"`[^`]+`", prose)])


@each_page
def test_every_make_target_that_is_named_exists(page):
    targets = re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.M)

    named = re.findall(r"\bmake\s+(?:[A-Z]+=\S+\s+)?([a-z]+)", code_in(text_of(page)))

    assert set(named) <= set(targets)


@each_page
def test_every_command_that_is_named_exists(page):
    named = re.findall(r"manage\.py\s+([a-z]\w+)", text_of(page))

    assert set(named) <= get_commands().keys()


def test_the_page_of_permissions_is_the_table():
    assert text_of(access_page.TARGET) == access_page.page()


def test_the_states_of_enquiries_are_told_as_the_code_has_them():
    told = text_of(enquiry_states.TARGET)

    assert told == enquiry_states.filled(told)


@each_page
def test_every_file_that_is_linked_is_there(page):
    targets = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text_of(page))
    paths = [target for target in targets if "://" not in target]

    missing = [path for path in paths if not (page.parent / path).exists()]

    assert missing == []


@each_guide
def test_every_module_that_is_named_is_there(page):
    """By the end of its path: a page names those of its own room without the room."""
    named = re.findall(r"`((?:[\w.]+/)*\w+\.py)`", text_of(page))

    missing = [
        name for name in named if not any(m.endswith(f"/{name}") for m in MODULES)
    ]

    assert missing == []


@pytest.mark.parametrize(
    "guide", ["buyer-sites", "mobile-apps", "officers", "operators"]
)
def test_a_guide_is_linked_from_the_readme(guide):
    assert f"(docs/{guide}.md)" in text_of(README)


def test_the_readme_lists_the_settings_there_are():
    section = text_of(README).split("\n## Settings\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", section, re.M)
    listed = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    read = re.findall(r'env\.\w+\(\s*"(\w+)"', text_of(ROOT / "api" / "settings.py"))

    assert len(listed) == len(set(listed))
    assert set(listed) == set(read)


def test_the_readme_lists_the_numbers_that_hold_by_default():
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \|", text_of(README), re.M)
    spans = [[re.findall(r"`([^`]+)`", cell) for cell in row] for row in rows]
    listed = dict(
        pair
        for names, numbers in spans
        if len(names) == len(numbers)
        for pair in zip(names, numbers, strict=True)
    )

    pattern = r'env\.\w+\(\s*"(\w+)",\s*(\d+|\([\d, ]+\))'
    read = re.findall(pattern, text_of(ROOT / "api" / "settings.py"))

    assert {"ENQUIRY_CONFIRM_HOURS", "ENQUIRY_NUDGE_DAYS"} <= dict(read).keys()
    plain = {name: re.sub(r"[() ]", "", number) for name, number in read}
    assert {name: listed.get(name) for name in plain} == plain


def test_the_readmes_answer_is_the_real_one(client, db):
    pattern = r"```sh\ncurl '[^/]+//[^/]+(\S+)'\n```\n\n```json\n(.*?)```"
    block = re.search(pattern, text_of(README), re.S)
    shown = json.loads(block[2])

    real = client.get(block[1]).json()

    rows = zip(shown.pop("results"), real.pop("results"), strict=True)
    assert all(row.items() <= full.items() for row, full in rows)
    assert shown == real


def test_the_counts_in_the_buyers_guide_are_the_real_ones(client, db):
    text = text_of(ROOT / "docs" / "buyer-sites.md").split("\n## Filters\n")[1]
    rows = re.findall(r"^\| (?:`(\S+)` )?\| .+ \| (\d+) \|$", text, re.M)
    told = {query: int(count) for query, count in rows}

    real = {
        query: client.get(f"/v1/products?{query}&count=true&limit=1").json()["count"]
        for query in told
    }

    assert len(told) == 16
    assert told == real


def test_the_table_of_handlers_is_what_is_registered():
    rows = re.findall(
        r"^\| `([A-Z]\w+)` \| (.+) \|$",
        text_of(ROOT / "docs" / "architecture.md"),
        re.M,
    )
    told = {event: re.findall(r"`([\w.]+)`", names) for event, names in rows}

    registered = {
        event.__name__: [_short_name(handler) for handler in following]
        for event, following in handlers().items()
        if following
    }

    assert told == registered


def _short_name(handler) -> str:
    """`listings.rebuild_product`: the room and the function."""
    return f"{handler.__module__.split('.')[1]}.{handler.__name__}"


def test_the_table_of_jobs_is_what_a_worker_can_run():
    autodiscover_modules("jobs")
    section = text_of(ROOT / "docs" / "architecture.md").split("\n| job | ")[1]
    rows = re.findall(r"^\| (`[^|]+) \|", section.split("\n\n")[0], re.M)

    told = [name for row in rows for name in re.findall(r"`([\w.]+)`", row)]

    assert sorted(told) == sorted(kinds())


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short(path):
    heading, *paragraphs = text_of(path).strip().split("\n\n")

    assert heading.startswith(f"# {int(path.name[:4])}. ")
    assert 1 <= len(paragraphs) <= PARAGRAPHS


def test_the_changelog_says_what_is_unreleased():
    assert "\n## Unreleased\n" in text_of(ROOT / "CHANGELOG.md")
