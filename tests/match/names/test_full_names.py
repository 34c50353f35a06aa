"""Full names as papers misspell them."""

import pytest

from monitor.match.watchlist import Watchlist
from monitor.records import EntityType, FoundBy
from tests.match.builders import actor, article, names, only, run, watch, watchlist


def desk(name: str = "Keir Starmer") -> Watchlist:
    return watchlist(watch(names("him")), actors=(actor("him", name, type=EntityType.PERSON),))


@pytest.mark.parametrize(
    "text",
    ["Kier Starmer's plan failed.", "Keir Stramer spoke.", "Keir Starmar spoke.", "Sir Kier Starmer spoke."],
)
def test_a_misspelt_full_name_counts_and_says_so(text: str) -> None:
    (evidence,) = only(run(desk(), article(text))).evidence
    assert (evidence.found_by, evidence.meant) == (FoundBy.MISSPELT, "Keir Starmer")
    assert evidence.matched.text.split()[-1] in ("Starmer", "Stramer", "Starmar")


@pytest.mark.parametrize(
    "text",
    [
        "Keir Farmer spoke.",  # another first letter
        "Keira Starmer spoke.",  # a woman's name
        "Keir Starling spoke.",  # more than a letter
        "The starmer of keir spoke.",
        "K. Starmer spoke.",  # an initial is no spelling of a name
        "Kier, Starmer and others spoke.",
    ],
)
def test_another_name_is_no_misspelling(text: str) -> None:
    assert run(desk(), article(text)).matches == ()


def test_a_family_name_first_is_never_misspelt() -> None:
    xi = watchlist(watch(names("xi")), actors=(actor("xi", "Xi Jinping", country="CHN", type=EntityType.PERSON),))
    assert run(xi, article("The mayor Xi Jinpeng spoke.")).matches == ()
