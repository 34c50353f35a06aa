"""The forms in which what a watchlist asks for is looked for."""

import pytest

from monitor.match.patterns.phrases import inflections


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("sanction", "sanctions sanctioned sanctioning"),
        ("sanctions", "sanction sanctioned sanctioning"),
        ("truce", "truces truced trucing"),
        ("ban", "bans banned banning"),
        ("attack", "attacks attacked attacking"),
        ("veto", "vetoes vetoed vetoing"),
        ("ally", "allies allied allying"),
        ("deploy", "deploys deployed deploying"),
        ("march", "marches marched marching"),
        ("tax", "taxes taxed taxing"),
        ("agree", "agrees agreed agreeing"),
        ("die", "dies died dying"),
        ("panic", "panics panicked panicking"),
        ("strike", "strikes struck stricken striking"),
        ("withdraw", "withdraws withdrew withdrawn withdrawing"),
        ("crisis", "crises"),
        ("crises", "crisis"),
        ("women", "woman"),
        ("army", "armies armied armying"),
        ("wives", "wife"),
        ("refugee", "refugees"),
        ("cease-fire", "cease-fires cease-fired cease-firing"),
        ("news", ""),
        ("arms", ""),
        ("NGO", "NGOs"),
        ("War", "Wars Warred Warring"),
        ("COVID-19", ""),
        ("перемирие", ""),
    ],
)
def test_a_word_takes_the_forms_of_noun_and_verb(word: str, forms: str) -> None:
    assert inflections(word) == (word, *forms.split())


@pytest.mark.parametrize("form", ["visited", "visiting", "permitted", "permitting", "travelled", "traveled"])
def test_where_stress_decides_both_spellings_are_made(form: str) -> None:
    assert any(form in inflections(word) for word in ("visit", "permit", "travel"))


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("peace talk", {"peace talks"}),
        ("peace talks", {"peace talk"}),
        ("act of war", {"acts of war"}),
        ("step down", {"steps down", "stepped down", "stepping down"}),
        ("call for", {"calls for", "called for", "calling for"}),
        ("human rights", {"human right"}),
        ("arms", set()),
        ("declare war", {"declares war", "declared war", "declaring war"}),
        ("impose sanctions", {"imposed sanctions", "imposing sanctions", "imposes sanction"}),
    ],
)
def test_the_head_of_a_phrase_is_inflected(phrase: str, forms: set[str]) -> None:
    assert forms <= set(inflections(phrase))


@pytest.mark.parametrize("form", ["rocket fired", "peace talking", "generals strike"])
def test_a_noun_phrase_makes_no_verb_of_itself(form: str) -> None:
    assert form not in {*inflections("rocket fire"), *inflections("peace talk"), *inflections("general strike")}
