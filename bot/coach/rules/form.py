"""Form: the subject of a mail, links, booking pages, a greeting and nothing more."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.coach.rules.draft import (
    CHATS,
    FIRST,
    MAILS,
    Draft,
    Found,
    first_meant,
    quoting,
    rule,
)
from bot.coach.rules.finding import hits
from bot.coach.rules.guide import guide
from bot.coach.rules.people import parts, plain, telling
from bot.coach.rules.why import known

_LINK = re.compile(
    r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|(?<![@\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*"
    r"\.(?:com|org|net|io|co|me|ly|gl|gd|gy|cc|app|link|at|edu|id|fit)"
    r"(?:/[^\s<>\"]*)?\b",
    re.I,
)
_MAY_LINK = re.compile(r"://|[a-zA-Z0-9-]\.[a-zA-Z]")
"""Seldom found, and found sooner than a link."""

_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|sv)\s*:\s*)+", re.I)
LONG_SUBJECT, FAR_TOO_LONG = 50, 60  # characters


@rule("subject", channels=MAILS)
def subject(draft: Draft) -> Iterator[Found]:
    line = draft.subject
    bare = _REPLY.sub("", line.raw).strip() if line else ""
    slots = {"words": bare, "known": known(draft.contact)}
    if line is None or not bare:
        yield from _no_subject(draft)
    elif draft.kind in FIRST and any(hits(line, "subject", "jobs")):
        yield Found(None, "block", "job", slots)
    elif draft.kind in FIRST and _is_generic(bare):
        yield Found(slots=slots)
    elif len(bare) > LONG_SUBJECT:
        long = {"count": len(bare), "most": LONG_SUBJECT}
        yield Found(None, "warn" if len(bare) > FAR_TOO_LONG else "info", "long", long)


def _no_subject(draft: Draft) -> Iterator[Found]:
    """Empty, or perhaps only not told to us."""
    if draft.kind in FIRST:
        yield Found(None, "info" if draft.subject is None else "block", "none")


def _is_generic(line: str) -> bool:
    words = " ".join(re.findall(r"[^\W_]+", line.lower()))
    return words in guide().rules["subject"].lists["generic"]


@rule("links")
def links(draft: Draft) -> Iterator[Found]:
    found = _links_in(draft.text.own)
    for link in found:
        if _host(link[0]) in guide().words("links", "shorteners"):
            yield Found(link.span(), "block", "short", {"words": link[0]})
            return
    if len({link[0] for link in found}) > 1 and draft.kind in FIRST:
        yield Found(found[1].span(), slots={"count": len(found)})


@rule("calendar-link", FIRST)
def calendar_link(draft: Draft) -> Iterator[Found]:
    for link in _links_in(draft.text.own):
        if _host(link[0]) in guide().words("calendar-link", "sites"):
            yield quoting(draft, link.span())
            return
    yield from first_meant(draft, "calendar-link", "booking")


def _links_in(text: str) -> list[re.Match[str]]:
    return [*_LINK.finditer(text)] if _MAY_LINK.search(text) else []


def _host(link: str) -> str:
    try:
        host = urlsplit(link if "://" in link else f"https://{link}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


@rule("bare-hello", FIRST, CHATS)
def bare_hello(draft: Draft) -> Iterator[Found]:
    """A greeting, pleasantries and "can I ask you something" (https://nohello.net)."""
    empty = draft.hits("bare-hello", "empty")
    covered = {at for hit in empty for at in range(hit.first, hit.last)}
    names = parts(draft.contact.name)
    left = [
        form
        for at, form in enumerate(draft.text.forms)
        if form and at not in covered and plain(form) not in names
    ]
    if len(left) <= 1 and not telling(left) & telling(draft.contact.facts):
        yield Found()
