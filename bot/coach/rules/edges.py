"""The edges of a message: greeting, signature, and the mail that it answers."""

import re
from collections.abc import Iterator

from bot.coach.rules.words import BLANK, Span, bag, names_in

TITLES = r"(?:dr|mr|mrs|ms|mx|prof|st|sr|sra|rev|hon|fr)"
ABBREVIATED = re.compile(
    rf"(?:\b{TITLES}|\b(?:e\.g|i\.e|vs|cf|approx|esp|incl|resp|fig)"
    r"|(?<![.\w'])(?:(?![ap]\.m)[a-z]\.)*[b-hj-z])$"
)
"""Before a stop that ends no sentence."""

_REPLY = re.compile(
    r"^(?:on\b[^\n]{0,200}\bwrote:[ ]*$|-{2,} ?(?:original|forwarded) message"
    r"|from: .+\n(?:sent|to|date): ).*",
    re.M | re.S,
)
_REPLIED_LINE = re.compile(r"^[ ]?>.*$", re.M)
_GREETS = re.compile(
    r"[\s\W]*(?:@\w+[\s,]+)*"
    r"(?:hi+|hello|hey+|hiya|heya|dear|dearest|respected|greetings|good day|hola"
    r"|good (?:morning|afternoon|evening)|salut|bonjour|hallo|ciao|namaste|yo"
    r"|to whom it may concern|to(?= (?:whoever|whomever|anyone|all)\b)"
    r"|to the(?= (?:hiring|recruit|hr\b|team))|sup|evening|morning"
    r"|salaam|ola|ol\u00e1)(?![\w'])"
)
_ADDRESSEE = re.compile(
    r"(?:[ ]+whom?ever[^,:\n]{0,60}"
    r"|(?:[ ]+(?!(?:i|i'm|thanks|thank|thx|your|my|can|could|would|this|it|hope|just|we"
    r"|are|do|is|how|what|saw|loved|love|got|was|am|so|sorry|quick|have|if|please)\b)"
    r"[\w.'/-]+){0,6}?)[ ]*(?:[,!?:;\n\u2013\u2014.]|[ ]-[ ]|$)"
)
_CAPITALISED = re.compile(r"(?:[ ]+(?!I\b)[A-Z\u00c0-\u00de][\w.'-]*){1,3}")
_CLOSING = bag(
    "thanks thx cheers regards best wishes sincerely faithfully truly yours warmly"
    " respectfully cordially gratefully gratitude admiration appreciation abrazo love"
    " saludos tia xx xxx thank greetings cordialement"
)
_AROUND_CLOSING = _CLOSING | bag(
    "many kind kindest warm warmest very all the my with and i in advance again so much"
    " you un to your have a good great nice day week weekend take care"
)
LAST_LINES = 7


def replies(plain: str) -> Iterator[Span]:
    """The mail that this one answers, where a program quoted it."""
    for found in (*_REPLY.finditer(plain), *_REPLIED_LINE.finditer(plain)):
        yield found.span()


def greeting(plain: str, raw: str) -> Span:
    """From "Hi" to the comma after the name, or to the name where no comma follows."""
    greets = _GREETS.match(plain[:200])
    if not greets:
        return (0, 0)
    named = _ADDRESSEE.match(plain, greets.end(), greets.end() + 80)
    if named and not _after_title(plain, named.end()):
        return (0, named.end())
    capitalised = _CAPITALISED.match(raw, greets.end(), greets.end() + 60)
    return (0, capitalised.end() if capitalised else greets.end())


def _after_title(plain: str, end: int) -> bool:
    """The stop after "Dr" or "J" ends no greeting."""
    return plain[end - 1] == "." and bool(ABBREVIATED.search(plain[: end - 1][-12:]))


def signature(plain: str, start: int, writer: str) -> Span:
    """From the closing formula, or from a last line that is but the writer's name."""
    end = len(plain.rstrip(" \n" + BLANK))
    lines = list(_last_lines(plain, start, end))
    for at, line in reversed(lines):
        if _closes(line):
            return (at, len(plain))
    if lines and writer and _is_name_of(lines[0][1].strip(" -\u2013\u2014"), writer):
        return (lines[0][0], len(plain))
    return (len(plain), len(plain))


def _last_lines(plain: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The last one first, with where each begins."""
    for _ in range(LAST_LINES):
        at = plain.rfind("\n", start, end) + 1
        if at <= start:
            return
        if line := plain[at:end].strip():
            yield at, line
        end = at - 1


def _closes(line: str) -> bool:
    words = names_in(line)
    formula = 0 < len(words) <= 7 and set(words) <= _AROUND_CLOSING
    return formula and not _CLOSING.isdisjoint(words)


def _is_name_of(line: str, writer: str) -> bool:
    words = names_in(line)
    begins = set(names_in(writer.lower())) & set(words[:3])
    return 0 < len(words) <= 8 and bool(begins)
