"""Letters that an article spells out as another name."""

import pytest

from monitor.match.names.spelled_out import means_another

WHO = ("world health organization",)


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("The Westminster Housing Office (WHO) met.", True),
        ("WHO (Westminster Housing Office) met.", True),
        ("The World Health Organization (WHO) met.", False),
        ("The World Health Organisation (WHO) met.", False),  # another spelling
        ("The Organisation mondiale de la santé (WHO) met.", False),  # its words do not give the letters
        ("The WHO met in an office (Westminster).", False),
        ("The Westminster Housing Office (WHO) met. The World Health Organization (WHO) met.", False),  # in doubt
    ],
)
def test_letters_mean_what_the_article_says(text: str, *, another: bool) -> None:
    assert means_another("WHO", text, WHO) is another


def test_letters_that_no_name_of_the_actor_explains_may_mean_it_in_another_language() -> None:
    assert not means_another("OMS", "L'Office municipal des sports (OMS) a fermé.", WHO)
