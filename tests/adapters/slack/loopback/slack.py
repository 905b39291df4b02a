"""A Slack on this machine, with one app in as many workspaces as a test needs.

>>> async with Slack() as slack:
...     ana = slack.person("Ana")
...     app = AsyncApp(client=AsyncWebClient(slack.token, base_url=slack.api_url))
...     seen = await ana.slash("/hello")
"""

import time
from collections.abc import Callable, Iterable
from itertools import count
from typing import Self

from tests.adapters.slack.loopback import browser, happenings, installs
from tests.adapters.slack.loopback.deliveries import Deliveries, Delivery
from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.people import Person
from tests.adapters.slack.loopback.registration import App
from tests.adapters.slack.loopback.workspace import (
    Channel,
    Kind,
    Member,
    Message,
    Team,
)
from tests.adapters.slack.loopback.world import Check, World


class Slack(Deliveries):
    """Without a team named, a person or channel is in the first one, `T1`."""

    def __init__(
        self,
        check: Check | None = None,
        *,
        manifest: Json | None = None,
        request_url: str = "",
        ack_seconds: float = 3.0,
        trigger_seconds: float = 3.0,
        now: Callable[[], float] = time.time,
    ) -> None:
        world = World(App.of(manifest), check, now, trigger_seconds)
        super().__init__(world, request_url, ack_seconds)
        self._numbers = count(1)
        self.team = self.workspace("Campus")

    async def start(self) -> Self:
        await super().start()
        self.world.url = self.url
        return self

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def authorize_url(self) -> str:
        """Where the button "Add to Slack" leads."""
        return f"{self.url}/oauth/v2/authorize"

    @property
    def app(self) -> App:
        return self.world.app

    @property
    def token(self) -> str:
        """The bot's, in the first workspace."""
        return self.team.token

    @property
    def problems(self) -> list[str]:
        """Why payloads of the bot were refused, for a last assertion."""
        return self.world.problems

    @property
    def trigger_seconds(self) -> float:
        return self.world.trigger_seconds

    @trigger_seconds.setter
    def trigger_seconds(self, seconds: float) -> None:
        self.world.trigger_seconds = seconds

    def workspace(
        self, name: str, *, installed: bool = True, enterprise: str = ""
    ) -> Team:
        team = Team(f"T{len(self.world.teams) + 1}", name, enterprise)
        self.world.teams[team.id] = team
        bot = Member(team.bot_user, "Loopback Bot", team, is_bot=True)
        team.members[bot.id] = bot
        if installed:
            self.world.install(team, self.app.scopes)
        return team

    def person(
        self,
        name: str,
        *,
        team: Team | None = None,
        zone: str = "America/New_York",
        locale: str = "en-US",
        id: str = "",
    ) -> Person:
        team, id = team or self.team, id or f"U{next(self._numbers)}"
        person = Person(id, name, team, zone, locale, slack=self)
        team.members[id] = person
        return person

    def channel(
        self,
        name: str,
        *people: Member,
        kind: Kind = "channel",
        bot: bool = True,
        team: Team | None = None,
    ) -> Channel:
        """An "im" is a DM that others have among themselves: without the bot."""
        team = team or (people[0].team if people else self.team)
        letter = {"channel": "C", "group": "G", "im": "D"}[kind]
        members = {person.id for person in people}
        members |= {team.bot_user} if bot and kind != "im" else set()
        channel = Channel(f"{letter}0{next(self._numbers)}", name, kind, members)
        team.channels[channel.id] = channel
        return channel

    async def echo(self, message: Message) -> list[Delivery]:
        """Tell the bot of what it said itself, as Slack does where it subscribes."""
        teams = self.world.teams.values()
        team = next(each for each in teams if message.channel in each.channels)
        channel = team.channels[message.channel]
        return await self.emit(team, happenings.message_event(channel, message))

    async def uninstall(self, team: Team, *, tell: bool = True) -> list[Delivery]:
        """The app is thrown out. The bot is told, in any order: here of this first."""
        told: Iterable[Json] = [{"type": "app_uninstalled"}, revoked(team)]
        installs.leave(self.world, team)
        return [d for e in told if tell for d in await self.emit(team, e)]

    async def revoke(self, team: Team, *, tell: bool = True) -> list[Delivery]:
        """The token is good for nothing from now on."""
        installs.leave(self.world, team, "token_revoked")
        return await self.emit(team, revoked(team)) if tell else []

    def expire(self, team: Team) -> None:
        """Twelve hours pass; a refresh token is still good."""
        installs.spoil(self.world, team, "token_expired")

    async def install(self, page: str, person: Member) -> browser.Page:
        """Somebody goes to the bot's page, presses "Allow", and comes back to it."""
        return await browser.install(self.world, page, person)


def revoked(team: Team) -> Json:
    return {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot_user]}}
