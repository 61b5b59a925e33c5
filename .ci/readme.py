"""Run the commands of README.md's `sh` blocks in a fresh copy, as a newcomer would.

`make run` goes to the background and must announce itself and answer before the next
command; at the end Ctrl-C must stop it. `make test` is a step of its own in `.ci/run`.
"""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "readme"
LOG = ROOT / "build" / "readme.log"
ADDRESS = ("127.0.0.1", 8000)
START_SECONDS = 15 * 60  # installing and drawing pictures included, on a busy machine
STOP_SECONDS = 15
COMMAND_SECONDS = 60


def main() -> None:
    if _port_is_taken():
        sys.exit(f"Port {ADDRESS[1]} is in use: stop what runs there, then try again.")
    commands = _commands((ROOT / "README.md").read_text(encoding="utf-8"))
    if not commands:
        sys.exit("README.md has no `sh` block.")
    _copy()
    environment = _environment()
    server = None
    try:
        for command in commands:
            began = time.monotonic()
            if command == "make test":
                said = "left out"
            elif command == "make run":
                server = _start(command, environment)
                said = "running and answering"
            else:
                said = _run(command, environment)
            _say(command, said, began)
        if server is not None:
            began = time.monotonic()
            _stop(server)
            _say("Ctrl-C", "ended with status 0", began)
    finally:
        if server is not None and server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)


def _commands(text: str) -> list[str]:
    found = []
    for block in re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S):
        lines = block.replace("\\\n", " ").splitlines()
        found += [line.strip() for line in lines if line.strip()]
    return [command for command in found if not command.startswith("#")]


def _copy() -> None:
    """What git holds or would take up: no `.venv`, no data, nothing built."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the developer's own git
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, COPY / name
        if source.is_file():  # not one deleted and not yet committed
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _environment() -> dict[str, str]:
    """The caller's, without settings of the catalogue or of a `make` around us."""
    text = (ROOT / "api" / "settings.py").read_text(encoding="utf-8")
    dropped = {*re.findall(r'env\.\w+\(\s*"(\w+)"', text), "MAKEFLAGS", "MAKELEVEL"}
    return {name: v for name, v in os.environ.items() if name not in dropped}


def _start(command: str, environment: dict[str, str]) -> subprocess.Popen:
    with LOG.open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - README's own command
            shlex.split(command),
            cwd=COPY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS
    while "is running" not in _log():
        if server.poll() is not None:
            sys.exit(f"{command} ended with status {server.returncode}:\n{_log()}")
        if time.monotonic() > deadline:
            os.killpg(server.pid, signal.SIGTERM)
            sys.exit(f"{command} said nothing for {START_SECONDS} s:\n{_log()}")
        time.sleep(0.2)
    with urllib.request.urlopen(  # noqa: S310 - our own address
        "http://{}:{}/readyz".format(*ADDRESS), timeout=30
    ):
        return server


def _run(command: str, environment: dict[str, str]) -> str:
    words = shlex.split(command)
    is_call = words[0] == "curl"
    if is_call:
        words += ["--silent", "--show-error", "--max-time", str(COMMAND_SECONDS)]
    done = subprocess.run(  # noqa: S603 - README's own command
        words,
        cwd=COPY,
        env=environment,
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS * 2,
    )
    if done.returncode:
        sys.exit(f"{command}: status {done.returncode}\n{done.stdout}{done.stderr}")
    if not is_call:
        return "status 0"
    try:
        json.loads(done.stdout)
    except ValueError:
        sys.exit(f"{command}: no JSON came back but\n{done.stdout[:2000]}")
    return f"{len(done.stdout)} characters of JSON"


def _stop(server: subprocess.Popen) -> None:
    """Ctrl-C for what `make` started: make itself always dies of the signal, which
    would hide the status it is given."""
    listed = subprocess.run(  # noqa: S603 - a number of ours
        ["pgrep", "-P", str(server.pid)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    for pid in listed.stdout.split():
        os.kill(int(pid), signal.SIGINT)
    try:
        status = server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        sys.exit(f"Ctrl-C did not end it within {STOP_SECONDS} s:\n{_log()}")
    if status:
        sys.exit(f"After Ctrl-C it ended with status {status}:\n{_log()}")
    if _port_is_taken():
        sys.exit(f"After Ctrl-C something still listens on port {ADDRESS[1]}.")


def _port_is_taken() -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(ADDRESS) == 0


def _log() -> str:
    return LOG.read_text(encoding="utf-8", errors="replace")


def _say(command: str, said: str, began: float) -> None:
    seconds = time.monotonic() - began
    sys.stdout.write(f"{command}: {said}, {seconds:.1f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
