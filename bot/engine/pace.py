"""How fast a platform may be spoken to, and whose turn it is.

Times are seconds on the clock's `monotonic`. Nothing is kept over a restart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from bot.records import Place


@dataclass(frozen=True, slots=True)
class Rate:
    """One each `every` seconds, and `burst` at once after a rest."""

    every: float
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Rates:
    """What a platform bears."""

    place: float = 0  # seconds from one message in a place to the next
    team: Rate = Rate(0)  # Discord's users have no team: there it is for everybody
    opening: Rate = Rate(0)  # of the first direct messages, for everybody


# Slack: one a second in a channel, "several hundred" a minute in a workspace,
# https://docs.slack.dev/apis/web-api/rate-limits.
# Discord: 50 requests a second, of which a direct message takes two, and about five
# messages in five seconds in a channel; direct messages that are opened too quickly
# are limited too, at no published figure, so the last one is our guess.
# https://docs.discord.com/developers/topics/rate-limits
# https://docs.discord.com/developers/resources/user#create-dm
RATES = {
    "slack": Rates(place=1, team=Rate(0.25, burst=20)),
    "discord": Rates(place=1, team=Rate(0.05), opening=Rate(6, burst=10)),
}
UNLIMITED = Rates()


class Bucket:
    """Hands out turns at a rate, one after another."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._last = -inf

    def turn(self, now: float) -> float:
        rested = now - (self._rate.burst - 1) * self._rate.every
        self._last = max(self._last + self._rate.every, rested)
        return max(self._last, now)


class Pace:
    """Turns for the messages of one platform."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._opening = Bucket(rates.opening)
        self._teams: dict[str, Bucket] = {}
        self._free: dict[Place, float] = {}  # of each that was ever spoken to
        self._promised: set[Place] = set()

    def turn(self, place: Place, now: float) -> float:
        """When a message may go there: at once if that is `now`.

        A later moment is kept for the place: ask again then. One message at a time.
        """
        free = self._free.get(place, now)
        if now < free:
            return free
        if place not in self._promised:
            turn = max(bucket.turn(now) for bucket in self._shared(place))
            if turn > now:
                self._promised.add(place)
                self._free[place] = turn
                return turn
        self._promised.discard(place)
        self._free[place] = now + self._rates.place
        return now

    def _shared(self, place: Place) -> Iterator[Bucket]:
        yield self._teams.setdefault(place.team, Bucket(self._rates.team))
        if place.id.startswith("@") and place not in self._free:
            yield self._opening
