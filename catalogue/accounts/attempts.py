"""Bounds on guessing: what is counted for one account, whoever tries and from where.

Known and unknown addresses are counted alike, under a keyed hash, so that the counters
tell nobody who has an account. Counts must be kept when the attempt fails, so these are
called outside of the transaction of what is tried.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils.crypto import salted_hmac

from catalogue.accounts.errors import TooManyAttempts, WrongCode, WrongCredentials
from catalogue.journal import counting

WRONG = 10  # passwords or codes an account
WRONG_SECONDS = 15 * 60
LETTERS = 5  # an address
LETTERS_SECONDS = 60 * 60
CODES = 5  # a ticket: what may follow one right password


@contextmanager
def of_address(email: str) -> Iterator[None]:
    """Around one try of a password. Raises `TooManyAttempts` past the bound."""
    with _attempt(f"password {_mark(email)}"):
        yield


@contextmanager
def of_codes(user_id: UUID) -> Iterator[None]:
    """Around one try of a second factor's code. Raises `TooManyAttempts`."""
    with _attempt(f"code {user_id}"):
        yield


@contextmanager
def _attempt(key: str) -> Iterator[None]:
    window = counting.hit(key, WRONG_SECONDS)
    if window.used > WRONG:
        raise TooManyAttempts(window.seconds_left)
    wrong = False
    try:
        yield
    except (WrongCredentials, WrongCode):
        wrong = True
        raise
    finally:
        if not wrong:  # only guesses that failed stay counted
            counting.release(key, WRONG_SECONDS)


def may_try_ticket(ticket_id: UUID) -> bool:
    """Count one code for this ticket; False once it had all of its tries."""
    return counting.hit(f"ticket {ticket_id}", LETTERS_SECONDS).used <= CODES


def may_write(email: str) -> bool:
    """Count one letter to this address; False once it had its share of the hour."""
    counted = counting.hit(f"letters {_mark(email)}", LETTERS_SECONDS)
    return counted.used <= LETTERS


def _mark(email: str) -> str:
    return salted_hmac("account attempts", email.lower()).hexdigest()
