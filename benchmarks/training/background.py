"""Makes the background of `monitor/stories/joining`: in how many of a file's articles each term stands.

`python -m benchmarks.training.background FILE.jsonl` (`title` and `text` a line) writes `background.npz` there: hashed
terms and counts, no text. Terms of a single article are left out: they are as rare as what is in none.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

import monitor.stories.joining
from monitor.stories.joining.background import places
from monitor.stories.joining.terms import occurrences

_LEAST: Final = 2  # articles
_TABLE: Final = Path(monitor.stories.joining.__file__).parent / "background.npz"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    rows = [json.loads(line) for line in parser.parse_args(arguments).file.read_text(encoding="utf-8").splitlines()]
    counts = Counter(place for row in rows for place in _places(row["title"], row["text"]))
    kept = sorted((place, count) for place, count in counts.items() if count >= _LEAST)
    table = np.array(kept, np.uint32)
    np.savez_compressed(
        _TABLE, places=table[:, 0], counts=table[:, 1].astype(np.uint16), documents=np.array(len(rows), np.uint32)
    )
    print(f"{len(rows)} articles, {len(kept)} terms, {_TABLE.stat().st_size} bytes")


def _places(title: str, text: str) -> set[int]:
    """Where the terms of one article are counted."""
    terms = [term for counted in occurrences(f"{title}\n{text}") for term in counted]
    return set(places(np.array(terms, np.uint32)).tolist())


if __name__ == "__main__":
    main()
