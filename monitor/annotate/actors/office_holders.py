"""The offices that words speak of, with their holder on the article's day: "the Russian president", "NATO chief"."""

from collections.abc import Iterator

from monitor.annotate.actors.context import BEFORE, BEHIND, WORD, Context
from monitor.annotate.actors.phrases.identity import of_entry
from monitor.annotate.actors.phrases.offices import office_at
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType, Mention

_NOT_HELD = words_of("actors", "not_held")


def office_mentions(context: Context) -> Iterator[Mention]:
    """The holders of offices that words speak of, but for those that a name follows."""
    people = {mention.start for mention in context.mentions if mention.type is EntityType.PERSON}
    for mention in context.mentions:
        if mention.type is EntityType.PERSON or mention.start in context.contained:
            continue
        found = _office_behind(context, mention) or _office_before(context, mention)
        of = _office_of(context, mention) if found else None
        if found is None or of is None:
            continue
        offices, start, end = found
        if _name_follows(context, end, people) or _name_follows(context, mention.end, people):
            continue
        holders = {entry.id: entry for office in offices for entry in context.directory.holders(of, office, context.on)}
        if len(holders) == 1:
            yield _office_mention(context, next(iter(holders.values())), start, end)


def _office_of(context: Context, mention: Mention) -> str | None:
    """The country (alpha-3) or organisation (id) whose offices a mention can name."""
    if mention.type is EntityType.NATIONALITY:
        return context.directory.nationality(mention.text)
    found = context.directory.named(mention.text)
    return context.directory.seat(found[0]) if len(found) == 1 else None


def _office_behind(context: Context, mention: Mention) -> tuple[tuple[str, ...], int, int] | None:
    """ "the Russian president", "Russia's president", "NATO chief"."""
    spans = [found.span() for found in WORD.finditer(context.document, mention.end, mention.end + BEHIND)]
    words = [context.document[start:end].lower() for start, end in spans]
    skip = 1 if words and words[0] in ("'s", "’s") else 0
    office = office_at(words, skip)
    if office is None:
        return None
    before = [word.lower() for word in context.words_before(mention)[-1:]]
    if _NOT_HELD.intersection([*before, *words[:skip]]):
        return None
    return office[0], mention.start, spans[office[1] - 1][1]


def _office_before(context: Context, mention: Mention) -> tuple[tuple[str, ...], int, int] | None:
    """ "the president of Russia"."""
    if "of" not in context.document[max(0, mention.start - 8) : mention.start].split():
        return None
    begin = max(0, mention.start - BEFORE)
    spans = [found.span() for found in WORD.finditer(context.document, begin, mention.start)]
    words = [context.document[start:end].lower() for start, end in spans]
    while words and words[-1] == "the":
        words.pop()
    if not words or words[-1] != "of":
        return None
    for start in range(max(0, len(words) - 6), len(words) - 1):
        office = office_at(words[:-1], start)
        if office and office[1] == len(words) - 1:
            held = start == 0 or words[start - 1] not in _NOT_HELD
            return (office[0], spans[start][0], mention.end) if held else None
    return None


def _name_follows(context: Context, end: int, people: set[int]) -> bool:
    """Whether a person is named right behind, as in "the French president, Emmanuel Macron"."""
    return any(context.document[end : end + gap].strip(" ,") == "" and end + gap in people for gap in (1, 2))


def _office_mention(context: Context, holder: Entry, start: int, end: int) -> Mention:
    identity = of_entry(holder, context.on, context.directory)
    return Mention(
        type=EntityType.PERSON,
        text=context.document[start:end],
        start=start,
        end=end,
        actor=identity.actor,
        name=identity.name,
        country=identity.country,
        sector=identity.sector,
        wikidata=identity.wikidata,
        reason=f"holder of the office on {context.on:%Y-%m-%d}",
    )
