"""Regular expressions, by an engine whose time grows with the length of the text alone (RE2).

It has no look-around and no back-references, for which no such engine is known.
"""

from itertools import accumulate
from typing import Any, Final

import re2

from monitor.match.watchlist import Case

LONGEST: Final = 1000  # characters of an expression
DEEPEST: Final = 50  # groups within each other
_MEMORY: Final = 1 << 20  # bytes of a compiled one


def expression(pattern: str, case: Case = Case.EXACT) -> Any:
    """`pattern` compiled, with `finditer` as `re` has it.

    Raises ValueError, with the reason, for what is no expression of RE2, is too large or matches a text of nothing.
    """
    if len(pattern) > LONGEST:
        raise ValueError(f"longer than {LONGEST} characters")
    if _depth(pattern) > DEEPEST:
        raise ValueError(f"nested more than {DEEPEST} deep")
    options = re2.Options()
    options.log_errors, options.max_mem, options.case_sensitive = False, _MEMORY, case is Case.EXACT
    try:
        made = re2.compile(pattern, options)
    except re2.error as error:
        raise ValueError(_reason(error)) from error
    if made.fullmatch("") is not None:
        raise ValueError("matches a text of nothing")
    return made


def _depth(pattern: str) -> int:
    """How deep groups are nested at most; brackets that are no groups count too."""
    return max(accumulate({"(": 1, ")": -1}.get(each, 0) for each in pattern), default=0)


def _reason(error: Exception) -> str:
    reason = error.args[0]
    told = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return told.replace("invalid perl operator", "RE2 has no such operator")
