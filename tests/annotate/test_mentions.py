"""Clean edges of names."""

import pytest

from monitor.annotate.mentions import NamedSpan, find_mentions
from monitor.records import EntityType


def mention(document: str, seen: str, label: str) -> tuple[str, EntityType] | None:
    start = document.index(seen)
    span = NamedSpan(label=label, start=start, end=start + len(seen))
    found = find_mentions([span], document, "model")
    return (found[0].text, found[0].type) if found else None


@pytest.mark.parametrize(
    ("seen", "label", "name"),
    [
        ("Macron's", "PERSON", "Macron"),
        ("Macron’s", "PERSON", "Macron"),
        ("President Emmanuel Macron", "PERSON", "Emmanuel Macron"),
        ("Prime Minister Keir Starmer", "PERSON", "Keir Starmer"),
        ("former President Donald Trump", "PERSON", "Donald Trump"),
        ("the United Nations", "ORG", "United Nations"),
        ("The Hague", "GPE", "Hague"),
        ("U.S.", "GPE", "U.S."),
        ("Paris,", "GPE", "Paris"),
        ("“Wagner”", "ORG", "Wagner"),
        ("Kyiv\nRussia", "GPE", "Kyiv"),
        ("the Kremlin's", "FAC", "Kremlin"),
        ("General Electric", "ORG", "General Electric"),
    ],
)
def test_a_name_is_trimmed_to_itself(seen: str, label: str, name: str) -> None:
    found = mention(f"Yesterday {seen} spoke", seen, label)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    ("seen", "label"), [("Thursday", "DATE"), ("$3 million", "MONEY"), ("'s", "PERSON"), ("26", "ORG")]
)
def test_what_names_nobody_is_dropped(seen: str, label: str) -> None:
    assert mention(f"On {seen} it began", seen, label) is None


def test_a_surname_has_the_type_of_the_full_name() -> None:
    document = "Donald Trump spoke. Trump left."
    spans = [NamedSpan(label="PERSON", start=0, end=12), NamedSpan(label="ORG", start=20, end=25)]
    assert [one.type for one in find_mentions(spans, document, "model")] == [EntityType.PERSON] * 2
    assert "surname" in find_mentions(spans, document, "model")[1].reason
