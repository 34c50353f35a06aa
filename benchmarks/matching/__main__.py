"""The command line of the benchmark."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import benchmarks.matching as described
from benchmarks.matching.made import articles_of
from benchmarks.matching.phrases import among, runs
from benchmarks.matching.watches import beside_lucene, in_sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=described.__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--watches", type=_numbers, default=(1_000, 10_000, 100_000), help="how many, parted by commas")
    parser.add_argument("--phrases", type=_numbers, default=(10_000, 100_000, 1_000_000), help="likewise")
    parser.add_argument("--baseline", type=int, default=10, help="articles that the baseline does too")
    parser.add_argument("--lucene", action="store_true", help="Lucene Monitor beside the matcher")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = articles_of(options.file)
    for number in options.watches:
        _print("watches", in_sentences(articles, number, options.baseline, options.seed))
        if options.lucene:
            _print("beside Lucene Monitor", beside_lucene(articles, number, options.seed))
    phrases = runs(articles, options.seed) if options.phrases else []
    for number in options.phrases:
        _print("phrases", among(articles, phrases[:number]))


def _numbers(text: str) -> Sequence[int]:
    return tuple(int(number) for number in text.split(",") if number)


def _print(title: str, row: dict[str, float]) -> None:
    print(title)
    for name, figure in row.items():
        print(f"  {name.replace('_', ' '):48} {figure:>12,}")
    print(json.dumps(row))


if __name__ == "__main__":
    main()
