"""Which language an article is in. The one place that decides it.

For now the feed's word is taken, and English where it gives none; only a script that English is not written in
overrules both. A detector takes this function's place without other changes.
"""

import unicodedata
from collections import Counter

from monitor.records import Article

UNDETERMINED = "und"
_SAMPLE = 1000  # characters looked at; a lead is enough to know the script


def language_of(article: Article) -> str:
    """The primary language subtag (BCP 47) of `article`; "und" where all that its script says is "not English"."""
    claimed = (article.language or "en").replace("_", "-").split("-")[0].lower()
    if claimed == "en" and not is_latin(article.document):
        return UNDETERMINED
    return claimed


def is_latin(text: str) -> bool:
    """Whether most letters at the start of `text` are Latin; a text without letters counts as Latin."""
    scripts = Counter(unicodedata.name(letter, "").startswith("LATIN") for letter in text[:_SAMPLE] if letter.isalpha())
    return scripts[True] >= scripts[False]
