"""How well actor phrases are read: `python -m benchmarks.actors FILE.csv [--date YYYY-MM-DD] [--errors]`.

The file has the columns phrase, country (ISO 3166 alpha-3) and sector (PLOVER); an empty cell asserts nothing. Prints
for countries and sectors the share that is right of all asserted cells (accuracy) and of those answered (precision).
The last line is JSON. Offices are those of `--date`, by default that of the world of the development file.

Conventions of such files that are not ours, mapped here: an international body has the code of its bloc as country
(EUR for the European Union, UNO for the United Nations, else IGO); a row with country and sector swapped is put right.
"""

import argparse
import csv
import json
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.actors.phrases.identity import Identity
from monitor.annotate.gazetteer.directory import Directory, load_directory
from monitor.records import EntityType

_BLOCS = {"european-union": "EUR", "united-nations": "UNO"}


def country_of(identity: Identity, directory: Directory) -> str:
    """The country of an answer, or the bloc of an international body."""
    named = identity.organisation or identity.actor
    if identity.country or not named:
        return identity.country or ""
    entry = directory.entries[named]
    bloc = _BLOCS.get(entry.part_of or entry.id)
    international = entry.type is EntityType.ORGANISATION and entry.sector in ("IGO", "MIL")
    return bloc or ("IGO" if international else "")


def rows(path: Path, directory: Directory) -> list[tuple[str, str, str]]:
    """Phrase, country and sector of each row."""
    with path.open(encoding="utf-8") as file:
        found = [(row["phrase"], row["country"], row["sector"]) for row in csv.DictReader(file)]
    return [
        (phrase, sector, country)
        if directory.country(sector) and not directory.country(country)
        else (phrase, country, sector)
        for phrase, country, sector in found
    ]


def measure(path: Path, on: date, *, show: bool = False) -> dict[str, float]:
    directory = load_directory()
    counts = dict.fromkeys(("country", "country_right", "country_given", "sector", "sector_right", "sector_given"), 0)
    asserted = rows(path, directory)
    start = time.perf_counter()
    answers = [identify(phrase, on, directory) for phrase, _, _ in asserted]
    seconds = time.perf_counter() - start
    for (phrase, country, sector), identity in zip(asserted, answers, strict=True):
        given = {"country": country_of(identity, directory), "sector": identity.sector or ""}
        for what, wanted in (("country", country), ("sector", sector)):
            if wanted:
                counts[what] += 1
                counts[f"{what}_given"] += bool(given[what])
                counts[f"{what}_right"] += given[what] == wanted
                if show and given[what] != wanted:
                    print(f"{phrase}: {what} {given[what] or '–'}, not {wanted} ({identity.reason})")
    return {
        "rows": len(asserted),
        **{
            f"{what}_{name}": round(counts[f"{what}_right"] / max(counts[of], 1), 4)
            for what in ("country", "sector")
            for name, of in (("accuracy", what), ("precision", f"{what}_given"))
        },
        "phrases_per_second": round(len(asserted) / seconds),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--date", type=date.fromisoformat, default=date(2021, 10, 1))
    parser.add_argument("--errors", action="store_true", help="show every phrase that was read wrongly")
    parser.add_argument("--model", help="taken for the sake of the other benchmarks; phrases need no model")
    options = parser.parse_args(arguments)
    print(json.dumps(measure(options.file, options.date, show=options.errors)))


if __name__ == "__main__":
    main()
