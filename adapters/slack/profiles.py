"""What a workspace knows about somebody: their name, and the zone they live in."""

import asyncio
import logging
from collections import OrderedDict
from typing import NamedTuple

from adapters.slack.calls import Calls
from bot.engine.faults import named
from bot.ports import Clock

KNOWN_FOR = 3600  # seconds
UNKNOWN_FOR = 60
MOST = 10_000
LONGEST = 1  # second: a first answer has three in all

log = logging.getLogger(__name__)


class Profile(NamedTuple):
    name: str = ""
    zone: str = ""  # IANA


class Profiles:
    """Asked for once an hour; where that fails, somebody is nobody for a minute."""

    def __init__(self, calls: Calls, clock: Clock) -> None:
        self._calls = calls
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, Profile]] = OrderedDict()

    async def of(self, team: str, user: str) -> Profile:
        now = self._clock.monotonic()
        until, profile = self._known.get((team, user), (now, Profile()))
        if now < until:
            return profile
        try:
            async with asyncio.timeout(LONGEST):
                answer = await self._calls(team, "users.info", user=user)
        except Exception as error:
            log.warning("no profile: %s", named(error))
            return self._keep(team, user, now + UNKNOWN_FOR, profile)
        told = answer.get("user") or {}
        names = told.get("profile") or {}
        name = names.get("display_name") or names.get("real_name") or told.get("name")
        profile = Profile(str(name or ""), str(told.get("tz") or ""))
        return self._keep(team, user, now + KNOWN_FOR, profile)

    def _keep(self, team: str, user: str, until: float, profile: Profile) -> Profile:
        self._known[team, user] = until, profile
        self._known.move_to_end((team, user))
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return profile
