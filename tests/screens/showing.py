"""A conversation, of which everything that is shown is kept as Slack is sent it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from adapters.slack.controls import option
from adapters.slack.render import errors, home, messages, modal, panels
from adapters.slack.text import Payload
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.flows import FLOWS
from bot.flows.home import at_home
from bot.records import Community, Visitor
from bot.views import View
from tests.platform import ANA, Seen
from tests.talk import Talk

Kind = Literal["message", "modal", "home", "ack.view", "ack.options"]
"""As the official schemas call them."""

DEAN = Visitor("test", "T1", "dean", "Dean", "America/New_York")
COLLEGE = Community(id="college", help=("Counseling: 555-0100",))


@dataclass(frozen=True, slots=True)
class Screen:
    """`how` says where it is seen; a message that is not in answer to anything is
    what somebody finds when they come back.
    """

    after: str
    how: str
    kind: Kind
    payload: Payload


class Scene:
    """Ana's, unless `staff` sits there. Screens come in the order of the steps."""

    def __init__(self, folder: Path, title: str, *, staff: bool = False) -> None:
        self.title = title
        self.screens: list[Screen] = []
        self._who = DEAN if staff else ANA
        self._talk = Talk(folder, FLOWS, COLLEGE, [DEAN])
        self._talk.dialogs = self._talk.uploads = True
        self._talk.at("2026-11-16 09:00")

    def close(self) -> None:
        self._talk.close()

    def opens(self) -> None:
        self._talk.open(self._who)
        self._keep("opens the messages")

    def says(self, *texts: str) -> None:
        for text in texts:
            self._talk.say(text, self._who)
            self._keep(f"types: {text}")

    def presses(self, *labels: str) -> None:
        for label in labels:
            self._talk.press(label, who=self._who)
            self._keep(f"presses [{label}]")

    def fills(self, **answers: str) -> None:
        self._talk.submit(answers, self._who)
        given = ", ".join(f"{key}: {text}" for key, text in answers.items())
        self._keep(f"fills in {given or 'nothing'}")

    def hands_over(
        self,
        name: str,
        rows: Sequence[Mapping[str, str]],
        skipped: Sequence[str] = (),
    ) -> None:
        self._talk.upload(name, rows, self._who, skipped)
        self._keep(f"hands over {name}")

    def types(self, text: str, label: str) -> None:
        """In a picker that finds people: what is offered meanwhile."""
        found = self._talk.suggest(text, label, self._who)
        options = {"options": [*map(option, found)]}
        after = f"types {text!r} into [{label}]"
        self.screens.append(Screen(after, "in the picker", "ack.options", options))

    def waits_until(self, wall: str) -> None:
        for seen in self._talk.at(wall, self._who):
            self._show(f"it is {seen.at:%a %d %b, %H:%M} UTC", "a letter", seen.view)

    def looks_home(self) -> None:
        now = self._talk.now
        views = self._talk.read(lambda book: at_home(book, now), self._who)
        screen = Screen("looks at the Home tab", "Home tab", "home", home(views))
        self.screens.append(screen)

    def presses_at_home(self, label: str) -> None:
        """Nothing else is in sight there, so a dialog shows the answer."""
        where, now = self._who.direct, self._talk.now
        views = self._talk.read(lambda book: at_home(book, now), self._who)
        tab = [Seen.of([Reply(view)], where, now) for view in views]
        on = next(seen for seen in tab if label in seen.labels)
        self._talk.press(label, on, self._who)
        after = f"presses [{label}] on the Home tab"
        for effect in self._talk.platform.answers:
            match effect:
                case Reply(view) | Redraw(view):
                    for panel in panels(view):
                        self.screens.append(Screen(after, "dialog", "modal", panel))
                case _:
                    self._answered(after, effect)

    def _keep(self, after: str) -> None:
        for effect in self._talk.platform.answers:
            self._answered(after, effect)

    def _answered(self, after: str, effect: Answer) -> None:
        match effect:
            case Reply(view):
                self._show(after, "message", view)
            case Redraw(view):
                self._show(after, "message, in place of the one pressed", view)
            case Ask(form):
                screen = Screen(after, "dialog", "modal", modal(form, ""))
                self.screens.append(screen)
            case Refuse(_, key, why):
                how = "at a field of the dialog"
                self.screens.append(Screen(after, how, "ack.view", errors(key, why)))

    def _show(self, after: str, how: str, view: View) -> None:
        for one in messages(view):
            payload = {"text": one.text, "blocks": one.blocks}
            self.screens.append(Screen(after, how, "message", payload))


def scenes(folder: Path) -> Iterator[Scene]:
    """One after another, each in a file of its own."""
    from tests.screens.scenes import SCENES

    for nth, (title, play) in enumerate(SCENES.items(), 1):
        here = folder / str(nth)
        here.mkdir()
        with closing(Scene(here, title, staff=title.startswith("Staff"))) as scene:
            play(scene)
        yield scene
