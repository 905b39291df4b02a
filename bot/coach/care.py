"""Words of distress: here the coach steps back and says where a person can be found."""

from functools import cache

from bot.coach.knowledge import KNOWLEDGE, read_toml


def is_distress(text: str) -> bool:
    """
    >>> is_distress("I am scared to go back"), is_distress("dying to know")
    (True, False)
    """
    said = text.casefold().replace("\u2019", "'")
    return any(words in said for words in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(read_toml(KNOWLEDGE / "care.toml")["distress"])
