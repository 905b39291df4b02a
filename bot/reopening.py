"""A form put behind a button, where one dialog cannot follow another.

It waits in the store, as one that is asked question by question: so it survives a
restart, and goes on in words as well.
"""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from bot.asking import GO_ON, form_of, let_go
from bot.effects import Ask, Effect, Forget, Keep, Refuse, Reply
from bot.errors import Mistake
from bot.records import Asking
from bot.views import Block, Button, Code, Form, Heading, Text, View

OPEN = "asking.open"
HOW_ON: Text = ("Press Go on, or say ", Code(GO_ON), " in our direct messages.")


def behind_buttons(
    effects: Iterable[Effect], kept: Asking | None, owner: str
) -> list[Effect]:
    """The same effects, with each dialog kept for the press that opens it."""
    turned: list[Effect] = []
    effects = list(effects)
    waits = kept if kept and Forget(kept) not in effects else None
    for effect in effects:
        match effect:
            case Ask(form):
                turned += _gone(waits, form)
                turned += _offered(Asking(id=owner, form=form), Heading(form.title))
            case Refuse(form, key, why):
                given = {f.key: f.value for f in form.fields if f.key != key}
                again = refused(form, key, why)
                turned += _gone(waits, form)
                turned += _offered(Asking(id=owner, form=again, answers=given), why)
            case _:
                turned.append(effect)
    return turned


def dialog_first(effects: Iterable[Effect]) -> list[Effect]:
    """On Discord one opens as the first answer only; all else is said behind it."""
    return sorted(effects, key=lambda effect: not isinstance(effect, Ask | Refuse))


def reopened(kept: Asking | None, which: str) -> list[Effect]:
    """The dialog that waits; a Mistake where it is not that of this button."""
    if kept is None:
        raise Mistake("That form is done. For your next step: ", Code("next"))
    if which != _mark(kept.form):
        other = f'That form is done. Another one waits: "{kept.form.title}".'
        raise Mistake(other, buttons=(_go_on(kept.form),))
    return [Ask(form_of(kept.form, **kept.answers))]


def refused(form: Form, key: str, why: str) -> Form:
    """The same, with what is wrong said at its field."""
    fields = (replace(f, hint=why) if f.key == key else f for f in form.fields)
    return replace(form, fields=tuple(fields))


def _gone(waits: Asking | None, form: Form) -> list[Effect]:
    is_another = waits is not None and waits.form.token != form.token
    return let_go(waits) if is_another else []


def _offered(asking: Asking, said: Block) -> list[Effect]:
    view = View((said, HOW_ON), (_go_on(asking.form),))
    return [Keep(replace(asking, open=False)), Reply(view)]


def _go_on(form: Form) -> Button:
    return Button("Go on", f"{OPEN}/{_mark(form)}", "primary")


def _mark(form: Form) -> str:
    """Names it in the token of a button, which its own token may be too long for."""
    return sha256(form.token.encode()).hexdigest()[:8]
