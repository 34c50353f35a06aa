"""Who holds an office, and when: "President of France", "NATO secretary general".

As the gazetteer has it, by its own words for offices, countries and bodies; or as the watchlist says.
"""

from collections.abc import Iterator

from monitor.annotate.actors.phrases.offices import office_at
from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import ALWAYS, Entry
from monitor.annotate.lexicon.words import words_of
from monitor.config.compile.actors.longer_names import known_as
from monitor.match.watchlist import Actor, Forms, Holder, Identity, IdentityReason, Word

NOT_HELD = tuple(sorted(words_of("actors", "not_held") | words_of("actors", "former")))
"""Words before an office of who held it, will hold it or stands below it."""


def holders(office: str, directory: Directory) -> tuple[Holder, ...]:
    """All who held `office`, by day, the last one first; nobody where the gazetteer does not know the office."""
    found = [
        Holder(actor=_actor(entry), since=tenure.since, until="" if tenure.until == ALWAYS else tenure.until)
        for of, offices in _readings(office, directory)
        for name in offices
        for entry, tenure in directory.ever(of, name)
    ]
    return tuple(sorted(found, key=lambda holder: holder.since, reverse=True))


def _readings(office: str, directory: Directory) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whose office the words may name, and which: "president of France", "French president", "France's president"."""
    words = office.split()
    lower = [word.lower() for word in words]
    if (alone := office_at(lower, 0)) and alone[1] == len(words):
        yield from ((of, (name,)) for name in alone[0] if (of := directory.only_seat(name)))
    for at in range(1, len(words)):
        before, behind = words[:at], words[at:]
        if lower[at] == "of":
            named = " ".join(behind[2:] if lower[at + 1 : at + 2] == ["the"] else behind[1:])
            yield from _known(named, lower[:at], directory)
        else:
            yield from _known(" ".join(before).removesuffix("'s").removesuffix("’s"), lower[at:], directory)


def _known(named: str, title: list[str], directory: Directory) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = directory.named(named)
    of = directory.nationality(named) or (directory.seat(found[0]) if len(found) == 1 else None)
    offices = office_at(title, 0)
    if of is not None and offices is not None and offices[1] == len(title):
        yield of, offices[0]


def _actor(entry: Entry) -> Actor:
    return Actor(
        id=entry.id,
        name=entry.name,
        type=entry.type,
        country=entry.country,
        names=(Word(text=entry.name, forms=Forms.NAME),),
        identity=Identity(entity=entry.id, name=entry.name, type=entry.type, reason=IdentityReason.NAME),
        known_as=known_as(entry.id),
    )
