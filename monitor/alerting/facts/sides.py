"""Whether two tellings have the same parties."""

from collections.abc import Sequence

from monitor.alerting.facts.facts import Happening, Side


def alike(one: Happening, other: Happening) -> bool:
    """Whether two tellings can be of one event: the type is the same, and neither side tells them apart."""
    return one.type is other.type and fit(one.actors, other.actors) and fit(one.recipients, other.recipients)


def fit(one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Whether two lists of parties can be the same: one is empty or of nobody known, or they share somebody."""
    known, others = _known(one), _known(other)
    return not (known and others) or not known.isdisjoint(others)


def _known(sides: Sequence[Side]) -> set[str]:
    return {key for side in sides for key in (side.actor, side.country) if key}


def in_words(happening: Happening) -> str:
    """An event in one line: "Karsova → rebels, CONSULT"."""
    actors, recipients = (", ".join(side.text for side in sides) for sides in (happening.actors, happening.recipients))
    return f"{actors or 'somebody'} → {recipients}, {happening.type}" if recipients else f"{actors}, {happening.type}"
