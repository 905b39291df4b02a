"""Whatever is typed, every reader reads or refuses it, says nothing of it in a log, and
takes less than a tenth of a second."""

import logging
from collections.abc import Iterator
from time import thread_time

import pytest

from bot.engine.faults import named
from tests.proofs.conftest import Tally
from tests.proofs.hostile import (
    A_PART,
    PARTS,
    SLOWEST,
    alone,
    endless,
    hostile,
    random_for,
)
from tests.proofs.parsers import PARSERS, Parser
from tests.proofs.scale import PROVING


def texts(parser: Parser, part: int) -> Iterator[str]:
    random = random_for(parser.name, part)
    if part == 0:
        yield from alone(parser.phrases)
        yield from endless(parser.phrases)
    yield from (hostile(random, parser.phrases) for _ in range(A_PART))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", PARSERS)
def test_whatever_is_typed_is_read_or_refused(
    name: str, part: int, tally: Tally, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    parser = PARSERS[name]
    for phrase in parser.phrases:  # what is loaded once, is loaded now
        parser.reads(phrase)
    took: dict[str, float] = {}
    for text in texts(parser, part):
        start = thread_time()
        try:
            parser.reads(text)
        except Exception as error:
            where = f"{error!r}, {named(error)}"
            raise AssertionError(f"{where}, after {text[:5_000]!a}") from error
        took[text] = (thread_time() - start) * 1_000
    slowest = max(took, key=took.__getitem__)
    tally(
        "hostile text",
        inputs=len(took),
        unanswered=0,
        in_logs=len(caplog.records),
        slowest_ms=took[slowest],
    )
    assert not caplog.records
    assert took[slowest] < SLOWEST or not PROVING, ascii(slowest[:5_000])
