"""Who is who among entries, where publishers break every rule of identity."""

from tests.feeds.builders import after, an_entry, changes, reasons

FRONT = "https://herald.example/"


def test_the_scheme_www_and_tracking_parameters_of_a_link_do_not_count() -> None:
    plain = an_entry("a", guid="")
    tracked = an_entry("a", guid="", link="http://www.herald.example/a/?utm_source=rss")
    assert reasons(changes(tracked, seen=after((plain,)))) == ["SEEN"]


def test_an_entry_without_guid_and_link_is_known_by_its_content() -> None:
    entry = an_entry("a", guid="", link="")
    assert reasons(changes(entry, seen=after((entry,)))) == ["SEEN"]
    assert reasons(changes(an_entry("a", guid="", link="", text="other"), seen=after((entry,)))) == ["NEW"]


def test_a_guid_repeated_within_a_feed_is_told_apart_by_its_links() -> None:
    one, two = an_entry("one", guid="same"), an_entry("two", guid="same")
    found = changes(one, two)
    assert reasons(found) == ["NEW", "NEW"]
    assert len({article.id for article in found.articles}) == 2
    assert reasons(changes(two, seen=after((one, two)))) == ["SEEN"]


def test_a_guid_that_every_entry_carries_hides_no_later_article() -> None:
    one, two, three = (an_entry(name, guid="same") for name in ("one", "two", "three"))
    assert reasons(changes(two, seen=after((one,)))) == ["NEW"]
    assert reasons(changes(three, two, one, seen=after((one,), (two, one)))) == ["NEW", "SEEN", "SEEN"]


def test_an_article_that_moved_to_another_address_keeps_its_identity() -> None:
    here, there = an_entry("here", title="T", text="t"), an_entry("there", guid="guid-here", title="T", text="t")
    assert reasons(changes(there, seen=after((here,)))) == ["SEEN"]


def test_a_renewed_guid_on_a_known_link_is_an_edit_not_another_article() -> None:
    first = an_entry("a", guid="https://herald.example/a#0")
    second = an_entry("a", guid="https://herald.example/a#1", text="a, and more")
    found = changes(second, seen=after((first,)))
    assert reasons(found) == ["EDITED"]
    assert found.articles[0].version == 2
    assert found.articles[0].id == changes(first).articles[0].id


def test_every_edit_has_a_version_of_its_own_whichever_guid_it_comes_under() -> None:
    first = an_entry("a", guid="0")
    second = an_entry("a", guid="1", text="more")
    third = an_entry("a", guid="0", text="still more")
    assert changes(third, seen=after((first,), (second,))).articles[0].version == 3


def test_one_article_under_two_guids_is_published_once() -> None:
    found = changes(an_entry("a", guid="0"), an_entry("a", guid="1"))
    assert reasons(found) == ["NEW", "DUPLICATE"]


def test_two_entries_of_one_article_that_contradict_each_other_are_no_edit_at_every_poll() -> None:
    first = an_entry("a", guid="g", text="00")
    poll = (an_entry("a", guid="", text="other"), an_entry("a", guid="g", link="", text="0"))
    assert reasons(changes(*poll, seen=after((first,)))) == ["EDITED", "DUPLICATE"]
    assert reasons(changes(*poll, seen=after((first,), poll))) == ["SEEN", "SEEN"]


def test_entries_that_all_lead_to_the_front_page_stay_different_articles() -> None:
    one, two, three = (an_entry(name, link=FRONT) for name in ("one", "two", "three"))
    found = changes(two, one)
    assert len({article.id for article in found.articles}) == 2
    again = changes(three, two, one, seen=after((two, one)))
    assert reasons(again) == ["NEW", "SEEN", "SEEN"]


def test_entries_without_guids_that_share_one_link_stay_different_articles() -> None:
    one, two, three = (an_entry(name, link=FRONT, guid="") for name in ("one", "two", "three"))
    assert reasons(changes(two, one)) == ["NEW", "NEW"]
    assert reasons(changes(three, two, one, seen=after((two, one)))) == ["NEW", "SEEN", "SEEN"]


def test_a_guid_of_a_thousand_characters_is_an_id_of_a_bounded_length() -> None:
    long = an_entry("a", guid="g" * 1000, link="")
    assert [len(row.entry) < 50 for row in changes(long).seen] == [True]
    assert reasons(changes(long, seen=after((long,)))) == ["SEEN"]


def test_the_article_id_does_not_depend_on_the_order_of_the_feed() -> None:
    one, two = an_entry("one"), an_entry("two")
    assert {a.id for a in changes(one, two).articles} == {a.id for a in changes(two, one).articles}


def test_a_guid_that_reads_like_the_link_of_another_entry_is_another_entry() -> None:
    linked, named = an_entry("a", guid="", link="http://["), an_entry("b", guid="http://[")
    assert reasons(changes(linked, named)) == ["NEW", "NEW"]
    assert reasons(changes(linked, named, seen=after((linked, named)))) == ["SEEN", "SEEN"]
    assert reasons(changes(linked, named, seen=after((named,), (linked, named)))) == ["SEEN", "SEEN"]
