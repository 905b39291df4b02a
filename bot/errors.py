"""Everything this bot raises on purpose, by who can act on it.

* BotError
  + Mistake      the person can put it right; its text is shown to them as it stands
  + Busy         too much waits already; the person is asked to try again
  + Unusable     the operator can put it right: a file, a lock, a setting; exit 2
  + NotSent      a platform certainly did not take a message; it may, later
  + Refused      a platform will never take it

Whatever else a platform raises leaves open whether the message arrived.
"""

from datetime import timedelta

from bot.views import Button, Part


class BotError(Exception):
    """Base of every error raised by this package."""


class Mistake(BotError):
    """What the person asked cannot be done; the text says what to do instead."""

    def __init__(self, *text: Part, buttons: tuple[Button, ...] = ()) -> None:
        super().__init__(*text)
        self.text = text
        self.buttons = buttons


class Busy(BotError):
    """A queue is full. Overload is answered, never buffered."""


class Unusable(BotError):
    """The bot cannot run like this; one sentence says what is wrong and the remedy."""


class NotSent(BotError):
    """No message came of it: refused for now, or no connection was made."""

    def __init__(self, why: str, retry_after: timedelta = timedelta()) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class Refused(BotError):
    """No message will come of it, however often we ask."""
