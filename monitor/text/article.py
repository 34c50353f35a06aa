"""Articles of bare texts: what a command, a sample or a benchmark is given without any feed."""

from datetime import datetime

from monitor.identity import article_id
from monitor.records import LOWEST_TIER, Article, Relation, StoryArticle


def article_of(
    text: str,
    moment: datetime,
    *,
    source: str,
    title: str = "",
    id_: str = "",
    url: str = "",
    published: datetime | None = None,
    language: str | None = None,
    tags: tuple[str, ...] = (),
    tier: int = LOWEST_TIER,
) -> Article:
    """The article that `text` is, fetched at `moment` (UTC) from `source`, which stands for feed and publisher.

    title: its headline; id_: that of its content where left out; published: `moment` where left out; language: BCP 47,
    found out where left out; tags, tier: those of its source.
    """
    return Article(
        id=id_ or article_id(None, source, None, title, text),
        feed=source,
        entry=id_ or source,
        url=url,
        title=title,
        text=text,
        published=published or moment,
        fetched=moment,
        language=language,
        publisher=source,
        source_tags=tags,
        tier=tier,
    )


def story_of(article: Article, story: str = "") -> StoryArticle:
    """`article` as the first one of a story; that has the article's id where it is not given."""
    return StoryArticle(story=story or article.id, article=article, relation=Relation.NEW_STORY)
