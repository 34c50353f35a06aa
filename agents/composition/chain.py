"""The chain: every agent, in the order of the flow. A step is inserted here."""

from functools import partial
from typing import Any

from agents.alert import alert_agent
from agents.annotate import annotate_agent
from agents.archive import archive_alerts_agent, archive_articles_agent
from agents.composition.program import Program
from agents.deliver import deliver_agent, deliver_canary_agent
from agents.match import match_agent, recall
from agents.runtime.faust_app import GROUP
from agents.runtime.loading import Loading
from agents.runtime.processing import Agent
from agents.story import story_agent
from agents.topics import ANNOTATED, ARTICLES
from monitor.notify.cloudevent import envelope


def chain(program: Program) -> tuple[Agent[Any], ...]:
    """What reads topics; `ingest`, which reads feeds, stands before it, see `agents.composition.beside`."""
    configuration, store, clock, tally = program.configuration, program.store, program.clock, program.tally
    return (
        story_agent(program.stories, store, clock, tally.count_article),
        annotate_agent(program.annotator, store, configuration.settings.annotate.window, tally.count_annotated),
        match_agent(lambda: program.matcher, program.unmet, clock),
        archive_articles_agent(store),
        alert_agent(
            store,
            lambda: program.configuration,
            clock,
            program.turn,
            tally.count_decision,
            tally.count_told,
            envelope(configuration.settings.installation),
        ),
        deliver_agent(store, lambda: program.configuration, clock, program.enqueued.set),
        archive_alerts_agent(store),
        deliver_canary_agent(store, clock),
    )


def loadings(program: Program) -> tuple[Loading, ...]:
    """What agents of the chain keep in memory of what was done before, by this worker or another."""
    return (
        Loading(ARTICLES, program.stories.load),
        Loading(ANNOTATED, partial(recall, program.unmet, program.log, GROUP), may_begin=True),
    )
