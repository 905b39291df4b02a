"""What comes of a call, and what is done about it."""

import logging
from datetime import timedelta

import pytest

from bot.engine import delivery
from bot.engine.delivery import REPEAT, backoff, nonce_of
from bot.errors import NotSent, Refused
from tests.platform import BEN, Seen
from tests.talk import Talk


def down(times: int) -> list[Exception]:
    return [NotSent("down") for _ in range(times)]


def words(seen: list[Seen]) -> list[str]:
    return [*map(str, seen)]


def test_what_was_not_taken_is_tried_later_and_later(talk: Talk) -> None:
    talk.platform.breaks = down(3)
    talk.say("tell one")
    assert talk.wait(seconds=5 + 10 + 20 - 1) == []
    assert words(talk.wait(seconds=2)) == ["one"]


def test_nobody_calls_before_the_platform_said_to(talk: Talk) -> None:
    talk.platform.breaks = [NotSent("limited", timedelta(seconds=90))]
    talk.say("tell one two")
    assert talk.wait(seconds=89) == []
    assert words(talk.wait(seconds=2)) == ["one", "two"]


def test_a_platform_cannot_put_us_off_for_ever(talk: Talk) -> None:
    talk.platform.breaks = [NotSent("limited", timedelta.max)]
    talk.say("tell one")
    assert words(talk.wait(days=2)) == ["one"]


def test_an_outage_of_hours_loses_nothing(talk: Talk) -> None:
    talk.platform.breaks = down(20)
    talk.say("tell one two three")
    assert words(talk.wait(hours=12)) == ["one", "two", "three"]


def test_one_doubt_after_an_outage_is_not_the_end(talk: Talk) -> None:
    talk.platform.breaks = [*down(20), ConnectionResetError()]
    talk.say("tell one")
    assert words(talk.wait(hours=12)) == ["one"]


def test_what_is_never_taken_is_given_up_after_a_day(talk: Talk) -> None:
    talk.platform.breaks = down(1000)
    talk.say("tell one")
    talk.wait(hours=23)
    assert len(talk.platform.breaks) > 1000 - delivery.MOST_TRIES
    talk.wait(days=9)
    assert len(talk.platform.breaks) == 1000 - delivery.MOST_TRIES


def test_what_is_refused_for_good_is_not_tried_again(talk: Talk) -> None:
    talk.platform.breaks = [Refused("account_inactive")]
    talk.say("tell one two")
    assert words(talk.wait(days=9)) == ["two"]


@pytest.mark.parametrize("hears", [True, False])
def test_when_nobody_knows_we_look_before_we_say_it_again(
    talk: Talk, hears: bool
) -> None:
    talk.platform.breaks = [ConnectionResetError()]
    talk.platform.hears_what_breaks = hears
    talk.say("tell one")
    talk.wait(days=1)
    assert [*talk.platform.nonces.values()] == [1]


def test_where_nobody_can_tell_the_second_says_that_it_may_be_a_repeat(
    talk: Talk,
) -> None:
    talk.platform.forgets = True
    talk.platform.breaks = [ConnectionResetError(), ConnectionResetError()]
    talk.platform.hears_what_breaks = True
    talk.say("tell one")
    again = f"{REPEAT}\none"
    assert words(talk.wait(days=1)) == ["one", again, again]


def test_who_cannot_look_now_does_not_say_it_blindly(talk: Talk) -> None:
    talk.platform.breaks = [ConnectionResetError()]
    talk.platform.hears_what_breaks = True
    talk.platform.blind = down(3)
    talk.say("tell one")
    talk.wait(days=1)
    assert [*talk.platform.nonces.values()] == [1]


def test_nobody_looks_while_the_call_may_still_be_on_its_way() -> None:
    assert timedelta(seconds=delivery.LONGEST_CALL) < delivery.LOOK_AFTER


def test_what_nobody_ever_knows_is_not_said_for_ever(talk: Talk) -> None:
    talk.platform.breaks = [TimeoutError() for _ in range(100)]
    talk.say("tell one")
    talk.wait(days=9)
    assert len(talk.platform.breaks) == 100 - delivery.MOST_LOOKS


def test_one_place_hears_all_in_order_though_the_first_has_to_wait(talk: Talk) -> None:
    talk.platform.breaks = [*down(2), ConnectionResetError()]
    talk.say("tell one three two")
    talk.wait(seconds=1)
    talk.say("tell four")
    assert words(talk.wait(hours=1)) == ["one", "three", "two", "four"]


def test_a_place_that_waits_holds_up_no_other(talk: Talk) -> None:
    talk.platform.breaks = down(1)
    talk.say("tell one")
    talk.wait()
    talk.say("tell two", who=BEN)
    assert words(talk.wait()) == ["two"]


def test_what_came_too_late_is_never_said(talk: Talk) -> None:
    talk.platform.breaks = [NotSent("limited", timedelta(hours=2))]
    talk.say("soon one")
    assert talk.wait(days=1) == []


def test_each_attempt_has_the_same_nonce_and_discord_takes_it() -> None:
    assert nonce_of("a" * 500) == nonce_of("a" * 500) != nonce_of("b")
    assert len(nonce_of("a" * 500)) <= 25


def test_the_longest_backoff_is_a_quarter_of_an_hour() -> None:
    assert backoff(10**6) == backoff(8) == timedelta(minutes=15)


def test_the_log_names_the_letter_and_never_what_is_in_it(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    secret = "xoxb-1234"
    talk.platform.breaks = [NotSent(secret), ConnectionError(secret), Refused(secret)]
    talk.say(f"tell {secret}")
    talk.wait(days=1)
    assert len([line for line in caplog.messages if "tell/" in line]) == 3
    assert secret not in caplog.text
