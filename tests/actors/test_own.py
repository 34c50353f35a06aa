"""Actors that users add in their watchlists, as names in articles resolve to them."""

from datetime import date

import pytest

from monitor.annotate.actors.resolve import resolve
from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.annotate.gazetteer.directory import Directories, Directory
from monitor.annotate.gazetteer.own import OwnActor, OwnName
from monitor.records import EntityType, Mention

DAY = date(2026, 3, 2)
PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE


def actor(name: str, *aliases: str | OwnName, **fields: object) -> OwnActor:
    names = (alias if isinstance(alias, OwnName) else OwnName(text=alias) for alias in (name, *aliases))
    made = {"id": name.lower().replace(" ", "-"), "name": name, "names": tuple(names), **fields}
    return OwnActor(**made)  # type: ignore[arg-type]


def found(document: str, own: list[OwnActor], *names: tuple[str, EntityType]) -> dict[str, Mention]:
    """The mentions of `document` by text, after a model marked `names`."""
    mentions = []
    for text, kind in names:
        start = document.index(text)
        mentions.append(Mention(type=kind, text=text, start=start, end=start + len(text)))
    directory = Directory(load_compiled(), own, "en")
    return {mention.text: mention for mention in resolve(mentions, document, DAY, directory)}


def test_somebody_whom_nobody_else_knows_has_the_id_country_and_sector_that_their_user_wrote() -> None:
    own = [
        actor("Jane Zyphora", "Zyphora", id="our_jane", type=PERSON, country="NOR", sector="OPP", wikidata="Q999999")
    ]
    mention = found("Jane Zyphora spoke.", own, ("Jane Zyphora", PERSON))["Jane Zyphora"]
    known = (mention.actor, mention.name, mention.country, mention.sector, mention.wikidata)
    assert known == ("our_jane", "Jane Zyphora", "NOR", "OPP", "Q999999")
    assert mention.reason.endswith("a name of your watchlists")


@pytest.mark.parametrize("fields", [{"wikidata": "Q3052772"}, {}])
def test_somebody_whom_the_gazetteer_knows_has_the_users_id_under_every_name_and_office(
    fields: dict[str, object],
) -> None:
    own = [actor("Emmanuel Macron", id="em", type=PERSON, **fields)]
    document = "The French president met the press. Macron smiled."
    mentions = found(document, own, ("French", EntityType.NATIONALITY), ("Macron", PERSON))
    assert {mention.actor for mention in mentions.values()} == {None, "em"}
    assert mentions["Macron"].sector == "GOV"
    assert mentions["French president"].wikidata == "Q3052772"


def test_an_organisation_of_ones_own_id_keeps_its_offices_and_those_who_serve_it() -> None:
    own = [actor("North Atlantic Treaty Organization", "NATO", id="the_alliance", type=ORGANISATION)]
    mentions = found("NATO chief Mark Rutte and NATO's secretary general", own, ("NATO", ORGANISATION))
    assert mentions["NATO"].actor == "the_alliance"
    mentions = found("The NATO chief said no.", own, ("NATO", ORGANISATION))
    assert mentions["NATO chief"].actor == "mark-rutte"


def test_what_the_user_says_goes_before_what_follows_from_an_office() -> None:
    own = [actor("Ursula von der Leyen", id="vdl", type=PERSON, country="DEU")]
    assert found("Ursula von der Leyen", own, ("Ursula von der Leyen", PERSON)).popitem()[1].country == "DEU"
    assert found("Ursula von der Leyen", [], ("Ursula von der Leyen", PERSON)).popitem()[1].country is None


def test_a_name_that_no_model_saw_is_found_and_replaces_what_is_a_part_of_it() -> None:
    own = [actor("Bank of Zyphora", type=ORGANISATION), actor("Quexl", type=ORGANISATION)]
    mentions = found("Quexl left the Bank of Zyphora.", own, ("Zyphora", PLACE))
    assert {text: mention.actor for text, mention in mentions.items()} == {
        "Quexl": "quexl",
        "Bank of Zyphora": "bank-of-zyphora",
    }


def test_a_name_within_a_longer_one_or_in_small_letters_is_nobody() -> None:
    own = [actor("Quexl", type=ORGANISATION)]
    mentions = found("The Quexl Foundation does not quexl.", own, ("Quexl Foundation", ORGANISATION))
    assert [(text, mention.actor) for text, mention in mentions.items()] == [("Quexl Foundation", "quexl-foundation")]


def test_a_name_in_its_own_case_counts_in_no_other() -> None:
    own = [actor("Quality Institute", OwnName(text="QI", exact=True), type=ORGANISATION)]
    assert list(found("QI and Qi met.", own)) == ["QI"]


def test_the_type_that_the_user_wrote_repairs_that_of_the_model() -> None:
    own = [actor("Anduil", type=ORGANISATION)]
    assert found("Anduil grew.", own, ("Anduil", PERSON))["Anduil"].type is ORGANISATION


def test_a_surname_of_somebody_else_in_the_article_stays_theirs() -> None:
    own = [actor("Wagner", type=ORGANISATION)]
    mentions = found("Richard Wagner wrote. Wagner sang.", own, ("Richard Wagner", PERSON), (". Wagner"[2:], PERSON))
    assert mentions["Richard Wagner"].actor == "richard-wagner"


def test_a_surname_alone_is_nobody_whose_user_gave_only_the_full_name() -> None:
    own = [actor("John Smithers", type=PERSON)]
    assert found("Smithers fell.", own, ("Smithers", PERSON))["Smithers"].actor is None


def test_of_two_watchlists_that_name_the_same_actor_the_first_counts_under_the_names_of_both() -> None:
    own = [actor("Acme", id="acme"), actor("Acme", "Acmeco", id="acme2", country="USA")]
    mentions = found("Acme is Acmeco.", own)
    assert {mention.actor for mention in mentions.values()} == {"acme"}


def test_a_name_of_two_of_the_users_actors_keeps_both_as_candidates() -> None:
    own = [actor("Acme One", "Acme"), actor("Acme Two", "Acme")]
    mention = found("Acme fell.", own, ("Acme", ORGANISATION))["Acme"]
    assert (mention.actor, mention.candidates) == (None, ("acme-one", "acme-two"))


def test_names_count_in_articles_of_their_language_only() -> None:
    own = [actor("European Union", OwnName(text="UE", language="fr", exact=True), id="eu", type=ORGANISATION)]
    directories = Directories(own)
    assert [entry.id for entry in directories.for_language("fr").named("UE")] == ["eu"]
    assert directories.for_language("en").named("UE") == []
    assert directories.for_language("en") is directories.for_language("de")
    assert [entry.id for entry in directories.for_language("de").named("European Union")] == ["eu"]


def test_a_nationality_that_a_watch_looks_for_stays_a_nationality() -> None:
    own = [actor("Government of Ukraine", "Ukrainian", "Ukraine", id="kyiv", type=ORGANISATION, wikidata="Q212")]
    names = ("Ukrainian", EntityType.NATIONALITY), ("Ukraine", PLACE)
    mentions = found("A Ukrainian restaurant closed in Ukraine.", own, *names)
    assert (mentions["Ukrainian"].actor, mentions["Ukrainian"].country) == (None, "UKR")
    assert (mentions["Ukraine"].actor, mentions["Ukraine"].type) == ("kyiv", PLACE)
