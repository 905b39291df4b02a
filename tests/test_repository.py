import os
import re
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-proof.lock"]
MARKER = r"(; [^\\]+?)?"


def pins(lock: str) -> dict[str, str]:
    """What a lock holds, as "name==1.2", each with all that belongs to it."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    return {pin: rest for pin, _, rest in (line.partition(" ") for line in lines)}


def names(requirements: list[str]) -> Iterator[str]:
    """As an index has them, https://packaging.python.org/en/latest/specifications/name-normalization"""
    for requirement in requirements:
        name = re.split(r"[^\w.-]", requirement)[0]
        yield re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_addresses(lock: str) -> None:
    held = pins(lock)
    assert held
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+", pin) for pin in held)
    assert all(
        re.fullmatch(rf"{MARKER}(\s+--hash=sha256:[0-9a-f]{{64}})+", rest)
        for rest in held.values()
    )
    assert "://" not in (ROOT / lock).read_text("utf-8")


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = PROJECT["project"]
    needed = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    runtime, dev, proof = (dict(p.split("==") for p in pins(lock)) for lock in LOCKS)
    extras = {e: set(names(n)) for e, n in project["optional-dependencies"].items()}

    assert set(names(needed)) <= set(runtime)
    assert extras["dev"] <= set(dev)
    assert extras["bench"] | extras["prove"] <= set(proof)
    assert runtime.items() <= dev.items() <= proof.items()


def test_whatever_is_not_code_is_installed_with_the_bot() -> None:
    data = [
        path.relative_to(ROOT / "bot")
        for path in (ROOT / "bot").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    ]
    [pattern] = PROJECT["tool"]["setuptools"]["package-data"]["bot"]
    assert data
    assert {path.parts[0] for path in data} == {pattern.partition("/")[0]}


def test_what_must_hold_is_run_by_one_command() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert re.findall(r"^make (\w+)$", run.read_text(), re.MULTILINE) == [
        "test",
        "check",
    ]


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(pytest.fail.Exception), socket.socket() as far:
        far.connect(("192.0.2.1", 9))
    with pytest.raises(pytest.fail.Exception):
        socket.getaddrinfo("example.com", 80)
    with socket.create_server(("127.0.0.1", 0)) as near:
        socket.create_connection(near.getsockname()).close()
