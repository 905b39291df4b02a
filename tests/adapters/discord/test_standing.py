"""How the app stands on Discord, as the doctor reads it."""

from typing import Any

import pytest

from adapters.discord import standing
from adapters.discord.commands import registered, stands
from bot.config import Discord
from bot.finding import Finding
from bot.flows import FLOWS

ID = "1234567890123456789"
SENT = registered(command for flow in FLOWS for command in flow.commands.values())
WELL = {
    "id": ID,
    "name": "Who Else",
    "flags": 1 << 23,
    "bot_require_code_grant": False,
    "interactions_endpoint_url": None,
    "integration_types_config": {"0": {}, "1": {}},
}
CAMPUS = {"id": "1", "name": "Campus", "permissions": str(1 << 10 | 1 << 11)}


def app(**changed: Any) -> dict[str, Any]:
    return {**WELL, **changed}


def fault(found: list[Finding]) -> Finding:
    """The one thing that is not well."""
    [finding] = [one for one in found if one.level != "ok"]
    assert finding.fix.endswith(".")
    return finding


def test_an_app_that_stands_well_says_whose_the_token_is() -> None:
    assert [one.line for one in standing.application(WELL, Discord())] == [
        "ok    discord token: DISCORD_TOKEN is that of Who Else",
        "ok    discord app: for servers, and for one's own account",
    ]


@pytest.mark.parametrize(
    ("changed", "level", "said", "fix"),
    [
        ({"interactions_endpoint_url": "https://a.example"}, "fail", "and not to this",
         "Interactions Endpoint URL"),
        ({"bot_require_code_grant": True}, "fail", "nobody can install", "Code Grant"),
        ({"integration_types_config": {"0": {}}}, "warn", "User Install",
         "Installation Contexts"),
        ({"id": "2" * 19}, "fail", "that of another app", "application_id"),
    ],
)  # fmt: skip
def test_what_was_set_otherwise_in_the_portal(
    changed: dict[str, Any], level: str, said: str, fix: str
) -> None:
    found = standing.application(app(**changed), Discord(application_id=ID))
    finding = fault([*found])
    assert finding.level == level
    assert said in finding.said
    assert fix in finding.fix


def test_a_proxy_that_tells_only_the_id_is_no_fault() -> None:
    found = [*standing.application({"id": ID}, Discord()), standing.intents({})]
    assert {one.level for one in found} == {"ok"}


@pytest.mark.parametrize("bit", [12, 13, 14, 15, 18, 19])
def test_an_intent_that_nobody_needs_is_named(bit: int) -> None:
    finding = standing.intents(app(flags=1 << bit))
    assert finding.level == "warn"
    assert finding.said.startswith("granted and not needed: ")
    assert finding.said.endswith(" Intent")


def test_commands_are_as_this_version_has_them() -> None:
    """Discord adds ids and versions, and leaves out what is false or empty."""
    assert standing.commands(SENT, [kept(one) for one in SENT]).level == "ok"


def kept(command: Any) -> Any:
    match command:
        case dict():
            there = {key: kept(value) for key, value in command.items() if value}
            return {**there, "id": "1", "version": "2", "nsfw": False}
        case list():
            return [kept(one) for one in command]
        case 32:
            return "32"  # permissions
        case _:
            return command


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ([], "none is registered yet"),
        (SENT[:-1], "others are registered than this version has"),
        ([*SENT, {"name": "play"}], "others are registered than this version has"),
        ([{**SENT[0], "description": "Old"}, *SENT[1:]], "others are registered"),
        (["?", None], "others are registered than this version has"),
    ],
)
def test_commands_that_are_not_ours(there: list[Any], said: str) -> None:
    finding = standing.commands(SENT, there)
    assert finding.level == "warn"
    assert said in finding.said
    assert "Start the bot" in finding.fix


def test_a_parameter_that_is_missing_is_another_command() -> None:
    assert not stands({"options": [{"name": "who"}]}, {"options": []})
    assert not stands({"options": [{"name": "who"}]}, {"options": [{"name": "what"}]})
    assert not stands({"options": [{"name": "who"}]}, {})


def test_servers_are_named_as_long_as_there_are_few() -> None:
    assert [one.said for one in standing.servers([CAMPUS], WELL)] == [
        "in 1 server: Campus"
    ]
    assert [one.said for one in standing.servers([CAMPUS] * 9, WELL)] == [
        "in 9 servers"
    ]


def test_an_app_that_nobody_installed_says_how() -> None:
    finding = fault([*standing.servers([], WELL)])
    assert finding.said == "it is installed nowhere yet"
    assert "whoelse invite discord" in finding.fix
    installed = app(approximate_user_install_count=1)
    assert [one.said for one in standing.servers([], installed)] == ["in 0 servers"]


@pytest.mark.parametrize(("bit", "power"), [(3, "Administrator"), (28, "Manage Roles")])
def test_what_it_may_do_in_a_server_and_does_not_need_is_named(
    bit: int, power: str
) -> None:
    mighty = {**CAMPUS, "permissions": str(1 << bit | 1 << 10)}
    finding = fault([*standing.servers([mighty], WELL)])
    said = f"in Campus it may do what it does not need: {power}"
    assert (finding.level, finding.said) == ("warn", said)


@pytest.mark.parametrize(
    ("left", "level"), [(0, "fail"), (49, "warn"), (50, ""), (None, "")]
)
def test_a_bot_that_starts_too_often_is_told_before_it_is_locked_out(
    left: int | None, level: str
) -> None:
    found = standing.starts({"session_start_limit": {"remaining": left}})
    assert [one.level for one in found] == ([level] if level else [])


def test_names_that_a_terminal_could_trip_over_are_made_safe() -> None:
    odd = f"\x1b[2J\u202e{'x' * 1000}"
    found = [
        *standing.application(app(name=odd), Discord()),
        *standing.servers([{**CAMPUS, "name": odd, "permissions": "?"}], WELL),
    ]
    assert all(one.line.isprintable() and len(one.line) < 200 for one in found)
