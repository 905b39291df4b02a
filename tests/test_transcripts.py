"""Whole conversations in a terminal: what was said, and what was seen.

A transcript is what `whoelse chat --plain --echo` prints. `make transcripts` says them
again and writes down what is seen now, to be read before it is kept.
"""

import sys
from pathlib import Path

import pytest

from tests.readme import chatted

FOLDER = Path(__file__).parent / "transcripts"
HEARD = ">"


def typed(transcript: str) -> list[str]:
    heard = (line for line in transcript.splitlines() if line.startswith(HEARD))
    return [line.removeprefix(HEARD).removeprefix(" ") for line in heard]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_it_is_said_again_word_for_word(path: Path) -> None:
    transcript = path.read_text("utf-8")
    assert typed(transcript)
    assert chatted(*typed(transcript)) == transcript


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        path.write_text(chatted(*typed(path.read_text("utf-8"))), "utf-8")
