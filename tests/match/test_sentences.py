"""Sentences and paragraphs."""

import pytest

from monitor.match.occurrences.sentences import Sentences


def parts(document: str, *annotated: tuple[int, int]) -> list[str]:
    sentences = Sentences(document, annotated)
    return [document[slice(*sentences.span(index))] for index in range(len(sentences.starts))]


@pytest.mark.parametrize(
    "sentences",
    [
        "It rained.|It stopped!|Did it?|Yes…|It did.",
        "He said “No.”|“Yes,” she said.",
        "Mr. Putin met Gen. George W. Bush in the U.S. on Jan. 5.|They talked.",
        "It cost 1.5 million.|35 people paid.|He said no.|No. 10 said so.",
        "The site is news.example. nothing more",
        "Nobody (but the U.S.) Army knew.",
    ],
)
def test_where_nobody_parted_them_sentences_end_at_marks(sentences: str) -> None:
    assert parts(sentences.replace("|", " ")) == sentences.split("|")


def test_a_line_ends_a_sentence_and_chinese_needs_no_space_between() -> None:
    assert parts("No mark\nhere") == ["No mark", "here"]
    assert parts("停战协议签署。各方欢迎。「好。」他说。") == ["停战协议签署。", "各方欢迎。", "「好。」", "他说。"]


def test_the_annotators_sentences_are_taken_but_none_goes_on_over_the_end_of_a_line() -> None:
    document = "Title\nOne. two. three\nfour"
    assert parts(document, (0, 15), (15, 26)) == ["Title", "One. two.", "three", "four"]


def test_every_position_stands_in_a_sentence_and_a_paragraph() -> None:
    document = "Title\n\n One. Two.\nThree "
    sentences = Sentences(document, ())
    for position in range(len(document)):
        start, end = sentences.span(sentences.index(position))
        assert start <= position < end or document[position].isspace()
    assert [sentences.paragraph(document.index(word)) for word in ("Title", "One", "Two", "Three")] == [0, 2, 2, 3]


def test_an_empty_document_has_one_empty_sentence() -> None:
    assert parts("") == [""]


@pytest.mark.parametrize(
    ("document", "is_one"),
    [
        ("Mayors held in Izmir; reporter freed in Tbilisi\nIt rained.", False),
        ("Mayors held in Izmir, reporter freed in Tbilisi\nIt rained.", True),
        ("Rain\nMayors were held in Izmir; a reporter was freed in Tbilisi.", True),
    ],
)
def test_a_semicolon_parts_two_sentences_in_a_title_alone(document: str, is_one: bool) -> None:
    sentences = Sentences(document, ())
    assert (sentences.index(document.index("Izmir")) == sentences.index(document.index("Tbilisi"))) is is_one
