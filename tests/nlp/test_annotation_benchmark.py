"""The benchmark of the language work does what the annotator does, step by step."""

import json
from collections import Counter
from pathlib import Path

from click.testing import CliRunner

from benchmarks.annotation import Stopwatch, annotate, articles, main
from monitor.nlp.inline import InlineAnnotator
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
from monitor.records import Relation, StoryArticle

ROWS = [
    {
        "title": "Strikes",
        "text": "Russia attacked Ukraine on Monday. France condemned the attack and will send aid to Kyiv.",
    },
    {"title": "Weather", "text": "It rained all day. Rivers rose."},
    {"title": "Talks", "text": "Emmanuel Macron met Olaf Scholz in Berlin. Nobody else was there."},
]


def test_it_finds_the_events_that_the_annotator_finds() -> None:
    model = load_model(find_model())
    for article in articles(ROWS):
        events = annotate(article, model, Stopwatch(), Counter())
        whole = InlineAnnotator().annotate_now(
            StoryArticle(story="s", article=article, relation=Relation.NEW_STORY, original=None)
        )
        assert events == whole.events


def test_it_measures_another_file_beside_the_first(tmp_path: Path) -> None:
    file, other = tmp_path / "articles.jsonl", tmp_path / "briefs.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    other.write_text(json.dumps(ROWS[0]), encoding="utf-8")
    result = CliRunner().invoke(main, [str(file), "--limit", "2", "--beside", str(other)], catch_exceptions=False)
    figures = json.loads(result.output.splitlines()[-1])
    assert (figures["articles"], figures["beside"]["articles"]) == (2, 1)
    assert figures["beside"]["everything_ratio"] > 0
    assert figures["tokens"] > figures["beside"]["tokens"]


def test_its_last_line_holds_speeds_and_a_ladder_that_only_descends(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    result = CliRunner().invoke(main, [str(file)], catch_exceptions=False)
    figures = json.loads(result.output.splitlines()[-1])
    assert (figures["articles"], result.exit_code) == (3, 0)
    assert min(figures["bare_ner"], figures["names"], figures["everything"]) > 0
    sentences = [rung["sentences"] for rung in figures["ladder"]]
    assert sentences == sorted(sentences, reverse=True)
    assert sentences[0] == 9
