"""What every test may ask for: a conversation. What none has: the network."""

import gc
import sys
from collections.abc import Generator, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.talk import Talk


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory, where there is room: else each test would wait for the disk at each
    commit, for longer than it works.
    """
    from tests.proofs.storage.disks import in_memory

    with in_memory() as folder:
        yield folder


@pytest.fixture
def talk(tmp_path: Path) -> "Iterator[Talk]":
    """The product, with Ana and Ben, on a clock that stands still."""
    from bot.flows import FLOWS
    from tests.talk import Talk

    talk = Talk(tmp_path, FLOWS)
    yield talk
    talk.close()


def pytest_collection_finish() -> None:
    """All that was read for the tests stays to the end: nobody looks for garbage in it
    again and again.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that fails shows its whole conversation."""
    report = yield
    talk: Any = getattr(item, "funcargs", {}).get("talk")
    if report.failed and talk is not None:
        report.sections.append(("conversation", "\n".join(talk.transcript)))
    return report


def stay_at_home(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook, https://docs.python.org/3/library/audit_events.html."""
    if not event.startswith("socket."):  # most are not, and there are very many
        return
    match event, args:
        case "socket.connect" | "socket.sendto", (_, (str(host), *_)):
            pass
        case "socket.getaddrinfo", (str(host), *_):
            pass
        case _:
            return
    if not is_here(host):
        pytest.fail(f"a test wants to reach {host}")


def is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")


sys.addaudithook(stay_at_home)
