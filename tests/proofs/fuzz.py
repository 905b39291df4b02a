"""Looks for texts that break a reader, led by what they reach in our code.

`python -m tests.proofs.fuzz TARGET SECONDS FOLDER` ends well, or with the text that
broke it. https://github.com/google/atheris
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from random import Random
from time import process_time

import atheris

with atheris.instrument_imports(include=["adapters", "bot"]):
    from bot.engine.faults import named
    from bot.events import Submitted
    from bot.flows import FLOWS
    from bot.views import Form
    from tests.proofs.hostile import ALL, SLOWEST, alone, hostile
    from tests.proofs.known import (
        RESTS,
        WORDS,
        Deciding,
        acquainted,
        pressed,
        reached,
        said,
    )
    from tests.proofs.parsers import PARSERS
    from tests.talk import ANA, MONDAY, Talk

LONGEST = 2_000  # bytes; what is endless is not found by chance, and tried elsewhere
MOST_OF_WORD = 32  # bytes
MOST = 5 * SLOWEST
"""Milliseconds: each branch that is watched is counted, so that a reader is up to four
times as slow, and machines differ. Unwatched, `SLOWEST` itself holds for all of them.
"""

TRIES = 3  # of what seems slow
HANGS = 30  # seconds

Reads = Callable[[str], object]


def main(target: str, seconds: str, folder: str) -> None:
    readers, seeds = target_of(target, Path(folder))
    corpus = Path(folder, "corpus")
    corpus.mkdir()
    for nth, seed in enumerate(seeds):
        text = seed.encode("utf-8", "surrogatepass")[:LONGEST]
        (corpus / str(nth)).write_bytes(bytes([nth % len(readers)]) + text)
    words = Path(folder, "words")
    words.write_text("\n".join(map(quoted, {*ALL, *" ".join(seeds).split()})))
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST,
        "timeout": HANGS,
        "dict": words,
        "artifact_prefix": f"{folder}/",
    }
    given = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup(["fuzz", *given, str(corpus)], partial(one_input, readers))
    atheris.Fuzz()


def target_of(name: str, folder: Path) -> tuple[Sequence[Reads], Sequence[str]]:
    """Its readers, and what to begin with."""
    if name in ("words", "tokens"):
        talk = Talk(folder, FLOWS)
        acquainted(talk)
        tokens, forms = talk.read(lambda book: reached(Deciding(book)))
        if name == "tokens":
            return [partial(presses, talk), partial(fills, talk, forms)], tokens
        rests = generated(RESTS, len(WORDS))
        lines = [f"{w} {rest}" for w, rest in zip(WORDS, rests, strict=True)]
        return [partial(says, talk)], (*WORDS, *lines)
    family = [parser for parser in PARSERS.values() if parser.family == name]
    phrases = [phrase for parser in family for phrase in parser.phrases]
    return [p.reads for p in family], (*alone(phrases), *generated(phrases))


def generated(phrases: Sequence[str], count: int = 200) -> Sequence[str]:
    random = Random(0)
    return [hostile(random, phrases) for _ in range(count)]


def quoted(word: str) -> str:
    """As libFuzzer wants it, https://llvm.org/docs/LibFuzzer.html#dictionaries"""
    some = word.encode("utf-8", "surrogatepass")[:MOST_OF_WORD]
    return '"' + "".join(f"\\x{byte:02x}" for byte in some) + '"'


def one_input(readers: Sequence[Reads], data: bytes) -> None:
    """The first byte chooses a reader."""
    text = data[1:].decode("utf-8", "surrogateescape")
    reads = readers[data[0] % len(readers) if data else 0]
    took = timed(reads, text)
    for _ in range(TRIES if took > MOST else 0):
        took = min(took, timed(reads, text))
    if took > MOST:
        raise AssertionError(f"{took:.0f} ms, which is too much, for {text!a}")


def timed(reads: Reads, text: str) -> float:
    """Milliseconds of the processor, whichever thread had them."""
    start = process_time()
    try:
        reads(text)
    except Exception as error:
        raise AssertionError(f"{error!r}, {named(error)}, after {text!a}") from error
    return (process_time() - start) * 1_000


def says(talk: Talk, text: str) -> None:
    talk.read(lambda book: Deciding(book)(said(len(text), text)))


def presses(talk: Talk, text: str) -> None:
    token, _, chosen = text.partition("\n")
    talk.read(lambda book: Deciding(book)(pressed(len(text), token, chosen)))


def fills(talk: Talk, forms: Sequence[Form], text: str) -> None:
    form = forms[len(text) % len(forms)]
    keys = [field.key for field in form.fields]
    answers = dict(zip_longest(keys, text.split("\n")[: len(keys)], fillvalue=""))
    filled = Submitted("1", ANA, ANA.direct, form.token, MONDAY, answers)
    talk.read(lambda book: Deciding(book)(filled))


if __name__ == "__main__":
    main(*sys.argv[1:])
