"""What each watch says, as a fingerprint by which it is known again under another id.

It is taken of what the files say: what a later version finds out besides of an actor (who it is, who holds an office),
and a field that it adds with a default, leave it as it is.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from monitor.alerting.policy import Policy
from monitor.alerting.renames import KnownWatch
from monitor.match.watchlist import Actor, Holder, Identity, Watchlist


def known_watches(watchlists: Sequence[Watchlist], policies: Mapping[str, Policy]) -> list[KnownWatch]:
    """The watches of `watchlists`; `policies` has one for each, by its id."""
    return [each for watchlist in watchlists for each in _known(watchlist, policies)]


def _known(watchlist: Watchlist, policies: Mapping[str, Policy]) -> Iterator[KnownWatch]:
    actors = {actor.id: actor for actor in watchlist.actors}
    written = {name: _encoded(_as_written(actor, actors)) for name, actor in actors.items()}
    terms = {term.id: _encoded(term) for term in watchlist.terms}
    told = _Policies()
    for watch in watchlist.watches:
        of_actors = {name: written.get(name) for name in _with_holders(watch.actors, actors)}
        of_terms = {name: terms.get(name) for name in watch.terms}
        own = _encoded(replace(watch, id="", description=""))
        policy = told[replace(policies[watch.id], watch="", watchlist="")]
        digest = _digest([own, policy, of_actors, of_terms])
        yield KnownWatch(watch=watch.id, watchlist=watchlist.id, fingerprint=digest)


class _Policies(dict[Policy, msgspec.Raw]):
    """Policies, encoded: those of most watches of a file are the same but for the watch."""

    def __missing__(self, policy: Policy) -> msgspec.Raw:
        self[policy] = _encoded(policy)
        return self[policy]


def _encoded(record: msgspec.Struct) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(_said(record), order="sorted"))


def _digest(said: Sequence[object]) -> str:
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


def _with_holders(names: frozenset[str], actors: Mapping[str, Actor]) -> frozenset[str]:
    """`names` of actors, and those of whom the file names as holders of offices among them."""
    offices = (actors[name] for name in names if name in actors)
    return names.union(holder.actor.id for office in offices for holder in _named(office, actors))


def _as_written(actor: Actor, actors: Mapping[str, Actor]) -> Actor:
    """`actor` without what was found out about it."""
    holders = tuple(replace(each, actor=_reference(each.actor)) for each in _named(actor, actors))
    return replace(actor, identity=Identity(), known_as=(), longer=(), not_behind=(), holders=holders)


def _named(office: Actor, actors: Mapping[str, Actor]) -> list[Holder]:
    """The holders of `office` that the file names."""
    return [each for each in office.holders if actors.get(each.actor.id) == each.actor]


def _reference(actor: Actor) -> Actor:
    return Actor(id=actor.id, name="", names=())


def _said(value: object) -> object:
    """`value` as JSON has it, records without the fields that say what they say by default."""
    if isinstance(value, msgspec.Struct):
        tag, fields = _shape(type(value))
        pairs = zip(fields, msgspec.structs.astuple(value), strict=True)
        said = {name: _said(each) for (name, default), each in pairs if each is not default and each != default}
        return {**said, **tag}
    return [_said(each) for each in value] if isinstance(value, tuple) else value


@cache
def _shape(kind: type[msgspec.Struct]) -> tuple[Mapping[str, object], Sequence[tuple[str, object]]]:
    """What tells records of this kind from others, and their fields, each with its default."""
    tag = kind.__struct_config__.tag
    return {} if tag is None else {"type": tag}, [(each.name, each.default) for each in msgspec.structs.fields(kind)]
