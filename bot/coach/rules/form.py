"""Form: the subject of a mail, links, booking pages."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.coach.rules.draft import FIRST, MAILS, Draft, Found, rule
from bot.coach.rules.finding import hits
from bot.coach.rules.guide import guide
from bot.coach.rules.why import known

_LINK = re.compile(
    r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|(?<![@\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*"
    r"\.(?:com|org|net|io|co|me|ly|gl|gd|gy|cc|app|link|at|edu|id|fit)(?:/[^\s<>\"]*)?\b",
    re.I,
)
_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|sv)\s*:\s*)+", re.I)
LONGEST_SUBJECT = 50  # characters


@rule("subject", channels=MAILS)
def subject(draft: Draft) -> Iterator[Found]:
    """A subject that nobody told us about is only mentioned."""
    line = draft.subject
    bare = _REPLY.sub("", line.raw).strip() if line else ""
    if line is None or not bare:
        if draft.kind in FIRST:
            yield Found(None, "info" if line is None else "block", "none")
        return
    slots = {"words": bare, "known": known(draft.contact)}
    if draft.kind in FIRST and any(hits(line, "subject", "jobs")):
        yield Found(None, "block", "job", slots)
    elif _is_generic(bare) and draft.kind in FIRST:
        yield Found(slots=slots)
    elif len(bare) > LONGEST_SUBJECT:
        long = {"count": len(bare), "most": LONGEST_SUBJECT}
        yield Found(None, "warn" if len(bare) > 60 else "info", "long", long)


def _is_generic(line: str) -> bool:
    words = " ".join(re.findall(r"[^\W_]+", line.lower()))
    return words in guide().rules["subject"].lists["generic"]


@rule("links")
def links(draft: Draft) -> Iterator[Found]:
    shorteners = guide().words("links", "shorteners")
    found = list(_LINK.finditer(draft.text.own))
    for link in found:
        if _host(link[0]) in shorteners:
            words = {"words": link[0]}
            yield Found(link.span(), "block", "short", words)
            return
    if len({link[0] for link in found}) > 1 and draft.kind in FIRST:
        yield Found(found[1].span(), slots={"count": len(found)})


@rule("calendar-link", FIRST)
def calendar_link(draft: Draft) -> Iterator[Found]:
    sites = guide().words("calendar-link", "sites")
    for link in _LINK.finditer(draft.text.own):
        if _host(link[0]) in sites:
            yield Found(link.span(), fix=draft.without_sentence(link.span()))
            return
    for hit in draft.meant("calendar-link", "booking"):
        yield Found(hit.span, fix=draft.without_sentence(hit.span))
        return


def _host(link: str) -> str:
    try:
        host = urlsplit(link if "://" in link else f"https://{link}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
