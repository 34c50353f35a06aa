"""Steps of a matter that no type of event tells, as an opening says in fixed words that they are taken.

A storm comes ashore, a firm files for insolvency, the missing are found alive, a sentence follows a verdict, an offer
is made.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_INSOLVENT: Final = r"(?:\w+ )?(?:insolvency|bankruptcy|creditor protection|administration|receivership|chapter 11)"
_LONG: Final = r"(?:life|(?:\w+ ){0,3}?(?:[\d.]+|[a-z-]+) (?:years?|months?)|death)"
_OFFER: Final = r"(?:\w+ ){0,2}?(?:offer|bid|approach)"
_WORDS: Final = {
    "landfall": r"(?:ma(?:kes?|de) landfall|c(?:omes?|ame) ashore)",
    "insolvency filed": rf"(?:fil(?:es|ed) for {_INSOLVENT}|(?:goes|went|gone) into {_INSOLVENT})",
    "found alive": r"(?:(?:found|reached|pulled|brought|dug|rescued)(?: \w+){0,2} alive)",
    "sentence": rf"(?:(?:gets|given|handed|jailed for|imprisoned for) {_LONG}"
    rf"|sentence[sd] (?:[^.;]{{0,120}}? )?to {_LONG})",
    "offer": rf"(?:(?:received|ma(?:de|kes)|submit(?:s|ted)|launche[sd]|rejects?|rejected) (?:an?|its) {_OFFER}"
    rf"|confirm(?:s|ed) {_OFFER})",
    "signing": r"sign(?:s|ed)? (?:an? |the |its )?(?:\w+ ){0,3}?(?:treaty|deal|accord|agreement|pact|truce|ceasefire)",
    "confirmation": r"(?:who|which|after (?:it|he|she|they)|it|he|she|they) had (?:first |earlier )?denied (?:it|this)",
}
_STEPS: Final = {name: re.compile(rf"\b{words}\b", re.IGNORECASE) for name, words in _WORDS.items()}
_UNREAL: Final = re.compile(
    r"\b(?:may|might|could|would|can|if|unless|until|before|not|never|no|nobody|den(?:y|ies|ied|ial)|rul\w+ out"
    r"|rumou?rs?|expected|to|will|in (?:19|20)\d\d|last (?:month|year))\b",
    re.IGNORECASE,
)


def milestones(sentences: Iterable[str]) -> Iterator[str]:
    """The steps that are said to be taken, each once."""
    texts = tuple(sentences)
    return (name for name, step in _STEPS.items() if any(_is_said(text, step) for text in texts))


def _is_said(text: str, step: re.Pattern[str]) -> bool:
    found = step.search(text)
    return found is not None and not _UNREAL.search(text[: found.start()])
