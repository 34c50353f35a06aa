"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.sentences import split_sentences


def split(document: str) -> list[str]:
    return [document[start:end] for start, end in split_sentences(document)]


@pytest.mark.parametrize(
    "document",
    [
        "Macron spoke to U.S. President Donald Trump.",
        "The U.S. Senate voted.",
        "Gen. Mark Milley met Lt. Col. Smith at 3 p.m. on Friday.",
        "Shares of Acme Inc. rose 3.5 percent.",
        "J. K. Rowling met Mr. Brown in St. Petersburg.",
        "He said no. 10 would answer.",
        "It cost $3.5 million.",
        "They met in Washington, D.C., on Monday.",
        "“Is it peace?” asked the envoy.",
        "The plan ... was dropped.",
        "Einige Städte, z.B. Berlin, sind voll.",
        "See Art. 5 of the treaty and Vol. 2 of the report.",
        "The Ph.D. Programme of 2019 was cut.",
        "Visit news.example. nothing more",
    ],
)
def test_one_sentence_stays_one(document: str) -> None:
    assert split(document) == [document]


@pytest.mark.parametrize(
    ("document", "sentences"),
    [
        ("He lives in the U.S. The war goes on.", ["He lives in the U.S.", "The war goes on."]),
        ("They talked at 3 p.m. He left.", ["They talked at 3 p.m.", "He left."]),
        ("“We will stop.” She left.", ["“We will stop.”", "She left."]),
        ("'Stop!' 'Why?' Nobody knew.", ["'Stop!'", "'Why?'", "Nobody knew."]),
        ("Talks failed… Fighting resumed.", ["Talks failed…", "Fighting resumed."]),
        ("He left in 2014. 26 countries followed.", ["He left in 2014.", "26 countries followed."]),
        ('He said: "Enough." "No," she said.', ['He said: "Enough."', '"No," she said.']),
        ("The answer is no. The war goes on.", ["The answer is no.", "The war goes on."]),
        ("It is fine art. Sale opens at ten.", ["It is fine art.", "Sale opens at ten."]),
        ('They called it "Plan B." A vote is due.', ['They called it "Plan B."', "A vote is due."]),
        ("¡Basta! ¿Quién sabe? Nadie.", ["¡Basta!", "¿Quién sabe?", "Nadie."]),
        ("停战协议签署。各方欢迎。「好。」他说。", ["停战协议签署。", "各方欢迎。", "「好。」", "他说。"]),
        ("युद्ध समाप्त हुआ। सेना लौटी।", ["युद्ध समाप्त हुआ।", "सेना लौटी।"]),
        ("هل انتهت الحرب؟ عاد الجنود.", ["هل انتهت الحرب؟", "عاد الجنود."]),
    ],
)
def test_two_sentences_are_parted(document: str, sentences: list[str]) -> None:
    assert split(document) == sentences


def test_the_title_and_each_paragraph_stand_alone() -> None:
    assert split("Truce holds\nKYIV (Wire) - Guns fell silent\n\nNobody fired") == [
        "Truce holds",
        "KYIV (Wire) -",
        "Guns fell silent",
        "Nobody fired",
    ]


@given(st.text(alphabet="Aa1.?! \n\"'U.S.”", max_size=200))
def test_sentences_hold_all_the_text_in_order(document: str) -> None:
    assert "".join("".join(split(document)).split()) == "".join(document.split())


def test_a_long_run_of_full_stops_is_read_in_one_go() -> None:
    assert len(split("." * 100_000 + " A" * 1000)) == 2
