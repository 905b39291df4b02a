"""A form asked question by question, where nothing can open a dialog.

The form and the answers so far stand in the store, so that a restart, or another
thing said in between, loses nothing: the same form goes on where it was left.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.effects import Ask, Effect, Forget, Keep, Refuse, Reply
from bot.errors import Mistake
from bot.records import Asking
from bot.text import MOST, cleaned, listed, one_line, shortened
from bot.views import Block, Button, Code, Field, Form, Heading, Text, View

LEAVE = (":cancel", "cancel")
SKIP = "skip"  # as an empty line, which not everybody can send
GO_ON, START_OVER = "go on", "start over"
RESUME = (GO_ON, START_OVER)
PICK = "asking.pick"
MOST_LINE = 400

STAY: Text = (Code(LEAVE[0]), " leaves it.")
HOW_ON = (Code(GO_ON), " or ", Code(START_OVER), ".")


class NotAnAnswer(Exception):
    """What was typed does not answer the question; the text says what would."""


def in_turn(effects: Iterable[Effect], kept: Asking | None, owner: str) -> list[Effect]:
    """The same effects, with each dialog turned into its first open question."""
    turned: list[Effect] = []
    effects = list(effects)
    is_done = kept is not None and Forget(kept) in effects
    for effect in effects:
        match effect:
            case Ask(form):
                same = kept and kept.form.token == form.token
                answers = kept.answers if kept and same else {}
                asking = Asking(id=owner, form=form, answers=answers)
                turned += [] if same or is_done else let_go(kept)
                turned += question(asking, _left_at(asking))
            case Refuse(form, key, why):
                given = {f.key: f.value for f in form.fields if f.key != key}
                again = form_of(form, **{key: ""})
                turned += question(Asking(id=owner, form=again, answers=given), why)
            case _:
                turned.append(effect)
    return turned


def submitted(kept: Asking | None, token: str, effects: list[Effect]) -> list[Effect]:
    """With the form that was filled in forgotten, unless it was refused."""
    is_refused = any(isinstance(effect, Refuse) for effect in effects)
    if kept is None or kept.form.token != token or is_refused:
        return effects
    return [Forget(kept), *effects]


def answered(asking: Asking, text: str) -> Asking:
    """With the answer to the question that stands; NotAnAnswer says why not."""
    field = next_field(asking)
    if field is None:
        return asking
    return replace(asking, answers={**asking.answers, field.key: _answer(field, text)})


def next_field(asking: Asking) -> Field | None:
    """The first without an answer; None when the form is complete."""
    return next((f for f in asking.form.fields if f.key not in asking.answers), None)


def question(asking: Asking, why: str = "") -> list[Effect]:
    """Ask the next one; `why` is said first: what was wrong with the last answer."""
    field = next_field(asking) or asking.form.fields[-1]
    blocks: list[Block] = [why, STAY] if why else _title(asking)
    blocks += [field.label, *_hints(field)]
    buttons = (Button(c.label, f"{PICK}/{c.value}") for c in field.choices)
    view = View(tuple(blocks), tuple(buttons), awaits=True)
    return [Keep(replace(asking, open=True)), Reply(view)]


def left(asking: Asking) -> list[Effect]:
    """Out of the form; what was answered already is kept for the next time."""
    if not asking.answers:
        return [Forget(asking), Reply(View(("Left it. Nothing was changed.",)))]
    said: Text = ("Left it. I kept your answers so far: say ", *HOW_ON)
    return [Keep(replace(asking, open=False)), Reply(View((said,)))]


def aside(asking: Asking | None, effects: Iterable[Effect]) -> list[Effect]:
    """Out of the form for these effects; the answers are said to wait.

    Not where a form follows: it is the same one, or says itself that they are gone.
    """
    if asking is None or not asking.open:
        return []
    closed = Keep(replace(asking, open=False))
    follows = any(isinstance(effect, Ask | Refuse) for effect in effects)
    if follows or not asking.answers:
        return [closed]
    said = f'Your answers in "{asking.form.title}" wait: say '
    return [closed, Reply(View(((said, *HOW_ON),)))]


def resumed(asking: Asking | None, typed: str) -> list[Effect]:
    """The form that waits: where it was left, or from its first question."""
    if asking is None:
        nothing = "There is no form to go on with. For your next step: "
        raise Mistake(nothing, Code("next"))
    if typed == START_OVER:
        asking = replace(asking, answers={})
    return question(asking, _left_at(asking))


def let_go(kept: Asking | None) -> list[Effect]:
    """Only one form is kept: whoever begins another hears what that costs."""
    if kept is None or not kept.answers:
        return []
    return [Reply(View((f'Your answers in "{kept.form.title}" are gone now.',)))]


def _title(asking: Asking) -> list[Block]:
    form = asking.form
    if asking.answers:
        return []
    many = f" ({len(form.fields)} questions)" if len(form.fields) > 1 else ""
    return [Heading(f"{form.title}{many}"), STAY]


def _left_at(asking: Asking) -> str:
    """Whoever comes back to a form sees what stands in it already."""
    said = [shortened(text, 40) for text in asking.answers.values() if text]
    return f"Going on where you left it. You said: {', '.join(said)}." if said else ""


def _hints(field: Field) -> list[Block]:
    hints: list[Block] = [field.hint] if field.hint else []
    if field.long and field.value:
        return [*hints, (Code(SKIP), " keeps it as it is.")]
    if field.value:
        clear = "" if field.required or field.choices else " A dash clears it."
        shown = {c.value: c.label for c in field.choices}.get(field.value, field.value)
        return [*hints, (Code(SKIP), f" keeps {shown}.{clear}")]
    return hints if field.required else [*hints, (Code(SKIP), " leaves it out.")]


def _answer(field: Field, text: str) -> str:
    if field.file:
        raise NotAnAnswer("Hand me the file here, as an attachment.")
    most = MOST if field.long else MOST_LINE
    if len(text) > most:
        raise NotAnAnswer(f"That is {len(text):,} characters; {most:,} at most here.")
    typed = cleaned(text) if field.long else one_line(text, MOST_LINE)
    if typed == "-" and not field.required:
        return ""
    if typed.casefold() in ("", SKIP) and (field.value or not field.required):
        return field.value
    if not typed:
        raise NotAnAnswer("I need this one.")
    return _chosen(field, typed) if field.choices else typed


def _chosen(field: Field, typed: str) -> str:
    """By its number, its label, its value, or how they begin."""
    for nth, choice in enumerate(field.choices, 1):
        if typed.casefold() in (str(nth), choice.label.casefold(), choice.value):
            return choice.value
    word = typed.casefold()
    begun = [c for c in field.choices if c.label.casefold().startswith(word)]
    if len(begun) == 1:
        return begun[0].value
    offered = listed([c.label for c in field.choices], "or")
    raise NotAnAnswer(f"Pick one: {offered}.")


def form_of(form: Form, **values: str) -> Form:
    """The form with these values filled in."""
    filled = (replace(f, value=values.get(f.key, f.value)) for f in form.fields)
    return replace(form, fields=tuple(filled))
