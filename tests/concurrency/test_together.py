"""Many at once, on both engines: what `scenarios.py` played, judged here."""

import json
import os
import subprocess
import sys

import pytest

from tests import copies
from tests.concurrency import place as places

ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))
APPROVED, DECIDED = [200, None], [409, "invalid_state"]


@pytest.fixture(scope="module")
def place(tmp_path_factory, prepared):
    folder = tmp_path_factory.mktemp("together")
    if ON_POSTGRESQL:
        with places.on_postgresql(folder, os.environ["DATABASE_URL"]) as found:
            places.prepare(found)
            yield found
    else:
        found = places.on_sqlite(folder)
        copies.install(prepared, found)
        yield found


@pytest.fixture(scope="module")
def played(place):
    """What every scenario found, and what was written to standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.scenarios"],
        cwd=places.ROOT, env=place, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.fixture
def found(played, request):
    """What the scenario of the test's name found."""
    return played[0][request.node.name.removeprefix("test_")]


def test_two_approvals_of_one_review(found):
    assert found == {"answers": [APPROVED, DECIDED, DECIDED, DECIDED], "entries": 1}


def test_an_edit_and_an_approval(found):
    """Nobody approves what she did not see: the edit is staged, or she looks again."""
    assert len(found) == 6
    for number, one in enumerate(found):
        assert one["edited"] == [200, None]
        if one["approved"] == [200, None]:
            assert (one["status"], one["review"]) == ("published", "approved")
            assert one["live"] == one["seen"] == "Kain Tapis"
        else:
            assert one["approved"] == [412, "precondition_failed"]
            assert (one["status"], one["review"]) == ("in_review", "pending")
            assert (one["live"], one["seen"]) == (f"Edited {number}", None)


def test_one_picture_uploaded_at_once(found):
    assert found == {
        "statuses": [200, 200, 200, 201],
        "ids": 1,
        "rows": 1,
        "uploads": 1,
        "strays": 0,
    }


def test_one_key_ten_times(found):
    assert found == {
        "statuses": [201] * 10,
        "bodies": 1,
        "replayed": 9,
        "products": 1,
    }


def test_one_key_of_a_failing_request(found):
    assert found == {"answers": [[400, "validation_failed"]] * 4, "products": 0}


def test_two_products_take_one_sku(found):
    refused = [409, "duplicate_sku"]
    assert found == {"answers": [[201, None], *[refused] * 3], "products": 1}


def test_a_refresh_token_spent_twice(found):
    """As after a lost answer: both are served, and one successor is left."""
    assert found == {"answers": [200, 200], "usable": 1}


def test_one_person_registers_twice(found):
    refused = [409, "conflict"]
    assert found == {
        "answers": [[201, None], refused, refused],
        "members": 1,
        "sellers": 1,
    }


def test_one_nib_verified_twice(found):
    refused = [409, "conflict"]
    assert found == {"answers": [APPROVED, refused, refused], "verified": 1}


def test_businesses_of_one_name(found):
    assert found == {
        "answers": [[201, None]] * 4,
        "slugs": ["usaha-bersama", *(f"usaha-bersama-{n}" for n in (2, 3, 4))],
    }


def test_products_of_one_name_published(found):
    assert found == {
        "answers": [APPROVED] * 4,
        "slugs": ["nama-bersama", *(f"nama-bersama-{n}" for n in (2, 3, 4))],
    }


def test_twenty_published_while_listings_are_rebuilt(found):
    assert found == {
        "statuses": [200] * 40,
        "others": ["rebuilt", "rebuilt", "shown"],
        "public": 20,
        "drift": [],
    }


def test_twenty_published_while_search_is_rebuilt(found):
    assert found == {
        "answers": [[200]] * 3 + ["rebuilt", "rebuilt", "swept", "shown"],
        "searched": 20,
        "drift": [],
    }


def test_nobody_is_told_of_locks(played):
    everything = (json.dumps(played[0]) + played[1]).lower()

    for complaint in ("is locked", "deadlock", "lock timeout"):
        assert complaint not in everything


def test_fifty_posts_with_one_key_make_one_enquiry(found):
    """A business is asked once; whoever waited too long is told to come again."""
    assert found["submissions"] == 1
    assert found["enquiries"] == 2
    assert found["statuses"] in ([201], [201, 409])
    assert found["bodies"] <= 1 + (409 in found["statuses"])


def test_a_guests_double_click_makes_one(found):
    assert found == {
        "statuses": [201] * 8,
        "ids": 1,
        "tokens": 1,
        "submissions": 1,
        "letters": 1,
    }


def test_two_of_her_staff_quote_at_once(found):
    """Whoever comes second and saw no quote is told; never are two open."""
    beaten = {"answers": [[201, None], [409, "conflict"]], "quotes": [[1, "open"]]}
    after = {
        "answers": [[201, None], [201, None]],
        "quotes": [[1, "superseded"], [2, "open"]],
    }
    assert all(one in (beaten, after) for one in found)
    assert beaten in found


def test_a_buyer_accepts_while_the_seller_withdraws(found):
    won = ([[200, None], DECIDED], "accepted", "agreed")
    lost = ([DECIDED, [200, None]], "withdrawn", "open")
    for one in found:
        assert (one["answers"], one["quote"], one["enquiry"]) in (won, lost)


def test_a_buyer_withdraws_while_the_seller_answers(found):
    """She may answer before it is withdrawn, not after."""
    for one in found:
        withdrawn, answered = one["answers"]
        assert (withdrawn, one["status"]) == ([200, None], "withdrawn")
        assert (answered, one["written"]) in (([201, None], 1), (DECIDED, 0))


def test_a_guest_is_erased_while_she_confirms(found):
    assert found == {"email": "", "erased": True, "in_hand": False}


def test_a_buyer_is_erased_while_she_is_judged(found):
    """Whoever comes second is refused, and nothing that she wrote is left."""
    withheld, erased = found["answers"]
    assert withheld is True or withheld.startswith("InvalidState")
    assert (erased, found["words"]) == (None, 0)


def test_a_guest_confirms_while_the_desk_erases_her(found):
    """What has moved on is not erased unseen."""
    assert found in (
        {"answers": [302, "LinkInvalid: "], "erased": True},
        {"answers": [302, "confirmed"], "erased": False},
    )


def test_a_guest_claims_while_she_is_judged(found):
    assert found == {"answers": [True, True], "claimed": True, "status": "held"}


def test_a_seller_reports_while_she_closes_days(found):
    assert found == {"reported": [200, None], "closed": True, "status": "held"}


def test_an_old_file_is_named_while_unused_ones_are_dropped(found):
    """What was sent is kept, whatever is dropped beside it."""
    refused = {"answer": [400, "validation_failed"], "kept": 0}
    sent = {"answer": [201, None], "kept": 1}
    assert found[0] in (refused, sent)
    assert found[1] == sent
