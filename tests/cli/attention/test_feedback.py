"""`wirewatch feedback` as a person types it."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from monitor.records import Alert, AnnotatedArticle, Evidence, Part, Span
from monitor.store.base import Store
from tests.cli.attention.desk import Desk
from tests.store.builders import alert, annotated

LONG = "Nothing of note was said. " * 100


def written(number: int, text: str) -> AnnotatedArticle:
    made = annotated(f"a-{number}")
    return replace(made, article=replace(made.article, title=f"Title {number}: a truce?", text=text))


def about(article: AnnotatedArticle, number: int, sentence: str) -> Alert:
    start = article.article.document.index(sentence)
    span = Span(start=start, end=start + len(sentence), text=sentence)
    evidence = Evidence(clause="keyword truce", matched=span, sentence=span, field=Part.TEXT)
    return replace(alert(number), id=f"al-{number}", watch="truce", article=article.article.id, evidence=(evidence,))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    short, long = written(1, 'They signed: "a truce".'), written(2, LONG + "A truce in the chess club. " + LONG)
    told = [about(short, 1, "They signed"), about(long, 2, "A truce in the chess club.")]

    async def fill(store: Store) -> None:
        for article in (short, long):
            await store.archive_article(article)
        for each in told:
            await store.archive_alert(each)

    desk.store(fill)
    return desk


def test_what_is_judged_becomes_tests_of_the_watch(desk: Desk) -> None:
    assert desk.types("feedback add al-1 wrong").exit_code == 0
    assert "al-1 is useful" in desk.types("feedback add al-1 useful --note", "as it should").output
    assert desk.types("feedback add al-2 wrong --author anna").exit_code == 0
    done = desk.types("feedback export truce")
    assert YAML(typ="safe").load(done.output)["tests"] == [
        {"title": "Title 1: a truce?", "text": 'They signed: "a truce".', "match": True},
        {"title": "Title 2: a truce?", "text": "A truce in the chess club.", "match": False},
    ]
    listed = desk.types("feedback list --watch truce").output
    assert "as it should" in listed
    assert listed.endswith("2 opinions\n")


def test_the_newest_opinion_on_an_article_counts(desk: Desk) -> None:
    for author, verdict in (("anna", "wrong"), ("bert", "useful")):
        desk.types(f"feedback add al-1 {verdict} --author {author}")
    assert "match: true" in desk.types("feedback export truce").output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("feedback add al-9 wrong", "no alert 'al-9' is kept"),
        ("feedback export nato", "no judged article of watch 'nato' is kept"),
    ],
)
def test_what_there_is_not_is_an_error(desk: Desk, line: str, said: str) -> None:
    done = desk.types(line)
    assert (done.exit_code, said in done.output) == (1, True)
