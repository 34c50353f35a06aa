"""Sentences to train the event models on, made from the project's own patterns, pools, frames and negatives.

A pattern is a verb phrase of one type with slots; it is inflected, put in a frame, and its slots are filled from the
pools. A line that opens with "=" is a whole sentence; "S:" and "P:" name another pool for its subject (people, police).
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.jsonl import read_rows
from monitor.records import Record
from monitor.text.inflection import past_forms, verb_forms

HERE = Path(__file__).parent
_SUBJECTS = {"S": "S:people", "P": "S:police", "M": "S:force", "K": "S:armed", "C": "S:court"}
_UNINFLECTED = frozenset("is will would could may might must should does do can has is".split())
_PAST = {"is": "was", "does": "did", "has": "had"}


class Made(Record, frozen=True, kw_only=True):
    """A sentence with the type that its pattern says, and the word that the pattern's verb became; "" is no event."""

    text: str
    type: str
    pattern: str


def patterns() -> list[tuple[str, str]]:
    """Type and pattern of every line of events_patterns.txt."""
    found, kind = [], ""
    for line in _lines("events_patterns.txt"):
        if line.isupper() and line.isalpha():
            kind = line
        else:
            found.append((kind, line))
    return found


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def pools() -> dict[str, list[str]]:
    """The fillings of each slot."""
    pairs = (line.partition(" = ") for line in _lines("events_pools.txt"))
    return {slot: [filling.strip() for filling in fillings.split(";")] for slot, _, fillings in pairs}


def made_sentences(seed: int, each: int) -> Iterator[Made]:
    """`each` sentences of every pattern, the same for the same `seed`."""
    chance, slots, frames = random.Random(seed), pools(), _lines("events_frames.txt")
    for kind, pattern in patterns():
        for _ in range(each):
            text = _sentence(pattern, frames, chance)
            yield Made(text=_capital(_filled(text, slots, chance)), type=kind, pattern=pattern)


def news_sentences(seed: int, each: int) -> Iterator[Made]:
    """`each` sentences of every line of events_news.txt, the same for the same `seed`; those under NONE tell none."""
    chance, slots, kind = random.Random(seed), pools(), ""
    for line in _lines("events_news.txt"):
        if line.isupper() and line.isalpha():
            kind = "" if line == "NONE" else line
            continue
        texts = [_capital(_filled(line, slots, chance)) for _ in range(each)]
        yield from (Made(text=text, type=kind, pattern=line) for text in dict.fromkeys(texts))


def written() -> Iterator[Made]:
    """The sentences written one by one, each with the type that joins its source and target."""
    for row in read_rows(HERE / "events_types.jsonl"):
        yield Made(text=row["sentence"], type=row["type"], pattern=row["sentence"])


def negatives() -> Iterator[Made]:
    """The sentences without an event."""
    for line in _lines("events_negatives.txt"):
        yield Made(text=line, type="", pattern=line)


def _sentence(pattern: str, frames: list[str], chance: random.Random) -> str:
    if pattern.startswith("="):
        return pattern[1:]
    prefix, colon, rest = pattern.partition(":")
    subject = _SUBJECTS.get(prefix) if colon else None
    phrase = rest if subject else pattern
    frame = chance.choice(frames)
    for mark, form in (("{P}", "past"), ("{3}", "present"), ("{H}", "done")):
        if mark in frame:
            frame = frame.replace(mark, _inflected(phrase, form))
    return frame.replace("{S}", f"{{{subject}}}") if subject else frame


def _inflected(phrase: str, form: str) -> str:
    words = phrase.split()
    at = next(index for index, word in enumerate(words) if not word.endswith("ly"))
    if words[at] in _UNINFLECTED:
        words[at] = _PAST.get(words[at], words[at]) if form != "present" else words[at]
    else:
        words[at] = _form(words[at], form)
    return " ".join(words)


def _form(verb: str, form: str) -> str:
    if form == "present":
        return min((word for word in verb_forms(verb) if word.endswith("s") and word != verb), key=len, default=verb)
    past, participle = past_forms(verb)
    return past if form == "past" else participle


def _filled(text: str, slots: dict[str, list[str]], chance: random.Random) -> str:
    for _ in range(40):
        slot = re.search(r"\{([^}]+)\}", text)
        if slot is None:
            break
        filling = chance.choice(slots[slot.group(1)])
        text = text[: slot.start()] + filling + text[slot.end() :]
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
