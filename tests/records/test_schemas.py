"""The schema of a record is made of that record, whatever else has its name."""

from monitor.records import Event, Record
from monitor.records.schemas import components


class Rule(Record, frozen=True, kw_only=True):
    """A record of another package that is called like one of an event."""

    entry: str = ""


def test_a_record_of_another_package_with_the_same_name_says_nothing_of_ours() -> None:
    _, definitions = components(Event)
    assert Rule.__name__ in definitions
    assert definitions[Rule.__name__]["properties"]["entry"]["description"].startswith("Of the lexicon")
