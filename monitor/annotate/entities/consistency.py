"""One name, one type: what a document says of a name in one place holds in the others.

A surname has the type of its full name; an acronym in brackets that of the name before it; a name that is spelt the
same everywhere has the type that most of its places have, and is a name where it was overlooked. What the gazetteer
knows as a country is no person and no organisation by itself; whom it knows as a leader is no place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

import msgspec

from monitor.annotate.entities.appositions import by_appositions
from monitor.annotate.entities.edges import hyphenated, trimmed
from monitor.annotate.entities.spans import NameSpan
from monitor.annotate.entities.whole import whole
from monitor.annotate.entities.words import PLACE_WORDS, is_capital, is_ordinary, leaders, name_lists
from monitor.annotate.gazetteer.phrases import OUTSIDE
from monitor.annotate.lexicon.words import words_of

_PLACES = frozenset("CTR")
_LOCATIVE = words_of("entities", "locative")
"""Words behind which the name of a town is no surname."""

_OF_COUNTRIES = _LOCATIVE | {"and", "with", "by", "for"}
"""Words behind which the name of a country is no surname."""

_LISTING = frozenset((",", "and", "or", "&"))

_KEPT = 5
"""Letters that a single word needs to be taken for a name where the model saw none."""


def consistent(
    names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str], others: AbstractSet[int] = frozenset()
) -> list[NameSpan]:
    """The names with types that agree over the document, and further places of the same names.

    others: words of names of other kinds (events, works), in which none of these names stands.
    """
    edged = whole(trimmed(hyphenated(names, words, tags), words, tags), words, tags, others)
    typed = [_by_gazetteer(name, words, tags) for name in edged]
    typed = by_appositions(_in_lists(_with_given_names(typed, words, tags), words, tags), words, tags, others)
    typed = _by_full_names(typed, words, tags)
    typed = _by_majority(typed, words)
    typed = _in_brackets(typed, words)
    return sorted([*typed, *_overlooked(typed, words, others)], key=lambda name: name.first)


def _text(name: NameSpan, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words[name.first : name.end])


def _retyped(name: NameSpan, kind: str, reason: str) -> NameSpan:
    return name if name.type == kind else msgspec.structs.replace(name, type=kind, reason=reason)


def _classes(name: NameSpan, tags: Sequence[str]) -> str:
    """The gazetteer's classes of a name that it holds as a whole, "" of others."""
    whole = tags[name.first][:2] == "B-" and all(tag[:1] == "I" for tag in tags[name.first + 1 : name.end])
    goes_on = name.end < len(tags) and tags[name.end][:1] == "I"
    return tags[name.first][2:] if whole and not goes_on else ""


def _by_gazetteer(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> NameSpan:
    classes = _classes(name, tags) or _classes(_with_article(name, words), tags)
    if "C" in classes and name.type != "LOC" and not {"H", "O"} & set(classes):
        return _retyped(name, "LOC", "a country")
    if classes == "O" and name.type == "LOC" and not _is_at(name, words):
        return _retyped(name, "ORG", "an organisation")
    if name.type == "LOC" and _is_called_like_a_country(name, words, tags):
        return _retyped(name, "PER", "a given name and a surname")
    if classes == "T" and name.type == "PER":
        return _retyped(name, "LOC", "a city")
    if name.end - name.first == 1 and not classes and name.type != "PER" and words[name.first] in leaders():
        return name if is_ordinary(words[name.first].lower()) else _retyped(name, "PER", "a leader's surname")
    return name


def _with_article(name: NameSpan, words: Sequence[str]) -> NameSpan:
    """The name with "the" before it: the gazetteer has "the Kremlin"."""
    return msgspec.structs.replace(name, first=name.first - 1) if words[name.first - 1] == "the" else name


def _is_at(name: NameSpan, words: Sequence[str]) -> bool:
    """Whether something happens there: "at the White House"."""
    before = [word.lower() for word in words[max(0, name.first - 2) : name.first]]
    return before[-1:] != [] and (before[-1] in _LOCATIVE or (before[-1] == "the" and before[0] in _LOCATIVE))


def _is_called_like_a_country(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a given name that is a country's, too, stands before a word that no place has: India Arie."""
    if name.end - name.first != 2 or name_lists().get(words[name.first], "s") == "s":
        return False
    surname = words[name.end - 1]
    return (
        tags[name.first][:2] == "B-"
        and "C" in tags[name.first]
        and tags[name.end - 1] == OUTSIDE
        and is_capital(surname)
        and not is_ordinary(surname.lower())
        and surname.lower() not in PLACE_WORDS
    )


def _with_given_names(names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str]) -> list[NameSpan]:
    """Somebody whose surname is a town's name: a given name right before it, unknown as a place itself, joins it."""
    found: list[NameSpan] = []
    for name in names:
        before = name.first - 1
        is_free = not found or found[-1].end <= before
        if is_free and _is_town_behind_given(name, words, tags):
            found.append(NameSpan(first=before, end=name.end, type="PER", reason="behind a given name"))
        else:
            found.append(name)
    return found


def _is_town_behind_given(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> bool:
    before = name.first - 1
    if before < 0 or name.type != "LOC" or name.end - name.first > 1 or tags[before] != OUTSIDE:
        return False
    return name_lists().get(words[before], "s") != "s" and not is_ordinary(words[before].lower())


def _in_lists(names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str]) -> list[NameSpan]:
    """Unknown names taken for places typed as the two beside them: "Shas, Meretz and Yisrael BaAliyah"."""
    joined = [_is_list(words[one.end : two.first]) for one, two in pairwise(names)]
    if not any(joined):
        return list(names)
    return [
        _as_in_list(name, [names[other].type for other in _beside(at, joined)])
        if name.type == "LOC" and tags[name.first] == OUTSIDE
        else name
        for at, name in enumerate(names)
    ]


def _is_list(between: Sequence[str]) -> bool:
    return 0 < len(between) <= 2 and all(word in _LISTING for word in between)


def _beside(at: int, joined: Sequence[bool]) -> list[int]:
    """The names on both sides of one, or the next two on one side; none where the list has no third."""
    before, behind = at > 0 and joined[at - 1], at < len(joined) and joined[at]
    if before and behind:
        return [at - 1, at + 1]
    if before and at > 1 and joined[at - 2]:
        return [at - 1, at - 2]
    return [at + 1, at + 2] if behind and at + 1 < len(joined) and joined[at + 1] else []


def _as_in_list(name: NameSpan, kinds: Sequence[str]) -> NameSpan:
    return _retyped(name, kinds[0], "as the others of the list") if len(set(kinds)) == 1 else name


def _by_full_names(names: Iterable[NameSpan], words: Sequence[str], tags: Sequence[str]) -> list[NameSpan]:
    kept = list(names)
    surnames = {words[name.end - 1] for name in kept if name.type == "PER" and name.end - name.first > 1}
    short = [name for name in kept if name.end - name.first == 1 and words[name.first] in surnames]
    countries = {words[name.first] for name in short if _is_country(name, words, tags)}
    people = {name.first for name in short if words[name.first] not in countries and not _is_town(name, words, tags)}
    return [_retyped(name, "PER", "a surname here") if name.first in people else name for name in kept]


def _is_country(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a country is meant, though somebody here is called so: "Michael Jordan flew to Jordan"."""
    return "C" in _classes(name, tags) and _before(name, words) in _OF_COUNTRIES


def _is_town(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a town is meant, though somebody here is called so: "in Paris"."""
    return bool(set(_classes(name, tags)) & _PLACES) and _before(name, words) in _LOCATIVE


def _before(name: NameSpan, words: Sequence[str]) -> str:
    return words[name.first - 1].lower() if name.first else ""


def _by_majority(names: Sequence[NameSpan], words: Sequence[str]) -> list[NameSpan]:
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[_text(name, words)][name.type] += 1
    agreed = {}
    for text, counts in votes.items():
        (kind, most), *others = counts.most_common()
        if others and most > others[0][1]:
            agreed[text] = kind
    return [_retyped(name, agreed.get(_text(name, words), name.type), "as elsewhere in the document") for name in names]


def _in_brackets(names: Sequence[NameSpan], words: Sequence[str]) -> list[NameSpan]:
    """ "Danish Refugee Council (DRC)": both are of one type; not so "Ouagadougou, Burkina Faso (AP)"."""
    before = {name.end: name for name in names}
    found = []
    for name in names:
        full = before.get(name.first - 1)
        bracketed = words[name.first - 1] == "(" and words[name.end : name.end + 1] == [")"] if name.first else False
        acronym = words[name.first].isupper() and name.end - name.first == 1
        is_same = bracketed and acronym and full is not None and _abbreviates(words[name.first], _text(full, words))
        found.append(_retyped(name, full.type, "in brackets behind its name") if full and is_same else name)
    return found


def _abbreviates(acronym: str, text: Sequence[str]) -> bool:
    """Whether an acronym may be that of a name: it begins as the name does, which has several words."""
    return len(text) > 1 and text[0][:1] == acronym[:1]


def _overlooked(names: Sequence[NameSpan], words: Sequence[str], others: AbstractSet[int]) -> list[NameSpan]:
    """Further places of names that were found elsewhere in the document."""
    taken = {at for name in names for at in range(name.first, name.end)} | others
    full = [words[name.end - 1] for name in names if name.type == "PER" and name.end - name.first > 1]
    known: dict[tuple[str, ...], str] = {(surname,): "PER" for surname in full if _is_telling((surname,))}
    known |= {_text(name, words): name.type for name in names if _is_telling(_text(name, words))}
    longest = max(map(len, known), default=0)
    openings = {text[0] for text in known}
    found, free = [], 0
    for at in [at for at, word in enumerate(words) if word in openings]:
        if at < free or at in taken or not is_capital(words[at]):
            continue
        for size in range(min(longest, len(words) - at), 0, -1):
            kind = known.get(tuple(words[at : at + size]))
            if kind and not taken.intersection(range(at, at + size)) and not _stands_in_name(words, at, at + size):
                found.append(NameSpan(first=at, end=at + size, type=kind, reason="as elsewhere in the document"))
                free = at + size
                break
    return found


def _is_telling(text: tuple[str, ...]) -> bool:
    return len(text) > 1 or (len(text[0]) >= _KEPT and is_capital(text[0]) and not is_ordinary(text[0].lower()))


def _stands_in_name(words: Sequence[str], start: int, end: int) -> bool:
    """Whether other capitalised words surround it, so that it may be a part of a longer name of its own."""
    before = start > 0 and is_capital(words[start - 1])
    behind = end < len(words) and is_capital(words[end])
    return before or behind
