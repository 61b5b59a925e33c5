"""Pictures of a product: uploaded, in order, described, staged, removed, private."""

import io
import os
import time

import pytest
from django.core.files.storage import storages
from rest_framework.test import APIClient

from catalogue.products.actions import files
from catalogue.products.jobs import sweep_uploads
from catalogue.products.models import Image, Product
from catalogue.reviews.models import ChangeSet
from tests.api.seller.making import (
    ALT,
    NOBODY,
    PRODUCTS,
    approve,
    create,
    do,
    faults,
    patch,
    photo,
    pictured,
    published,
    read,
    upload,
    waiting,
    work_on_pictures,
)
from tests.factories import later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_decoding")]
HOST = "http://127.0.0.1:8000"


def pictures(api, product_id):
    return api.get(f"{PRODUCTS}/{product_id}/images").json()["results"]


def order(api, product_id):
    return [(p["id"], p["position"]) for p in pictures(api, product_id)]


def fetch(address):
    return APIClient().get(address.removeprefix(HOST))


@pytest.fixture
def three(api):
    """A draft and its three pictures' ids, in order."""
    draft = create(api)
    colours = ("red", "green", "blue")
    ids = [upload(api, draft["id"], photo(c)).json()["id"] for c in colours]
    return draft["id"], ids


# -- uploaded


def test_an_upload_is_answered_whole(api):
    draft = create(api)

    answer = upload(api, draft["id"], photo(size=(64, 48)))

    body = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/v1/seller/images/{body['id']}"
    assert body == {
        "id": body["id"],
        "status": "processing",
        "position": 0,
        "staged": False,
        "alt": {"id": "Keripik dalam mangkuk", "en": None},
        "width": 64,
        "height": 48,
        "placeholder": None,
        "color": None,
        "sizes": [],
    }
    assert files._listed(files.private(), "uploads") == [body["id"]]


def test_the_worker_makes_the_sizes_and_drops_the_upload(api):
    draft = create(api)
    first = api.get(f"{PRODUCTS}/{draft['id']}")["ETag"]
    upload(api, draft["id"], photo("#ff0000", (400, 300)))
    waits = api.get(f"{PRODUCTS}/{draft['id']}")["ETag"]

    work_on_pictures()

    (body,) = pictures(api, draft["id"])
    assert (body["status"], body["color"][:3]) == ("ready", "#fe")
    assert body["placeholder"].startswith("data:image/webp;base64,")
    assert [(s["width"], s["height"]) for s in body["sizes"]] == [
        (320, 240),
        (400, 300),
    ]
    assert files._listed(files.private(), "uploads") == []
    made = api.get(f"{PRODUCTS}/{draft['id']}", HTTP_IF_NONE_MATCH=waits)
    assert made.status_code == 200
    assert len({first, waits, made["ETag"]}) == 3
    known = api.get(f"{PRODUCTS}/{draft['id']}", HTTP_IF_NONE_MATCH=made["ETag"])
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize(
    ("position", "place"), [(None, 3), ("0", 0), ("1", 1), ("3", 3), ("999", 3)]
)
def test_a_picture_is_put_where_it_is_wanted(api, three, position, place):
    product, ids = three
    fields = {} if position is None else {"position": position}

    new = upload(api, product, photo("white"), **fields).json()

    wanted = [*ids[:place], new["id"], *ids[place:]]
    assert new["position"] == place
    assert order(api, product) == [(i, n) for n, i in enumerate(wanted)]


@pytest.mark.parametrize("position", ["-1", "1.5", "one", "", "1001", "1" * 7])
def test_a_position_that_is_none_is_refused(api, position):
    draft = create(api)

    answer = upload(api, draft["id"], position=position)

    assert answer.status_code == 400
    assert faults(answer)[0][0] == "/position"
    assert not Image.objects.filter(product=draft["id"]).exists()


@pytest.mark.parametrize(
    ("alt", "pointer", "code"),
    [
        ("text", "/alt", "invalid"),
        ("[]", "/alt", "invalid"),
        ("null", "/alt", "null"),
        ('{"de": "Bild"}', "/alt/de", "unknown_member"),
        ('{"id": 5}', "/alt/id", "invalid"),
        ('{"id": "%s"}' % ("x" * 201), "/alt/id", "too_long"),
        ('{"id": "a\\u0000b"}', "/alt/id", "invalid"),
        ('{"id": "\\ud800"}', "/alt/id", "invalid"),
        ("[" * 4000, "/alt", "invalid"),
    ],
)
def test_an_alternative_text_that_is_none_is_refused(api, alt, pointer, code):
    draft = create(api)

    answer = upload(api, draft["id"], alt=alt)

    assert (answer.status_code, faults(answer)) == (400, [(pointer, code)])
    assert not Image.objects.filter(product=draft["id"]).exists()
    assert files._listed(files.private(), "uploads") == []


def test_the_same_bytes_again_change_nothing(api, three):
    product, ids = three

    again = upload(api, product, photo("green"), alt='{"id": "Lain"}', position="0")

    assert (again.status_code, again.json()["id"]) == (200, ids[1])
    assert again.json()["alt"]["id"] == "Keripik dalam mangkuk"
    assert [i for i, _ in order(api, product)] == ids
    assert sorted(files._listed(files.private(), "uploads")) == sorted(ids)


def test_the_same_bytes_of_two_products_are_two_pictures(api):
    one, other = create(api, sku="A"), create(api, sku="B")

    ids = {upload(api, p["id"]).json()["id"] for p in (one, other)}

    assert len(ids) == 2


def test_a_product_has_so_many_pictures_and_no_more(api, three, settings):
    product, ids = three
    settings.IMAGES_PER_PRODUCT = 3

    answer = upload(api, product, photo("white"))

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert "3 pictures" in answer.json()["detail"]
    assert [i for i, _ in order(api, product)] == ids
    assert sorted(files._listed(files.private(), "uploads")) == sorted(ids)
    assert upload(api, product, photo("red")).status_code == 200  # there already


def test_a_seller_has_so_much_room_and_no_more(api, settings):
    one, other = create(api, sku="A"), create(api, sku="B")
    data = photo("red").getvalue()
    upload(api, one["id"], photo("red"))
    settings.SELLER_QUOTA_BYTES = len(data) + 10

    answer = upload(api, other["id"], photo("green"))

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert not Image.objects.filter(product=other["id"]).exists()
    assert len(files._listed(files.private(), "uploads")) == 1


def test_duplicates_count_for_the_room_too(api, settings):
    draft = pictured(api)
    settings.SELLER_QUOTA_BYTES = Image.objects.get(product=draft["id"]).stored_bytes

    answer = do(api, draft["id"], "duplicate")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_two_faults_are_told_at_once(api):
    draft = create(api)

    answer = upload(api, draft["id"], alt="no", position="-1", colour="red")

    assert sorted(faults(answer)) == [
        ("/alt", "invalid"),
        ("/colour", "unknown_member"),
        ("/position", "too_small"),
    ]


# -- in order, described


@pytest.mark.parametrize(
    ("moved", "to", "wanted"),
    [(2, 0, "201"), (0, 1, "102"), (0, 9, "120"), (1, 1, "012")],
)
def test_a_picture_is_moved_and_the_others_make_room(api, three, moved, to, wanted):
    product, ids = three

    answer = api.patch(
        f"/v1/seller/images/{ids[moved]}", {"position": to}, format="json"
    )

    assert (answer.status_code, answer.json()["position"]) == (200, min(to, 2))
    assert order(api, product) == [(ids[int(i)], n) for n, i in enumerate(wanted)]


def test_the_first_is_the_one_lists_show(api, three):
    _, ids = three
    api.patch(f"/v1/seller/images/{ids[2]}", {"position": 0}, format="json")

    (row,) = api.get(PRODUCTS).json()["results"]

    assert row["image"]["id"] == ids[2]


def test_alternative_texts_are_merged(api, three):
    product, ids = three
    path = f"/v1/seller/images/{ids[0]}"

    api.patch(path, {"alt": {"en": "Chips"}}, format="json")
    assert pictures(api, product)[0]["alt"] == {
        "id": "Keripik dalam mangkuk",
        "en": "Chips",
    }
    api.patch(path, {"alt": {"en": None}}, format="json")
    api.patch(path, {"alt": {"id": "Keripik"}}, format="json")
    assert pictures(api, product)[0]["alt"] == {"id": "Keripik", "en": None}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"position": -1}, ("/position", "too_small")),
        ({"position": 1001}, ("/position", "too_large")),
        ({"position": "0"}, ("/position", "invalid")),
        ({"alt": "text"}, ("/alt", "invalid")),
        ({"status": "ready"}, ("/status", "unknown_member")),
    ],
)
def test_a_wrong_change_is_refused(api, three, body, fault):
    product, ids = three
    before = pictures(api, product)

    answer = api.patch(f"/v1/seller/images/{ids[0]}", body, format="json")

    assert (answer.status_code, faults(answer)) == (400, [fault])
    assert pictures(api, product) == before


def test_a_removed_picture_leaves_no_gap_and_its_files_go_with_the_worker(api, three):
    product, ids = three
    work_on_pictures()
    names = files.names(Image.objects.get(pk=ids[0]))
    assert all(files.private().exists(name) for name in names)

    answer = api.delete(f"/v1/seller/images/{ids[0]}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert order(api, product) == [(ids[1], 0), (ids[2], 1)]
    assert api.delete(f"/v1/seller/images/{ids[0]}").status_code == 404
    assert all(files.private().exists(name) for name in names)  # it may roll back yet
    work_on_pictures()
    assert not any(files.private().exists(name) for name in names)
    assert files._listed(files.private(), ids[0]) == []


def test_removed_before_it_was_made_it_leaves_nothing(api):
    draft = create(api)
    image = upload(api, draft["id"]).json()

    api.delete(f"/v1/seller/images/{image['id']}")
    work_on_pictures()

    assert files._listed(files.private(), "uploads") == []
    assert files._listed(files.private(), image["id"]) == []


def test_another_sellers_pictures_are_not_there(api, stranger, three):
    product, ids = three
    path = f"/v1/seller/images/{ids[0]}"
    before = pictures(api, product)

    answers = [
        stranger.get(f"{PRODUCTS}/{product}/images"),
        upload(stranger, product, photo("white")),
        stranger.patch(path, {"position": 2}, format="json"),
        stranger.delete(path),
        stranger.delete(f"/v1/seller/images/{NOBODY}"),
    ]

    assert [a.status_code for a in answers] == [404] * 5
    assert pictures(api, product) == before
    assert len(files._listed(files.private(), "uploads")) == 3


def test_a_stale_tag_moves_and_removes_nothing(api, three):
    product, ids = three
    stale = api.get(f"{PRODUCTS}/{product}")["ETag"]
    patch(api, product, {"lead_time_days": 5})
    path = f"/v1/seller/images/{ids[0]}"

    moved = api.patch(path, {"position": 2}, format="json", HTTP_IF_MATCH=stale)
    removed = api.delete(path, HTTP_IF_MATCH=stale)

    assert (moved.status_code, removed.status_code) == (412, 412)
    assert [i for i, _ in order(api, product)] == ids


# -- staged


def shown(client, product):
    body = client.get(f"/v1/products/{product['id']}?lang=id").json()
    return [(i["id"], i["alt"]) for i in body["images"]]


def test_a_picture_added_to_a_published_product_waits(api, officer, client):
    product = published(api, officer)
    (live,) = shown(client, product)

    new = upload(api, product["id"], photo("navy"), position="0").json()
    work_on_pictures()

    assert (new["staged"], new["position"]) == (True, 0)
    body = read(api, product["id"])
    assert [i["id"] for i in body["images"]] == [live[0]]
    assert [i["id"] for i in body["pending_changes"]["images"]] == [new["id"], live[0]]
    assert body["pending_changes"]["members"] == ["images"]
    assert shown(client, product) == [live]
    image = Image.objects.get(pk=new["id"])
    assert image.is_public is False
    assert not any(files.public().exists(name) for name in files.names(image))

    approve(product["id"], officer)

    assert [i for i, _ in shown(client, product)] == [new["id"], live[0]]
    image.refresh_from_db()
    assert all(files.public().exists(name) for name in files.names(image))
    assert (image.position, image.is_public) == (0, True)


def test_a_picture_taken_from_a_published_product_stays_until_an_officer_agrees(
    api, officer, client
):
    product = published(api, officer)
    new = upload(api, product["id"], photo("navy")).json()
    work_on_pictures()
    approve(product["id"], officer)
    first, second = shown(client, product)
    address = client.get(f"/v1/products/{product['id']}").json()["image"]["sizes"][0]

    assert api.delete(f"/v1/seller/images/{first[0]}").status_code == 204

    assert shown(client, product) == [first, second]
    assert fetch(address["jpeg"]).status_code == 200
    approve(product["id"], officer)
    assert shown(client, product) == [second]
    work_on_pictures()
    assert fetch(address["jpeg"]).status_code == 404
    assert second[0] == new["id"]


def test_a_move_and_a_text_of_a_published_product_wait(api, officer, client):
    product = published(api, officer)
    new = upload(api, product["id"], photo("navy")).json()
    work_on_pictures()
    approve(product["id"], officer)
    before = shown(client, product)
    path = f"/v1/seller/images/{new['id']}"

    moved = api.patch(
        path, {"position": 0, "alt": {"id": "Teks baru"}}, format="json"
    ).json()

    assert (moved["position"], moved["alt"]["id"]) == (0, "Teks baru")
    assert moved["staged"] is False  # the picture is live, its place waits
    assert shown(client, product) == before
    approve(product["id"], officer)
    assert shown(client, product) == [(new["id"], "Teks baru"), before[0]]


def test_staged_and_taken_back_nothing_waits_and_no_file_is_left(api, officer):
    product = published(api, officer)
    new = upload(api, product["id"], photo("navy")).json()
    work_on_pictures()
    review = waiting(product["id"])

    api.delete(f"/v1/seller/images/{new['id']}")
    work_on_pictures()

    review.refresh_from_db()
    assert review.status == "withdrawn"
    assert read(api, product["id"])["pending_changes"] is None
    assert not Image.objects.filter(pk=new["id"]).exists()
    assert files._listed(files.private(), new["id"]) == []


def test_moved_and_moved_back_nothing_waits(api, officer):
    product = published(api, officer)
    upload(api, product["id"], photo("navy"))
    work_on_pictures()
    approve(product["id"], officer)
    first = read(api, product["id"])["images"][0]["id"]
    path = f"/v1/seller/images/{first}"

    api.patch(path, {"position": 1}, format="json")
    assert read(api, product["id"])["pending_changes"]["members"] == ["images"]
    api.patch(path, {"position": 0}, format="json")

    assert read(api, product["id"])["pending_changes"] is None
    assert not ChangeSet.objects.filter(product_id=product["id"]).exists()


def test_a_rejected_picture_is_gone_with_its_files(api, officer, client):
    product = published(api, officer)
    new = upload(api, product["id"], photo("navy")).json()
    work_on_pictures()

    do(api, product["id"], "discard-changes")
    work_on_pictures()

    assert not Image.objects.filter(pk=new["id"]).exists()
    assert files._listed(files.private(), new["id"]) == []
    assert len(shown(client, product)) == 1


def test_the_same_bytes_put_a_picture_back_that_was_to_go(api, officer):
    product = published(api, officer)
    (live,) = read(api, product["id"])["images"]
    new = upload(api, product["id"], photo("navy")).json()
    work_on_pictures()
    approve(product["id"], officer)
    api.delete(f"/v1/seller/images/{live['id']}")

    again = upload(api, product["id"], photo("olive"), position="0")

    assert (again.status_code, again.json()["id"]) == (201, live["id"])
    assert read(api, product["id"])["pending_changes"] is None
    assert [i["id"] for i in read(api, product["id"])["images"]] == [
        live["id"],
        new["id"],
    ]


def test_the_last_picture_of_a_published_product_stays(api, officer, client):
    product = published(api, officer)
    (live,) = shown(client, product)

    answer = api.delete(f"/v1/seller/images/{live[0]}")

    assert (answer.status_code, faults(answer)) == (400, [("/images", "required")])
    assert shown(client, product) == [live]
    assert not ChangeSet.objects.filter(product_id=product["id"]).exists()


def test_a_published_products_picture_needs_a_text(api, officer):
    product = published(api, officer)

    added = upload(api, product["id"], photo("navy"), alt='{"en": "Chips"}')
    image = product["images"][0]["id"]
    emptied = api.patch(
        f"/v1/seller/images/{image}", {"alt": {"id": None}}, format="json"
    )

    assert (added.status_code, faults(added)) == (
        400,
        [("/images/1/alt/id", "required")],
    )
    assert faults(emptied) == [("/images/0/alt/id", "required")]
    assert Image.objects.filter(product=product["id"]).count() == 1
    assert files._listed(files.private(), "uploads") == []


def test_a_staged_picture_that_failed_is_not_approved(api, officer):
    product = published(api, officer)
    new = upload(api, product["id"], photo("navy")).json()
    with open(storages["private"].path(f"uploads/{new['id']}"), "wb") as file:
        file.write(b"half")
    work_on_pictures()

    with pytest.raises(Exception, match="images"):
        approve(product["id"], officer)

    assert read(api, product["id"])["pending_changes"] is not None


# -- private addresses


def test_a_private_address_runs_out(api):
    draft = pictured(api)
    address = read(api, draft["id"])["images"][0]["sizes"][0]["webp"]

    answer = fetch(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    with later(hours=1):
        assert fetch(address).status_code == 200
    with later(hours=2):
        assert fetch(address).status_code == 404


def test_a_private_address_cannot_be_made_up(api):
    draft = pictured(api)
    size = read(api, draft["id"])["images"][0]["sizes"][0]
    hour, mark, name = size["webp"].removeprefix(f"{HOST}/private/").split("/", 2)
    other = size["jpeg"].rpartition("/")[2]
    upload_of = upload(api, draft["id"], photo("navy")).json()["id"]

    for made_up in (
        f"/private/{int(hour) + 1}/{mark}/{name}",
        f"/private/{hour}/{mark[:-1]}/{name}",
        f"/private/{hour}/{mark}x/{name}",
        f"/private/{hour}/{mark}/{name.rpartition('/')[0]}/{other}",
        f"/private/{hour}/{mark}/uploads/{upload_of}",
        f"/private/{hour}/{mark}/../catalogue.sqlite3",
        f"/private/{hour}/{mark}/{name}%0a{hour}",
        f"/media/{name}",
    ):
        assert fetch(made_up).status_code == 404, made_up


# -- what a crash leaves


def test_uploads_nobody_waits_for_are_swept_once_they_are_old(api):
    draft = create(api)
    waits = upload(api, draft["id"]).json()["id"]
    old, young = NOBODY, NOBODY.replace("0", "1")
    for name in (old, young):
        files.keep_upload(name, b"left by a crash")
    long_ago = time.time() - 3601
    for name in (old, waits):
        os.utime(storages["private"].path(f"uploads/{name}"), (long_ago, long_ago))

    assert [str(stray) for stray in files.stray_uploads()] == [old]
    sweep_uploads()

    left = files._listed(files.private(), "uploads")
    assert sorted(left) == sorted([young, waits])
    files.drop_upload(young)


def test_a_picture_that_was_not_made_yet_is_not_public(api, officer, client):
    """Published while it is processing: shown once the worker was there."""
    draft = pictured(api)
    upload(api, draft["id"], photo("navy"))
    do(api, draft["id"], "submit")
    approve(draft["id"], officer)
    assert len(shown(client, draft)) == 1

    work_on_pictures()

    assert len(shown(client, draft)) == 2
    product = Product.objects.get(pk=draft["id"])
    assert all(image.is_public for image in product.images.all())


def test_the_alternative_text_may_be_left_out_of_a_draft(api):
    draft = create(api)

    answer = api.post(
        f"{PRODUCTS}/{draft['id']}/images", {"file": photo()}, format="multipart"
    )

    assert answer.json()["alt"] == {"id": None, "en": None}
    refused = do(api, draft["id"], "submit")
    assert ("/images/0/alt/id", "required") in faults(refused)


def test_a_part_given_twice_is_refused(api):
    draft = create(api)
    body = io.BytesIO()
    for part in (ALT, ALT):
        body.write(b'--x\r\nContent-Disposition: form-data; name="alt"\r\n\r\n')
        body.write(part.encode() + b"\r\n")
    body.write(b"--x--\r\n")

    answer = api.generic(
        "POST",
        f"{PRODUCTS}/{draft['id']}/images",
        body.getvalue(),
        "multipart/form-data; boundary=x",
    )

    assert (answer.status_code, faults(answer)) == (
        400,
        [("/alt", "repeated_parameter")],
    )
