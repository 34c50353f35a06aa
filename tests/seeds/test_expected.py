"""`seeds/expected.yaml` agrees with what the texts say, read by a rule far simpler than the program's."""

import re
from collections import defaultdict
from unicodedata import normalize

import pytest

from monitor.identity import canonical_url
from tests.seeds.morning import SeedEntry, entries, expected_alerts, expected_of

WORDS = {
    "ceasefire": r"(?i)^(?!.*\bvideo game\b).*\b(cease-?fires?|truces?|cessez-le-feu|waffenruhen?)\b",
    "sanctions": r"(?i)\bsanctions?\b",
    "macron": r"\bMacron\b",
    "elysee": r"\bElysee\b",
    "zelenskyy": r"\b(Zelensk(yy|y|iy)|Selenskyj)\b",
    "kremlin": r"\bKremlin\b",
    "erdogan": r"\bErdogan\b",
    "assad": r"(?i)\bassad\b",
    "us": r"\b(US|U\.S\.|United States)(?!\w)",
    "ukraine": r"\bUkraine\b",
    "turkey": r"^(?!.*\bpoultry\b).*\bTurkey\b",
    "nato": r"\bNATO\b",
    "who": r"\b(WHO|World Health Organization)\b",
}
# What a careless reader takes for the watch; a headline counts as text.
LOOK_ALIKES = {
    **{watch: rf"(?i){watch}" for watch in ("assad", "turkey", "nato", "who", "macron")},
    "us": r"(?i)us|washington",
    "ukraine": r"(?i)ukrain",
    "ceasefire": r"(?i)ceasefire|truce",
    "sanctions": r"(?i)sanction",
    "elysee": r"(?i)elysee",
    "eu-sanctions": r"(?i)sanction",
    "assaults": r"(?i)attack|str[iu](ke|ck)|shoot|shot|\bhit",
    "leaders-on-ceasefire": r"(?i)macron.*ceasefire|zelensky.*cessez-le-feu",
}
FORMAL_NAMES = r"Government of Russia|Presidency of France"


def folded(text: str) -> str:
    """`text` on one line and without accents."""
    return " ".join(re.sub(r"[\u0300-\u036f]", "", normalize("NFKD", text)).split())


@pytest.mark.parametrize("watch", WORDS)
def test_a_word_watch_fires_where_its_words_stand_and_nowhere_else(watch: str) -> None:
    read = [entry for entry in entries() if re.search(WORDS[watch], folded(entry.document))]
    assert {entry.link for entry in read} == {entry.link for entry in entries() if watch in expected_of(entry).fires}


def test_a_leader_and_a_ceasefire_stand_in_one_sentence_where_that_watch_fires() -> None:
    pair = r"(?=.*\b(Macron|Erdogan|Zelensk\w+)\b).*\bceasefire\b"
    read = {entry.link for entry in entries() if any(re.search(pair, sentence) for sentence in sentences(entry))}
    assert read == {entry.link for entry in entries() if "leaders-on-ceasefire" in expected_of(entry).fires}


@pytest.mark.parametrize(
    "entry", [entry for entry in entries() if expected_of(entry).looks_like], ids=lambda entry: entry.title
)
def test_a_look_alike_does_look_alike_and_does_not_fire(entry: SeedEntry) -> None:
    expected = expected_of(entry)
    assert not set(expected.looks_like) & set(expected.fires)
    for watch in expected.looks_like:
        assert re.search(LOOK_ALIKES[watch], folded(f"{entry.title} {entry.markup}")), watch


def test_actors_known_by_an_alias_only_are_nowhere_called_by_their_name() -> None:
    assert not [entry.title for entry in entries() if re.search(FORMAL_NAMES, entry.document)]


def test_alerts_are_counted_one_a_watch_and_story_and_one_a_change() -> None:
    stories = defaultdict(set)
    for entry in entries():
        for watch in expected_of(entry).fires:
            story = expected_of(entry).told_in or canonical_url(entry.link)
            stories[watch].add((story, expected_of(entry).changes))
    assert {watch: len(found) for watch, found in stories.items()} == expected_alerts()


def test_copies_of_one_story_fire_the_same_watches_so_that_it_does_not_matter_which_is_read_first() -> None:
    fires = defaultdict(set)
    for entry in entries():
        fires[expected_of(entry).story or entry.link].add(tuple(sorted(expected_of(entry).fires)))
    assert all(len(kinds) == 1 for kinds in fires.values())


def sentences(entry: SeedEntry) -> list[str]:
    return re.split(r"(?<=[.?!”])\s+", folded(entry.document.replace("\n", ". ", 1)))
