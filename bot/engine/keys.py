"""What people are found by: their names whatever the case, and keyed hashes."""

import hmac
from collections.abc import Sequence

from bot.text import one_line

MOST = 500  # characters: a name and an employer
VERSION = 1


def folded(text: str) -> str:
    return one_line(text, MOST).casefold()


def first(name: str) -> str:
    return folded(name).partition(" ")[0]


def mark(secret: bytes, text: str) -> str:
    """Tells whether a text came before, whatever its case, and never which it was.

    The version in front says which secret and hash made it, so that they can change.
    """
    digest = hmac.digest(secret, folded(text).encode(), "sha256").hex()
    return f"{VERSION}:{digest}"


def marks(secrets: Sequence[bytes], text: str) -> tuple[str, ...]:
    return tuple(mark(secret, text) for secret in secrets)


def name_of(secret: bytes) -> str:
    """Tells secrets apart, and nothing else about them."""
    return hmac.digest(secret, b"which of the secrets", "sha256")[:8].hex()
