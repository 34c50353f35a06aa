"""Which article an entry is, where guid and link say too little or too much."""

from datetime import timedelta
from typing import NamedTuple

import pytest

from monitor.feeds.entry import Entry
from tests.feeds.builders import NOON, after, an_entry, changes, reasons

PLACES = ("Orva", "Velna", "Karsova", "Lowmark")
LINK = "https://herald.example/warnings"
FRONT = "https://herald.example/"
LEAD = (
    "The blockade of Orva ends tonight, the minister said in Tarn after two long days of talks with the other side, "
    "and the ships may leave."
)
OTHER = (
    "Dockers in Velna went back to work this morning when their union had voted for the new contract by a narrow "
    "margin, a spokesman told reporters."
)


class Told(NamedTuple):
    """What came of several polls, one after the other."""

    reasons: list[list[str]]
    articles: int  # different ones
    versions: list[int]  # of all that was published, in order


def told(*polls: Entry | tuple[Entry, ...]) -> Told:
    given = [poll if isinstance(poll, tuple) else (poll,) for poll in polls]
    found = [changes(*poll, seen=after(*given[:at])) for at, poll in enumerate(given)]
    published = [article for each in found for article in each.articles]
    ids = {article.id for article in published}
    return Told([reasons(each) for each in found], len(ids), [article.version for article in published])


def warning(place: str, **fields: object) -> Entry:
    given = {
        "guid": f"w-{place}",
        "link": LINK,
        "title": f"Tsunami warning for {place}",
        "text": f"People near {place} must leave the shore at once.",
    }
    return an_entry(place, **{**given, **fields})


def test_warnings_that_follow_each_other_on_one_link_are_articles_of_their_own() -> None:
    assert told(*map(warning, PLACES)) == Told([["NEW"]] * 4, 4, [1] * 4)


def test_a_warning_is_the_same_beside_the_next_one() -> None:
    one, two, three = map(warning, PLACES[:3])
    assert told(one, (two, one), (three, two)).reasons == [["NEW"], ["NEW", "SEEN"], ["NEW", "SEEN"]]


def test_a_bulletin_of_the_next_day_is_another_one_and_an_edit_of_the_day_is_not() -> None:
    texts = {"Monday": LEAD, "Tuesday": OTHER, "Wednesday": "Quiet in all harbours."}
    days = [
        an_entry(day, guid=day, link=LINK, title=f"Bulletin of {day}", text=text, published=NOON + timedelta(days=at))
        for at, (day, text) in enumerate(texts.items())
    ]
    assert told(*days) == Told([["NEW"]] * 3, 3, [1, 1, 1])
    edited = an_entry("x", guid="renewed", link=LINK, title="Bulletin of Monday", text=f"{LEAD} More.", published=NOON)
    assert told(days[0], edited) == Told([["NEW"], ["EDITED"]], 1, [1, 2])


def test_a_bulletin_with_the_headline_of_yesterday_and_another_text_is_another_one() -> None:
    def bulletin(number: int, text: str, hours: int) -> Entry:
        published = NOON - timedelta(days=2) + timedelta(hours=hours)
        return an_entry("b", guid=f"b{number}", link=LINK, title="Shipping bulletin", text=text, published=published)

    assert told(bulletin(1, LEAD, 0), bulletin(2, OTHER, 24)).articles == 2
    assert told(bulletin(1, LEAD, 0), bulletin(2, OTHER, 1)) == Told([["NEW"], ["EDITED"]], 1, [1, 2])


def test_advisories_with_one_formula_and_a_number_each_are_articles_of_their_own() -> None:
    advisories = [
        an_entry(
            "a",
            guid=f"adv{number}",
            link=LINK,
            title=f"Storm Ada Advisory Number {number}",
            text=f"{LEAD} {number}",
            published=NOON - timedelta(days=1) + timedelta(hours=6 * number),
        )
        for number in range(4)
    ]
    assert told(*advisories).articles == 4


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "Talks open in Muscat"},
        {"title": "In Muscat, delegates take their seats"},
        {"title": "Talks open in Muscat", "text": f"{LEAD} Late in the evening both sides went home."},
        {"text": "The sides met in Muscat."},
    ],
)
def test_a_renewed_guid_with_like_headline_or_text_is_an_edit(edit: dict[str, str]) -> None:
    first = an_entry("a", guid="h-11", title="Talks open", text=LEAD)
    assert told(first, an_entry("a", **{"guid": "h-22", "title": "Talks open", "text": LEAD, **edit})) == Told(
        [["NEW"], ["EDITED"]], 1, [1, 2]
    )


def test_a_version_behind_the_link_as_guid_is_an_edit_whatever_changed() -> None:
    first = an_entry("a", guid="https://herald.example/a#0", title="Blast heard", text="Smoke rises.")
    second = an_entry("a", guid="https://herald.example/a#1", title="Dozens hurt in market fire", text=OTHER)
    assert told(first, second) == Told([["NEW"], ["EDITED"]], 1, [1, 2])


def test_posts_of_a_live_blog_are_articles_of_their_own_even_one_at_a_time() -> None:
    posts = [
        an_entry("p", guid=f"{LINK}#p{number}", link=f"{LINK}#p{number}", title=title, text=title)
        for number, title in enumerate(["Doors open", "The minister arrives", "No deal tonight"])
    ]
    assert told(*posts) == Told([["NEW"]] * 3, 3, [1, 1, 1])


@pytest.mark.parametrize("guid", ["urn:status", "x", "n/a", "N/A", "none", "0", "-", FRONT, LINK])
@pytest.mark.parametrize("link", [LINK, FRONT, ""])
def test_one_guid_and_one_link_for_all_entries_merge_no_articles(guid: str, link: str) -> None:
    notices = tuple(
        an_entry(place, guid=guid, link=link, title=f"{place} shut", text=f"The port of {place} is shut.")
        for place in PLACES
    )
    assert told(notices[:3], notices[:3]) == Told([["NEW"] * 3, ["SEEN"] * 3], 3, [1, 1, 1])
    assert told(notices[:2], notices[1:3], notices[3]) == Told([["NEW", "NEW"], ["SEEN", "NEW"], ["NEW"]], 4, [1] * 4)
    assert told(*notices) == Told([["NEW"]] * 4, 4, [1] * 4)


def test_the_same_holds_in_any_order() -> None:
    notices = tuple(an_entry(place, guid="x", link=LINK, title=place, text=f"Of {place}.") for place in PLACES)
    assert {article.id for article in changes(*notices).articles} == {
        article.id for article in changes(*notices[::-1]).articles
    }


def test_an_edit_of_the_only_entry_keeps_its_article_as_long_as_it_resembles_it() -> None:
    first = an_entry("sr", title="Situation report", text="All is calm.")
    assert told(first, an_entry("sr", title="Situation report", text="An embargo was declared.")).articles == 1
    assert told(first, an_entry("sr", title="Power is out", text="The grid failed at noon.")).articles == 2


def test_an_edit_beside_other_entries_keeps_its_article_whatever_changed() -> None:
    first, other = an_entry("sr", title="Situation report", text="All is calm."), an_entry("other")
    second = an_entry("sr", title="Power is out", text="The grid failed at noon.")
    assert told((first, other), (second, other)) == Told([["NEW", "NEW"], ["EDITED", "SEEN"]], 2, [1, 1, 2])


def test_a_site_whose_address_every_entry_carries_as_guid_names_no_article() -> None:
    one, two = (an_entry(name, guid="https://www.herald.example/feed", link="") for name in ("one", "two"))
    assert told(one, two).articles == 2


@pytest.mark.parametrize(
    "address",
    [
        "https://herald.example/talks-7012?t={}",
        "https://herald.example/talks-7012;sid={}",
        "https://herald.example/{}/talks-7012",
        "https://herald.example/talks-7012.{}.html",
        "https://m{}.herald.example/talks-7012",
    ],
)
def test_an_address_that_changes_at_every_poll_is_one_article(address: str) -> None:
    words = {"title": "Talks open", "text": "They met.", "published": NOON}
    polls = [an_entry("a", guid=each, link=each, **words) for each in map(address.format, range(4))]
    found = told(*polls)
    assert found == Told([["NEW"], *[["REPEATED"]] * 3], 1, [1])
    assert len(after(*((poll,) for poll in polls))) == 1


def test_without_dates_only_a_changing_query_is_forgiven() -> None:
    def entry(link: str) -> Entry:
        return an_entry("a", guid=link, link=link, title="Talks open", text="They met.")

    assert told(entry(f"{LINK}?t=1"), entry(f"{LINK}?t=2")).reasons == [["NEW"], ["REPEATED"]]
    assert told(entry(f"{LINK}/1"), entry(f"{LINK}/2")).articles == 2


def test_the_same_words_at_two_addresses_at_once_are_two_articles() -> None:
    one, two = (
        an_entry(name, title="Port shut", text="No ship may leave.", published=NOON) for name in ("orva", "velna")
    )
    assert told(one, (two, one)).articles == 2


def test_a_headline_of_a_word_alone_is_no_sign_of_the_same_article() -> None:
    one, two = (an_entry(name, title="Notice", text="", published=NOON) for name in ("orva", "velna"))
    assert told(one, two).articles == 2
    one, two = (
        an_entry(name, title="All ports of Orva shut at noon", text="", published=NOON) for name in ("orva", "velna")
    )
    assert told(one, two).articles == 1


def test_the_same_words_on_another_day_are_another_article() -> None:
    """Such as the warning of frost of every morning."""
    one, two = (
        an_entry(f"frost-{day}", title="Frost", text="Roads are slippery.", published=NOON - timedelta(days=day))
        for day in (2, 1)
    )
    assert told(one, two) == Told([["NEW"], ["NEW"]], 2, [1, 1])


def _slug(title: str, slug: str, text: str = LEAD, **fields: object) -> Entry:
    link = f"https://herald.example/news/{slug}"
    return an_entry(slug, **{"guid": link, "link": link, "title": title, "text": text, "published": NOON, **fields})


def test_an_edited_headline_that_changes_the_address_is_an_edit_where_the_long_text_stays() -> None:
    first = _slug("Embargo on Orva ends", "embargo-on-orva-ends")
    assert told(first, _slug("Embargo on Orva to end tonight, says minister", "embargo-to-end")) == Told(
        [["NEW"], ["EDITED"]], 1, [1, 2]
    )
    numbered = _slug("Embargo on Orva ends", "a-7012", published=None)
    assert told(numbered, _slug("Embargo on Orva to end tonight", "b-7012", published=None)).articles == 1


def test_a_note_of_the_publisher_as_text_makes_no_articles_one() -> None:
    note = "Read the whole story on our site, where subscribers find every article of the day and of all days before."
    one, two, three = (_slug(f"Embargo on {place} ends", f"on-{place}", note) for place in PLACES[:3])
    assert told((one, two), three).articles == 3
    assert told(_slug("Embargo ends", "a", note), _slug("Storm ahead", "b", note)).articles == 2


def test_another_article_with_another_text_takes_nothing_of_the_one_that_is_gone() -> None:
    assert told(_slug("Embargo on Orva ends", "a"), _slug("Embargo on Orva ends", "b", OTHER)).articles == 2


def test_a_guid_that_keeps_while_headline_and_address_change_is_an_edit() -> None:
    first = _slug("Embargo on Orva ends", "a", guid="7012")
    second = _slug("Embargo on Orva ends tonight", "b", f"{LEAD} The port opens.", guid="7012")
    assert told(first, second) == Told([["NEW"], ["EDITED"]], 1, [1, 2])


def test_what_an_earlier_release_remembered_is_known() -> None:
    first = an_entry("a", guid="0")
    seen = {
        row.entry: type(row)(
            feed=row.feed,
            entry=row.entry,
            article=row.article,
            content_hash=row.content_hash,
            title_hash=row.title_hash,
            text_hash=row.text_hash,
            link=row.link,
            seen=row.seen,
        )
        for row in after((first,)).values()
    }
    assert reasons(changes(first, seen=seen)) == ["SEEN"]
    assert reasons(changes(an_entry("a", guid="1", title="Other", text="other"), seen=seen)) == ["EDITED"]
