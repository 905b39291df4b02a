"""Every reader of typed text: what it may give back, and how it may refuse.

Each function below a `@parser` is given one text, whatever that is, and asserts what
has to hold of what came of it. That is all a new one needs: the suite, `make prove` and
the fuzzer find it here.
"""

from tests.proofs.parsers import (  # noqa: F401 - each puts its own on the list
    files,
    messages,
    people,
    questions,
    terminal,
    times,
)
from tests.proofs.parsers.table import PARSERS, Parser

__all__ = ["PARSERS", "Parser"]
