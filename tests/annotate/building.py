"""Plain parses written by hand, so that decisions are tested without a model."""

from monitor.annotate.syntax.parse import ParsedSentence, Token
from monitor.records import EntityType, Mention


def parsed(spec: str) -> tuple[ParsedSentence, str]:
    """A sentence from "word/TAG/dependency/head …" (heads count from 1, 0 is the root), and its text."""
    fields = [item.split("/") for item in spec.split()]
    document = " ".join(word for word, *_ in fields)
    tokens, start = [], 0
    for index, (word, tag, dep, head) in enumerate(fields):
        above = index if head == "0" else int(head) - 1
        end = start + len(word)
        tokens.append(Token(text=word, lower=word.lower(), tag=tag, dep=dep, head=above, start=start, end=end))
        start = end + 1
    return ParsedSentence(tuple(tokens), 0, len(document)), document


def named(document: str, **names: EntityType) -> tuple[Mention, ...]:
    """Mentions of `names` (an underscore stands for a space) in `document`."""
    found = ((name.replace("_", " "), kind) for name, kind in names.items())
    return tuple(
        Mention(type=kind, text=name, start=document.index(name), end=document.index(name) + len(name))
        for name, kind in found
    )
