"""What is no line is refused with its column, and with what was expected."""

import pytest

from monitor.config.query.errors import QueryError
from monitor.config.query.written import written

PARTIES = "expected ids of actors or groups in small letters, or codes of countries in capitals"
REFUSED = (
    ("", 1, "expected a word, or a field such as actor:macron"),
    ("truce AND", 10, "expected a word or a field, not the end"),
    ("OR truce", 1, "expected a word or a field, not 'OR'"),
    ("(truce OR talks", 16, "expected ')' for the '(' in column 1"),
    ("truce)", 6, "this ')' closes nothing"),
    ("truce ()", 8, "expected a word or a field, not ')'"),
    ('say "on this day', 5, "this quote is never closed"),
    ("truce NEAR talks", 7, "expected a distance in words, such as NEAR/8"),
    ("truce NEAR/ talks", 7, "expected a distance in words, such as NEAR/8"),
    ("a NEAR/2 b NEAR/3 c", 12, "NEAR joins two things: put brackets around what belongs together"),
    ("NEAR/3 c", 1, "expected a word or a field, not 'NEAR/3'"),
    ("acter:macron", 1, "unknown field 'acter'; did you mean 'actor'?, or quotes around the whole"),
    ("actor:", 7, "expected a value: a word, or text in quotes"),
    ('truce"talks"', 6, "expected a blank here"),
    ("a OR b -c", 8, "NOT is about the whole article and stands beside the rest: a OR b becomes (a OR b) -c"),
    ("a OR lang:en", 6, "'lang:' is about the whole line and stands beside the rest, outside of brackets"),
    ("truce scope:document scope:sentence", 22, "'scope:' is said already, in column 7"),
    ("event:SANCTION event:ASSAULT", 16, "'event:' is said already, in column 1"),
    ("event:SANCTIN>RU", 7, "expected an event type such as SANCTION, not 'SANCTIN'; did you mean 'SANCTION'?"),
    ("event:SANCTION>XX", 16, f"{PARTIES}, not 'XX'"),
    ("event:SANCTION>", 7, "expected TYPE, WHO>TYPE, TYPE>WHOM or WHO>TYPE>WHOM"),
    ("-event:SANCTION", 1, "'event:' cannot be negated"),
    ("polarity:negated", 1, "'polarity:' is about an event: expected 'event:' before it"),
    ("event:SANCTION confidence:high", 27, "expected a number from 0 to 1, such as 0.7"),
    ("(a OR source:herald)", 7, "'source:' is about the whole line and stands beside the rest, outside of brackets"),
    ("keyword:sanct*", 9, "'keyword:' takes no asterisk: it has forms of its own"),
    ("case:actor:macron", 1, "'actor:' stands by itself"),
    ("name:word:macron", 1, "'name:word:' says too much: expected one of keyword, word, phrase or name"),
    ("regex:tru.e", 7, "expected a regular expression between slashes, such as /CVE-[0-9]+/"),
    ("truce fields:title=high", 14, "expected weights such as title=3,lead=2,body=1,min_score=2"),
    ("scope:document,sentence", 16, "'scope:' takes one value"),
    ("(" * 20 + "a", 19, "nested more than 18 deep"),
)  # fmt: skip


@pytest.mark.parametrize(("line", "column", "problem"), REFUSED, ids=[line for line, _, _ in REFUSED])
def test_it_is_told_with_its_column(line: str, column: int, problem: str) -> None:
    with pytest.raises(QueryError) as refused:
        written(line)
    assert (refused.value.column, refused.value.problem) == (column, problem)
