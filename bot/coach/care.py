"""Words of distress: here the coach steps back and says where a person can be found."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.errors import Unusable

Trouble = Literal["", "distress", "wrong"]

NO_PERSON = "No person reads this."


def is_distress(text: str) -> bool:
    """
    >>> is_distress("I am scared to go back"), is_distress("dying to know")
    (True, False)
    """
    return trouble_in(text) != ""


def trouble_in(text: str) -> Trouble:
    """What speaks from it; the student's own distress before what somebody did.

    >>> trouble_in("he made me uncomfortable")
    'wrong'
    """
    said = _plain(text)
    return next((kind for sign, kind in _signs() if sign in said), "")


def first_words(trouble: Trouble) -> str:
    return str(_care()["first"][trouble or "wrong"])


def can_do(trouble: Trouble) -> tuple[str, ...]:
    return tuple(_care()["can"][trouble or "wrong"])


def somebody_near() -> str:
    """Where a person is found, when the office has said nothing."""
    return str(_care()["nobody"]["set"])


def _plain(text: str) -> str:
    """In haste an apostrophe is left out, on a telephone it is curly."""
    return text.casefold().replace("\u2019", "").replace("'", "")


@cache
def _signs() -> Sequence[tuple[str, Trouble]]:
    kinds: tuple[Trouble, ...] = ("distress", "wrong")
    return [(_plain(sign), kind) for kind in kinds for sign in _care()[kind]]


@cache
def _care() -> Mapping[str, Any]:
    data = read_toml(KNOWLEDGE / "care.toml")
    try:
        lists = [data[kind] for kind in ("distress", "wrong")]
        lists += [data["can"][kind] for kind in ("distress", "wrong")]
        texts = [data["first"]["distress"], data["first"]["wrong"]]
        texts += [data["nobody"]["set"], *(text for one in lists for text in one)]
    except (KeyError, TypeError) as error:
        remedy = "Put it back as it was."
        raise Unusable(f"care.toml: {error} is missing. {remedy}") from error
    if not all(isinstance(text, str) and text for text in texts):
        raise Unusable('care.toml: a text is no words. Write it between " and ".')
    return data
