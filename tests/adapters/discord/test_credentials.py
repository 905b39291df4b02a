"""What of Discord's settings can be judged before anybody is asked."""

import pytest

from adapters.discord.credentials import prepared
from bot.config import Discord
from bot.finding import Finding

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.G4n0Xy.made-up-and-long-enough-to-be-one"
WELL = Finding("ok", "discord", "over Discord's gateway")


def faults(discord: Discord) -> list[Finding]:
    found = [one for one in prepared(discord) if one.level != "ok"]
    assert all(one.fix.endswith(".") for one in found)
    assert not any(discord.token and discord.token in one.line for one in found)
    return found


def test_a_token_is_all_that_is_needed() -> None:
    assert [*prepared(Discord(token=TOKEN))] == [WELL]


def test_a_token_that_is_missing_says_where_it_is() -> None:
    [fault] = faults(Discord())
    assert (fault.level, fault.said) == ("fail", "DISCORD_TOKEN is not set")
    assert "Bot, Token, Reset Token" in fault.fix


@pytest.mark.parametrize(
    ("copied", "is_"),
    [
        ("1234567890123456789", "the application's id"),
        ("0123456789abcdef" * 4, "the public key"),
        ("AbCdEfGh-12345678_IjKlMnOp-90123", "the client secret"),
    ],
)
def test_what_was_copied_from_the_wrong_page_is_named(copied: str, is_: str) -> None:
    [fault] = faults(Discord(token=copied))
    assert (fault.level, fault.said) == ("fail", f"DISCORD_TOKEN holds {is_}")


def test_what_only_a_proxy_knows_is_left_to_it() -> None:
    assert faults(Discord(token="ours.alone")) == []


def test_a_token_that_leaves_the_machine_without_tls_is_warned_of() -> None:
    api, gateway = "http://proxy.example.edu/api/v10", "ws://proxy.example.edu"
    found = faults(Discord(token=TOKEN, api_url=api, gateway_url=gateway))
    assert [(one.level, one.said) for one in found] == [
        ("warn", "the token goes to api_url without TLS"),
        ("warn", "the token goes to gateway_url without TLS"),
    ]


def test_on_this_machine_no_tls_is_needed() -> None:
    here = {"api_url": "http://127.0.0.1:1/api/v10", "gateway_url": "ws://localhost:1"}
    assert faults(Discord(token=TOKEN, **here)) == []
