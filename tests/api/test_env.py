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
