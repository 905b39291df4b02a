"""Every rule speaks up about its bad examples and keeps quiet about its good ones."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from bot.coach.check import Finding, apply, check, rules
from bot.coach.context import read_situation
from bot.coach.rules.guide import FOLDER, SEVERITIES, guide

FILE = FOLDER / "rule_examples.toml"
TABLES = tomllib.loads(FILE.read_text("utf8"))

Example = dict[str, Any]


def examples(side: str) -> list[Any]:
    return list(_examples(side))


def _examples(side: str) -> Iterator[Any]:
    for rule, table in TABLES.items():
        common = {key: table[key] for key in table.keys() - {"bad", "good"}}
        for number, entry in enumerate(table[side]):
            own = {"text": entry} if isinstance(entry, str) else entry
            yield pytest.param(rule, common | own, id=f"{rule}-{number}")


def found(rule: str, example: Example) -> list[Finding]:
    findings = check(
        example.get("kind", "outreach"),
        example.get("channel", "email"),
        example["text"],
        read_situation(example.get("context", {})),
        example.get("subject"),
    )
    return [finding for finding in findings if finding.rule == rule]


def repairs(rule: str, example: Example) -> list[Finding]:
    return [finding for finding in found(rule, example) if finding.place]


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_it_speaks_up(rule: str, example: Example) -> None:
    assert found(rule, example)


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_it_keeps_quiet(rule: str, example: Example) -> None:
    least = max(SEVERITIES.index(guide().rules[rule].severity), 1)
    loud = [
        one for one in found(rule, example) if SEVERITIES.index(one.severity) <= least
    ]
    assert loud == []


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_using_the_repair_until_there_is_none_left_mends_it(
    rule: str, example: Example
) -> None:
    for _ in range(6):
        if offered := repairs(rule, example):
            example = example | {"text": apply(example["text"], offered[0])}
    assert not repairs(rule, example), example["text"]


def test_every_rule_has_three_examples_of_each_kind() -> None:
    assert TABLES.keys() == rules().keys() == guide().rules.keys()
    for table in TABLES.values():
        assert min(len(table["bad"]), len(table["good"])) >= 3
