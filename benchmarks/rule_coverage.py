"""Which rules no example holds: `python -m benchmarks.rule_coverage [PACKAGE…]`, all packages by default.

Switches each rule of a package off in turn (see `benchmarks.corpora`) and runs the examples of its corpora until one
fails. Prints the rules without which none does, and the known failures, then one JSON object. A package
without a corpus is named as such.
"""

import json
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import click

from benchmarks.corpora.examples import Example, known_failures, read_examples
from benchmarks.corpora.rules import Rule, Switch, find_rules
from benchmarks.corpora.values import PACKAGES, value_of
from benchmarks.jsonl import Row

LONGEST = 5.0
"""Seconds that an example may take with a rule switched off; a loop that lost its end counts as failed."""


class _TooLongError(Exception):
    """An example did not end."""


def is_held(package: str, switch: Switch, examples: Sequence[Example]) -> bool:
    """Whether an example fails while a rule is off; an exception is a failure."""
    with switch():
        return any(not _passes(package, example) for example in examples)


def _passes(package: str, example: Example) -> bool:
    try:
        with _deadline():
            return value_of(package, example) == example.expected
    except Exception:  # noqa: BLE001 # whatever a rule that is off breaks
        return False


@contextmanager
def _deadline() -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def unneeded(package: str, rules: Sequence[Rule], examples: Sequence[Example]) -> list[str]:
    """The rules that no example needs; of one with several constants each must make an example fail."""
    found = []
    for rule in rules:
        own_first = sorted(examples, key=lambda example, name=rule.name: example.rule != name)  # type: ignore[misc]
        if not all(is_held(package, switch, own_first) for switch in rule.switches):
            found.append(rule.name)
    return found


def covered(package: str) -> Row:
    """The figures of one package."""
    rules, examples, known = find_rules(PACKAGES[package].rooms), read_examples(package), known_failures(package)
    good = [example for example in examples if example.name not in known]
    failing = [example.place for example in good if value_of(package, example) != example.expected]
    if failing:
        raise click.ClickException(f"these examples fail with all rules on: {', '.join(failing)}")
    free = unneeded(package, rules, good)
    return {"rules": len(rules), "examples": len(examples), "unneeded": free, "known_failures": sorted(known)}


@click.command()
@click.argument("packages", nargs=-1, type=click.Choice(sorted(PACKAGES)))
def main(packages: tuple[str, ...]) -> None:
    """Prints the rules of PACKAGES that no example needs, and the examples that are known to fail."""
    figures: dict[str, Row] = {}
    bare: list[str] = []
    for package in packages or PACKAGES:
        if not read_examples(package):
            bare.append(package)
            click.echo(f"{package}: no corpus")
            continue
        figures[package] = covered(package)
        shown = figures[package]
        click.echo(f"{package}: {len(shown['unneeded'])} of {shown['rules']} rules are needed by no example")
        for rule in shown["unneeded"]:
            click.echo(f"  {rule}")
        for name in shown["known_failures"]:
            text, _, span = name.partition("\t")
            click.echo(f"  known failure: {span!r} in {text!r}")
    click.echo(
        json.dumps(
            {
                "benchmark": "rule_coverage",
                "rules": sum(each["rules"] for each in figures.values()),
                "unneeded": [f"{name}: {rule}" for name, each in figures.items() for rule in each["unneeded"]],
                "known_failures": [text for each in figures.values() for text in each["known_failures"]],
                "without_corpus": bare,
                "packages": figures,
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
