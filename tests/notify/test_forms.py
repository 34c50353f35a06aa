"""How text is made harmless, cut and put together, piece by piece."""

import pytest

from monitor.alerting.messages.message import message
from monitor.alerting.messages.pieces import Reply
from monitor.notify.forms.breaking import broken
from monitor.notify.forms.channels import TEXT, form_of
from monitor.notify.forms.cleaning import cleaned
from monitor.notify.forms.cutting import cut, cut_around
from monitor.notify.forms.dialects import markdown, markup, plain, spread
from monitor.notify.forms.rendering import rendered
from tests.notify.builders import alert, release

SENTENCE = "The dockers said that the night shift would stay and that a strike was off the table for now."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("\x1b[1;31mred\x1b[0m \x1b]8;;https://evil.example\x07x\x1b]8;;\x07", "red x"),
        ("\u202eabc\u202c \u200fd\u061c", "abc d"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("a\udc80b\x00c", "a b c"),
        ("  a \u00a0 b  ", "a b"),
    ],
)
def test_what_cannot_be_shown_is_out_and_joiners_stay(text: str, shown: str) -> None:
    assert cleaned(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@all", "@|all"),
        ("＠all", "＠|all"),
        ("5 @ 6", "5 @ 6"),
        ("<@U1> <!here> <t:1> <b> < 6", "<|@|U1> <|!here> <|t:1> <|b> < 6"),
        ("#tag $TSLA ~town # 5", "#|tag $|TSLA ~|town # 5"),
        ("/stop and/or 24/7", "/|stop and/or 24/7"),
        (":smile: 10:30 a: b", ":|smile: 10:30 a: b"),
        ("https://x.io ftp://y", "https:|//x.|io ftp:|//y"),
        ("mailto:a tel:1 javascript:x total:1", "mailto|:a tel|:1 javascript|:x total:1"),
        ("evil.com www.a.example U.S. 3.5 end.The", "evil.|com www.|a.|example U.S. 3.5 end.|The"),
        ("AT&T &amp; &#60; a & b;", "AT&T &|amp; &|#|60; a & b;"),
    ],
)
def test_an_invisible_blank_breaks_what_a_channel_would_act_on(text: str, shown: str) -> None:
    assert broken(text).replace("\u200b", "|") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ `c` ~d~ |e| [f](g) {h} \\i >j #k", r"\*a\* \_b\_ \`c\` \~d\~ \|e\| \[f\](g) \{h\} \\i \>j \#k"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("--- a", r"\--- a"),
        ("1. a", "1. a"),
        ("12) a", "12) a"),
        ("well-known, 1.5 a-b", "well-known, 1.5 a-b"),
    ],
)
def test_markdown_is_escaped_where_it_would_be_drawn(text: str, shown: str) -> None:
    assert markdown(text).replace("\u200b", "") == shown


def test_a_number_at_the_start_of_a_line_begins_no_list() -> None:
    assert markdown("12. a") == "12\u200b. a"
    assert spread("12. a") == "\u200b12. a"


def test_look_alikes_stand_for_all_that_any_markup_uses() -> None:
    assert (
        spread("<b> *a* _b_ `c` [d] |e| ~f~ # @ \\ {g} R&D")
        == "‹\u200bb› ∗a∗ ＿b＿ ˋcˋ ［d］ ｜e｜ ∼\u200bf∼ ＃ ＠ ＼ ｛g｝ R&D"
    )


def test_html_is_escaped() -> None:
    assert markup('a < b & "c"') == "a &lt; b &amp; &quot;c&quot;"
    assert plain('a < b & "c"') == 'a < b & "c"'


@pytest.mark.parametrize("room", range(len(SENTENCE) + 2))
def test_a_cut_fits_ends_with_a_word_and_says_that_it_is_one(room: int) -> None:
    shown = cut(SENTENCE, room, len)
    assert len(shown) <= room
    if shown and shown != SENTENCE:
        assert shown.endswith("…")
        assert SENTENCE.startswith(shown[:-1])
        assert room < 10 or SENTENCE[len(shown) - 1] in " ,"


@pytest.mark.parametrize("room", range(20, len(SENTENCE)))
def test_the_words_that_matched_are_in_the_cut(room: int) -> None:
    shown = cut_around(SENTENCE, ("strike",), room, len)
    assert "strike" in shown
    assert len(shown) <= room


def test_words_that_are_not_there_leave_the_beginning() -> None:
    assert cut_around(SENTENCE, ("truce",), 30, len) == cut(SENTENCE, 30, len)
    assert cut_around(SENTENCE, (), 30, len) == cut(SENTENCE, 30, len)


@pytest.mark.parametrize("text", [100, 160, 306, 500, 1_000, 100_000])
@pytest.mark.parametrize("title", [0, 20, 250])
def test_of_a_channel_that_nothing_is_known_of_nothing_is_asked_beyond_what_it_takes(title: int, text: int) -> None:
    form = form_of("NotifyNobodyKnows", is_html=False, is_markdown=False, title=title, text=text)
    shown = rendered(message(alert(title="Strike & <b> " * 40, sentence=SENTENCE * 40)), form)
    assert len(shown.title) + 2 + len(shown.body) <= text
    assert len(shown.title) <= (title or 250)
    assert "Alert al-1" in shown.body
    assert "https://news.example/eu" in shown.body or text == 100


def test_a_short_message_keeps_the_link_rather_than_the_source() -> None:
    form = form_of("NotifyNobodyKnows", is_html=False, is_markdown=False, title=0, text=120)
    body = rendered(message(alert(title="T" * 90)), form).body
    assert "https://news.example/eu" in body
    assert "Source" not in body


def test_a_short_channel_shows_three_of_what_was_held_and_counts_the_rest() -> None:
    lines = rendered(message(release(25)), TEXT).body.replace("\u200b", "").split("\n")
    assert [line for line in lines if line.startswith("[")] == ["[high] Held 1", "[high] Held 2", "[low] Held 3"]
    assert "and 22 more" in lines


def test_commands_are_shown_whole_or_not_at_all() -> None:
    whole = rendered(message(alert()), TEXT).body
    assert "wirewatch ack al-1" in whole
    without = whole.replace("Silence: wirewatch mute al-1, or until something changes: wirewatch ack al-1\n", "")
    for room in range(150, 500):
        body = rendered(message(alert()), TEXT._replace(whole=room)).body
        assert ("wirewatch" in body) == ("wirewatch ack al-1" in body)
    assert "wirewatch" not in without


def test_a_link_that_silences_stands_in_the_place_of_the_commands_where_both_do_not_fit() -> None:
    reply = Reply(page="https://desk.example/a/token")
    body = rendered(message(alert(), reply), TEXT._replace(whole=250)).body
    assert "Mute or acknowledge:\nhttps://desk.example/a/token" in body
