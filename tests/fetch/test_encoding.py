"""In which encoding a document is: what is said of it, what it is, and what one bad byte costs."""

import pytest

from monitor.fetch.parsing.encoding import in_utf8, is_utf8
from tests.fetch.test_parse import read
from tests.fetch.test_reread import Reader, feed, identities, item

RUSSIAN = "Совет утвердил бюджет города. Депутаты спорили до вечера, решение принято большинством голосов."
GERMAN = "Der Präsident trifft Müller in Köln – “morgen”, heißt es"
UTF8 = "application/rss+xml; charset=utf-8"


def document(text: str, declared: str = "utf-8") -> str:
    inside = f"<channel><item><title>{text}</title></item></channel>"
    return f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0">{inside}</rss>'


def title(body: bytes, content_type: str = "application/xml") -> str:
    return read(body, content_type).entries[0].title


@pytest.mark.parametrize(
    ("text", "declared", "encoded", "content_type"),
    [
        (RUSSIAN, "utf-16", "utf-8", "application/xml"),
        (RUSSIAN, "utf-16", "utf-16", "application/xml"),
        (RUSSIAN, "utf-16", "utf-16-le", "application/xml"),
        (RUSSIAN, "utf-16", "utf-16-be", "text/xml; charset=utf-8"),
        (RUSSIAN, "utf-32", "utf-32", ""),
        (RUSSIAN, "utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        (RUSSIAN, "utf-8", "utf-8-sig", "text/html; charset=windows-1252"),
        (RUSSIAN, "windows-1251", "utf-8", "text/xml; charset=windows-1251"),
        (RUSSIAN, "windows-1251", "cp1251", "application/xml"),
        (RUSSIAN, "koi8-r", "koi8-r", "text/xml"),
        (RUSSIAN, "koi8-r", "koi8-r", "text/xml; charset=iso-8859-1"),
        (RUSSIAN, "iso-8859-1", "koi8-r", "text/xml; charset=koi8-r"),
        (RUSSIAN, "x-unknown", "cp1251", "text/xml; charset=windows-1251"),
        (RUSSIAN, "utf-8", "cp1251", UTF8),
        (RUSSIAN, "utf-8", "koi8-r", ""),
        (RUSSIAN, "base64", "cp1251", "text/xml; charset=zip"),
        (GERMAN, "iso-8859-1", "cp1252", "application/xml"),
        (GERMAN, "us-ascii", "cp1252", "text/xml"),
        (GERMAN, "utf-8", "cp1252", UTF8),
        (GERMAN, "utf-8", "utf-8", "text/xml; charset=us-ascii"),
        ("会議は木曜日に東京で開かれた", "iso-2022-jp", "iso-2022-jp", ""),
        ("会議は木曜日に東京で開かれた", "shift_jis", "cp932", ""),
        ("市议会通过了预算，代表们争论到晚上", "gb2312", "gb18030", ""),
        ("وافق المجلس على ميزانية المدينة بعد نقاش طويل استمر حتى المساء", "utf-8", "cp1256", ""),
    ],
)
@pytest.mark.parametrize("before", ["", "\n", " \r\n\n"])
def test_a_text_is_read_whatever_is_said_of_its_encoding(
    text: str, declared: str, encoded: str, content_type: str, before: str
) -> None:
    assert title((before + document(text, declared)).encode(encoded), content_type) == text


@pytest.mark.parametrize("before", ["\ufeff", "\ufeff\ufeff", "\n\ufeff", "<br /><b>Warning</b>: in feed.php<br />\n"])
def test_what_stands_before_the_declaration_does_not_hide_it(before: str) -> None:
    assert title((before + document(RUSSIAN)).encode()) == RUSSIAN


@pytest.mark.parametrize("after", [b"</title>", b"]]></title>", b" x</title>"])
@pytest.mark.parametrize("cut", [b"\xd0", b"\xe2\x80", b"\xf0\x9f\x98", b"\xff"])
def test_a_character_that_is_cut_costs_one_character(cut: bytes, after: bytes) -> None:
    body = document(RUSSIAN).encode()
    opening = b"<title><![CDATA[" if b"]]>" in after else b"<title>"
    body = body.replace(b"<title>", opening).replace(b"</title>", cut + after)
    assert title(body, UTF8) == RUSSIAN + "\ufffd" + (" x" if b" x" in after else "")


def test_a_byte_order_mark_counts_more_than_what_is_said() -> None:
    body = b"\xef\xbb\xbf" + document("x @").encode().replace(b"@", b"\xff" * 5)
    assert title(body, "text/xml; charset=windows-1251") == "x " + "\ufffd" * 5


def test_as_much_valid_utf8_as_not_is_utf8_and_a_few_letters_are_no_ground_for_a_guess() -> None:
    half = document("é ü @ @").encode().replace(b"@", b"\xff")
    assert title(half, "text/xml; charset=windows-1251") == "é ü \ufffd \ufffd"
    assert title(document("@ x").encode().replace(b"@", b"\xe9\xe8\xe0")) == "\ufffd\ufffd\ufffd x"


def test_a_bad_byte_in_a_comment_costs_no_text() -> None:
    assert title(document(RUSSIAN).encode().replace(b"</channel>", b"<!-- \xd0 --></channel>"), UTF8) == RUSSIAN


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"caf\xe9 d\xe9j\xe0 vu", "café déjà vu"),
        (b"It\x92s \x93open\x94 \x96 now\x85", "It’s “open” – now…"),
        (b"the president\xe2\x80", "the president\ufffd"),
        (b"the president\xe2", "the president\ufffd"),
        (b"a\x99s", "a\ufffds"),
        (b"talks\xa6", "talks\ufffd"),
        (b"The \x93\xc9tat\x94", "The “État”"),
    ],
)
@pytest.mark.parametrize("rest", ["", RUSSIAN])
def test_a_western_letter_beside_ascii_letters_is_read_as_what_it_is(written: bytes, meant: str, rest: str) -> None:
    body = document(f"@ | {rest}").encode().replace(b"@", written)
    assert title(body, UTF8).partition(" |")[0] == meant


def test_surrogates_are_joined_and_one_alone_costs_one_character() -> None:
    pair = "\ud83d\ude00".encode("utf-8", "surrogatepass")
    assert title(document("@ Ура").encode().replace(b"@", pair), UTF8) == "\U0001f600 Ура"
    assert title(document("@ Ура").encode().replace(b"@", pair[:3]), UTF8) == "\ufffd Ура"
    assert title(document("&#xD83D;&#xDE00; &#55357;&#56832; &#xD83D; x").encode()) == "\U0001f600 \U0001f600 \ufffd x"


def test_control_characters_are_left_out() -> None:
    assert title(document("a\x1e\x08b\x00c").encode()) == "abc"
    assert in_utf8(b"<rss>\x1e\x00\t\n</rss>", "") == b"<rss>\t\n</rss>"


def test_a_json_feed_is_read_in_its_encoding_too() -> None:
    text = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "%s"}]}'
    assert title(("\ufeff\n" + text % RUSSIAN).encode()) == RUSSIAN
    assert title((text % RUSSIAN).encode("utf-16")) == RUSSIAN
    assert title((text % "a @").encode().replace(b"@", b"caf\xe9")) == "a café"


def test_only_a_document_that_is_utf8_as_it_stands_is_read_in_parts() -> None:
    assert is_utf8(document(RUSSIAN, "windows-1251").encode(), "")
    for body in (document(RUSSIAN).encode("cp1251"), document(RUSSIAN).encode("utf-16"), b"a\0b", b"\xed\xa0\xbd"):
        assert not is_utf8(body, "")
    assert not is_utf8(document("$B").encode(), "text/xml; charset=iso-2022-jp")


def test_the_declaration_is_gone_and_the_root_comes_first() -> None:
    assert in_utf8(b"\n<?xml version='1.1' encoding='x'?>\n<rss/>", "") == b"<rss/>"
    assert in_utf8(b"<rss><title>&lt;?xml ?> <?xml version='1.0'?></title></rss>", "").startswith(b"<rss><title>")


async def test_a_known_article_does_not_change_when_a_bad_byte_comes_and_goes_elsewhere() -> None:
    reader = Reader()
    known, cut = item("Совет"), item("новое").replace("новое</", "новое\udcd0</")
    with_bad = feed("@", known).replace(b"@", cut.encode("utf-8", "surrogateescape"))
    readings = [await reader.read(body, UTF8) for body in (feed(known), with_bad, feed(known))]
    assert [identities(reading.entries)[-1] for reading in readings] == [identities(readings[0].entries)[0]] * 3
    assert readings[1].entries[0].title == "On новое\ufffd"
