"""The actors of watchlists as the annotators know them."""

from collections.abc import Iterable

from monitor.annotate.gazetteer.own import OwnActor, OwnActors, OwnName
from monitor.match.watchlist import Actor, Case, Watchlist


def own_actors(watchlists: Iterable[Watchlist]) -> OwnActors:
    """The actors of all `watchlists`, in their order: where two describe the same one, the first watchlist counts."""
    return OwnActors(actors=tuple(_own(actor) for watchlist in watchlists for actor in watchlist.actors))


def _own(actor: Actor) -> OwnActor:
    return OwnActor(
        id=actor.id,
        name=actor.name,
        type=actor.type,
        country=actor.country,
        sector=actor.sector,
        wikidata=actor.wikidata,
        names=tuple(
            OwnName(text=word.text, language=word.language, exact=word.case is Case.EXACT) for word in actor.names
        ),
    )
