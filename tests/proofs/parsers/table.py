"""The list of all readers, and what their functions share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")
Reads = Callable[[str], None]

NOW = datetime(2026, 11, 16, 14, tzinfo=UTC)
ONE_IN = 8  # of what is dear

# Categories and directions of characters that no screen may be given
CONTROLS = ("Cc", "Cs", "Zl", "Zp")
TURNS = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


@dataclass(frozen=True, slots=True)
class Parser:
    """`family` is the target of the fuzzer that it belongs to."""

    name: str
    family: str
    phrases: Sequence[str]
    reads: Reads


PARSERS: dict[str, Parser] = {}


def parser(family: str, *phrases: str) -> Callable[[Reads], Reads]:
    """The phrases are a few that it understands."""

    def add(reads: Reads) -> Reads:
        PARSERS[reads.__name__] = Parser(reads.__name__, family, phrases, reads)
        return reads

    return add


def pick(text: str, among: Sequence[T]) -> T:
    """One for each text, the same each time."""
    return among[crc32(text[:100].encode("utf-8", "surrogatepass")) % len(among)]


def folder() -> Path:
    """Of this process, gone when it ends."""
    return Path(_folder().name)


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()
