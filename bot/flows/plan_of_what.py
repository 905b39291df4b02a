"""What is no field that is known: perhaps a name, or a sentence that is no field."""

import re

from bot.coach.questions.agenda import Plan
from bot.flows.who import close
from bot.ports import Book
from bot.text import shortened
from bot.views import Block, Button, Code, View

MOST_IN_TOKEN = 60
MOST_OF_NAME = 3  # words

_SENTENCE = re.compile(
    r"(?:i|i'm|i'd|we|my|you|he|she|they|it|there|please|to|what|how|why|when|where|"
    r"which|who|is|are|was|do|does|did|can|could|should|would|will|may|need|want|help|"
    r"tell|give|make|let|because)\b.*\s\S|.*\?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_WORK = re.compile(
    r"(?:ing|er|ers|or|ors|ist|ists|ics|logy|ry|ment|ship|work|works|worker|ian|ians|"
    r"ant|ants|ure|ism|tion|sion|graphy|craft|care|ship|smith|man|woman|person|ance|"
    r"ence|ity|studies|science|sciences|history|media|tech|design|sports?)\Z",
    re.IGNORECASE,
)
"""How words for work and for subjects end; names rarely do."""

A_SENTENCE = (
    "That sounds like a sentence, and a plan is for a person or a field. For one of "
    "them say ",
    Code("plan NAME"),
    " or ",
    Code("plan nursing"),
    "; then ",
    Code("add"),
    " and your question.",
)


def asked_back(book: Book, typed: str, made: Plan) -> View | None:
    """None where the plan is for what was typed."""
    if not is_unknown(made):
        return None
    if _SENTENCE.match(typed):
        return View((A_SENTENCE,), (Button("What's next?", "next.step"),))
    if not _is_like_a_name(typed):
        return None
    said = shortened(typed, 40)
    blocks: list[Block] = [f'I know no person and no field called "{said}".']
    blocks += _if_meant(book, typed)
    blocks.append(("If it is somebody new: ", Code(f"add {typed}"), "."))
    anyway = Button("It is a field", f"plan.any/{typed}")
    return View(tuple(blocks), (anyway, Button("Add somebody", "people.add")))


def or_a_name(book: Book, typed: str, made: Plan) -> tuple[str, ...]:
    """Beside a plan for what is no field that is known, and may be a slip in a name."""
    return _if_meant(book, typed) if is_unknown(made) else ()


def _is_like_a_name(typed: str) -> bool:
    """One word, or a few in capitals, and no ending of a word for work."""
    many = len(typed.split())
    is_named = many == 1 or (many <= MOST_OF_NAME and typed.istitle())
    return is_named and not _WORK.search(typed) and len(typed) <= MOST_IN_TOKEN


def is_unknown(made: Plan) -> bool:
    return any(said.startswith("I don't know") for said in made.understood)


def _if_meant(book: Book, typed: str) -> tuple[str, ...]:
    nearest = close(book, typed)[:1]
    return tuple(f"If you meant {one.name}, say: plan {one.name}" for one in nearest)
