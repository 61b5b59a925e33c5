"""kill -9 at any moment: no enquiry is lost or doubled, and every letter leaves."""

import pytest

from tests import copies
from tests.concurrency import thread_crashing


@pytest.mark.parametrize("rounds", [3])
def test_no_enquiry_message_quote_or_letter_is_lost_or_doubled(
    tmp_path, prepared, rounds
):
    with copies.installed(tmp_path, prepared) as place:
        played = thread_crashing.play(place, rounds=rounds)

    assert thread_crashing.judge(played) == []
    assert all(client.told_of["quotes"] for client in played["clients"])
