"""Markup to plain text: the short way for simple markup gives what the layout engine gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.parsing import plain_text as plain

_PIECES = st.sampled_from(
    "<p> </p> <p>a</p> <br> <br/> <div> </div> <a.href='/x'> </a> <b> </b> <em> </em> <img.src='y'> word 1.&lt;.2 "
    "&amp; &nbsp; &#8217; &rsquo; &hellip; é . <span> <ul> <li> &eacute; &#128; <!--x--> < & <P> </DIV>".split()
)


def _blanks_apart(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@settings(max_examples=400)
@given(st.lists(_PIECES, max_size=12).map(lambda pieces: "".join(pieces).replace(".", " ")))
def test_simple_markup_is_laid_out_as_any_other(markup: str) -> None:
    short = plain._simply_laid_out(markup)
    assert not short or _blanks_apart(plain.clean(short)) == _blanks_apart(plain.clean(plain._laid_out(markup)))


def test_the_markup_of_most_entries_is_simple() -> None:
    markup = "<p>Talks <a href='/x'>go <b>on</b></a>&nbsp;&#8211; for now.</p>\n<p>Two<br />three.<img src='y'></p>"
    assert _blanks_apart(plain._simply_laid_out(markup)) == ["Talks go on – for now.", "Two", "three."]


def test_markup_that_is_not_simple_is_left_to_the_layout_engine() -> None:
    for markup in (
        "<ul><li>a</li></ul>",
        "a</p>b",
        "<b><p>a</b>",
        "<table><tr><td>a</table>",
        "&eacute;t&eacute;",
        "a <",
    ):
        assert plain._simply_laid_out(markup) == ""
