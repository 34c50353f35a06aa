"""Headlines that are one but for their names: "Ferry runs aground off Tolvik", "Ferry runs aground off Lorvany"."""

import re
from typing import Final

from monitor.alerting.facts.texts.words import stem

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PLAIN: Final = 2  # words that both have, at least


def of_other_names(one: str, other: str) -> bool:
    """Whether two headlines say the same of others: the same words in one order, numbers apart, and no name in common.

    The first word tells nothing by its capital, and counts as no name.
    """
    plain, names = _read(one)
    other_plain, other_names = _read(other)
    same = plain == other_plain and sum(map(bool, plain)) >= _PLAIN
    return same and bool(names and other_names) and names.isdisjoint(other_names)


def _read(headline: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of `headline`, "" in place of names and numbers, and the stems of the names."""
    plain, names = list[str](), set[str]()
    for at, word in enumerate(_TOKEN.findall(headline)):
        is_name = at > 0 and word[0].isupper()
        if is_name:
            names.add(stem(word))
        plain.append("" if is_name or word[0].isdigit() else word.casefold())
    return tuple(plain), frozenset(names)
