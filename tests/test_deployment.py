"""Dockerfile and compose.yaml name what is there, and a wrong start says why."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
GIVEN = {
    "SECRET_KEY": "V7" + "only-for-tests-" * 4,
    "POSTGRES_PASSWORD": "a-password",
    "S3_SECRET_KEY": "another-password",
    "PUBLIC_URL": "https://catalogue.example",
}
SERVED = {
    "DATABASE_URL": "postgres://catalogue:secret@database:5432/catalogue",
    "SECRET_KEY": GIVEN["SECRET_KEY"],
}
ESCAPED = "a character like @, / or # in a password is written %40, %2F, %23."
# Read by Python and by the C library.
NOT_OURS = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "MALLOC_ARENA_MAX"}


def filled_in(value: Any) -> Any:
    """With `${NAME:-default}` and `${NAME:?why}` as `docker compose` fills them in."""
    match value:
        case str():
            return re.sub(r"\$\{(\w+)(?::[-?]([^}]*))?\}", _given_or_default, value)
        case list():
            return [filled_in(part) for part in value]
        case dict():
            return {name: filled_in(part) for name, part in value.items()}
    return value


def _given_or_default(match: re.Match) -> str:
    return GIVEN.get(match[1], match[2] or "")


COMPOSE = filled_in(yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8")))
SERVICES = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service.get("build")]
ENVIRONMENT = SERVICES["app"]["environment"]


def settings_there_are() -> set[str]:
    text = (ROOT / "api" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'env\.\w+\(\s*"(\w+)"', text))


@pytest.fixture
def manage(tmp_path):
    """Run `manage.py` with this environment of the catalogue and no other."""
    settings = settings_there_are()
    outside = {n: v for n, v in os.environ.items() if n not in settings}

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={
                **outside,
                "DJANGO_SETTINGS_MODULE": "api.settings",
                "DATA_DIR": str(tmp_path / "data"),
                "MEDIA_DIR": str(tmp_path / "media"),
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_compose_gives_only_settings_there_are():
    assert ENVIRONMENT.keys() <= settings_there_are()


def test_the_image_gives_only_settings_there_are():
    lines = re.findall(r"^ENV (.+)$", DOCKERFILE, re.M)
    names = {word.split("=")[0] for line in lines for word in line.split()}

    assert names - NOT_OURS <= settings_there_are()


def test_what_the_image_copies_is_there():
    copied = re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.M)
    sources = [source for line in copied for source in line.split()]

    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_what_the_service_reads_beside_its_code_is_in_the_image():
    copied = re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.M)
    sources = {source for line in copied for source in line.split()}

    assert {"api", "catalogue", "manage.py", "openapi.yaml"} <= sources


def test_images_are_pinned_to_a_version():
    used = [re.search(r"^FROM (\S+)", DOCKERFILE, re.M)[1]]
    used += [service["image"] for service in SERVICES.values() if "image" in service]

    assert [name for name in used if not re.search(r":v?\d", name)] == []


def test_app_worker_and_preparation_are_one_image_with_one_environment():
    assert {"app", "worker", "prepare"} == set(OURS)
    assert all(SERVICES[name]["build"] == "." for name in OURS)
    assert all(SERVICES[name]["environment"] == ENVIRONMENT for name in OURS)


def test_every_command_of_ours_exists():
    commands = [SERVICES[name].get("command", "") for name in OURS]

    names = re.findall(r"python manage\.py (\w+)", "\n".join([*commands, DOCKERFILE]))

    assert sorted(names) == ["collectstatic", "prepare", "worker"]
    assert set(names) <= get_commands().keys()


def test_the_server_of_the_image_follows_the_settings():
    shell, flag, line = yaml.safe_load(re.search(r"^CMD (.+)$", DOCKERFILE, re.M)[1])
    command = line.split()

    assert (shell, flag, command[:2]) == ("sh", "-c", ["exec", "granian"])
    assert command[-1] == "api.wsgi:application"
    workers = command[command.index("--workers") + 1]
    assert filled_in(workers) == ENVIRONMENT["WEB_CONCURRENCY"]
    assert re.search(r"^ENV .*\bPORT=8000\b", DOCKERFILE, re.M)
    named = set(re.findall(r"\$\{?([A-Z_]+)", line))
    assert {"WEB_THREADS", "WORKER_MEMORY_MB", "HOST"} <= named
    assert named <= settings_there_are()


def test_any_setting_may_stand_in_the_file_beside_compose_yaml():
    for name in OURS:
        assert SERVICES[name]["env_file"] == [{"path": ".env", "required": False}]


def test_what_the_image_decides_cannot_be_taken_away_by_that_file():
    line = re.search(r"^ENV (DATA_DIR=.+)$", DOCKERFILE, re.M)[1]
    decided = dict(word.split("=") for word in line.split())

    assert decided.items() <= ENVIRONMENT.items()


def test_every_service_that_is_pointed_to_is_in_the_file():
    urls = [ENVIRONMENT[n] for n in ("DATABASE_URL", "REDIS_URL", "S3_ENDPOINT_URL")]
    hosts = {urlsplit(url).hostname for url in urls}
    waited_for = {
        name for service in SERVICES.values() for name in service.get("depends_on", {})
    }

    assert hosts <= SERVICES.keys()
    assert waited_for <= SERVICES.keys()


def test_what_is_waited_for_can_come_about():
    """`service_healthy` needs a healthcheck; an awaited end, no endless restarts."""
    for service in SERVICES.values():
        for name, wanted in service.get("depends_on", {}).items():
            awaited = SERVICES[name]
            if wanted["condition"] == "service_healthy":
                assert "healthcheck" in awaited
            else:
                assert awaited["restart"] == "on-failure"


def test_volumes_and_files_that_are_mounted_are_declared():
    volumes = {v.split(":")[0] for s in SERVICES.values() for v in s.get("volumes", [])}
    files = {c["source"] for s in SERVICES.values() for c in s.get("configs", [])}

    assert volumes == COMPOSE["volumes"].keys()
    assert files == COMPOSE["configs"].keys()


def test_compose_passes_the_deployment_checks(manage):
    done = manage("check", "--deploy", "--fail-level", "WARNING", **ENVIRONMENT)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_embedded_default_passes_the_checks(manage):
    done = manage("check", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        (
            {"DATABASE_URL": SERVED["DATABASE_URL"]},
            "SECRET_KEY is not set: give 50 random characters, kept the same on "
            "every machine.",
        ),
        (
            {**SERVED, "ALLOWED_HOSTS": "*"},
            "ALLOWED_HOSTS is '*'; name the hosts this service answers to.",
        ),
        (
            {**SERVED, "DEBUG": "true"},
            "DEBUG cannot be on where DATABASE_URL is set.",
        ),
        (
            {**SERVED, "DATABASE_URL": "mysql://root@database/catalogue"},
            "DATABASE_URL must be a postgres:// URL; leave it empty for SQLite.",
        ),
        (
            {**SERVED, "SECRET_KEY": "short"},
            "SECRET_KEY has 5 characters: give 50 random ones, kept the same on every "
            "machine.",
        ),
        (
            {**SERVED, "DATABASE_URL": "postgres://u:pass@word/x@database/catalogue"},
            f"DATABASE_URL must be like postgres://user:password@host:5432/name; "
            f"{ESCAPED}",
        ),
        (
            {**SERVED, "DATABASE_URL": "postgres://u:secret@database:port/catalogue"},
            f"DATABASE_URL must be like postgres://user:password@host:5432/name; "
            f"{ESCAPED}",
        ),
        (
            {"EMAIL_URL": "smtp+tls://u:secret@mail.example:abc"},
            "EMAIL_URL must be like smtp+tls://user:password@mail.example.org:587; "
            f"{ESCAPED}",
        ),
        (
            {"REDIS_URL": "cache:6379"},
            f"REDIS_URL must be like redis://:password@host:6379/0; {ESCAPED}",
        ),
        (
            {"ALLOWED_HOSTS": "a.example,https://b.example"},
            "ALLOWED_HOSTS has 'https://b.example'; it must be a list of names like "
            "catalogue.example.org, without http:// and port.",
        ),
        (
            {"CAPTCHA_VERIFY_URL": "http://captcha.example"},
            "CAPTCHA_VERIFY_URL is 'http://captcha.example'; it must be an address "
            "that begins with https://.",
        ),
        (
            {"ADMIN_PATH": "v1/desk"},
            "ADMIN_PATH is 'v1/desk'; it must be letters, digits and hyphens, and none "
            "of account, docs, enquiry, healthz, media, private, quotes, readyz, "
            "static, unsubscribe, v1, whatsapp.",
        ),
        (
            {"LOG_LEVEL": "loud"},
            "LOG_LEVEL is 'LOUD'; it must be one of DEBUG, INFO, WARNING, ERROR, "
            "CRITICAL.",
        ),
        (
            {"AUDIT_LOG_YEARS": "9999999"},
            "AUDIT_LOG_YEARS is '9999999'; it must be a whole number, 1 to 100.",
        ),
        (
            {"NOTICE_LEDGER_DAYS": "99999999999"},
            "NOTICE_LEDGER_DAYS is '99999999999'; it must be a whole number, 1 to "
            "36500.",
        ),
        ({"PORT": "99999"}, "PORT is '99999'; it must be a whole number, 1 to 65535."),
        (
            {"PUBLIC_URL": "https://a b"},
            "PUBLIC_URL is 'https://a b'; it must be an address like "
            "https://example.org.",
        ),
        (
            {"PORT": "eighty"},
            "PORT is 'eighty'; it must be a whole number, 1 to 65535.",
        ),
        (
            {"GUEST_RATE_LIMIT": "-1"},
            "GUEST_RATE_LIMIT is '-1'; it must be a whole number, 1 or more.",
        ),
        ({"SAMPLE_MODE": "maybe"}, "SAMPLE_MODE is 'maybe'; it must be true or false."),
        (
            {"PUBLIC_URL": "example.org"},
            "PUBLIC_URL is 'example.org'; it must begin with http:// or https://.",
        ),
        (
            {"ENQUIRY_PAGE_URL": "https://x.example/enquiry"},
            "ENQUIRY_PAGE_URL is 'https://x.example/enquiry'; it must begin with "
            "http:// or https:// and hold {token}, and no other braces.",
        ),
        (
            {"ACCOUNT_PAGE_URL": "https://x.example/{page}"},
            "ACCOUNT_PAGE_URL is 'https://x.example/{page}'; it must begin with "
            "http:// or https:// and hold {page} and {token}, and no other braces.",
        ),
        (
            {"WEB_PRODUCT_URL": "x.example/{slug}"},
            "WEB_PRODUCT_URL is 'x.example/{slug}'; it must begin with http:// or "
            "https:// and hold {id} or {slug}, and no other braces.",
        ),
        (
            {"MAIL_FROM": "foo"},
            "MAIL_FROM is 'foo'; it must be an address like 'Lampung Catalogue "
            "<no-reply@example.org>'.",
        ),
        (
            {"WHATSAPP_TOKEN": "EAAG"},
            "WHATSAPP_PHONE_ID is not set; WHATSAPP_TOKEN needs it.",
        ),
        (
            {"ENQUIRY_ESCALATION_HOURS": "19"},
            "ENQUIRY_ESCALATION_HOURS is 19; it must be 20 or more, as "
            "ENQUIRY_REMINDER_HOURS says.",
        ),
        (
            {"ENQUIRY_TELL_BUYER_HOURS": "47"},
            "ENQUIRY_TELL_BUYER_HOURS is 47; it must be 48 or more, as "
            "ENQUIRY_ESCALATION_HOURS says.",
        ),
    ],
    ids=lambda value: next(reversed(value)) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_is_refused_in_one_line(manage, environment, line):
    done = manage("check", **environment)

    assert done.returncode == 1
    assert done.stderr.strip() == line
    assert done.stdout == ""


def test_a_command_without_its_database_says_so_in_one_line(manage):
    nobody_there = "postgres://nobody@127.0.0.1:1/none"
    done = manage("dead_letters", DATABASE_URL=nobody_there, SECRET_KEY="k" * 60)

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("The database does not answer: ")
    assert done.stdout == ""
