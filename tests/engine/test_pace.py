"""Turns of messages, in seconds."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.pace import RATES, UNLIMITED, Bucket, Pace, Rate, Rates
from bot.records import Place

HALL = Place("slack", "T1", "hall")


def person(nth: int, platform: str = "discord") -> Place:
    return Place(platform, "", f"@{nth}")


def gone(pace: Pace, places: list[Place]) -> list[float]:
    """When each of these messages goes, if all are due at second 0 and ask in order."""
    waiting, now, went = [(0.0, nth) for nth in range(len(places))], 0.0, {}
    while waiting:
        now, nth = waiting.pop(waiting.index(min(waiting)))
        turn = pace.turn(places[nth], now)
        if turn == now:
            went[nth] = now
        else:
            waiting.append((turn, nth))
    return [went[nth] for nth in range(len(places))]


def test_a_terminal_is_never_waited_for() -> None:
    assert gone(Pace(UNLIMITED), [HALL] * 9) == [0.0] * 9


def test_one_place_hears_one_message_a_second_in_their_order() -> None:
    assert gone(Pace(RATES["slack"]), [HALL] * 4) == [0.0, 1.0, 2.0, 3.0]


def test_a_place_that_waits_holds_up_no_other() -> None:
    elsewhere = Place("slack", "T1", "elsewhere")
    assert gone(Pace(RATES["slack"]), [HALL, HALL, elsewhere]) == [0.0, 1.0, 0.0]


def test_a_workspace_hears_20_at_once_and_then_4_a_second() -> None:
    places = [person(nth, "slack") for nth in range(24)]
    assert gone(Pace(RATES["slack"]), places) == [0.0] * 20 + [0.25, 0.5, 0.75, 1.0]


def test_a_workspace_that_waits_holds_up_no_other() -> None:
    pace = Pace(RATES["slack"])
    gone(pace, [person(nth, "slack") for nth in range(40)])
    assert pace.turn(Place("slack", "T2", "@1"), 0) == 0


def test_discord_opens_10_conversations_at_once_and_then_10_a_minute() -> None:
    pace = Pace(RATES["discord"])
    went = gone(pace, [person(nth) for nth in range(20)])
    assert went[9] < 1
    assert [round(at) for at in went[10:]] == list(range(6, 66, 6))


def test_who_was_spoken_to_before_waits_for_no_opening() -> None:
    pace = Pace(RATES["discord"])
    gone(pace, [person(1)])
    gone(pace, [person(nth) for nth in range(2, 30)])
    assert pace.turn(person(1), 100) == 100


def test_a_turn_is_kept_for_one_message_and_no_more() -> None:
    pace = Pace(RATES["slack"])
    assert gone(pace, [person(nth, "slack") for nth in range(21)])[-1] == 0.25
    gone(pace, [person(nth, "slack") for nth in range(100, 130)])
    assert pace.turn(person(20, "slack"), 2) > 2


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.floats(0, 100), max_size=60),
    st.floats(0.01, 5),
    st.integers(1, 10),
)
def test_no_bucket_gives_more_than_its_rate(
    times: list[float], every: float, burst: int
) -> None:
    bucket = Bucket(Rate(every, burst))
    turns = [bucket.turn(now) for now in sorted(times)]
    assert all(a <= b for a, b in pairwise(turns))
    for first, last in zip(turns, turns[burst:], strict=False):
        assert last - first >= every - 1e-9


@settings(max_examples=500, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=40))
def test_every_message_goes_and_those_of_a_place_in_order(places: list[int]) -> None:
    rates = Rates(place=1, team=Rate(0.5, 3), opening=Rate(6, 2))
    went = gone(Pace(rates), [person(nth) for nth in places])
    for place in set(places):
        of_it = [at for at, nth in zip(went, places, strict=True) if nth == place]
        assert all(b - a >= 1 for a, b in pairwise(of_it))
