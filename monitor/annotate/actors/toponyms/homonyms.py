"""States that are called like a country: Georgia."""

from collections.abc import Mapping, Sequence

from monitor.annotate.gazetteer.compiled import Place
from monitor.annotate.gazetteer.directory import Directory
from monitor.records import EntityType, Mention

_COUNTY = " County"
"""The end of names of parts of the United States, not of Georgia in the Caucasus."""


def states_called_like_countries(mentions: Sequence[Mention], directory: Directory) -> Mapping[int, Place]:
    """The mentions that mean the state where a country has the name, too.

    That is where the article speaks of other places inside the country of the state and of none in the country itself.
    """
    both = {mention.text: pair for mention in mentions if (pair := _both(mention, directory))}
    if not both:
        return {}
    around = {code for mention in mentions if mention.text not in both for code in _inside(mention, directory)}
    return {
        mention.start: Place(name=mention.text, country=both[mention.text][1])
        for mention in mentions
        if mention.text in both and both[mention.text][0] not in around and both[mention.text][1] in around
    }


def _both(mention: Mention, directory: Directory) -> tuple[str, str] | None:
    """The country of this name, and that of the state of this name."""
    country, codes = directory.country_called(mention.text), directory.subdivision(mention.text)
    return (country, codes[0]) if country and codes and country not in codes else None


def _inside(mention: Mention, directory: Directory) -> Sequence[str]:
    """The countries in which a place lies that is no country itself; of a people its own."""
    if code := directory.nationality(mention.text):
        return (code,)
    if mention.text.endswith(_COUNTY):
        return ("USA",)
    if mention.type is not EntityType.PLACE or directory.country_called(mention.text):
        return ()
    return directory.place(mention.text)
