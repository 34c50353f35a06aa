"""Makes the table of how rare words are in news, of `monitor/alerting/facts/texts`.

`python -m benchmarks.training.rarity FILE.jsonl` (`title` and `text` a line) writes `rarity.tsv` there: stems by their
inverse document frequency, ln of documents ÷ documents with the stem, in steps of a half. Stems of few articles are
left out: they are as rare as what is in none. Words of the calendar tell nothing, since the news of a day shares them.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Final

import monitor.alerting.facts.texts
from monitor.alerting.facts.texts.rarity import RAREST
from monitor.alerting.facts.texts.words import stem, stems

_TABLE: Final = Path(monitor.alerting.facts.texts.__file__).parent / "rarity.tsv"
_STEPS: Final = 2  # to one
_CALENDAR: Final = frozenset(
    map(
        stem,
        "Monday Mon Tuesday Tue Tues Wednesday Wed Thursday Thu Thurs Friday Fri Saturday Sat Sunday Sun January Jan "
        "February Feb March Mar April Apr May June Jun July Jul August Aug September Sept Sep October Oct November Nov "
        "December Dec today yesterday tomorrow tonight morning afternoon evening night noon midnight hour hours day "
        "week weekend month year".split(),
    )
)
_HEAD: Final = """\
# How rare words are in news. Columns: ln of articles ÷ articles with the word, stems (`words.stem`). Words that are not
# in the table are rarer; those of the calendar, which the news of a day shares, tell nothing. It is made by
# benchmarks.training.rarity.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    rows = [json.loads(line) for line in parser.parse_args(arguments).file.read_text(encoding="utf-8").splitlines()]
    counts = Counter(each for row in rows for each in {*stems(f"{row['title']}\n{row['text']}")})
    bands: dict[float, list[str]] = defaultdict(list, {0.0: sorted(_CALENDAR)})
    for each, count in sorted(counts.items()):
        rarity = round(_STEPS * log((len(rows) + 1) / (count + 1))) / _STEPS
        if rarity < RAREST and each not in _CALENDAR:
            bands[rarity].append(each)
    lines = [f"{rarity}\t{'|'.join(each)}\n" for rarity, each in sorted(bands.items())]
    _TABLE.write_text(_HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(rows)} articles, {sum(map(len, bands.values()))} stems, {_TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
