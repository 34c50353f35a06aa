"""The steps that an article tells in its title and first sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from monitor.alerting.facts.developments.table import sayings
from monitor.alerting.facts.texts.opening import opening
from monitor.records import Article

_KEPT: Final = 512  # sentences
UNREAL: Final = (
    "may might could would can cannot if unless until never no not nobody without rumour expected presumed feared fear"
    " fears to will wants want calls|for urges urge demands demand seeks seek likely plans plan hopes hope"
    " rules|out ruled|out"
).split()
"""Words that say in front of a step that it is not taken; one of them stands at most three words before it."""
_UNREAL: Final = re.compile(
    rf"\b(?:{'|'.join(each.replace('|', ' ') for each in UNREAL)}|\w+n['’]t)(?: [\w'’-]+){{0,3}} ?$", re.IGNORECASE
)


def told_in(article: Article) -> Iterator[str]:
    """The steps that an article tells in its title or first sentences, so that they are no news afterwards."""
    for text in (article.title, *opening(article).sentences):
        yield from _steps(text)


def headlined(article: Article) -> Iterator[str]:
    """The steps that its title says to be taken."""
    return iter(_steps(article.title))


@lru_cache(maxsize=_KEPT)
def _steps(text: str) -> tuple[str, ...]:
    """The steps in a sentence; every watch that an article meets asks for them."""
    return tuple(
        name
        for name, words in sayings()
        if any(not _UNREAL.search(text[: found.start()]) for found in words.finditer(text))
    )
