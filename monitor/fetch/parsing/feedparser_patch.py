"""Keeps an author field of a feed from costing more than a name can be worth.

feedparser looks for a mail address in it by an expression that takes time quadratic in the length: 4 s of CPU for a
field of 32 KB, which is all that a poll may take. What stands behind the first characters is in no record of ours
(`fields.MAX_NAME`), so it is cut off before feedparser looks.
"""

from typing import Any, Final

from feedparser.mixin import _FeedParserMixin  # type: ignore[import-untyped]

LONGEST_AUTHOR: Final = 500  # characters

_look_for_mail = _FeedParserMixin._sync_author_detail


def _look_for_mail_in_its_beginning(parser: Any, key: str = "author") -> None:
    context = parser._get_context()
    if len(given := context.get(key) or "") > LONGEST_AUTHOR:
        context[key] = given[:LONGEST_AUTHOR]
    _look_for_mail(parser, key)


def bound_authors() -> None:
    """Has feedparser look at the first characters of an author only, in this process."""
    _FeedParserMixin._sync_author_detail = _look_for_mail_in_its_beginning
