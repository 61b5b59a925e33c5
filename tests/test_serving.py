"""The commands as an operator meets them: real processes, an own data folder."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing

import pytest
from django.conf import settings
from django.core.management import call_command
from redis.exceptions import ConnectionError as RedisDown

from api.management.commands import serve
from tests import copies
from tests.concurrency import place as places

PYTHON = sys.executable


@pytest.fixture
def place(tmp_path):
    return installation(tmp_path)


def installation(folder):
    """Environment of a fresh installation on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL"}},
        "DATA_DIR": str(folder / "data"),
        "MEDIA_DIR": str(folder / "media"),
        "PORT": str(port),
        "SECRET_KEY": "",
        "DJANGO_SETTINGS_MODULE": "api.settings",
        "SAMPLE_MODE": "false",
        "GENERATION_POLL_MS": "0",
        "WEB_CONCURRENCY": "1",
    }


def manage(*command, place):
    return subprocess.run(
        [PYTHON, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=place,
        capture_output=True,
        text=True,
        timeout=90,
    )


def start(*command, place):
    return subprocess.Popen(
        [PYTHON, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def assert_no_drift(place):
    for check in ("listings_check", "search_check"):
        assert manage(check, place=place).stdout == "drift: 0\n"


def rows(place, table):
    path = os.path.join(place["DATA_DIR"], "catalogue.sqlite3")
    with closing(sqlite3.connect(path, timeout=20)) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def eventually(test, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if found := test():
                return found
        except (OSError, sqlite3.OperationalError):
            pass
        time.sleep(0.05)
    raise AssertionError("It did not come to pass.")


def get(place, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{place['PORT']}{path}") as answer:
        return answer.status


def answers(place):
    try:
        get(place, "/healthz")
    except urllib.error.URLError:
        return False
    return True


def test_serve_prepares_announces_answers_and_drains(place):
    server = start("serve", place=place)
    try:
        eventually(lambda: get(place, "/v1/products") == 200)
        assert get(place, "/docs") == 200
        time.sleep(1)
    finally:
        server.send_signal(signal.SIGINT)
        output, _ = server.communicate(timeout=30)

    assert server.returncode == 0
    assert f"http://127.0.0.1:{place['PORT']}/docs" in output
    assert "curl 'http://127.0.0.1:" in output
    assert "Traceback" not in output
    assert not answers(place)
    assert "EMAIL_URL is not set: letters reach nobody" in output
    assert mode(place["DATA_DIR"]) == 0o700
    assert mode(place["DATA_DIR"], "secret_key") == 0o600
    assert mode(place["DATA_DIR"], "catalogue.sqlite3") == 0o600
    assert mode(place["MEDIA_DIR"]) == 0o777 & ~umask()


def mode(*path):
    return os.stat(os.path.join(*path)).st_mode & 0o777


def umask():
    found = os.umask(0o022)
    os.umask(found)
    return found


def test_a_killed_supervisor_leaves_nobody_holding_the_port(place, prepared):
    copies.install(prepared, place)
    server = start("serve", place=place)
    eventually(lambda: get(place, "/healthz") == 200)

    server.kill()
    server.communicate(timeout=10)

    eventually(lambda: not answers(place), seconds=10)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, prepared):
    """An installation whose first load was killed, and gone on with; how far it was."""
    place = installation(tmp_path_factory.mktemp("loaded"))
    place["SAMPLE_MODE"] = "true"
    copies.install(prepared, place)
    loading = start("prepare", place=place)
    eventually(lambda: 3 <= rows(place, "sellers_seller") < 40)
    loading.kill()
    loading.communicate(timeout=10)
    halfway = rows(place, "sellers_seller")

    assert manage("load_samples", place=place).returncode == 0
    return place, halfway


def test_killed_while_loading_it_goes_on_and_ends_whole(loaded):
    place, halfway = loaded

    assert halfway < 44
    assert rows(place, "sellers_seller") == 44
    assert rows(place, "listings_listing") == 140
    assert_no_drift(place)


def test_killed_while_writing_listings_say_what_is_true(place, loaded):
    """A rebuild of everything, killed at some moment: no listing is half written."""
    copies.install(places.database_of(loaded[0]), place)
    place["SAMPLE_MODE"] = "true"
    place["PUBLIC_URL"] = "https://catalogue.example"
    rebuilding = start("listings_rebuild", place=place)
    time.sleep(1.1)

    rebuilding.kill()
    rebuilding.communicate(timeout=10)

    assert manage("listings_rebuild", place=place).returncode == 0
    assert_no_drift(place)


def test_a_port_in_use_is_one_clear_line(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(place["PORT"])))
        taken.listen()

        result = manage("serve", place=place)

    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert f"Port {place['PORT']} on 127.0.0.1 is in use." in result.stderr


@pytest.mark.parametrize("variable", ["DATA_DIR", "MEDIA_DIR"])
def test_a_folder_that_cannot_be_written_is_one_clear_line(place, variable, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    place[variable] = str(tmp_path / "file" / "below")

    result = manage("serve", place=place)

    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert str(tmp_path / "file") in result.stderr


def test_a_shared_cache_that_is_away_is_one_clear_line(monkeypatch, capsys):
    """Sample enquiries are counted as all others."""

    def prepare(name):
        raise RedisDown("connection refused")

    monkeypatch.setattr(serve, "call_command", prepare)
    monkeypatch.setattr(serve.serving, "ensure_port_free", lambda *_: None)

    with pytest.raises(SystemExit):
        call_command("serve")

    assert capsys.readouterr().err.strip() == (
        "The shared cache (REDIS_URL) does not answer: connection refused"
    )


def test_samples_are_refused_where_sample_mode_is_off(place):
    result = manage("load_samples", place=place)

    assert result.returncode == 1
    assert "SAMPLE_MODE" in result.stderr
