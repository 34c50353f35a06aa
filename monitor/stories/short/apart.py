"""Whether two short items of one pattern tell of different things, and so belong to different stories.

Less strict than what tells copies from news (`likeness`): three dead or five, said or denied, may be how one story goes
on. Another place or person in a sentence of the same pattern is another story, and so are another day, time, score or
price.
"""

from monitor.stories.short.brief import Brief
from monitor.stories.short.telling import Words, are_of_one_pattern, differ_in_subject, headline, read


def are_apart(one: Brief, other: Brief) -> bool:
    """Whether `one` and `other` cannot be of one story."""
    text, other_text = read(one.text), read(other.text)
    title, other_title = headline(one.title, text.names), headline(other.title, other_text.names)
    if _tells_another(title, other_title) or _tells_another(text, other_text):
        return True
    return _is_notice(title, other_title) and are_of_one_pattern(text, other_text)


def _tells_another(one: Words, other: Words) -> bool:
    return are_of_one_pattern(one, other) and differ_in_subject(one, other)


def _is_notice(title: Words, other: Words) -> bool:
    """Whether the headlines have no word in common: then one text under both is a notice of the publisher."""
    return bool(title.all and other.all) and not set(title.all) & set(other.all)
