"""The attributes that the sequence model looks at, as templates over one position each.

A template turns what stands at its position into attribute strings, and knows nothing of other positions. So the score
of a template is a function of one word (or of one code of labels) alone; it is summed once and looked up from then on.
"""

from collections.abc import Callable, Sequence

from monitor.annotate.entities.kinds import KINDS, signs
from monitor.annotate.entities.layout import Run
from monitor.annotate.entities.words import is_capital, lists_of, shape

EDGE = ""
"""Stands before and behind a sentence."""

Attributes = list[str]


def here(word: str) -> Attributes:
    """Of the word itself."""
    lower, length = word.lower(), len(word)
    return [
        "bias",
        f"w={lower}",
        f"s={shape(word)}",
        *[f"e{size}={lower[-size:]}" for size in (2, 3, 4) if length > size],
        *[f"b{size}={lower[:size]}" for size in (2, 3) if length > size],
        *[f"l={name}" for name in lists_of(word)],
        f"n={min(length, 9)}",
    ]


def near(word: str) -> Attributes:
    """Of the word before or behind."""
    if word == EDGE:
        return ["edge"]
    lower = word.lower()
    ending = [f"e3={lower[-3:]}"] if len(word) > 3 else []
    return [f"w={lower}", f"s={shape(word)}", *ending, *(f"l={name}" for name in lists_of(word))]


def far(word: str) -> Attributes:
    """Of the word two before or two behind."""
    return [f"w={word.lower()}", f"s={shape(word)}"] if word else ["edge"]


def capital_run(word: str) -> Attributes:
    """Of the first and of the last word of the capitalised words around."""
    if not is_capital(word):
        return []
    return [f"w={word.lower()}", *(f"l={name}" for name in lists_of(word))]


def around_run(word: str) -> Attributes:
    """Of the words before and behind the capitalised words around."""
    return [f"w={word.lower()}", *(f"l={name}" for name in lists_of(word))] if word else ["edge"]


WORD_TEMPLATES: dict[str, Callable[[str], Attributes]] = {
    "0": here,
    "-1": near,
    "+1": near,
    "-2": far,
    "+2": far,
    "first": capital_run,
    "last": capital_run,
    "before": around_run,
    "behind": around_run,
    "behind2": around_run,
    "behind3": around_run,
    "before2": around_run,
    "entity": capital_run,
    "opens": capital_run,
    "closes": capital_run,
    "ahead": around_run,
    "after": around_run,
}
"""Name of the position → what is seen of the word that stands there."""


RUN_TEMPLATES = frozenset({"first", "last", "entity", "opens", "closes"})
"""Those that see capitalised words only."""


def all_attributes(word: str) -> Attributes:
    """What any template can see of a word; each sees a part of it."""
    return here(word) if word else ["edge"]


def named(position: str, attributes: Attributes) -> Attributes:
    """Attributes with the name of their position."""
    return [f"{position}:{attribute}" for attribute in attributes]


def label_triples(names: Sequence[str]) -> Attributes:
    """Of the model's labels before, here and behind."""
    before, at, behind = names
    return [
        f"m={at}",
        f"m-={before}",
        f"m+={behind}",
        f"m-0={before}/{at}",
        f"m0+={at}/{behind}",
        f"m-0+={before}/{at}/{behind}",
    ]


def phrase_triples(names: Sequence[str]) -> Attributes:
    """Of the gazetteer's classes before, here and behind."""
    before, at, behind = names
    return [f"g={at}", f"g-={before}", f"g+={behind}", f"g-0={before}/{at}", f"g0+={at}/{behind}"]


def joint(names: Sequence[str]) -> Attributes:
    """Of the model's label, the gazetteer's class and the shape of the word here."""
    label, phrase, form = names
    return [f"mg={label}/{phrase}", f"ms={label}/{form}", f"gs={phrase}/{form}", f"mgs={label}/{phrase}/{form}"]


def kind_triples(kinds: Sequence[int]) -> Attributes:
    """Of the kinds of the words before, here and behind."""
    before, at, behind = (KINDS[kind] for kind in kinds)
    return [f"k={at}", f"k-={before}/{at}", f"k+={at}/{behind}", f"k-+={before}/{at}/{behind}"]


def run_attributes(name: str, run: Run | None) -> Attributes:
    """Of the run of words that a word stands in and of its place there; `name` says which sort of run."""
    if run is None:
        return []
    found, first, last = signs(run.signs), KINDS[run.first], KINDS[run.last]
    inner = f"{run.before > 0}/{run.behind > 0}"
    return [
        f"{name}b={found}",
        f"{name}b0={found}/{inner}",
        f"{name}p={run.before}/{run.behind}/{run.length}",
        f"{name}s={first}/{run.before > 0}",
        f"{name}e={last}/{run.before > 0}",
        f"{name}se={first}/{last}",
    ]
