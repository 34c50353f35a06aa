"""What the story agent says of an article, as a function of its sketch: a replay gets the very same answer."""

from monitor.records import Article, Relation, StoryArticle
from monitor.stories.sketch import Sketch


def placed(article: Article, sketch: Sketch) -> StoryArticle:
    """The answer for the text that `sketch` was made of, the same at every replay."""
    return StoryArticle(
        story=sketch.story,
        merged=sketch.merged,
        storyline=sketch.storyline,
        article=article,
        relation=sketch.relation,
        original=sketch.original,
        similarity=sketch.similarity,
        publishers=sketch.publishers,
        independent=sketch.independent,
        reason=_reason(sketch),
    )


def edited(article: Article, known: Sketch) -> StoryArticle:
    """The answer for another text of a known article."""
    return StoryArticle(
        story=known.story,
        merged=known.merged,
        storyline=known.storyline,
        article=article,
        relation=Relation.SAME_ARTICLE,
        publishers=known.publishers,
        independent=known.independent,
        reason="another text of a known article",
    )


def _reason(sketch: Sketch) -> str:
    """Why the article stands where it stands."""
    match sketch.relation:
        case Relation.EXACT_COPY:
            return f"same text as {sketch.original}"
        case Relation.NEAR_DUPLICATE:
            return f"{sketch.similarity:.0%} of the smaller text also stands in {sketch.original}"
        case Relation.EXPANDED:
            return f"holds {sketch.similarity:.0%} of {sketch.expands}, and more that is new"
        case Relation.FOLLOW_UP:
            return f"similar by {sketch.similarity:.2f} to what the story said before"
        case _:
            return "no earlier article has this text"
