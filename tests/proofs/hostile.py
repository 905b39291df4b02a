"""Hostile text: what somebody types to break a bot, and what is pasted by accident.

`hostile` makes one text, short enough to try thousands; `endless` makes the long ones.
The phrases that a reader understands go into it too, damaged, since whoever wants to
break a reader begins with what it knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random, SystemRandom

from bot.text import MOST
from tests.proofs.scale import scale

A_PART = 2_000  # texts
PARTS = range(scale(1, 4))
SLOWEST = 100.0  # milliseconds of the processor, where the machine is ours

SCRAPS: Mapping[str, tuple[str, ...]] = {
    "letters": ("a", "I", "é", "ß", "İ", "ﬃ", "林", "ไทย", "नमस्ते", "שלום", "العربية"),
    "digits": ("3", "12", "\u0663", "\uff11\uff12", "²", "½", "Ⅷ", "-1", "1e9", "NaN"),
    "numbers": ("9" * 20, "9" * 5_000, str(2**63), "-0", "1.5.5", "1_000", "+", "0x1F"),
    "marks": ("\u0301", "\u0301" * 40, "e\u0323\u0302", "\u20dd", "\ufe0f", "\u0f90"),
    "invisible": ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e"),
    "turning": ("\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c", "\u202cx"),
    "control": ("\0", "\a", "\b", "\x1b", "\x7f", "\x85", "\x9b", "\x1c", "\v", "\f"),
    "broken": ("\ud800", "\udfff", "\udc80", "\ufffe", "\uffff", "\U0010ffff"),
    "growing": ("\ufdfa", "\u0390", "\u1fb7", "\u01c4", "\u3300", "\u0149", "\u2a74"),
    "pictures": ("\U0001f600", "\U0001f469\u200d\U0001f467", "\U0001f1e9", "\u2620"),
    "blanks": (" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2028", "\u2029", "\r"),
    "points": (".", ",", ";", ":", "?", "!", "...", "-", "~", "/", "//", "|", "#"),
    "quotes": ("'", '"', "`", "\u2019", "\u201c", "((", ")", "[", "{{", "}", "<", ">"),
    "slack": ("<!channel>", "<@U1>", "<#C1|x>", "<evil|good>", "&lt;", "*b*", "```"),
    "discord": ("@everyone", "<@&5>", "[x](y)", "</cmd:1>", "<t:0:R>", "||s||", "-#"),
    "formulas": ("=1+1", "+cmd|' /C'!A0", "@SUM(A1)", "\uff1d1", '=LINK("x")', "\t=1"),
    "formats": ("%s", "%(x)s", "%n", "{0}", "{x.__class__}", "{{7*7}}", "${x}", "$x"),
    "sql": ("'; drop table people;--", "' or 1=1", "\\", "%", "_", "/*", "x'00'"),
    "paths": ("../../etc/passwd", "C:\\x", "~root", "/dev/zero", "file:///", "CON"),
    "lines": ("\r\nBEGIN:VEVENT", "\r\nBcc: x", "\n.\n", "END:VCARD\n", "\nname,mail"),
    "escapes": ("\x1b[2J", "\x1b]8;;x\a", "\x1b[31m", "\x9b2J", "\x1b]0;t\a"),
    "data": ("{", "[[", '{"v":1}', "null", "[]", 'a = "', "[a]", '"""', "\\u0000"),
    "addresses": ("a@b.cd", "@", "@x", "x@", "mailto:", "https://", "u:pw@h", "+1 555"),
    "dates": (
        "31/02", "30 february", "29 feb", "99:99", "25:61", "24:00", "00:00", "12am",
        "2026-02-30", "0000-01-01", "10000-01-01", "9999-12-31", "0001-01-01T00:00+14",
        "2026-01-01T00:00+99:99", "2026-01-01T00:00-00:00:01", "2026-W53-7", "20261131",
        "in 999 years", "0 days", "999 months ago", "last last friday", "friday friday",
        "31st", "0th", "32nd", "13/13/2026", "1/1/0001", "60 minutes past 12", "half",
        "-3 days", "1.5 business days", "next next week", "utc+25", "gmt-99", "Etc/GMT",
    ),
    "words": (
        "next", "add", "sent", "booked", "undo", "forget", "plan", "write", "check",
        "my", "remind me", "to", "at", "by", "for", "until", "again", "not", "no",
        "friday", "3pm", "tomorrow", "yesterday", "in 2 days", "aunt", "nurse", "Priya",
        "Tom Okafor", "Shah", "recommended by", "thank-you", "email", "swap 3", "drop",
        "move 1 2", "20 minutes", "settings", "zone", "help", ":cancel", ":quit", "1",
    ),
}  # fmt: skip
"""By what is wrong with them; the last are the bot's own words, in a wild order."""

FOUND = (
    "tomorrow evening ~ or morning ~",
    "~3pm",
    "please !",
    "I \u3000 .",
    "9999-12-31T23:59-14:00",
    "." * 4_000 + "x",
    "0-" * 2_000,
    "a " * 1_900,
    "//" * 1_900 + " x",
    "a/" * 2_000,
    "@everyone" * 400,
    "X" * 4_000,
    "x" + " " * 3_900 + "x",
    "x" + " \u200f" * 1_900 + "x",
    "," * 3_900 + "x",
    "\uffff" * 100,
)
"""What once broke a reader, or held it up."""

ALL = tuple(scrap for scraps in SCRAPS.values() for scrap in scraps)
PLANES = (0x80, 0x250, 0x3000, 0x10000, 0x20000, 0x110000)
LONG = MOST + 100  # characters: more than any reader reads of one message
ENDLESS = 100_000


def random_for(name: str, part: int) -> Random:
    """The first part is the same each time; the others are new, and say their seed."""
    seed = f"{name}/{SystemRandom().getrandbits(64)}" if part else name
    print(f"the seed is {seed!r}")  # noqa: T201 - pytest shows it beside a failure
    return Random(seed)


def hostile(random: Random, phrases: Sequence[str] = ()) -> str:
    """One text, of a few characters or of a few thousand."""
    ways = (_mixed, _in_wild_order, _damaged, _from_anywhere, _piled)
    [way] = random.choices(ways, (8, 4, 5, 2, 1))
    return way(random, phrases or SCRAPS["words"])


def _mixed(random: Random, phrases: Sequence[str]) -> str:
    """Scraps of any kind, side by side."""
    pools = (ALL, SCRAPS["words"], phrases, SCRAPS[random.choice([*SCRAPS])])
    scraps = [random.choice(random.choice(pools)) for _ in range(random.randint(0, 7))]
    return random.choice(("", " ", " ", ", ")).join(scraps)


def _in_wild_order(random: Random, phrases: Sequence[str]) -> str:
    return " ".join(random.choices(phrases, k=random.randint(1, 7)))


def _damaged(random: Random, phrases: Sequence[str]) -> str:
    """Something that is understood, with stretches of it lost, doubled or replaced."""
    text = random.choice(phrases)
    for _ in range(random.randint(1, 3)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.randint(0, 6))
        instead = random.choice(("", text[start:end] * 2, random.choice(ALL)))
        text = text[:start] + instead + text[end:]
    return text


def _from_anywhere(random: Random, phrases: Sequence[str]) -> str:
    """Characters from anywhere, lone surrogates too."""
    plane = random.choice(PLANES)
    return "".join(chr(random.randrange(plane)) for _ in range(random.randint(0, 40)))


def _piled(random: Random, phrases: Sequence[str]) -> str:
    """One scrap again and again with another end, which tires a pattern most."""
    scrap = random.choice((random.choice(ALL), random.choice(phrases)))
    scrap = random.choice(("", " ")) + scrap or " "
    many = random.randint(1, LONG // len(scrap) + 1)
    return f"{random.choice(ALL)}{scrap * many}{random.choice(ALL)}"


def alone(phrases: Sequence[str] = ()) -> Sequence[str]:
    """Each by itself."""
    return ("", *phrases, *FOUND, *ALL)


def endless(phrases: Sequence[str] = ()) -> Iterator[str]:
    """A hundred thousand characters of each kind, and a few texts of a million."""
    for scraps in (*SCRAPS.values(), phrases or SCRAPS["words"]):
        for scrap in (" ".join(scraps), scraps[0]):
            yield scrap * (ENDLESS // len(scrap)) + "!"
    for scrap in ("a", "a ", "\u0301", "\0", ".", "//"):
        yield scrap * (10 * ENDLESS // len(scrap)) + "!"
