"""A reload of the watchlists reaches those who annotate: with their actors, or not at all where there is a mistake."""

from pathlib import Path

from agents.composition.program import opened, reload_watchlists
from agents.composition.tally import Tally
from monitor.nlp.base import Annotator
from monitor.nlp.opening import open_annotator
from tests.config.builders import directory, loaded
from tests.nlp.articles import placed

WATCHLIST = """
actors:
  {id}: {{name: Emmanuel Macron, type: person}}
watches:
  - {{id: a, when: {{actor: {id}}}}}
"""


async def actor_of_macron(annotator: Annotator) -> str | None:
    mentions = (await annotator.annotate(placed("Emmanuel Macron spoke in Paris."))).mentions
    return next(mention.actor for mention in mentions if mention.text == "Emmanuel Macron")


async def test_names_are_the_actors_of_the_watchlists_in_force(tmp_path: Path) -> None:
    configuration = loaded(tmp_path, watchlists__desk=WATCHLIST.format(id="first"))
    workers = open_annotator(processes=1)
    async with opened(configuration, Tally(), annotator=workers) as program:
        assert await actor_of_macron(program.annotator) == "first"
        target = directory(tmp_path, watchlists__desk=WATCHLIST.format(id="second"))
        await reload_watchlists(program, target, {})
        assert await actor_of_macron(program.annotator) == "second"
        directory(tmp_path, watchlists__desk=WATCHLIST.format(id="Third!"))
        await reload_watchlists(program, target, {})
        assert await actor_of_macron(program.annotator) == "second", "a bad file replaces nothing"
