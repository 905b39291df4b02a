"""Words in which to say what a payload must look like."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[str, Any], Iterator[str]]
"""(JSON pointer, value) gives what is wrong there, a line each."""


def anything(_: str, __: Any) -> Iterator[str]:
    yield from ()


def flag(path: str, value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{path}: not true or false"


def string(most: int, least: int = 1) -> Rule:
    """Lengths are counted in code points: Discord does so too, Slack does not say."""

    def rule(path: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{path}: not a string"
        elif not least <= len(value) <= most:
            yield f"{path}: length {len(value)}, not {least} to {most}"

    return rule


def number(least: int, most: int) -> Rule:
    def rule(path: str, value: Any) -> Iterator[str]:
        if not isinstance(value, int) or not least <= value <= most:
            yield f"{path}: not a number from {least} to {most}"

    return rule


def form(pattern: str) -> Rule:
    def rule(path: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield f"{path}: not of the form {pattern}"

    return rule


def one_of(*values: str) -> Rule:
    def rule(path: str, value: Any) -> Iterator[str]:
        if value not in values:
            yield f"{path}: not one of {', '.join(values)}"

    return rule


def many(of: Rule, most: int, least: int = 1) -> Rule:
    def rule(path: str, value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{path}: not a list"
            return
        if not least <= len(value) <= most:
            yield f"{path}: length {len(value)}, not {least} to {most}"
        for index, item in enumerate(value):
            yield from of(f"{path}/{index}", item)

    return rule


def shape(needed: Mapping[str, Rule], **optional: Rule) -> Rule:
    """An object with these keys and no others: a platform ignores a misspelt one, we
    do not.

    A key that a Python word cannot name stands under that word with a trailing "_".
    """
    rules = {
        **needed,
        **{key.removesuffix("_"): rule for key, rule in optional.items()},
    }

    def rule(path: str, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: not an object"
            return
        yield from (f"{path}/{key}: missing" for key in needed.keys() - value.keys())
        for key, inner in value.items():
            if key in rules:
                yield from rules[key](f"{path}/{key}", inner)
            else:
                yield f"{path}/{key}: unknown"

    return rule


def by_type(rules: Mapping[str, Rule]) -> Rule:
    def rule(path: str, value: Any) -> Iterator[str]:
        kind = str(value.get("type")) if isinstance(value, dict) else ""
        if kind in rules:
            typed = {key: inner for key, inner in value.items() if key != "type"}
            yield from rules[kind](path, typed)
        else:
            yield f"{path}: type {kind!r}, not one of {', '.join(sorted(rules))}"

    return rule


def also(first: Rule, *others: Rule) -> Rule:
    """The others may count on what the first one found to be so."""

    def rule(path: str, value: Any) -> Iterator[str]:
        found = [*first(path, value)]
        yield from found
        for other in () if found else others:
            yield from other(path, value)

    return rule
