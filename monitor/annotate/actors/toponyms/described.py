"""Where the name of what a place lies in begins, where words say what it is: "Victoria, a town in Cameroon".

Loose appositions: "X, a town in northern Y", "X, Y's second city", "X, in Y's Z region", "X, the Y state".
"""

import re

_NOUN = (
    r"(?:city|town|village|hamlet|suburb|township|municipality|port|resort|capital|province|state|region|district|"
    r"county|governorate|prefecture|department|canton|commune|island|settlement|stronghold|neighbou?rhood|enclave)"
)
_SMALL = r"(?:(?!and\b|or\b)[a-z-]+\s+){0,4}"
_IN = re.compile(
    rf",\s+(?:an?|the|its)\s+{_SMALL}{_NOUN}\s+(?:in|of|on)\s+(?:the\s+)?(?:(?:north|south|east|west|central)\w*\s+)?"
    r"(?:the\s+)?(?=[A-ZÀ-Þ])"
)
_POSSESSIVE = re.compile(
    rf",\s+(?:in\s+)?(?=[A-ZÀ-Þ][\w. -]{{2,30}}['’]s?\s+(?:[A-ZÀ-Þ][\w-]+\s+){{0,2}}{_SMALL}{_NOUN}\b)"
)
_ADJECTIVE = re.compile(rf",\s+(?:an?|the)\s+(?=[A-ZÀ-Þ][\w.]+(?:\s[A-ZÀ-Þ]\w+)?\s+{_SMALL}{_NOUN}\b)")


def container_start(document: str, end: int) -> int | None:
    """Where the name begins of what a place lies in that ends at `end`; None where no apposition says it."""
    if document[end : end + 1] != ",":
        return None
    found = next(filter(None, (way.match(document, end) for way in (_IN, _POSSESSIVE, _ADJECTIVE))), None)
    return found.end() if found else None
