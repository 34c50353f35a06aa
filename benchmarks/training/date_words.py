"""Builds the table of the words that dates are written with: `python -m benchmarks.training.date_words`.

Writes `monitor/feeds/dates/words.tsv`, names of months and weekdays from the Unicode CLDR by Babel,
beside `more_words.tsv`, which is written by hand.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

TABLE = Path(__file__).parents[2] / "monitor" / "feeds" / "dates" / "words.tsv"
LOCALES = (
    "am ar ar_DZ ar_LB ar_MA az be bg bn bs ca cs cy da de de_AT el en en_AU es es_MX et eu fa fi fil fr fr_CA ga gl "
    "gu he hi hr hu hy id is it ka kk kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn pa pl ps pt pt_PT ro ru si "
    "sk sl so sq sr sr_Latn sv sw ta te th tr uk ur uz vi"
).split()


def names() -> Iterator[tuple[str, int, str, str]]:
    """Kind, number, word and language."""
    for name in LOCALES:
        locale = Locale.parse(name)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated", "short"):
                for month, word in locale.months[context].get(width, {}).items():
                    yield "month", month, word, locale.language
                for day, word in locale.days[context].get(width, {}).items():
                    yield "weekday", day, word, locale.language


def main() -> None:
    found: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for kind, number, name, language in names():
        word = name.strip().rstrip(".").lower()
        if len(word) > 1 and not any(letter.isdigit() for letter in word):
            found[kind, number, word].add(language)
    head = "# kind\tnumber: month from 1, weekday from Monday 0\tword\tlanguages\n"
    lines = (
        f"{kind}\t{number}\t{word}\t{' '.join(sorted(of))}\n" for (kind, number, word), of in sorted(found.items())
    )
    TABLE.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
