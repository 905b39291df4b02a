import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.cadence import RULES
from bot.config import BadConfig, Discord, Slack, read_config
from bot.settings import DISCORD_SECRETS, SECRETS, SETTINGS, SLACK_SECRETS, TOP

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
EXAMPLE_TEXT = EXAMPLE.read_text("utf-8")
VARIABLES = [*SECRETS, *SLACK_SECRETS, "WHOELSE_SECRT"]
SECRET = "b1946ac92492d2347c6235b4d2611184"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def faults(file: Path, text: str = "", **environ: str) -> list[str]:
    """What is wrong, each line without the folder in which the test runs."""
    file.write_text(text, "utf-8")
    with pytest.raises(BadConfig) as bad:
        read_config(file, environ)
    assert str(bad.value) == "\n".join(bad.value.faults)
    return [line.removeprefix(f"{file.parent}/") for line in bad.value.faults]


def test_the_example_says_what_holds_without_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example, nothing = read_config(EXAMPLE, {}), read_config(None, {})

    usual = {what: RULES[what].count for what in SETTINGS["cadence"]}
    assert example.community.cadence == usual
    assert replace(example, community=nothing.community) == nothing
    assert replace(example.community, cadence={}) == nothing.community


def test_every_setting_stands_in_the_example_with_a_comment() -> None:
    text = uncommented(EXAMPLE_TEXT)
    table = tomllib.loads(text)
    assert table.keys() == {*TOP, *SETTINGS}
    assert all(
        table[section].keys() == keys.keys() for section, keys in SETTINGS.items()
    )
    lines = re.findall("^[a-z_]+ = .*", text, re.MULTILINE)
    assert all(" # " in line for line in lines)
    assert all(name in text for name in SECRETS)
    assert all(name in text for name in SLACK_SECRETS if not name.endswith("_FILE"))
    assert all(name in text for name in DISCORD_SECRETS)


def uncommented(text: str) -> str:
    """With the tables that are only shown, whose lines have no space after the #."""
    return re.sub("^#(?=[a-z[])", "", text, flags=re.MULTILINE)


def test_what_the_example_shows_of_a_platform_is_what_holds(file: Path) -> None:
    file.write_text(uncommented(EXAMPLE_TEXT))
    example, found = read_config(EXAMPLE, {}), read_config(file, {})
    assert (example.slack, example.discord) == (None, None)
    assert (found.slack, found.discord) == (Slack(), Discord())


def test_a_file_is_read(file: Path) -> None:
    file.write_text(
        """
        [community]
        name = "Lakeside"
        zone = "Europe/Berlin"
        country = "DE"
        quiet = "22:00-07:30"
        staff = ["terminal:ana"]
        questions = "ours"
        [cadence]
        prepare = 2
        [data]
        file = "kept/whoelse.db"
        """
    )
    config = read_config(file, {"WHOELSE_SECRET": SECRET, "HOME": "/"})

    community = config.community
    assert (community.name, community.country) == ("Lakeside", "DE")
    assert (community.quiet, community.cadence) == (("22:00", "07:30"), {"prepare": -2})
    assert (config.zone, config.staff) == ("Europe/Berlin", ("terminal:ana",))
    assert config.database == file.parent / "kept" / "whoelse.db"
    assert config.questions == file.parent / "ours"
    assert config.secret == SECRET
    assert SECRET not in repr(config)


def test_older_secrets_stand_a_line_each(file: Path) -> None:
    file.write_text("")
    older = f"{SECRET}\n{SECRET[::-1]}\n"
    config = read_config(file, {"WHOELSE_SECRET_BEFORE": older})
    assert config.before == (SECRET, SECRET[::-1])
    assert SECRET not in repr(config)


def test_an_older_secret_is_no_shorter(file: Path) -> None:
    said = "WHOELSE_SECRET_BEFORE: too short to be safe; use 32 characters or more"
    assert faults(file, "", WHOELSE_SECRET_BEFORE=f"{SECRET}\nshort") == [said]


def test_all_faults_are_said_at_once(file: Path) -> None:
    text = """
        [comunity]
        [community]
        zoen = "UTC"
        zone = "Mars"
        name = 5
        [cadence]
        followup = "7"
        """
    assert faults(file, text, WHOELSE_SECRT=SECRET, WHOELSE_SECRET="short") == [
        "config.toml: comunity: no such setting; did you mean 'community'?",
        "config.toml: [community] zoen: no such setting; did you mean 'zone'?",
        "config.toml: [community] zone: 'Mars' is no zone; try 'America/New_York'",
        "config.toml: [community] name: 5 is no text; write it in quotes",
        "config.toml: [cadence] followup: '7' is no number of business days; try 7",
        "WHOELSE_SECRT: no such setting; did you mean 'WHOELSE_SECRET'?",
        "WHOELSE_SECRET: too short to be safe; use 32 characters or more",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('zone = "new york"', "'new york' is no zone; try 'America/New_York'"),
        ('zone = "../etc/passwd"', "is no zone; try"),
        ('country = "Germany"', "'Germany' is no country code; try 'DE'"),
        ('country = "us"', "'us' is no country code; try 'US'"),
        ('country = "??"', "'??' is no country code; try 'US'"),
        ('date_order = "YMD"', "'YMD' is no order of dates; try 'MDY' or 'DMY'"),
        ('quiet = "24:00-08:00"', "is no span of hours; try '21:00-08:00'"),
        ('staff = "terminal:ana"', 'is no list; try ["one", "two"]'),
        ("help = [1]", "1 is no text; write it in quotes"),
        ("name = 2026-11-24", "is no text; write it in quotes"),
        (f"name = 0x{'f' * 100_000}", "what stands there is no text"),
        (f"name.{'a.' * 2_000}a = 1", "what stands there is no text"),
        (f'zone = "{"x" * 100_000}"', "is no zone; try 'America/New_York'"),
        ('"a\\nb" = 1', "'a\\nb': no such setting"),
        ('[data]\nfile = "a\\u0000"', "'a\\x00' is no file name; try 'whoelse.db'"),
        ('[data]\nfile = "~nobody-here/a"', "names no home directory"),
        ("[cadence]\nclose = true", "is no number of business days; try 7"),
        ("[cadence]\nprepare = -3", "-3 is no number of days; try 3"),
        ("[slack]\nmode = 'rtm'", "'rtm' is no way to reach Slack; try 'socket' or"),
        ("[slack]\ncommand = 'Who Else'", "is no slash command; try '/whoelse'"),
        (f"[slack]\ncommand = '/{'a' * 32}'", "is no slash command; try '/aaaaa"),
        ("[slack]\nurl = 'whoelse.example.edu'", "try 'https://whoelse.example.edu'"),
        ("[slack]\nurl = 'https://a.example/?b'", "is no address of the web; try"),
        ("[slack]\napi_url = ''", "try 'https://slack.com/api/'"),
        ("[slack]\nport = '3000'", "'3000' is no port; try 3000"),
        ("[slack]\nport = 65536", "65536 is no port; try 3000"),
        ("[slack]\nhost = 'a b'", "no address of this machine; try '127.0.0.1'"),
        ("[slack]\nrotation = 'no'", "'no' is neither true nor false; try false"),
        ("[slack]\nbot_token = 'x'", "no such setting"),
        ("[discord]\ntoken = 'x'", "no such setting"),
        ("[discord]\napplication_id = 'Who Else'", "copy the Application ID, such as"),
        ("[discord]\napplication_id = 12", "12 is no application; copy"),
        (f"[discord]\napplication_id = 0x{'f' * 100_000}", "what stands there is no"),
        ("[discord]\napi_url = 'discord.com'", "try 'https://discord.com/api/v10'"),
        ("[discord]\ngateway_url = 'https://a.example'", "is no gateway; try 'wss:"),
        ("[slack]\ndatabase = 'a.db'", "stands above all sections, in the first lines"),
        ("[[slack]]", "a section; its name stands alone in one pair of brackets"),
        ("[[cadence]]", "a section; its name stands alone in one pair of brackets"),
    ],
)
def test_what_cannot_be_used_says_what_to_try(file: Path, line: str, said: str) -> None:
    [fault] = faults(file, f"[community]\n{line}")
    assert said in fault
    assert len(fault) < 200


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[community]\nname = Ana", "Invalid value (at line 2, column 8);"),
        (b"[data]\nfile = 'a'\nfile = 'b'\n", "(at line 3, column 11);"),
        (b"[data]\n[data]", "Cannot declare ('data',) twice (at line 2, column 6);"),
        (b"a = " + b"[" * 100_000, "too many brackets inside brackets"),
        (b"a = " + b"9" * 5_000, "a number is too long"),
        ("name = 'ñ'".encode("utf-16"), "is not plain text; save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_toml_says_where(
    file: Path, content: bytes, said: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(BadConfig) as bad:
        read_config(file, {})
    [fault] = bad.value.faults
    assert fault.startswith(f"{file}: ")
    assert said in fault


def test_a_file_that_was_named_must_be_there(file: Path) -> None:
    with pytest.raises(BadConfig, match=r"no such file; .* is one to copy"):
        read_config(file, {})
    with pytest.raises(BadConfig, match="cannot be read"):
        read_config(file.parent, {})


def test_a_file_from_windows_is_read(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf[community]\r\nname = "Ana\'s club"\r\n')
    assert read_config(file, {}).community.name == "Ana's club"


def test_a_home_directory_is_found(file: Path) -> None:
    file.write_text('[data]\nfile = "~/whoelse.db"')
    assert read_config(file, {}).database == Path.home() / "whoelse.db"


def test_the_secret_may_stand_in_a_file(file: Path) -> None:
    file.write_text("")
    kept = file.with_name("secret")
    kept.write_text(f"{SECRET}\n")
    assert read_config(file, {"WHOELSE_SECRET_FILE": str(kept)}).secret == SECRET
    assert read_config(file, {"WHOELSE_SECRET": ""}).secret is None

    both = faults(file, WHOELSE_SECRET=SECRET, WHOELSE_SECRET_FILE=str(kept))
    gone = faults(file, WHOELSE_SECRET=SECRET, WHOELSE_SECRET_FILE="nowhere")
    assert gone[-1:] == both
    assert both == ["WHOELSE_SECRET and WHOELSE_SECRET_FILE: set one of them, not both"]


def test_the_database_stands_above_or_in_its_section_but_not_in_both(
    file: Path,
) -> None:
    file.write_text("database = 'kept/a.db'\n[slack]\n")
    assert read_config(file, {}).database == file.parent / "kept" / "a.db"
    assert faults(file, "database = 'a.db'\n[data]\nfile = 'a.db'") == [
        "config.toml: database and [data] file: set one of them, not both"
    ]


TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-1-made-up",
    "SLACK_APP_TOKEN": "xapp-1-made-up",
    "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
}
CLIENT = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "made-up"}


def slack(file: Path, text: str, environ: Mapping[str, str]) -> Slack:
    file.write_text(text)
    slack = read_config(file, environ).slack
    assert slack
    return slack


def test_slack_is_on_where_its_table_is(file: Path) -> None:
    file.write_text("")
    assert read_config(file, {**TOKENS, "SLACK_BOT_TOKEN": "?"}).slack is None
    assert slack(file, "[slack]", {}) == Slack()


def test_discord_is_on_where_its_table_is(file: Path) -> None:
    given = {"DISCORD_TOKEN": "a.made-up.token"}
    file.write_text("")
    assert read_config(file, {"DISCORD_TOKEN": "?"}).discord is None
    file.write_text(
        "[discord]\napplication_id = 1234567890123456789\n"
        'gateway_url = "ws://127.0.0.1:1/gateway/"\n'
    )
    found = read_config(file, given).discord
    assert found == Discord(
        application_id="1234567890123456789",
        gateway_url="ws://127.0.0.1:1/gateway",
        token="a.made-up.token",
    )
    assert "made-up" not in repr(found)


def test_the_secrets_of_slack_are_the_environments_and_are_not_shown(
    file: Path,
) -> None:
    text = '[slack]\napi_url = "http://127.0.0.1:1/api"\n'
    found = slack(file, text, {**TOKENS, "SLACK_WEBHOOK": "of another program"})
    assert found == Slack(
        api_url="http://127.0.0.1:1/api/",
        bot_token=TOKENS["SLACK_BOT_TOKEN"],
        app_token=TOKENS["SLACK_APP_TOKEN"],
        signing_secret=TOKENS["SLACK_SIGNING_SECRET"],
    )
    assert not any(token in repr(found) for token in TOKENS.values())


def test_each_of_slacks_secrets_may_stand_in_a_file(file: Path) -> None:
    kept = file.with_name("kept")
    kept.write_text("made-up\n")
    for secrets in (TOKENS, CLIENT):
        files = {f"{name}_FILE": str(kept) for name in secrets}
        found = asdict(slack(file, "[slack]", files))
        assert {name for name in found if found[name] == "made-up"} == {
            name.removeprefix("SLACK_").lower() for name in secrets
        }
    assert faults(file, "[slack]", **TOKENS, SLACK_BOT_TOKEN_FILE=str(kept)) == [
        "SLACK_BOT_TOKEN and SLACK_BOT_TOKEN_FILE: set one of them, not both"
    ]


def test_one_workspace_has_a_token_and_many_have_a_client(file: Path) -> None:
    assert slack(file, "[slack]", CLIENT).many
    assert not slack(file, "[slack]", TOKENS).many
    assert faults(file, "[slack]", **TOKENS, **CLIENT) == [
        "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many;"
        " set one of them, not both"
    ]
    assert faults(file, "[slack]", SLACK_CLIENT_SECRET="made-up") == [
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: set both, or neither"
    ]


@pytest.mark.parametrize(
    "token", ["'xoxb-1'", "xoxb 1", " ", "x" * 1001, "xoxb-\udcff"]
)
def test_a_token_that_was_copied_badly_is_refused_and_not_shown(
    file: Path, token: str
) -> None:
    assert faults(file, "[slack]", SLACK_BOT_TOKEN=token) == [
        "SLACK_BOT_TOKEN: is nothing that Slack gives; copy it whole, without quotes"
    ]


def test_a_secret_that_is_no_text_is_refused(file: Path) -> None:
    assert faults(file, WHOELSE_SECRET=SECRET + "\udcff") == [
        "WHOELSE_SECRET: is not plain text; use letters and digits"
    ]


def test_a_secret_in_place_of_a_file_name_is_not_shown(file: Path) -> None:
    assert faults(file, WHOELSE_SECRET_FILE=SECRET) == [
        "WHOELSE_SECRET_FILE: that file cannot be read (No such file or directory)"
    ]
    file.with_name("pixels").write_bytes(os.urandom(64) + b"\xff")
    assert faults(file, WHOELSE_SECRET_FILE=str(file.with_name("pixels"))) == [
        "WHOELSE_SECRET_FILE: that file is not plain text; save it as UTF-8"
    ]


@st.composite
def mutilated(draw: st.DrawFn) -> str:
    """The example, with a few of its stretches replaced by something else."""
    text = draw(st.sampled_from([EXAMPLE_TEXT, uncommented(EXAMPLE_TEXT)]))
    scraps = st.text(max_size=8) | st.sampled_from(
        ['"', "[", "]", "=", "\n", "-1", "#"]
    )
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + draw(scraps) + text[end:]
    return text


@settings(deadline=None, max_examples=200)
@given(text=mutilated(), variable=st.sampled_from(VARIABLES))
def test_a_damaged_file_is_read_or_its_faults_are_lines(
    tmp_path_factory: pytest.TempPathFactory, text: str, variable: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "damaged.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        said = [repr(read_config(file, {variable: SECRET}))]
    except BadConfig as bad:
        said = list(bad.faults)

    assert said
    assert all(line.isprintable() and SECRET not in line for line in said)
