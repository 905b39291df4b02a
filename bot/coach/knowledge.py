"""How the files under `knowledge/` are read."""

import tomllib
from pathlib import Path
from typing import Any

from bot.errors import Unusable

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
"""What the coach knows, as files that a career office can read and edit."""


def read_toml(path: Path) -> dict[str, Any]:
    """Raises `Unusable` with the file and the line that cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = getattr(error, "strerror", "") or error  # of a file, without its number
        raise Unusable(
            f"{path.name} cannot be read: {why}. Put the file right, or back as it was."
        ) from error
