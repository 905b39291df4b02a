"""What a log may say of an error: its class and where, never what was in it."""

from pathlib import Path
from traceback import extract_tb

DEEPEST = 4


def named(error: BaseException) -> str:
    """Its class and the last lines of code it came through, innermost first.

    Its text is left out: that may quote a person, or hold somebody's token.
    """
    frames = reversed(extract_tb(error.__traceback__)[-DEEPEST:])
    lines = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames)
    said = f"{type(error).__name__} at {lines}" if lines else type(error).__name__
    cause = error.__cause__
    return f"{said}, because of {named(cause)}" if cause else said
