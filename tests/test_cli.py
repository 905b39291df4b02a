"""The command line, as somebody types it: what it says, and how it ends."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import chat, run
from bot.cli import Starts, commands
from bot.engine.sqlite import SqliteStore

ROOT = Path(__file__).parent.parent
THURSDAY, FRIDAY = "2026-11-19T14:10", "2026-11-20T14:10"
LATE = ("dateparser", "holidays", "prompt_toolkit", "pydantic", "rapidfuzz", "rich")
"""Libraries that cost more than a tenth of a second, for those who use them alone."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of its own: its folder, its clock's zone, and nothing else set."""
    for name in [name for name in os.environ if name.startswith("WHOELSE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("LOGNAME", "priya")
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(*words: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(commands, words, input=given, obj=Starts(chat, run))


def found(*words: str, given: str = "") -> Any:
    """What a command gives to programs."""
    result = typed(*words, "--json", given=given)
    assert result.exit_code == 0, result.stderr
    assert not result.stderr
    return json.loads(result.stdout)


def refused(*words: str, given: str | bytes = "") -> str:
    """The one sentence that a command ends with."""
    result = typed(*words, given=given)
    assert result.exit_code == 2, result.stdout
    assert "Traceback" not in result.stderr
    assert not result.stdout
    return result.stderr.strip()


def said(*lines: str, **options: str) -> str:
    """What a chat shows, when these lines are typed at ten past two on a Thursday."""
    given = {"db": "a.db", "as": "Ana", "now": THURSDAY, **options}
    words = [word for key, value in given.items() for word in (f"--{key}", value)]
    text = "".join(f"{line}\n" for line in lines)
    result = typed("chat", "--plain", *words, given=text)
    assert result.exit_code == 0, result.stderr
    return result.stdout


# A chat


def test_a_chat_greets_whoever_sits_down_and_ends_with_the_input() -> None:
    assert said().startswith("Hi Ana. I help you ask people about their work")


def test_without_a_name_it_is_whoever_logged_in() -> None:
    assert "Hi priya." in typed("chat", "--plain", "--db", "a.db").stdout


def test_what_was_said_is_there_the_next_time() -> None:
    said("add Tom Okafor, nurse at Harbor Clinic")
    assert "Tom Okafor" in said("people")
    assert "Tom Okafor" not in said("people", **{"as": "Priya"})


def test_the_data_file_is_in_the_users_own_folder_and_nobody_else_may_read_it(
    home: Path,
) -> None:
    typed("chat", "--plain")
    folder = home / "share" / "whoelse"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in folder.iterdir()} >= {"whoelse.db", "whoelse.db.key"}
    assert not any(path.stat().st_mode & 0o077 for path in folder.iterdir())


def test_a_chat_goes_on_where_time_was_skipped_to_and_says_so() -> None:
    said(":skip until 2 jan 2028 9am", tz="Europe/Paris")
    shown = typed("chat", "--plain", "--db", "a.db", "--as", "Ana").stdout
    assert "Time was skipped here. It is Sun 2 Jan 2028, 09:00 CET." in shown


def test_a_chat_in_the_past_of_its_file_is_refused() -> None:
    said(":skip 3 days")
    sentence = refused("chat", "--db", "a.db", "--now", THURSDAY)
    assert sentence.endswith("Name 2026-11-22T14:10 or later.")
    assert said(now="2026-11-22T14:10") == said(now="2026-11-22T14:10")


def test_a_file_that_another_chat_uses_is_refused_and_says_which() -> None:
    store = SqliteStore(Path("a.db"), b"for tests alone")
    sentence = refused("chat", "--db", "a.db")
    store.close()
    assert f"a.db is in use by process {os.getpid()}" in sentence


def test_a_file_that_is_no_data_file_is_refused() -> None:
    Path("a.db").write_bytes(b"hello" * 1000)
    assert refused("chat", "--db", "a.db").startswith("a.db: it is no database.")


def test_a_file_of_a_newer_program_is_refused() -> None:
    said()
    with sqlite3.connect("a.db") as file:
        file.execute("update _sqlite_migrations set name = 'm999_later' where id = 1")
    file.close()
    assert "a newer version of this program wrote it" in refused("chat", "--db", "a.db")


@pytest.mark.parametrize("file", [".", "nowhere/a.db"])
def test_a_file_that_cannot_be_there_is_refused(file: str) -> None:
    assert "no file can be there" in refused("chat", "--db", file)


def test_settings_are_refused_with_all_their_faults() -> None:
    Path("config.toml").write_text('[comunity]\n[cadence]\nother = "soon"\n')
    sentence = refused("chat")
    assert "did you mean 'community'?" in sentence
    assert "[cadence] other" in sentence


def test_whoever_is_named_as_staff_has_the_offices_words() -> None:
    assert "office" not in said("help")
    assert "office" in said("help", staff="Ana")
    Path("config.toml").write_text('[community]\nstaff = ["terminal:ana"]\n')
    assert "office" in said("help", now="2026-11-20T09:00")


@pytest.mark.parametrize("zone", ["New York", "America/New_York"])
def test_a_zone_is_named_as_people_name_it(zone: str) -> None:
    assert "14:10 EST" in said(":now", tz=zone)


def test_a_chat_starts_without_the_libraries_it_does_not_need_yet() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "chat", "--plain"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "bot.flows" in imported
    assert imported.isdisjoint(LATE)


def test_whoever_stops_reading_hears_no_complaint() -> None:
    source, pipe = os.pipe()
    os.close(source)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--plain"],
        input="help\nhelp\n",
        stdout=pipe,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(pipe)
    assert (done.returncode, done.stderr) == (0, "")


# Moments in words


def test_a_moment_is_given_with_its_offset() -> None:
    assert found("when", "friday 3pm", "--now", THURSDAY, "--tz", "Europe/Paris") == {
        "at": "2026-11-20T15:00:00+01:00"
    }


def test_what_may_mean_two_moments_is_asked_back() -> None:
    asked = found("when", "next tuesday 5pm", "--now", "2026-11-22T09:00")
    assert asked["ask"].startswith("Do you mean Tue 24 Nov, 17:00 EST or Tue 1 Dec")


def test_the_order_of_a_date_is_the_readers() -> None:
    when = ("when", "5/6 9am", "--now", "2026-01-05T09:00")
    assert found(*when)["at"].startswith("2026-05-06")
    assert found(*when, "--order", "DMY")["at"].startswith("2026-06-05")


def test_holidays_are_those_of_the_country() -> None:
    when = ("when", "1 business day", "--now", "2026-11-25T09:00")
    assert found(*when, "--country", "us")["at"].startswith("2026-11-27")
    assert found(*when, "--country", "fr")["at"].startswith("2026-11-26")


def test_a_phrase_may_stand_on_the_input() -> None:
    asked = found("when", "-", "--now", THURSDAY, given="tomorrow 9am\n")
    assert asked == {"at": "2026-11-20T09:00:00-05:00"}


def test_people_are_told_a_moment_in_words() -> None:
    assert typed("when", "tomorrow", "9am", "--now", THURSDAY).stdout == (
        "Fri 20 Nov, 09:00 EST\n"
    )


def test_people_who_say_no_moment_are_told_so_as_of_a_fault() -> None:
    assert "Tell me a day" in refused("when", "blargh", "--now", THURSDAY)


@pytest.mark.parametrize("phrase", ["", "x" * 100_000, "a\0b", "\x1b[2J", "\ud800"])
def test_what_is_no_moment_is_asked_back(phrase: str) -> None:
    assert "ask" in found("when", phrase)


@pytest.mark.parametrize(
    "words",
    [
        ["friday", "--now", "yesterday"],
        ["friday", "--now", "0001-01-01"],
        ["friday", "--tz", "Atlantis"],
        ["friday", "--tz", "../etc"],
        ["friday", "--country", "ZZ"],
        ["friday", "--order", "YMD"],
        [],
    ],
)
def test_an_option_that_means_nothing_is_refused(words: list[str]) -> None:
    assert refused("when", *words)


# A plan

PLAN = ("plan", "--field", "nursing", "--minutes", "15")


def test_a_plan_keeps_its_time_and_ends_with_who_else() -> None:
    plan = found(*PLAN)
    assert plan["minutes"] == 15
    assert sum(question["minutes"] for question in plan["questions"]) <= 15
    closing = [one["text"] for one in plan["questions"] if one["phase"] == "close"]
    assert closing == [one["text"] for one in plan["questions"][-3:]]
    assert "anyone else" in closing[0]
    assert set(plan["if_short"]) <= {question["id"] for question in plan["questions"]}
    assert set(plan["questions"][0]) == {
        "id", "text", "category", "phase", "minutes", "why",
    }  # fmt: skip


def test_a_plan_says_how_the_words_were_understood() -> None:
    plan = found(*PLAN, "--stage", "sophomore", "--relation", "my aunt")
    assert any('"sophomore"' in said for said in plan["understood"])
    assert any('"my aunt"' in said for said in plan["understood"])


def test_a_plan_takes_any_number_of_facts() -> None:
    facts = ("--know", "gave a talk on sepsis", "--know", "climbs at the weekend")
    assert "sepsis" in json.dumps(found(*PLAN, *facts))


def test_people_are_told_a_plan_line_by_line() -> None:
    assert "Is there anyone else" in typed(*PLAN).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--field", "nursing"],
        ["--minutes", "15"],
        ["--field", "nursing", "--minutes", "5"],
        ["--field", "nursing", "--minutes", "many"],
        ["--field", "nursing", "--minutes", "15", "--comfort", "11"],
    ],
)
def test_a_plan_that_cannot_be_made_is_refused(words: list[str]) -> None:
    assert refused("plan", *words)


@pytest.mark.parametrize("words", ["x" * 100_000, "\0", "\ud800", "\u202e", ""])
def test_any_words_give_a_plan(words: str) -> None:
    assert found(*PLAN, "--stage", words, "--know", words)["questions"]


# A check

CHECK = ("check", "--kind", "outreach", "--channel", "email")
ASKS_FOR_A_JOB = "Hi Tom,\n\nCould you get me a job at the clinic?\n\nAna\n"


def test_a_check_finds_what_is_wrong_and_where() -> None:
    findings = found(*CHECK, given=ASKS_FOR_A_JOB)["findings"]
    assert any(finding["severity"] == "block" for finding in findings)
    for finding in findings:
        assert set(finding) == {"rule", "severity", "span", "why", "repair"}
        start, end = finding["span"] or (0, 0)
        assert 0 <= start <= end <= len(ASKS_FOR_A_JOB)


def test_a_check_reads_a_file_its_context_and_free_words() -> None:
    Path("message.txt").write_text("Dear Tom,\nThank you for your time.\nAna\n")
    Path("context.json").write_text('{"contact": {"name": "Priya Raman"}}')
    known = ("--context", "context.json", "--kind", "thank-you note")
    findings = found("check", "--channel", "E-mail", *known, "message.txt")["findings"]
    assert any("Tom" in finding["why"] for finding in findings)


def test_findings_are_no_failure_for_people_either() -> None:
    result = typed(*CHECK, given=ASKS_FOR_A_JOB)
    assert result.exit_code == 0
    assert "block" in result.stdout


@pytest.mark.parametrize("text", ["", "x" * 100_000, "a\0b", "\u202e", "\x1b[2J"])
def test_any_text_can_be_checked(text: str) -> None:
    assert isinstance(found(*CHECK, given=text)["findings"], list)


@pytest.mark.parametrize(
    "words",
    [
        ["--kind", "ransom", "--channel", "email", "-"],
        ["--kind", "outreach", "--channel", "pigeon", "-"],
        ["--kind", "outreach", "--channel", "email", "nowhere.txt"],
        ["--kind", "outreach", "--channel", "email", "."],
        ["--kind", "outreach", "--channel", "email", "a\0b"],
        ["--kind", "outreach", "--channel", "email", "--context", "bad.json", "-"],
        ["--kind", "outreach", "--channel", "email", "--context", "list.json", "-"],
        ["--kind", "outreach", "--channel", "email", "--context", "odd.json", "-"],
    ],
)
def test_a_check_of_nothing_is_refused(words: list[str]) -> None:
    Path("bad.json").write_text("{")
    Path("list.json").write_text("[]")
    Path("odd.json").write_text('{"contact": {"name": 5}}')
    assert refused("check", *words)


def test_a_text_that_is_no_text_is_refused() -> None:
    assert "no plain text" in refused(*CHECK, given=b"\xff\xfe\x00")


def test_a_key_that_is_not_known_is_said_and_passed_over() -> None:
    Path("context.json").write_text('{"contact": {"shoe_size": 44}}')
    result = typed(*CHECK, "--context", "context.json", given="Hi")
    assert result.exit_code == 0
    assert "I know no contact.shoe_size" in result.stderr


@pytest.mark.parametrize("now", ["9999-12-31T23:59", "0001-01-01", "soon"])
def test_a_context_of_no_moment_is_refused(now: str) -> None:
    Path("context.json").write_text(json.dumps({"now": now}))
    assert "is no moment" in refused(*CHECK, "--context", "context.json", given="Hi")


@pytest.mark.parametrize("words", [CHECK, ("when", "-")])
def test_nothing_is_read_where_the_input_is_closed(
    words: tuple[str, ...],
) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m bot "$@" <&-', sys.executable, *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert "standard input is closed" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["chat", "--db", ""],
        ["chat", "--db", "-"],
        ["chat", "--now", ""],
        ["chat", "--config", ""],
        ["when", "friday", "--tz", " "],
        ["check", "--kind", "outreach", "--channel", "email", "--context", ""],
    ],
)
def test_an_option_that_is_empty_is_refused(words: list[str]) -> None:
    assert "is empty. Name one, or leave it out" in refused(*words)


# What is not ours


@pytest.mark.parametrize("command", ["chat", "doctor"])
def test_a_wrong_file_stays_as_it_was(command: str, home: Path) -> None:
    Path("notes.txt").write_text("buy milk\n")
    Path("notes.txt").chmod(0o644)
    result = typed(command, "--db", "notes.txt")
    assert result.exit_code == 2
    assert "it is no database" in result.stderr + result.stdout
    assert Path("notes.txt").stat().st_mode & 0o777 == 0o644
    assert [*home.iterdir()] == [home / "notes.txt"]


def test_a_lock_of_another_program_is_left_alone() -> None:
    Path("poetry.lock").write_text("precious")
    said(db="poetry")
    assert Path("poetry.lock").read_text() == "precious"


def test_the_key_and_the_lock_stand_beside_the_file_and_not_beside_a_link() -> None:
    Path("kept").mkdir()
    Path("link.db").symlink_to("kept/a.db")
    said(db="link.db")
    names = {file.name for file in Path("kept").iterdir()}
    assert names == {"a.db", "a.db.key", "a.db.whoelse-lock"}
    assert said("people", db="kept/a.db")


def test_a_secret_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("pipe")
    for endless in ("pipe", "/dev/zero"):
        monkeypatch.setenv("WHOELSE_SECRET_FILE", endless)
        assert "no ordinary file" in refused("chat", "--db", "a.db")
        assert "no ordinary file" in refused("chat", "--config", endless)
        assert "no ordinary file" in refused(*CHECK, "--context", endless)


# The key


def test_a_key_that_could_not_be_kept_is_not_half_kept(home: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        sentence = refused("chat", "--db", "a.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert sentence.startswith("a.db.key: the disk")
    assert [*home.iterdir()] == []


def test_another_key_is_made_only_where_nobody_was_forgotten() -> None:
    said("add Tom Okafor, nurse at Harbor Clinic")
    Path("a.db.key").unlink()
    assert "Tom" in said("people")
    with sqlite3.connect("a.db") as file:
        file.execute("insert into barred values ('1:abc', '')")
    file.close()
    Path("a.db.key").unlink()
    assert "Put back the one that was there" in refused("chat", "--db", "a.db")
    assert not Path("a.db.key").exists()
    assert "Put back the one" in typed("doctor", "--db", "a.db").stdout


def test_an_empty_data_file_beside_its_key_is_suspicious() -> None:
    said()
    Path("a.db").write_bytes(b"")
    assert "it is empty, though it was in use" in refused("chat", "--db", "a.db")
    assert "it is empty, though it was in use" in typed("doctor", "--db", "a.db").stdout


# What an operator asks


def test_the_doctor_finds_nothing_wrong_before_the_first_start(home: Path) -> None:
    looked = found("doctor", "--offline")
    assert looked["ok"]
    assert not (home / "share").exists()


def test_the_doctor_tells_what_is_in_the_data_file() -> None:
    said("sent Tom")
    assert "a.db: 0." in typed("doctor", "--db", "a.db").stdout


def test_the_doctor_says_where_the_secret_is_from_and_never_what_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WHOELSE_SECRET", "correct horse battery staple 1234567890")
    shown = typed("doctor").stdout
    assert "from WHOELSE_SECRET" in shown
    assert "horse" not in shown


def test_a_secret_is_rotated_in_three_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key file was in use; then a secret is set, and the file is named as older."""
    said("add Vera Haddad, nurse", "forget Vera", "1")
    monkeypatch.setenv("WHOELSE_SECRET", "correct horse battery staple 1234567890")
    lost = typed("doctor", "--db", "a.db")
    assert lost.exit_code == 2
    assert (
        "forgotten people: made with another secret  fix: Set that one" in lost.stdout
    )
    monkeypatch.setenv("WHOELSE_SECRET_BEFORE_FILE", "a.db.key")
    assert "keep it, for" in typed("doctor", "--db", "a.db").stdout
    assert "You asked me to forget Vera" in said("add Vera Haddad, nurse", now=FRIDAY)
    assert "keep it, for" in typed("doctor", "--db", "a.db").stdout


def test_an_older_secret_that_nobody_needs_may_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said("add Vera Haddad, nurse")
    monkeypatch.setenv("WHOELSE_SECRET", "correct horse battery staple 1234567890")
    monkeypatch.setenv("WHOELSE_SECRET_BEFORE_FILE", "a.db.key")
    assert "the next start makes anew" in typed("doctor", "--db", "a.db").stdout
    said("hi", now=FRIDAY)
    assert "nothing needs it any more" in typed("doctor", "--db", "a.db").stdout


def test_a_key_file_is_made_anew_beside_the_older_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said("add Vera Haddad, nurse", "forget Vera", "1")
    Path("a.db.key").rename("a.db.key.before")
    assert "Put back the one that was there" in refused("chat", "--db", "a.db")
    monkeypatch.setenv("WHOELSE_SECRET_BEFORE_FILE", "a.db.key.before")
    assert "You asked me to forget Vera" in said("add Vera Haddad, nurse", now=FRIDAY)


def test_the_doctor_tells_every_fault_with_its_remedy() -> None:
    Path("config.toml").write_text('[community]\nzone = "Mars"\nnme = ""\n')
    Path("a.db").write_bytes(b"hello" * 1000)
    result = typed("doctor", "--db", "a.db", "--json")
    failed = [f for f in json.loads(result.stdout)["findings"] if f["level"] == "fail"]
    assert result.exit_code == 2
    assert [finding["what"] for finding in failed] == ["config", "config", "data"]
    assert all(finding["fix"] for finding in failed)


@pytest.mark.parametrize("file", [".", "nosuch/x/a.db", "plain/a.db", "loop"])
def test_the_doctor_fails_where_a_chat_would(file: str) -> None:
    Path("plain").write_text("")
    Path("loop").symlink_to("loop")
    assert refused("chat", "--db", file)
    result = typed("doctor", "--db", file)
    assert result.exit_code == 2
    assert "fail  data" in result.stdout
    assert result.stderr == "Not all is well: mend what is shown as fail.\n"


@pytest.mark.parametrize("key", [b"", b"short"])
def test_the_doctor_looks_at_the_key(key: bytes) -> None:
    said()
    Path("a.db.key").write_bytes(key)
    assert refused("chat", "--db", "a.db")
    assert "fail  secret: a.db.key: too short" in typed("doctor", "--db", "a.db").stdout


def test_the_version_is_told() -> None:
    assert typed("--version").stdout.startswith("whoelse")


@contextmanager
def sitting() -> Iterator["subprocess.Popen[str]"]:
    """Somebody in a chat of their own, who has been greeted."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--plain", "--db", "a.db"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


def test_who_has_the_file_is_called_as_it_was_typed() -> None:
    with sitting() as process:
        sentence = refused("chat", "--db", "a.db")
        assert f"in use by process {process.pid} (whoelse chat)" in sentence


def test_a_data_file_that_others_may_read_is_noticed() -> None:
    said()
    Path("a.db").chmod(0o644)
    assert "fix: chmod 600 a.db" in typed("doctor", "--db", "a.db").stdout


def test_what_was_backed_up_can_be_restored() -> None:
    said("add Tom Okafor, nurse at Harbor Clinic")
    assert found("backup", "copy.db", "--db", "a.db")["file"] == "copy.db"
    found("restore", "copy.db", "--db", "b.db")
    assert "Tom Okafor" in said("people", db="b.db")


def test_a_damaged_backup_is_refused() -> None:
    said()
    found("backup", "copy.db", "--db", "a.db")
    copy = bytearray(Path("copy.db").read_bytes())
    copy[-1] ^= 1
    Path("copy.db").write_bytes(copy)
    assert "not what was backed up" in refused("restore", "copy.db", "--db", "b.db")


@pytest.mark.parametrize("word", ["bakup", "--bogus"])
def test_an_unknown_word_is_refused(word: str) -> None:
    assert refused(word)


def test_no_word_at_all_shows_what_there_is() -> None:
    result = typed()
    assert result.exit_code == 0
    assert "backup" in result.stdout


# A file of contacts


CONTACTS = (
    "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    "Zoé,Müller,zoe@example.com,Acme,=1+1,05 Feb 2025\n"
    ",,,Ghost Ltd,,\n"
)


def test_a_file_of_contacts_is_shown_to_programs() -> None:
    Path("a.csv").write_text(CONTACTS, encoding="utf-8")
    read = found("import", "--dry-run", "a.csv")
    assert read == found("import", "a.csv")
    [zoe] = read.pop("people")
    assert read == {"read": 1, "skipped": [{"row": 3, "why": "no name"}]}
    assert zoe == {
        "name": "Zoé Müller",
        "role": "=1+1",
        "employer": "Acme",
        "email": "zoe@example.com",
        "link": "",
        "relation": "",
        "connected_on": "2025-02-05",
    }


def test_a_file_of_contacts_is_a_table_for_people_and_nothing_is_kept() -> None:
    card = "BEGIN:VCARD\nFN:{}\nEMAIL:{}@example.com\nEND:VCARD\n"
    text = card.format("Tom Okafor", "tom") + card.format("\u0394\x1b Li", "li")
    Path("a.vcf").write_text(text, encoding="utf-8")
    shown = typed("import", "a.vcf").stdout.splitlines()
    assert shown[0] == "Tom Okafor      tom@example.com"
    assert shown[1] == "\u0394 Li            li@example.com"
    assert shown[2] == "Read 2, skipped 0. Nothing was kept."
    assert "Tom" not in said("people")


@pytest.mark.parametrize("content", [b"", b"Week,Monday\n1,Ecology", b"PK\x03\x04"])
def test_what_is_no_file_of_contacts_is_refused(content: bytes) -> None:
    Path("a.csv").write_bytes(content)
    assert refused("import", "--json", "a.csv").endswith(".")


def test_a_file_of_no_text_is_not_shown_in_the_complaint() -> None:
    Path("a.csv").write_bytes(b"\x7fELF\x02\x01\x01\0@\xf0")
    assert "ELF" not in refused("import", "a.csv")


def test_questions_that_are_not_there_are_refused_in_plain_words() -> None:
    said = refused(*PLAN, "--questions", "nowhere.toml")
    assert "No such file" in said
    assert "Errno" not in said


def test_a_file_that_is_not_there_is_refused() -> None:
    assert "I can't read a.csv: No such file" in refused("import", "a.csv")


def test_a_plan_takes_an_offices_own_questions_and_tells_their_faults(
    tmp_path: Path,
) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text('[[day]]\nid = "ours"\ntext = "What is a quiet day?"\n', "utf-8")
    said = refused(*PLAN, "--questions", str(ours))
    assert "ours.toml, line 1, ours: follow_ups is missing." in said
