import re

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError
from django.urls import get_resolver
from django.views.generic import RedirectView

from api.permissions import Anyone, ByTable
from api.settings import OWN_PATHS
from catalogue.journal.models import Job

pytestmark = pytest.mark.django_db


def test_health_says_the_process_answers(client):
    response = client.get("/healthz")

    assert response.json() == {"status": "ok"}
    assert response["Cache-Control"] == "no-store"


def test_readiness_asks_database_and_storage(client):
    Job.objects.all().delete()

    assert client.get("/readyz").json() == {
        "status": "ok",
        "database": "ok",
        "storage": "ok",
        "shared_cache": None,
        "worker_beat_seconds": None,
        "jobs_lag_seconds": 0,
        "dead_letters": 0,
    }


def test_a_missing_database_is_503_and_named(client, monkeypatch):
    class Broken:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr("api.meta.health.connection", Broken())

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == "failed"


@pytest.mark.parametrize("shut", ["default", "private"])
def test_a_storage_that_takes_nothing_is_503(client, monkeypatch, shut):
    folder = str(storages[shut].location)
    monkeypatch.setattr(
        "api.meta.health.os.access", lambda path, _: str(path) not in folder
    )

    response = client.get("/readyz")

    assert (response.status_code, response.json()["storage"]) == (503, "failed")


def test_a_shared_cache_that_is_away_is_told_and_changes_no_status(client, cache_down):
    response = client.get("/readyz")

    assert (response.status_code, response.json()["shared_cache"]) == (200, "failed")


def test_the_desk_stands_where_nothing_else_does():
    firsts = {re.split(r"[/<]", prefix)[0] for prefix, _ in routes(get_resolver())} - {
        "",
        "admin",
    }

    assert firsts <= OWN_PATHS


def test_health_takes_only_reads(client):
    response = client.post("/healthz")

    assert response.status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "../settings.py",
        "..%2f..%2fmanage.py",
        "secret_key",
        "01a18dcc-ed60-74a9-a3c3-55c6653a2e30/01234567-320.svg",
        "01a18dcc-ed60-74a9-a3c3-55c6653a2e30/",
        "01a18dcc-ed60-74a9-a3c3-55c6653a2e30/ffffffff-320.webp",
    ],
)
def test_nothing_but_pictures_is_served_from_media(client, name):
    response = client.get(f"/media/{name}")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_a_picture_may_be_kept_for_ever_and_shown_anywhere(client, settings):
    name = "01a18dcc-ed60-74a9-a3c3-55c6653a2e30/01234567-320.webp"
    path = settings.MEDIA_ROOT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"RIFF")

    response = client.get(f"/media/{name}")

    assert b"".join(response.streaming_content) == b"RIFF"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"/media/{name}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert storages["default"].exists(name)


def test_the_docs_pages_load_nothing_from_elsewhere(client):
    for url in ("/docs", "/docs/reference"):
        response = client.get(url)
        html = response.content.decode()
        assert response.status_code == 200
        assert "http://" not in html
        assert "https://" not in html
        assert "script-src 'self'" in response["Content-Security-Policy"]
        for part in html.split('"'):
            if part.startswith("/static/"):
                assert client.get(part).status_code == 200


def test_the_document_is_served_as_committed(client, settings):
    response = client.get("/v1/openapi.yaml")

    assert response.content == (settings.BASE_DIR / "openapi.yaml").read_bytes()
    again = client.get("/v1/openapi.yaml", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_admin_asks_for_a_sign_in_and_is_no_part_of_the_api(client):
    response = client.get("/admin/")

    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]
    assert client.get(response["Location"]).status_code == 200


def test_every_route_says_who_may_call_it():
    """Routes of the API declare a permission; pages outside it are listed here."""
    outside = {
        "", "admin", "docs/", "v1/openapi.yaml", "docs", "docs/reference",
        "healthz", "readyz", "media/<path:name>", "account/<slug:page>",
        "unsubscribe/<str:token>", "whatsapp", "enquiry/<str:token>",
        "enquiry/<str:token>/quotes/<uuid:quote_id>.pdf", "quotes/<str:code>",
        "private/<int:hour>/<str:mark>/<path:name>",
        "private/until/<int:until>/<str:mark>/<path:name>",
    }  # fmt: skip
    seen = set()
    for prefix, pattern in routes(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if view in {None, RedirectView}:
            seen.add(prefix)
            continue
        assert view.permission_classes in ([Anyone], [ByTable])
    assert seen == outside


def routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if path.startswith("admin/"):
            continue
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, path)
        else:
            yield path, pattern


def test_health_is_asked_by_address_whatever_the_public_name(client):
    for url in ("/healthz", "/readyz"):
        assert client.get(url, headers={"host": "10.1.2.3:8000"}).status_code == 200
