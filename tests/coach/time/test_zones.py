from zoneinfo import ZoneInfo

import pytest

from bot.coach.time.zones import (
    closest_zones,
    country_name,
    country_named,
    country_of,
    is_country,
    is_zone,
    zones_beside,
    zones_named,
)


@pytest.mark.parametrize("name", ["America/New_York", "UTC", "Asia/Kolkata", "Japan"])
def test_a_zone_is_known_by_its_full_name(name: str) -> None:
    assert is_zone(name)
    assert ZoneInfo(name).key == name


@pytest.mark.parametrize(
    "name", ["", "America", "Mars/Base", "../etc", "x" * 5_000, "UTC\0", "localtime"]
)
def test_what_zoneinfo_would_trip_over_is_no_zone(name: str) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("said", "zones"),
    [
        ("new york", ("America/New_York",)),
        ("LA", ("America/Los_Angeles",)),
        ("ET", ("America/New_York",)),
        ("est", ("America/New_York",)),
        ("boston", ("America/New_York",)),
        ("Chicago", ("America/Chicago",)),
        ("america/los_angeles", ("America/Los_Angeles",)),
        ("Sao Paulo", ("America/Sao_Paulo",)),
        ("utc+2", ("Etc/GMT-2",)),
        ("GMT -5", ("Etc/GMT+5",)),
        ("ist", ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin")),
        ("the moon", ()),
        ("", ()),
    ],
)
def test_a_zone_may_be_called_by_its_city(said: str, zones: tuple[str, ...]) -> None:
    assert zones_named(said) == zones


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("pt", "America/Los_Angeles"),
        ("eastern time", "America/New_York"),
        ("madrid time", "Europe/Madrid"),
        ("in seoul", "Asia/Seoul"),
        ("asia/tokyo", "Asia/Tokyo"),
    ],
)
def test_a_zone_stands_beside_a_time(words: str, zone: str) -> None:
    assert zones_beside(words) == (zone,)


def test_no_name_of_a_zone_is_as_long_as_a_letter() -> None:
    assert zones_named("berlin") == ("Europe/Berlin",)
    assert zones_named(f"berlin{' ' * 100}") == ()


def test_a_city_alone_is_no_zone_for_it_may_be_where_one_meets() -> None:
    assert zones_beside("madrid") == ()


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Amercia/New_York", "America/New_York"),
        ("chicgo", "America/Chicago"),
        ("los angelas", "America/Los_Angeles"),
        ("Europe/Pariss", "Europe/Paris"),
    ],
)
def test_a_misspelt_zone_is_offered_first(said: str, zone: str) -> None:
    assert closest_zones(said)[0] == zone


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/New_York", "US"),
        ("US/Eastern", "US"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Amsterdam", "NL"),
        ("UTC", ""),
        ("nonsense", ""),
    ],
)
def test_a_zone_lies_in_a_country(zone: str, country: str) -> None:
    assert country_of(zone) == country


def test_a_country_is_known_by_its_code_and_said_by_its_name() -> None:
    assert is_country("US")
    assert is_country("US-CT")
    assert not is_country("ZZ")
    assert country_name("DE") == "Germany"
    assert country_name("US-CT") == "United States"
    assert country_name("ZZ") == "ZZ"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("germany", "DE"),
        ("de", "DE"),
        ("us-ct", "US-CT"),
        ("USA", "US"),
        ("The Netherlands", "NL"),
        ("united kingdom", "GB"),
        ("Britain", "GB"),
        ("south korea", "KR"),
        ("Cote d'Ivoire", "CI"),
        ("Trinidad and Tobago", "TT"),
        ("Samoa", ""),  # there are two
        ("in-depth", ""),
        ("Atlantis", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
)
def test_a_country_may_be_called_by_its_name(said: str, code: str) -> None:
    assert country_named(said) == code


def test_what_is_like_no_zone_is_led_to_none() -> None:
    assert closest_zones("Mars/Base") == ()
