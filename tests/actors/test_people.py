"""Short names joined to full ones."""

from monitor.annotate.actors.coreference import joined, person, sex_of


def meant(*names: str, sexes: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    return joined([person(name, (sexes or {}).get(name, sex_of(name, []))) for name in names])


def test_a_surname_means_the_full_name_before_or_behind_it() -> None:
    assert meant("Macron", "Emmanuel Macron", "Macron") == [("Emmanuel Macron",)] * 3


def test_spellings_and_particles_meet() -> None:
    assert meant("Volodymyr Zelenskyy", "Zelensky")[1] == ("Volodymyr Zelenskyy",)
    assert meant("Ursula von der Leyen", "Von der Leyen", "Leyen")[1:] == [("Ursula von der Leyen",)] * 2
    assert meant("Ahmed al-Sharaa", "Sharaa")[1] == ("Ahmed al-Sharaa",)


def test_a_family_name_that_stands_first_is_known() -> None:
    assert meant("Xi Jinping", "Xi")[1] == ("Xi Jinping",)


def test_two_people_of_one_surname_stay_apart() -> None:
    assert meant("Bill Clinton", "Hillary Clinton", "Clinton")[2] == ("Bill Clinton", "Hillary Clinton")


def test_whom_the_article_is_about_bears_the_surname_alone() -> None:
    assert meant("Ahmed Mohamed", "Mohamed", "Ahmed Mohamed", "Elhassan Mohamed")[1] == ("Ahmed Mohamed",)


def test_a_title_tells_them_apart() -> None:
    sexes = {"Bill Clinton": "m", "Hillary Clinton": "f", "Clinton": sex_of("Clinton", ["Mrs"])}
    assert meant("Bill Clinton", "Hillary Clinton", "Clinton", sexes=sexes)[2] == ("Hillary Clinton",)


def test_initials_and_middle_names_must_fit() -> None:
    assert meant("Vladimir V. Putin", "Vladimir Putin")[1] == ("Vladimir V. Putin",)
    assert meant("J. Smith", "Mary Smith") == [("J. Smith",), ("Mary Smith",)]
    assert meant("J. Smith", "John Smith")[0] in (("J. Smith",), ("John Smith",))


def test_who_is_named_once_only_is_themselves() -> None:
    assert meant("Okonjo") == [("Okonjo",)]
