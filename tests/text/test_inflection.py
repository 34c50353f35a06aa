"""The inflected forms of English words."""

import pytest

from monitor.text.inflection import noun_forms, past_forms, singular, verb_forms, word_forms


@pytest.mark.parametrize(
    "forms",
    [
        "hope hopes hoped hoping",
        "rap raps rapped rapping",
        "rape rapes raped raping",
        "deny denies denied denying",
        "destroy destroys destroyed destroying",
        "test-fire test-fires test-fired test-firing",
        "condemn condemns condemned condemning",
        "agree agrees agreed agreeing",
        "die dies died dying",
        "tax taxes taxed taxing",
        "quiz quizzes quizzed quizzing",
        "panic panics panicked panicking",
        "win wins won winning",
        "begin begins began begun beginning",
        "overrun overruns overran overrun overrunning",
        "acquit acquits acquitted acquitting",
        "spurn spurns spurned spurning",
        "hang hangs hung hanged hanging",
        "veto vetoes vetoed vetoing",
        "undergo undergoes underwent undergone undergoing",
        "have has had having",
        "signal signals signaled signalled signaling signalling",
    ],
)
def test_a_verb_has_these_forms_and_no_others(forms: str) -> None:
    verb, *_ = forms.split()
    assert set(verb_forms(verb)) == set(forms.split())


def test_be_has_its_clitics() -> None:
    assert set(verb_forms("be")) == set("be am is are was were been being 's 're 'm".split())


@pytest.mark.parametrize(("verb", "wrong"), [("find", "finded"), ("be", "bed"), ("see", "seed"), ("win", "wining")])
def test_an_irregular_verb_takes_no_regular_form_that_is_another_word(verb: str, wrong: str) -> None:
    assert wrong not in verb_forms(verb)


@pytest.mark.parametrize("form", ["visited", "combated", "combatted", "targeted", "targetting"])
def test_where_the_stress_decides_both_spellings_are_made(form: str) -> None:
    assert any(form in verb_forms(verb) for verb in ("visit", "combat", "target"))


@pytest.mark.parametrize(
    ("verb", "past", "participle"),
    [
        ("attack", "attacked", "attacked"),
        ("beat", "beat", "beaten"),
        ("come", "came", "come"),
        ("hit", "hit", "hit"),
        ("defer", "deferred", "deferred"),
        ("visit", "visited", "visited"),
        ("signal", "signalled", "signalled"),
        ("test-fly", "test-flew", "test-flown"),
    ],
)
def test_the_usual_past_of_a_verb(verb: str, past: str, participle: str) -> None:
    assert past_forms(verb) == (past, participle)


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("sanctions", "sanction"),
        ("bodies", "body"),
        ("losses", "loss"),
        ("freezes", "freeze"),
        ("waltzes", "waltz"),
        ("men", "man"),
        ("fishermen", "fisherman"),
        ("wives", "wife"),
        ("embargoes", "embargo"),
        ("referenda", "referendum"),
        ("movies", "movie"),
        ("ties", "tie"),
        ("crises", "crisis"),
        ("bases", "base"),
    ],
)
def test_a_plural_has_its_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize("word", ["crisis", "virus", "congress", "people", "data", "media", "species", "gas"])
def test_what_is_no_plural_stays(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("noun", "forms"),
    [("people", "person people persons"), ("gas", "gas gases"), ("photos", "photo photos"), ("heroes", "hero heroes")],
)
def test_a_noun_is_expanded_from_either_number(noun: str, forms: str) -> None:
    assert noun_forms(noun) == tuple(forms.split())


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("has", "have had having"),
        ("undergoes", "undergo underwent undergone undergoing"),
        ("leaves", "leaf leaves"),
        ("meet", "meets met meeting meetings"),
        ("child", "children"),
    ],
)
def test_a_word_of_unknown_kind_takes_the_forms_of_noun_and_verb(word: str, forms: str) -> None:
    assert set(forms.split()) <= set(word_forms(word))


@pytest.mark.parametrize(("word", "wrong"), [("child", "childed"), ("man", "manning"), ("leaves", "left")])
def test_a_noun_with_an_irregular_plural_is_no_verb(word: str, wrong: str) -> None:
    assert wrong not in word_forms(word)
