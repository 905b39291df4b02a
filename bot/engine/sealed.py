"""Values that nobody may read in the file, each sealed to the row where it stands.

AES-GCM with a key that HKDF derives from the operator's one secret. The table, the key
of the row and the column are sealed in, so that a value opens nowhere else
(https://cryptography.io/en/latest/hazmat/primitives/aead/). In front stands which
secret sealed it: `1:5fe0a3c1:...`, the version of this form and a mark of the secret.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from functools import cached_property
from secrets import token_bytes
from typing import TYPE_CHECKING

from bot.errors import Unusable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
KEY, MARK, NONCE = 32, 4, 12  # bytes

NO_SECRET = "There is no secret to seal tokens with. Set WHOELSE_SECRET."
OTHER_SECRET = (
    "The tokens in the data file were sealed with another secret."
    " Start with the one from then, as WHOELSE_SECRET or in the key file."
)
DAMAGED = "a token in the data file is damaged. Install the app there once more."


class Damaged(Unusable):
    """One value does not open, though its secret is known: it was changed or moved."""


class Sealer:
    """Seals with the newest secret, and opens what any of them sealed.

    `secrets` come newest first. Raises Unusable where there is none.
    """

    def __init__(self, secrets: Sequence[bytes]) -> None:
        if not secrets or not all(secrets):
            raise Unusable(NO_SECRET)
        self._secrets = secrets

    @cached_property
    def _ciphers(self) -> Mapping[str, "AESGCM"]:
        """The newest first; 8 MB of cryptography, and most have nothing to seal."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return {_mark(one): AESGCM(_derived(one, KEY)) for one in self._secrets}

    @property
    def _newest(self) -> str:
        return next(iter(self._ciphers))

    def seal(self, text: str, row: Sequence[str]) -> str:
        """`row` is where it will stand: the table, its key, the column."""
        nonce = token_bytes(NONCE)
        cipher = self._ciphers[self._newest]
        sealed = cipher.encrypt(nonce, text.encode(*_UTF_8), _bound(row))
        return f"{self._newest}:{urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, row: Sequence[str]) -> str:
        """Unusable for what another secret sealed, Damaged for all else."""
        from cryptography.exceptions import InvalidTag

        mark, _, content = sealed.rpartition(":")
        if _is_mark(mark) and mark not in self._ciphers:
            raise Unusable(OTHER_SECRET)
        try:
            raw = urlsafe_b64decode(content)
            cipher = self._ciphers[mark]
            plain = cipher.decrypt(raw[:NONCE], raw[NONCE:], _bound(row))
            return plain.decode(*_UTF_8)
        except (InvalidTag, KeyError, ValueError):  # whose text may quote what it met
            raise Damaged(DAMAGED) from None

    def has_opener(self, sealed: str) -> bool:
        """Whether one of our secrets sealed it."""
        return sealed.rpartition(":")[0] in self._ciphers

    def is_newest(self, sealed: str) -> bool:
        return sealed.startswith(f"{self._newest}:")


def _mark(secret: bytes) -> str:
    """Tells secrets apart, and nothing about them; no key is made of it."""
    return f"{VERSION}:{_derived(secret, MARK).hex()}"


def _is_mark(mark: str) -> bool:
    version, _, of_secret = mark.partition(":")
    return version == str(VERSION) and len(of_secret) == 2 * MARK


def _derived(secret: bytes, length: int) -> bytes:
    """What it is for is part of it: the key of keyed hashes is another.

    https://cryptography.io/en/latest/hazmat/primitives/key-derivation-functions/#hkdf
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    use = f"whoelse sealed {VERSION}, {length} bytes".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=use).derive(secret)


_UTF_8 = "utf-8", "surrogatepass"  # whatever text it is, it comes back


def _bound(row: Sequence[str]) -> bytes:
    """As JSON, so that no two rows are alike, wherever their names are cut."""
    return json.dumps([*row]).encode()
