"""Articles for the tests of language work."""

from datetime import UTC, datetime

from monitor.records import Article, Relation, StoryArticle

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def placed(
    text: str = "Emmanuel Macron met Olaf Scholz in Berlin.",
    *,
    title: str = "Leaders meet",
    language: str | None = None,
    relation: Relation = Relation.NEW_STORY,
    original: str | None = None,
) -> StoryArticle:
    """An article in its story."""
    article = Article(
        id=f"a-{abs(hash((title, text)))}",
        feed="wire",
        entry="1",
        url="https://example.org/1",
        title=title,
        text=text,
        fetched=MORNING,
        published=MORNING,
        language=language,
    )
    return StoryArticle(story="s-1", article=article, relation=relation, original=original)
