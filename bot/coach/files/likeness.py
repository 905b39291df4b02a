"""Whether two words for somebody are the same, whatever the case and the accents."""

import re
import unicodedata

from bot.text import MOST_NAME

_ACCENTS = re.compile("[\u0300-\u036f]+")
_UNCOMBINED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae"})


def folded(text: str) -> str:
    """
    >>> folded("Zoé  MÜLLER-Groß"), folded("Łukasz")
    ('zoe muller-gross', 'lukasz')
    """
    text = text[:MOST_NAME].casefold()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = text.translate(_UNCOMBINED)
    return " ".join(text.split())
