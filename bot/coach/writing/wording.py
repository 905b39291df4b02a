"""The student's short answers, in the form that a sentence of ours has room for."""

import re
from collections.abc import Mapping

from bot.coach.writing.grammar import article, lowered, names_person
from bot.coach.writing.phrases import retold, to_you
from bot.coach.writing.words import third, words

_WISH = re.compile(
    r"^(?:i(?:'d| would)? (?:want|like|love) to |to )?"
    r"(?:(?:hear|hearing|learn|learning|know|ask|understand|find out)(?: more)? )?"
    r"(?:about )?",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"((?:how|what|why|where|when|which)(?: \w+){0,4}?) (do|does|did)"
    r" (you|she|he|they|it) (\w+)(.*)"
)
_LOOKS = re.compile(r"(?:what|how) (do|does|did) (.+) look like(.*)")
_IS_LIKE = re.compile(r"(?:what|how) (is|was|are|were) (.+?) like(.*)")
_LOOK = {"do": "look", "does": "looks", "did": "looked"}
_YES_OR_NO = re.compile(r"(?:is|are|was|were|does|did) \w", re.IGNORECASE)
_SHOULD_I = re.compile(r"(should|can|could|must|will|would|do) I (.+)")
_QUESTION = r"(?:how|what|why|where|when|which \w+|whether|if) "
_ADVICE = re.compile(
    r"^(?:(?:she|he|they|you) "
    r"(?:said|told me|suggested|advised me|recommended)(?: that)? )?"
    r"(?:(?:i|you) (?:should|could|need to|have to|will|want to) |i'll "
    r"|i(?:'m| am) going to |should |to |try to )?",
    re.IGNORECASE,
)
_AT_SCHOOL = re.compile(r"(?!an? )[\w -]*\b(?:student|graduate|major)s? (?:at|in) .+")
_WHERE_NOW = re.compile(r"(?:now|back|again|currently|soon|just|at|in)\b")
"""How it goes on when it says where they are: "father of two, back at college"."""

_PREPOSITION = re.compile(
    r"(?:at|in|by|on|over|near|via|outside|through|after|before|here)\b", re.IGNORECASE
)


def topic(text: str) -> Mapping[str, str]:
    """`topic` fits after "talk about", `on_topic` after "tell me".

    For a subject it is a `field`, or a `headline` that stands alone.

    >>> topic("nursing")
    {'topic': 'nursing', 'on_topic': 'about nursing', 'field': 'nursing'}
    >>> topic("What does a normal week look like?")["topic"]
    'what a normal week looks like'
    >>> topic("How she got into it")["headline"]
    'how you got into it'
    """
    wish = lowered(_WISH.sub("", text, count=1) or text)
    if not wish:
        return {}
    if told := _told(wish.removesuffix("?")):
        return {"topic": told, "on_topic": told, "headline": told}
    if wish.endswith("?") or _YES_OR_NO.match(wish):
        plain = wish.removesuffix("?")
        this = f"this: {plain}"
        return {"topic": this, "on_topic": f"about {this}", "headline": f"{plain}?"}
    wish = to_you(wish)
    if re.match(_QUESTION, wish):
        return {"topic": wish, "on_topic": wish, "headline": wish}
    if re.match(r"(?:that|this|those|these|it)\b", wish):
        return {"topic": wish, "on_topic": f"about {wish}"}
    return {"topic": wish, "on_topic": f"about {wish}", "field": wish}


def _told(question: str) -> str:
    """A question as it is told, where that is plain: "how you found it"; else ""."""
    if found := _LOOKS.fullmatch(question):
        said = f"what {found[2]} {_LOOK[found[1]]} like{found[3]}"
    elif found := _IS_LIKE.fullmatch(question):
        said = f"what {found[2]} {found[1]} like{found[3]}"
    elif (found := _ASKED.fullmatch(question)) and found[4] in words().bases:
        who, verb = found[3], found[4]
        if found[2] == "did":
            verb = words().past[verb]
        elif who not in ("you", "they"):
            verb = third(verb)
        said = f"{found[1]} {who} {verb}{found[5]}"
    elif found := _SHOULD_I.fullmatch(question):
        can = "" if found[1] == "do" else f"{found[1]} "
        said = f"whether I {can}{found[2]}"
    else:
        return ""
    return "" if "?" in said else to_you(said)


def introduction(about: str) -> Mapping[str, str]:
    """`me` fits after "I'm"; `who_i_am` is a sentence; `about` needs brackets.

    >>> introduction("second-year nursing student, Lakeside College")
    {'me': 'a second-year nursing student at Lakeside College'}
    >>> introduction("returning student, sociology, Lakeside College")
    {'me': 'a returning student at Lakeside College (sociology)'}
    >>> introduction("veteran, first-year student at Lakeside College")
    {'me': 'a veteran and a first-year student at Lakeside College'}
    >>> introduction("nursing, Lakeside College")
    {'about': 'nursing, Lakeside College'}
    """
    main = about.split(";")[0].strip()
    if re.match(r"(?:I|[Mm]y) (?!am )", main):
        return {"who_i_am": main}
    stated = re.match(r"(?:i am|i'm|im) ", main, re.IGNORECASE)
    head, *rest = main[stated.end() if stated else 0 :].split(", ")
    plain = lowered(head)
    if len(rest) == 1 and names_person(plain) and _WHERE_NOW.match(rest[0]):
        plain = re.sub(r"^an? ", "", plain)
        return {"me": f"{article(plain)} {plain}, {rest[0]}"}
    if len(rest) == 1 and names_person(plain) and (also := _AT_SCHOOL.match(rest[0])):
        who, second = f"{article(plain)} {plain}", lowered(also[0])
        return {"me": f"{who} and {article(second)} {second}"}
    school, _, aside = (
        rest.pop().partition(" (") if rest and _is_school(rest[-1]) else ("", "", "")
    )
    rest += [aside.rstrip(")")] if aside else []
    more = f" ({', '.join(rest)})" if rest else ""
    if names_person(plain) and not re.match(r"(?:an?|the|one) ", plain):
        plain = f"{article(plain)} {plain}"
    elif not (stated or re.match(r"(?:an?|the|one|studying|working|in) ", plain)):
        return {"about": main}
    return {
        "me": re.sub(r"-year$", "-year student", plain)
        + (school and f" at {school}")
        + more
    }


def _is_school(text: str) -> bool:
    known = words().schools.intersection(re.findall(r"\w+", text.lower()))
    return bool(known or re.fullmatch(r"[A-Z]{2,6}", text))


def action(advice: str) -> Mapping[str, str]:
    """`action` fits after "I'm going to"; `advice` needs a colon before it.

    >>> action("She said I should talk to two nurses")
    {'action': 'talk to two nurses'}
    >>> action("a course in statistics")
    {'advice': 'a course in statistics'}
    """
    deed = lowered(_ADVICE.sub("", advice, count=1))
    first = re.match(r"[\w'-]+", deed)
    if first and first[0].lower() in words().bases:
        return {"action": deed}
    return {"advice": retold(advice)}


def place(text: str) -> str:
    """Where or how they talk, after "we could talk".

    >>> place("a phone call"), place("room 12, library"), place("Zoom")
    ('by phone', 'in room 12, library', 'on Zoom')
    """
    low = text.lower()
    if re.match(r"https?://\S+$", low):
        return f"here: {text}"
    if _PREPOSITION.match(low):
        return text[0].lower() + text[1:]
    if re.fullmatch(r"(?:an? )?(?:tele)?(?:phone|call)(?: call)?", low):
        return "by phone"
    if re.fullmatch(r"(?:an? )?video(?: call| chat)?", low):
        return "by video"
    if re.match(r"(?:an? )?(?:zoom|teams|skype|google|facetime|whatsapp|discord)", low):
        return f"on {lowered(text)}"
    if re.fullmatch(r"(?:a )?(?:coffee|tea|lunch|breakfast)", low):
        return f"over {low.removeprefix('a ')}"
    if re.match(r"room |(?:\w+ ){1,3}(?:kitchen|lobby|garden|hall|room)$", low):
        return f"in {to_you(lowered(text))}"
    if re.match(r"(?:the|an?|your|my|our|her|his|their) |\d|[A-Z]", text):
        return f"at {to_you(lowered(text))}"
    return f"like this: {text}" if text else ""
