"""How well names are joined and linked: `python -m benchmarks.linking FILE.conllu… [--model NAME] [--errors]`.

Files are in the GUM format: CoNLL-U with entities, coreference and Wikipedia titles in the column of miscellanea. Each
file is one article, annotated as in the product, on the day that it was written.

surnames: of all mentions of a person by one capitalised word whose full name (that word and others) stands elsewhere in
the article, the share that we give the actor of the full name. links: of all mentions made of proper nouns that the
file links to Wikipedia and that we find with the same edges, the share that we give the name of that title (accuracy),
and the same of those that we give any name of the gazetteer (precision). found: how many of the linked ones we find.
The last line is JSON.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from monitor.annotate.gazetteer.spelling import folded_key
from monitor.nlp.annotation import annotate_article
from monitor.nlp.installed import find_model
from monitor.nlp.model import LanguageModel, load_model
from monitor.records import AnnotatedArticle, Mention, Record
from monitor.text.article import article_of, story_of

_BRACKET = re.compile(r"\(([^()]+)(\)?)|(\d+)\)")


class Known(Record, frozen=True, kw_only=True):
    """A mention as the file has it; offsets of the text."""

    entity: str
    type: str
    start: int
    end: int
    text: str
    title: str  # of a Wikipedia article, "" where it is linked to none
    proper: bool  # made of proper nouns, but for articles and prepositions


class Text:
    """The text of one file and its mentions."""

    def __init__(self, path: Path) -> None:
        self.text = ""
        self.known: list[Known] = []
        self.written = datetime(2020, 1, 1, tzinfo=UTC)
        self._tags: list[tuple[int, str, str]] = []
        self._open: list[tuple[str, str, int, str]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            self._read(line)

    def _read(self, line: str) -> None:
        if line.startswith("# meta::dateCreated"):
            self.written = datetime.fromisoformat(line.split("=")[1].strip()).replace(tzinfo=UTC)
        elif line.startswith("# newpar") and self.text and not self.text.endswith("\n"):
            self.text = self.text.rstrip(" ") + "\n"
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            self._read_word(cells)

    def _read_word(self, cells: list[str]) -> None:
        start = len(self.text)
        self.text += cells[1]
        self._tags.append((start, cells[1], cells[4]))
        found = re.search(r"(?:^|\|)Entity=([^|]+)", cells[9])
        for mark in _BRACKET.finditer(found[1] if found else ""):
            if mark[3]:
                self._close(mark[3])
            else:
                fields = mark[1].split("-", 7)
                title = unquote(fields[7]).replace("_", " ") if len(fields) > 7 else ""
                self._open.append((fields[0], fields[1], start, title))
                if mark[2]:
                    self._close(fields[0])
        self.text += "" if "SpaceAfter=No" in cells[9] else " "

    def _close(self, entity: str) -> None:
        at = max(number for number, opened in enumerate(self._open) if opened[0] == entity)
        _, kind, start, title = self._open.pop(at)
        words = [(word, tag) for place, word, tag in self._tags if place >= start]
        while words and words[-1][1] == "POS":
            words.pop()
        end = len(self.text)
        if self._tags[-1][2] == "POS":
            end = self._tags[-1][0]
        text = self.text[start:end].rstrip()
        proper = all(tag.startswith("NNP") or word.lower() in ("the", "of", "and", "for", "-") for word, tag in words)
        if text.lower().startswith("the "):
            start, text = start + 4, text[4:]
        self.known.append(
            Known(entity=entity, type=kind, start=start, end=start + len(text), text=text, title=title, proper=proper)
        )


def annotated(text: Text, model: LanguageModel) -> AnnotatedArticle:
    title, _, body = text.text.partition("\n")
    return annotate_article(story_of(article_of(body, text.written, source="benchmark", title=title)), model)


def surnames(text: Text) -> Iterator[tuple[Known, Known]]:
    """Each short name with a mention of its full one."""
    for known in text.known:
        if known.type != "person" or " " in known.text or not known.proper or not known.text[:1].isupper():
            continue
        for full in text.known:
            if (
                full.entity == known.entity
                and full.proper
                and known.text in full.text.split()[-1:]
                and " " in full.text
            ):
                yield known, full
                break


class Scores:
    """Counts over files."""

    def __init__(self, *, show: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._show = show

    def add(self, text: Text, article: AnnotatedArticle) -> None:
        mentions = {(mention.start, mention.end): mention for mention in reversed(article.mentions)}
        for short, full in surnames(text):
            found, whole = mentions.get((short.start, short.end)), _within(article, full)
            right = bool(found and whole and found.actor and found.actor == whole.actor)
            self._count("surnames", right, f"{short.text} for {full.text}: {found.actor if found else 'not found'}")
        for known in text.known:
            if known.title and known.proper:
                self._add_link(known, mentions.get((known.start, known.end)))

    def _add_link(self, known: Known, mention: Mention | None) -> None:
        self.counts["linked"] += 1
        if mention is None:
            return
        right = mention.name is not None and _same(mention.name, known.title)
        self._count("links", right, f"{known.text}: {mention.name}, not {known.title}")
        if mention.wikidata or (mention.country and mention.name):
            self.counts["answered"] += 1
            self.counts["answered_right"] += right

    def _count(self, what: str, right: bool, shown: str) -> None:
        self.counts[what] += 1
        self.counts[f"{what}_right"] += right
        if self._show and not right:
            print(f"{what}: {shown}")

    def shares(self) -> dict[str, float]:
        def share(right: str, of: str) -> float:
            return round(self.counts[right] / max(self.counts[of], 1), 4)

        return {
            "surnames": share("surnames_right", "surnames"),
            "links_accuracy": share("links_right", "links"),
            "links_precision": share("answered_right", "answered"),
            "found": share("links", "linked"),
            "surname_mentions": self.counts["surnames"],
            "linked_mentions": self.counts["linked"],
        }


def _within(article: AnnotatedArticle, full: Known) -> Mention | None:
    """Our mention that ends where the full name ends: titles before it count for nothing."""
    return next(
        (mention for mention in article.mentions if full.start <= mention.start and mention.end == full.end), None
    )


def _same(name: str, title: str) -> bool:
    plain = re.sub(r"\s*\(.*\)$|, .*$", "", title)
    return folded_key(name) in (folded_key(title), folded_key(plain))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model")
    parser.add_argument("--errors", action="store_true", help="show every mention that is joined or linked wrongly")
    options = parser.parse_args(arguments)
    model = load_model(find_model(options.model))
    scores = Scores(show=options.errors)
    for path in options.files:
        text = Text(path)
        scores.add(text, annotated(text, model))
    print(json.dumps({"files": len(options.files), **scores.shares()}))


if __name__ == "__main__":
    main()
