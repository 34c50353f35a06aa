"""Several words in one text: `truce, ceasefire`, `truce; ceasefire`, `"truce" "talks"`, `NATO (the Alliance)`."""

import re

from monitor.config.checks.syntax.advice import QUOTES, Syntax, any_of, as_written, condition, plain
from monitor.config.checks.written import PHRASE, Where, WrittenWord

_QUOTED = re.compile(rf"[{QUOTES}]+([^{QUOTES}]+(?:['’]\w[^{QUOTES}]*)?)[{QUOTES}]+")
_BRACKETED = re.compile(r"\(([^()]{3,})\)|\[([^\[\]]{3,})\]")
_ALSO_KNOWN_AS = re.compile(r"\s(?:aka|a\.k\.a\.|alias|/)\s")
_NAME_PARTS = re.compile(
    r",\s*(?:(?:Inc|Ltd|L\.?L\.?[CP]|Corp|Co|plc|PLC|N\.?A|S\.?A|S\.?p\.?A|A\.?G|GmbH|N\.?V|B\.?V|Jr|Sr|I{1,3}|IV|Esq"
    r"|M\.?D|Ph\.?D|M\.?P|D\.?C|U\.?S(?:\.?A)?|U\.?K)\b\.?|[A-Z]{2}$)|\d,\d"
)


def separated(word: WrittenWord) -> Syntax | None:
    """`truce; ceasefire`; also one that ends so."""
    return Syntax("';'", any_of(word, word.text.split(";"))) if ";" in word.text else None


def quotes(word: WrittenWord) -> Syntax | None:
    """`"truce"`, “truce”, `"peace talks" "Geneva"`; but the "Weird Al" in a name is a name."""
    several = _QUOTED.findall(word.text)
    if not several or _QUOTED.sub("", word.text).strip(" ,"):
        return None
    if len(several) > 1:
        return Syntax(
            "a pair of quotes", f"all: [{', '.join(condition(word.key or PHRASE, part) for part in several)}]"
        )
    return Syntax("a pair of quotes", f"{as_written(word, plain(several[0]))} (a phrase is found as it is written)")


def commas(word: WrittenWord) -> Syntax | None:
    """`truce, ceasefire`, `Macron, Emmanuel`; not "Yahoo, Inc.", "Paris, Texas" or "healthy, wealthy and wise"."""
    parts = [part.strip() for part in word.text.split(",")]
    if len(parts) < 2 or not all(parts) or _NAME_PARTS.search(word.text):
        return None
    if re.search(r"(?:^|\s)(?:and|or|&|und|oder|et|ou|y|e|и)\s", parts[-1]) or word.type == "place":
        return None
    if len(parts) == 2 and word.type == "person" and all(part[:1].isupper() for part in parts):
        return Syntax("'Last, First'", f"{parts[1]} {parts[0]}")
    is_list = all(len(part.split()) <= 3 for part in parts)
    is_capitalised = len(parts) == 2 and all(part[:1].isupper() for part in parts)
    is_certain = is_list and not is_capitalised and word.key != PHRASE and word.where is not Where.NAME
    return Syntax("','", any_of(word, parts), is_certain) if is_list else None


def brackets(word: WrittenWord) -> Syntax | None:
    """`NATO (North Atlantic Treaty Organization)`: a text has it with its brackets or not at all."""
    found = _BRACKETED.search(word.text)
    if found is None:
        return None
    inside, outside = found.group(1) or found.group(2), _BRACKETED.sub(" ", word.text)
    parts = (outside, inside) if plain(outside) else (inside,)
    return Syntax("the text in brackets", any_of(word, parts) if len(parts) > 1 else as_written(word, inside), False)


def also_known_as(word: WrittenWord) -> Syntax | None:
    """`Anna Alpha aka Al`, `Alpha / A. Alpha`: two names in one."""
    found = _ALSO_KNOWN_AS.search(word.text)
    if found is None or word.where is Where.CONDITION:
        return None
    return Syntax(f"'{found.group().strip()}'", any_of(word, _ALSO_KNOWN_AS.split(word.text)), False)
