"""Articles for the tests of language work."""

from datetime import UTC, datetime

from monitor.records import Relation, StoryArticle
from monitor.text.article import article_of

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
    article = article_of(text, MORNING, source="wire", title=title, language=language)
    return StoryArticle(story="s-1", article=article, relation=relation, original=original)
