"""The annotate agent remembers originals, so that their copies inherit from them whoever reads those."""

from agents.annotate import annotate_agent
from agents.runtime.processing import Outcome
from monitor.nlp.memory import MemoryAnnotator
from monitor.records import AnnotatedArticle, EntityType, Relation, StoryArticle, decode
from monitor.store.memory import MemoryStore
from tests.nlp.articles import placed

NAMES = {"Emmanuel Macron": EntityType.PERSON, "Olaf Scholz": EntityType.PERSON}


async def handled(store: MemoryStore, item: StoryArticle) -> AnnotatedArticle:
    """What a new worker makes of `item`, once it is emitted and remembered."""
    outcome: Outcome = await annotate_agent(MemoryAnnotator(NAMES), store, 16).handle(item)
    if outcome.remember:
        await outcome.remember()
    return decode(outcome.emissions[0].value, AnnotatedArticle)


def copy_of(original: StoryArticle) -> StoryArticle:
    copy = placed("Emmanuel Macron met Olaf Scholz in Berlin. Read more", title="Leaders meet | The Mail")
    return StoryArticle(
        story="s-1", article=copy.article, relation=Relation.NEAR_DUPLICATE, original=original.article.id
    )


async def test_another_worker_gives_a_copy_what_its_original_was_found_to_say() -> None:
    store, original = MemoryStore(), placed()
    first = await handled(store, original)
    copy = await handled(store, copy_of(original))
    assert [mention.text for mention in copy.mentions] == [mention.text for mention in first.mentions]
    assert copy.annotator == f"as in {original.article.id}: names in memory"


async def test_copies_and_edits_are_not_remembered_here() -> None:
    store, original = MemoryStore(), placed()
    await handled(store, original)
    await handled(store, copy_of(original))
    edit = StoryArticle(story="s-1", article=placed("Another text.").article, relation=Relation.SAME_ARTICLE)
    await handled(store, edit)
    assert [each.article.id for each in await store.articles()] == [original.article.id]


async def test_a_replay_does_not_undo_what_an_edit_has_changed_in_the_archive() -> None:
    store, original = MemoryStore(), placed()
    first = await handled(store, original)
    edited = AnnotatedArticle.of(original, language="en", annotator="edited")
    await store.archive_article(edited)
    assert await handled(store, original) == first
    assert await store.articles() == [edited]
