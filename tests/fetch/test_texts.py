"""Which text of an entry is the article's, and what stays of its words."""

import json

import pytest

from monitor.feeds.entry import Entry
from tests.fetch.test_links import atom
from tests.fetch.test_parse import first, read, rss

NAMESPACES = (
    " xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
)
TITLE, TEXT = "<title>Bridge closed</title>", "<description>The bridge stays closed until May.</description>"
IMAGE = "<media:content url='https://h.example/a.jpg' medium='image'>{}</media:content>"
CAPTION = "<media:title>Picture</media:title><media:description>A bridge at dawn.</media:description>"


def item(*parts: str) -> Entry:
    return first(rss("".join(parts)).replace("<rss", f"<rss{NAMESPACES}"))


def described(html: str) -> str:
    return item(f"<description><![CDATA[{html}]]></description>").text


@pytest.mark.parametrize(
    "other",
    [
        IMAGE.format("") + CAPTION,
        IMAGE.format(CAPTION),
        f"<media:group>{IMAGE.format(CAPTION)}</media:group>",
        "<media:text>Spoken words</media:text><media:credit>A. Photographer</media:credit>",
        "<itunes:title>Episode</itunes:title><itunes:summary>Of the episode</itunes:summary>",
        "<itunes:subtitle>Of the episode, and more</itunes:subtitle>",
        "<dc:title>Other</dc:title><dc:description>Something else, and longer than the text.</dc:description>",
        "<image><title>Logo</title><link>https://h.example/</link><description>Of the logo</description></image>",
        "<textinput><title>Search</title><description>The site</description></textinput>",
        "<a:object xmlns:a='urn:a'><title>Other</title><description>Other</description></a:object>",
    ],
)
def test_no_title_or_text_of_something_else_replaces_the_own(other: str) -> None:
    for parts in ((TITLE, TEXT, other), (other, TITLE, TEXT), (TITLE, other, TEXT)):
        entry = item(*parts)
        assert (entry.title, entry.text) == ("Bridge closed", "The bridge stays closed until May.")


def test_an_episode_or_a_film_without_a_description_has_its_own() -> None:
    assert item("<itunes:title>E</itunes:title><itunes:summary>About it</itunes:summary>").text == "About it"
    film = "<media:content url='x' type='video/mp4'/><media:description>A film</media:description>"
    assert item(TITLE, f"<media:group>{film}</media:group>").text == "A film"
    assert item(TITLE, IMAGE.format(""), CAPTION).text == ""


@pytest.mark.parametrize(
    "stub",
    [
        "Read more",
        "…",
        "Continue reading →",
        "<a href='https://h.example/1'>The bridge, in full</a>",
        "<p><a href='x'>Here</a>.</p><img src='y' alt='Bridge'>",
        "<p>Weiterlesen</p>",
        "https://h.example/1",
        "The post Bridge closed appeared first on Herald. Read more",
        "The bridge …",
        "Bridge.",
    ],
)
def test_a_content_that_only_leads_to_the_article_does_not_beat_its_description(stub: str) -> None:
    long = "<description>The bridge stays closed until May, the council said, and buses take another way.</description>"
    content = f"<content:encoded><![CDATA[{stub}]]></content:encoded>"
    said = "The bridge stays closed until May, the council said, and buses take another way."
    assert item(TITLE, long, content).text == item(TITLE, content, long).text == said
    html = {"id": "1", "content_html": stub, "summary": said}
    assert first(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [html]})).text == said


def test_a_whole_content_is_the_text_though_it_is_short_or_says_read_more() -> None:
    content = "<content:encoded>The council closed it. Work goes on until May.</content:encoded>"
    assert item(TITLE, "<description>The council closed the bridge; work goes on.</description>", content).text == (
        "The council closed it. Work goes on until May."
    )
    assert item(
        TITLE, "<description>Short.</description>", "<content:encoded>Long one. Read more</content:encoded>"
    ).text == ("Long one. Read more")


def test_elements_of_a_text_in_xhtml_are_no_fields_of_the_entry() -> None:
    inside = "<details><summary>One</summary>two</details>"
    content = f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{inside}</div></content>"
    entry = first(atom(f"<title>t</title>{content}<summary>s</summary>"))
    assert (entry.title, entry.text) == ("t", "One\ntwo")


def test_the_whole_text_of_a_feed_for_yandex_is_the_text() -> None:
    text = "<yandex:full-text xmlns:yandex='http://news.yandex.ru'>The council closed the bridge, all said."
    whole = f"{text}</yandex:full-text>"
    assert item(TITLE, "<description>The bridge is closed.</description>", whole).text.endswith("all said.")


def test_a_summary_that_is_twice_as_long_is_the_text() -> None:
    whole = "The council closed the bridge and will not open it before May. " * 20
    cut = f"<content:encoded>{whole[:500]}</content:encoded>"
    assert item(TITLE, f"<description>{whole}</description>", cut).text == whole.strip()
    assert item(TITLE, f"<description>{whole[:700]}</description>", cut).text == whole[:500].strip()


def test_a_text_that_is_one_element_is_markup_though_it_is_called_plain() -> None:
    plain = {"id": "1", "content_text": "<p>The bridge</p><p>stays closed</p>"}
    document = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [plain]})
    assert first(document).text == "The bridge\nstays closed"
    assert first(document.replace("<p>The", "if a <p> b: The")).text == "if a <p> b: The bridge</p><p>stays closed</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><span class='cap'>T</span>he bridge</p>", "The bridge"),
        ("<font size=7>T</font>he <big>B</big>ridge", "The Bridge"),
        ("<b>B</b>ridge <strong>clos</strong>ed", "Bridge closed"),
        ("bridge<wbr>head and bridge&shy;head and bridge\u00adhead", "bridgehead and bridgehead and bridgehead"),
        ("bridge\u200bhead", "bridgehead"),
        ("<abbr>UN</abbr>-backed, 4<sup>th</sup>", "UN-backed, 4th"),
        ("<span>The</span> <span>bridge</span>", "The bridge"),
        ("<div>One</div><div>two</div>", "One\ntwo"),
        ("<section>One</section><section>two</section>", "One\ntwo"),
        ("<h2>One</h2>two<br>three<p>four", "One\ntwo\nthree\nfour"),
        ("<dl><dt>One</dt><dd>two</dd></dl>", "One\ntwo"),
        ("<figure><img src='x' alt='Alt text'><figcaption>A <b>caption</b></figcaption></figure>Text", "Text"),
        ("<div class='wp-caption'><img src='x'><p class='wp-caption-text'>A caption</p></div><p>Text</p>", "Text"),
        ("<span class='image-caption'>A <i>caption</i></span>Text", "Text"),
        ("[caption id='1']<img src='x'> A caption[/caption]Text", "Text"),
        ("<video>Your browser shows none</video><iframe src='x'>frame</iframe>Text", "Text"),
        ("&lt;p&gt;Twice&lt;/p&gt;&lt;p&gt;escaped&lt;/p&gt;", "Twice\nescaped"),
        ("It&amp;#8217;s &amp;quot;twice&amp;quot;", 'It’s "twice"'),
        ("The <code>&lt;br /&gt;</code> tag", "The <br /> tag"),
        ("<o:p>Word</o:p> <my-tag>of</my-tag> <x>theirs</x>", "Word of theirs"),
        ("mail <newcomer> now", "mail <newcomer> now"),
        ("It&#146;s &#147;on&#148;", "It’s “on”"),
    ],
)
def test_words_stay_whole_and_blocks_part_them(html: str, text: str) -> None:
    assert described(html) == text


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&lt;&lt;&lt;Guide&gt;&gt;&gt; for &lt;new&gt; readers", "<<<Guide>>> for <new> readers"),
        ("List&lt;String&gt; and Map&lt;K, V&gt;", "List<String> and Map<K, V>"),
        ("&lt;b&gt;Bridge&lt;/b&gt; &lt;em&gt;closed&lt;/em&gt;", "Bridge closed"),
        ("Prices &lt; 5 &amp; falling", "Prices < 5 & falling"),
        ("I &lt;3 the bridge &lt;/3", "I <3 the bridge </3"),
        ("&lt;![CDATA[Bridge closed]]&gt;", "Bridge closed"),
        ("It&amp;#8217;s AT&amp;amp;T", "It’s AT&T"),
        ("It&amp;amp;#8217;s", "It’s"),
    ],
)
def test_only_what_html_knows_is_markup_in_a_title(written: str, title: str) -> None:
    assert first(rss(f"<title>{written}</title>")).title == title


def test_a_text_that_is_said_to_be_plain_keeps_its_angles() -> None:
    entry = first(
        atom(
            "<title type='text'>The &lt;b&gt; tag, it&amp;#8217;s old</title>"
            "<summary type='text'>a &lt;i&gt; b</summary><content type='text'>a &lt;b&gt; c\n&lt;i&gt; d</content>"
        )
    )
    assert (entry.title, entry.text) == ("The <b> tag, it’s old", "a <b> c\n<i> d")
    assert first(atom("<title>&lt;b&gt;Bridge&lt;/b&gt; &lt;new&gt;</title>")).title == "Bridge <new>"
    assert first(atom("<title type='html'>&lt;b&gt;Bridge&lt;/b&gt;</title>")).title == "Bridge"
    plain = {"id": "1", "title": "Array<b> &amp; more", "content_text": "a <b> c"}
    entry = first(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [plain]}))
    assert (entry.title, entry.text) == ("Array<b> & more", "a <b> c")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("desk@herald.media", ("desk@herald.media",)),
        ("desk@herald.example (Ada Obi)", ("Ada Obi",)),
        ("Ada Obi &lt;desk@herald.technology&gt;", ("Ada Obi",)),
        ("Ada Obi, desk@herald.news", ("Ada Obi",)),
        ("ada@herald.media (Ada Obi), bo@herald.media (Bo Li)", ("Ada Obi, Bo Li",)),
        ("Ada Obi", ("Ada Obi",)),
        ("@herald", ("@herald",)),
    ],
)
def test_an_author_is_a_name_and_a_mail_only_where_there_is_none(written: str, authors: tuple[str, ...]) -> None:
    assert item(TITLE, f"<author>{written}</author>").authors == authors
    assert item(TITLE, f"<dc:creator>{written}</dc:creator>").authors == authors


@pytest.mark.parametrize(
    "fault",
    [
        "<title>Profit & loss &nbsp;&eacute;</title>",
        "<title>Profit &amp; loss &nbsp;&eacute;</title><x>1 < 2</x>",
        "<title>Profit &amp; loss &#160;é</title><media2:x/>",
        "<title>Profit &amp; loss &#160;é</title><x>]]></x>",
        "<title>Profit &amp; loss &#160;é</title><x>&#0;&#x1F;</x>",
    ],
)
@pytest.mark.parametrize("end", ["", "</channel></rss><!-- cached --><p>", "cut"])
def test_a_fault_in_one_place_changes_no_text_elsewhere(fault: str, end: str) -> None:
    markup = "<description><![CDATA[<p>A & B &lt; C</p>]]></description><link>https://h.example/?a=1&amp;b=2</link>"
    document = rss(fault, markup).removesuffix("</channel></rss>" if end else "") + end.removeprefix("cut")
    parsed = read(document)
    assert parsed.entries[0].title == "Profit & loss é"
    assert parsed.entries[1] == first(rss(markup))


def test_a_feed_without_entries_is_an_empty_feed() -> None:
    for empty in (
        rss(),
        "<feed xmlns='http://www.w3.org/2005/Atom'/>",
        '{"version": "https://jsonfeed.org/version/1.1"}',
    ):
        assert read(empty).entries == ()
