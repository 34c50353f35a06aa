"""What people stumble over in the syntax of YAML."""

import re

_TAB_AFTER_KEY = re.compile(r"(?m)^( *(?:- +)*[\w-]+:)(\t+)(?=\S)")
"""Tabs that part a key from its value are allowed by YAML 1.2, and not by the library."""

_ADVICE = {
    "found undefined alias": "; a text that begins with '*' needs quotes",
    "character '@'": "; a text that begins with '@' needs quotes",
    "character '`'": "; a text that begins with '`' needs quotes",
    "character '%'": "; a text that begins with '%' needs quotes",
    "character '\\t'": "; indent with spaces, not with tabs",
    "found unknown escape character": "; a regular expression stands in single quotes: '\\d+'",
    "but got '['": "; a text with brackets in it needs quotes",
    "mapping values are not allowed here": "; a text with ': ' in it needs quotes",
    "expected <block end>": "; a text that begins with a quote and goes on after it needs quotes around all of it",
}
"""What a message of the library holds → what a user can do."""


def without_tabs_after_keys(text: str) -> str:
    """`text` with a space for each tab between a key and its value; nothing else moves."""
    return _TAB_AFTER_KEY.sub(lambda found: found.group(1) + " " * len(found.group(2)), text)


def advice(problem: str) -> str:
    """What to do about the syntax error `problem`, for the end of its message; nothing where it is a rare one."""
    return next((advice for sign, advice in _ADVICE.items() if sign in problem), "")
