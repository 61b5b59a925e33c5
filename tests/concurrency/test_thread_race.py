"""Two at once in a thread, over two server processes: one wins, the other gets 409."""

import pytest

from tests import copies
from tests.concurrency import thread_racing

DECIDED = [409, "invalid_state"]


@pytest.fixture(scope="module")
def played(tmp_path_factory, prepared):
    folder = tmp_path_factory.mktemp("race")
    with copies.installed(folder, prepared) as place:
        yield thread_racing.play(place)


def test_of_two_of_her_staff_who_quote_one_is_told_of_the_other(played):
    """Only who came when the first was done, and could have seen it, supersedes it."""
    beaten = {"answers": [[201, None], [409, "conflict"]], "quotes": [[1, "open"]]}
    after = {
        "answers": [[201, None], [201, None]],
        "quotes": [[1, "superseded"], [2, "open"]],
    }

    assert all(one in (beaten, after) for one in played["quoting"])
    assert beaten in played["quoting"]


def test_a_quote_is_accepted_or_withdrawn_never_both(played):
    accepted = {
        "answers": [[200, None], DECIDED],
        "left": ["agreed", [[1, "accepted"]]],
    }
    withdrawn = {
        "answers": [DECIDED, [200, None]],
        "left": ["open", [[1, "withdrawn"]]],
    }

    assert all(one in (accepted, withdrawn) for one in played["deciding"])
    assert len(played["deciding"]) == thread_racing.ROUNDS
