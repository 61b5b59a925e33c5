import pytest
from django.core.exceptions import ImproperlyConfigured

from api import env

SIX_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat"]


def test_weekdays_are_read_by_their_names(monkeypatch):
    assert env.weekdays("WORKING", SIX_DAYS) == {0, 1, 2, 3, 4, 5}

    monkeypatch.setenv("WORKING", "Mon, sun")

    assert env.weekdays("WORKING", SIX_DAYS) == {0, 6}


def test_a_weekday_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("WORKING", "mon,senin")

    with pytest.raises(ImproperlyConfigured, match="WORKING is 'mon,senin'"):
        env.weekdays("WORKING", SIX_DAYS)


def test_a_picture_is_a_file_that_is_there(monkeypatch, tmp_path):
    mark = tmp_path / "mark.svg"
    mark.write_text("<svg/>")
    monkeypatch.setenv("MARK", str(mark))

    assert env.picture("MARK") == mark
    assert env.picture("OTHER_MARK") is None


@pytest.mark.parametrize("name", ["none.png", "mark.txt"])
def test_a_picture_that_is_none_is_refused(monkeypatch, tmp_path, name):
    (tmp_path / "mark.txt").write_text("no picture")
    monkeypatch.setenv("MARK", str(tmp_path / name))

    with pytest.raises(ImproperlyConfigured, match=r"MARK is .*PNG or SVG"):
        env.picture("MARK")


# -- settings that a start refuses


@pytest.mark.parametrize(
    "value",
    [
        "https://shop.example/e",
        "https://shop.example/{id}",
        "https://shop.example/{token}/{id}",
        "https://shop.example/{token",
        "shop.example/{token}",
    ],
)
def test_a_page_without_what_it_opens_by_is_refused(monkeypatch, value):
    monkeypatch.setenv("PAGE", value)

    with pytest.raises(ImproperlyConfigured) as refused:
        env.page_url("PAGE", "", needs={"token"})

    assert str(refused.value) == (
        f"PAGE is {value!r}; it must begin with http:// or https:// and hold "
        "{token}, and no other braces."
    )


def test_a_page_needs_all_its_places_or_one_of_them(monkeypatch):
    monkeypatch.setenv("PAGE", "https://shop.example/p/{slug}")

    assert env.page_url("PAGE", "", needs={"slug", "id"}, one_of=True) == (
        "https://shop.example/p/{slug}"
    )
    assert env.page_url("OTHER_PAGE", "", needs={"slug"}) == ""
    with pytest.raises(ImproperlyConfigured, match=r"hold \{id\} and \{slug\}"):
        env.page_url("PAGE", "", needs={"slug", "id"})


@pytest.mark.parametrize("value", ["foo", "Lampung <foo>", "<@example.org>"])
def test_a_sender_without_an_address_is_refused(monkeypatch, value):
    monkeypatch.setenv("FROM", value)

    with pytest.raises(ImproperlyConfigured, match="must be an address like"):
        env.sender("FROM", "")


def test_a_sender_may_have_a_name(monkeypatch):
    monkeypatch.setenv("FROM", "Dinas <surat@lampung.example>")

    assert env.sender("FROM", "") == "Dinas <surat@lampung.example>"
    assert env.sender("OTHER", "no-reply@localhost") == "no-reply@localhost"


def test_hours_that_come_in_turn_rise():
    env.check_rising(REMINDER=20, ESCALATION=20, TELL=72)

    with pytest.raises(ImproperlyConfigured) as refused:
        env.check_rising(REMINDER=20, ESCALATION=48, TELL=47)

    assert (
        str(refused.value) == "TELL is 47; it must be 48 or more, as ESCALATION says."
    )


@pytest.mark.parametrize(
    "value",
    [
        "foo",
        "mail.example.org:587",
        "smtp+tls://mail.example.org:abc",
        "smtp+tls://user:p#w@mail.example.org:587",
        "smtp+tls://user:p/w@mail.example.org:587",
        "consolemail://",
        "smtp://",
    ],
)
def test_a_mail_server_that_is_none_is_refused_without_its_password(monkeypatch, value):
    monkeypatch.setenv("MAIL", value)

    with pytest.raises(ImproperlyConfigured) as refused:
        env.mail("MAIL")

    assert str(refused.value).startswith("MAIL must be like smtp+tls://user:password@")
    assert "p#w" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["smtp", "smtps", "smtp+tls", "smtp+ssl"])
def test_a_mail_server_has_an_escaped_password(monkeypatch, scheme):
    monkeypatch.setenv("MAIL", f"{scheme}://u:p%40%2F%23@mail.example.org:587")

    found = env.mail("MAIL")

    assert found["EMAIL_HOST"] == "mail.example.org"
    assert found["EMAIL_HOST_PASSWORD"] == "p@/#"


@pytest.mark.parametrize("value", ["mysql://x", "foo", "postgres://", "postgres://h"])
def test_a_database_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("DATABASE", value)

    with pytest.raises(ImproperlyConfigured, match="DATABASE must be"):
        env.database("DATABASE", {})


def test_a_database_has_an_escaped_password(monkeypatch):
    monkeypatch.setenv("DATABASE", "postgres://u:p%40%2Fw@database:5432/catalogue")

    found = env.database("DATABASE", {})

    assert (found["PASSWORD"], found["HOST"], found["NAME"]) == (
        "p@/w",
        "database",
        "catalogue",
    )


def test_a_database_may_be_a_socket_of_this_machine(monkeypatch):
    monkeypatch.setenv("DATABASE", "postgres:///catalogue")

    found = env.database("DATABASE", {})

    assert (found["HOST"], found["NAME"]) == ("", "catalogue")


@pytest.mark.parametrize(
    "value",
    ["redis://cache:6379/0", "rediss://:pw@cache", "unix:///run/valkey.sock?db=1"],
)
def test_a_shared_cache_is_one_of_three_kinds(monkeypatch, value):
    monkeypatch.setenv("CACHE", value)

    assert env.cache("CACHE") == value


@pytest.mark.parametrize("value", ["foo", "redis:/x", "http://cache", "unix://"])
def test_a_shared_cache_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("CACHE", value)

    with pytest.raises(ImproperlyConfigured, match="CACHE must be like redis://"):
        env.cache("CACHE")


@pytest.mark.parametrize("value", ["info", "INFO", "Info"])
def test_a_log_level_may_be_written_small(monkeypatch, value):
    monkeypatch.setenv("LEVEL", value)

    assert env.log_level("LEVEL", "WARNING") == "INFO"


def test_hosts_are_names_addresses_or_all_below_a_name(monkeypatch):
    given = ["a.example", ".b.example", "127.0.0.1", "[::1]", "localhost"]
    monkeypatch.setenv("HOSTS", ", ".join(given))

    assert env.hosts("HOSTS", []) == given


@pytest.mark.parametrize("value", ["a.example:80", "a.example/x", "a b", "*.a.example"])
def test_hosts_that_are_none_are_refused(monkeypatch, value):
    monkeypatch.setenv("HOSTS", value)

    with pytest.raises(ImproperlyConfigured, match="HOSTS has"):
        env.hosts("HOSTS", [])


def test_no_working_day_at_all_is_refused(monkeypatch):
    monkeypatch.setenv("WORKING", ",")

    with pytest.raises(ImproperlyConfigured, match="WORKING is ''"):
        env.weekdays("WORKING", SIX_DAYS)
