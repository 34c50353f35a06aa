"""What people are called for short."""

from monitor.annotate.gazetteer.spelling import folded_key, sounding_key

_FAMILY_NAME_FIRST = frozenset("CHN TWN KOR PRK VNM HKG KHM HUN ETH MMR MYS IDN SGP".split())
PARTICLES = frozenset("al el bin ibn ben van von der den de da di du del la le dos san st abu ould".split())
"""Words that begin a surname."""
_SUFFIXES = frozenset("jr sr ii iii iv v vi xiv xvi".split())


def short_names(name: str, country: str | None) -> set[str]:
    """Surname alone, surname with its particles, or the family name that stands first, as sounding keys."""
    words = name.split()
    if len(words) < 2:
        return {sounding_key(name)}
    start = len(words) - 1
    if words[-1].lower().rstrip(".") in _SUFFIXES:
        start -= 1
    shorts = {" ".join(words[start:]), words[start]}
    while start > 1 and folded_key(words[start - 1]) in PARTICLES:
        start -= 1
        shorts.add(" ".join(words[start:]))
    if country in _FAMILY_NAME_FIRST:
        shorts.add(words[0])
    return {sounding_key(short) for short in shorts}
