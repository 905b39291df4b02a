"""A student's words without the people in them, so that they can be handed in.

Taken out are the names of all whom the student recorded, as a whole and in part, in
any case and with endings; their places of work; and addresses of any kind. Somebody
who was never recorded cannot be known: the student reads the page before giving it
away.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bot.coach.learning.folded import TOKEN, plain
from bot.coach.learning.known import APART, LEAST_OF_NAME, SOMEBODY, Known, known_of
from bot.coach.learning.lore import lore
from bot.records import Contact

WORKPLACE, ADDRESS = "their workplace", "(an address)"

MOST_OF_PLACE = 8
MOST_ENDING = 3  # letters: Rosas, Annan, Tomkiem

Unnamed = Callable[[str], str]

_JOINED = re.compile(r"[\s.&,-]*")
_ADDRESS = re.compile(
    r"\S+@\S+\.\S+|(?:https?://|www\.)\S+|(?<!\w)@\w[\w.-]*"
    r"|\+\d[\d ().-]{6,}\d|\(?\b\d{3}\)?[ .-]\s?\d{3}[ .-]\d{4}\b"
)


def unnamed(people: Iterable[Contact]) -> Unnamed:
    """What takes these people out of any text.

    >>> rosa = Contact(id="1", name="Rosa Diaz", role="nurse", employer="Mercy Clinic")
    >>> unnamed([rosa])("Rosa's shift at Mercy is long. Ask ROSA DIAZ!")
    "A nurse's shift at their workplace is long. Ask a nurse!"
    """
    known = known_of(list(people))
    return lambda text: _taken_out(text, known)


def _taken_out(text: str, known: Known) -> str:
    text = _ADDRESS.sub(ADDRESS, known.reach.sub(ADDRESS, text))
    for name in known.unspaced:
        text = text.replace(name, f" {SOMEBODY} ")
    return _spoken(_pieces(text, known), known)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text; `ids` of whom it may name, None for a place or for words."""

    text: str
    is_place: bool = False
    ids: frozenset[str] | None = None
    ending: str = ""


def _pieces(text: str, known: Known) -> Iterator[_Piece]:
    tokens = list(TOKEN.finditer(text))
    plains = [plain(token[0]) for token in tokens]
    at = end = 0
    while at < len(tokens):
        many = _place_at(tokens, plains, at, known)
        piece = _Piece("", is_place=True) if many else _name(tokens[at][0], known)
        if piece:
            yield _Piece(text[end : tokens[at].start()])
            yield piece
            end = tokens[at + max(many, 1) - 1].end()
        at += max(many, 1)
    yield _Piece(text[end:])


def _place_at(
    tokens: list[re.Match[str]], plains: list[str], at: int, known: Known
) -> int:
    """How many words from here on are a place of work."""
    longest = MOST_OF_PLACE if plains[at] in known.place_starts else 0
    for many in range(min(longest, len(plains) - at), 0, -1):
        if tuple(plains[at : at + many]) in known.places:
            return many
    is_one = plains[at].removesuffix("'s") in known.place_words
    if not (is_one and tokens[at][0][0].isupper()):
        return 0
    many = 1
    while at + many < len(plains) and tokens[at + many][0][0].isupper():
        if plains[at + many] not in known.place_words | lore().places:
            break
        many += 1
    return many


def _name(token: str, known: Known) -> _Piece | None:
    """Whom a word names, with its ending; a part of it is enough."""
    is_capital = token[0].isupper()
    whole = plain(token)
    parts = [whole] if whole.isalpha() else _parts_of(whole)
    for part in parts:
        if ids := _meant(part, is_capital, known):
            possessive = re.search(r"['\u2019]s?$", token, re.IGNORECASE)
            return _Piece("", ids=ids, ending="'s" if possessive else "")
    return None


def _parts_of(word: str) -> list[str]:
    """Itself, run together, and each of what a hyphen or a figure holds apart."""
    apart = [part for part in APART.split(word) if part]
    return [word, "".join(apart), *apart]


def _meant(word: str, is_capital: bool, known: Known) -> frozenset[str]:
    """An everyday word names nobody unless it is written as a name."""
    for said in (word, word.removesuffix("s")):
        found = known.names.get(said, frozenset())
        if found and (is_capital or said not in lore().everyday):
            return found
    longest = len(word) - LEAST_OF_NAME + 1
    for ending in range(1, min(MOST_ENDING + 1, longest) if is_capital else 0):
        start = word[:-ending]
        if ids := known.names.get(start) or known.changed.get(start):
            return ids
    return frozenset()


def _spoken(pieces: Iterable[_Piece], known: Known) -> str:
    """With what stands for each; names that stand together are one person."""
    out: list[_Piece] = []
    for piece in pieces:
        if len(out) > 1 and _is_one(out[-2], out[-1], piece):
            first, _ = out.pop(-2), out.pop()
            piece = replace(piece, ids=_both(first.ids, piece.ids) or None)
        if piece != _Piece(""):
            out.append(piece)
    said = ""
    for piece in out:
        said += _capital(_instead(piece, known), said, piece)
    return said.strip()


def _is_one(first: _Piece, between: _Piece, last: _Piece) -> bool:
    if first.ending or between.ids or between.is_place:
        return False
    is_near = _JOINED.fullmatch(between.text) is not None
    return is_near and bool(
        (first.is_place and last.is_place) or _both(first.ids, last.ids)
    )


def _both(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str]:
    return (one or frozenset()) & (two or frozenset())


def _instead(piece: _Piece, known: Known) -> str:
    if piece.is_place:
        return WORKPLACE
    if piece.ids is None:
        return piece.text
    (one, *more) = sorted(piece.ids)
    return f"{SOMEBODY if more else known.roles[one]}{piece.ending}"


def _capital(said: str, before: str, piece: _Piece) -> str:
    begins = not before.strip() or before.rstrip()[-1] in ".!?\n"
    is_ours = piece.is_place or piece.ids is not None
    return said[:1].upper() + said[1:] if begins and is_ours else said
