"""The mail server's ways: slow, rude, gone. A small one says what it is told to."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread, Timer
from threading import enumerate as enumerate_threads

import pytest
from django.utils import timezone

from catalogue.journal import jobs
from catalogue.journal.channels import smtp
from catalogue.journal.models import Job, Notice
from tests.catalogue.journal.notified import tell

pytestmark = pytest.mark.django_db
POLITE = {
    "greet": "220 here",
    "EHLO": "250 here",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    ".": "250 taken",
    "RSET": "250 ok",
    "QUIT": "221 bye",
    "": None,  # she hung up
}
DROP = None  # in place of an answer: it hangs up


class Server:
    """Answers each command as `answers` say; `slowly` sends one a byte at a time."""

    def __init__(self):
        self.answers = dict(POLITE)
        self.slowly = ""
        self.taken = 0
        self.done = Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]

    def serve(self) -> None:
        while not self.done.is_set():
            with suppress(OSError):
                connected, _ = self.listening.accept()
                Thread(target=self.talk, args=(connected,), daemon=True).start()

    def talk(self, connected: socket.socket) -> None:
        with connected, suppress(OSError), connected.makefile("rb") as lines:
            word = "greet"
            while self.say(connected, word):
                word = self.next_word(lines, word)

    def next_word(self, lines, before: str) -> str:
        if before == "DATA" and self.answers["DATA"].startswith("3"):
            while lines.readline() not in {b".\r\n", b""}:
                pass
            return "."
        return lines.readline()[:4].strip().decode("latin-1").upper()

    def say(self, connected: socket.socket, word: str) -> bool:
        answer = self.answers.get(word, DROP)
        if answer is DROP:
            return False
        if word == self.slowly:
            for byte in (answer + "x" * 500).encode():
                connected.sendall(bytes([byte]))
                if self.done.wait(0.05):
                    return False
        self.taken += word == "."
        connected.sendall(f"{answer}\r\n".encode())
        return word != "QUIT"

    @contextmanager
    def running(self) -> Iterator["Server"]:
        Thread(target=self.serve, daemon=True).start()
        try:
            yield self
        finally:
            self.done.set()
            self.listening.close()


@pytest.fixture
def server(settings, monkeypatch):
    Job.objects.all().delete()
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 0.5)
    with Server().running() as made:
        settings.EMAIL_BACKEND = "catalogue.journal.channels.smtp.Mailer"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.port
        yield made


def test_a_letter_is_handed_over(server):
    tell()

    assert jobs.run_next() is True

    assert server.taken == 1
    assert not Job.objects.exists()


@pytest.mark.parametrize("word", ["greet", "EHLO", "RCPT"])
def test_an_answer_that_dribbles_is_cut_and_tried_later(server, word):
    server.slowly = word
    tell()

    began = time.monotonic()
    jobs.run_next()

    assert time.monotonic() - began < 5
    job = Job.objects.get()
    assert job.last_error.startswith("NotDelivered: SMTPServerDisconnected")
    assert timedelta(0) < job.leased_until - timezone.now() <= timedelta(seconds=5)


def test_a_handshake_that_never_comes_is_cut(server, settings):
    settings.EMAIL_USE_SSL = True
    server.answers["greet"] = "not TLS"
    server.slowly = "greet"
    tell()

    began = time.monotonic()
    jobs.run_next()

    assert time.monotonic() - began < 5
    assert Job.objects.get().failed_at is None


def test_a_handshake_that_fails_leaves_nothing_behind(server, settings):
    settings.EMAIL_USE_SSL = True
    server.answers["greet"] = "not TLS"
    tell()

    jobs.run_next()

    assert Job.objects.get().last_error.startswith("NotDelivered: SSLError")
    timers = [thread for thread in enumerate_threads() if isinstance(thread, Timer)]
    assert all(timer.finished.is_set() for timer in timers)


@pytest.mark.parametrize("goodbye", [DROP, "2" + "x" * 9000, "what?", "500 no"])
def test_what_was_accepted_is_sent_whatever_the_goodbye(server, goodbye):
    server.answers["QUIT"] = goodbye
    tell()

    jobs.run_next()

    assert server.taken == 1
    assert not Job.objects.exists()
    assert Notice.objects.get().status == Notice.Status.SENT


def test_a_goodbye_that_dribbles_is_cut(server):
    server.slowly = "QUIT"
    tell()

    began = time.monotonic()
    jobs.run_next()

    assert time.monotonic() - began < 5
    assert not Job.objects.exists()


@pytest.mark.parametrize("word", ["RCPT", "DATA", "."])
def test_what_is_refused_for_good_is_a_dead_letter(server, word):
    server.answers[word] = "554 not here"
    tell()

    jobs.run_next()

    (dead,) = Job.objects.dead()
    assert dead.last_error == "Undeliverable: The mail server refused it: 554"


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("RCPT", "451 later"),
        (".", "452 full"),
        ("MAIL", "550 who?"),
        ("greet", "554 no"),
    ],
)
def test_what_may_be_mended_is_tried_again(server, word, answer):
    server.answers[word] = answer
    tell()

    jobs.run_next()

    assert Job.objects.get().failed_at is None


def test_a_refusal_is_not_hidden_by_what_follows_it(server):
    server.answers |= {"RCPT": "550 nobody", "QUIT": DROP}
    tell()

    jobs.run_next()

    assert Job.objects.dead().count() == 1
