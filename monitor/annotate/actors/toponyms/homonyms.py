"""States that are called like a country: Georgia."""

import re
from collections.abc import Mapping, Sequence

from monitor.annotate.gazetteer.compiled import Place
from monitor.annotate.gazetteer.directory import Directory
from monitor.records import EntityType, Mention

_COUNTY = " County"
"""The end of names of parts of the United States, not of Georgia in the Caucasus."""

_STATE_BODY = re.compile(
    r" (?:(?:[Ll]ieutenant )?[Gg]overnor|(?:Lt\. )?Gov\.|[Ss]enat(?:ors?|e)|Sen\.|[Ss]heriffs?|[Ss]tate (?!of\b)|"
    r"National Guard|[Cc]ongress(?:man|woman)|[Rr]epublicans?|[Dd]emocrats?|[Ss]ecretary of [Ss]tate|[Tt]roopers)"
)
"""What only a state of the United States has, where the country of its name has none."""


def states_called_like_countries(
    mentions: Sequence[Mention], document: str, directory: Directory
) -> Mapping[int, Place]:
    """The mentions that mean the state where a country has the name, too.

    That is where the article speaks of other places inside the country of the state, or of an office or a body that
    only the states of that country have ("Georgia state troopers"), and of no place in the country itself.
    """
    both = {mention.text: pair for mention in mentions if (pair := _both(mention, directory))}
    if not both:
        return {}
    around = {code for mention in mentions if mention.text not in both for code in _inside(mention, directory)}
    around |= {
        both[mention.text][1] for mention in mentions if mention.text in both and _is_of_state(mention, document)
    }
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


def _is_of_state(mention: Mention, document: str) -> bool:
    """Whether an office or body of a state stands right behind a name: "Georgia Governor", "Georgia state senator"."""
    return _STATE_BODY.match(document, mention.end) is not None
