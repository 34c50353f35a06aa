"""Files of one JSON object a line: what the benchmarks read, and the predictions that they write."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """All objects of a file; empty lines are passed over."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_rows(path: Path | None, rows: Iterable[Row]) -> None:
    """One object a line; nothing where no path was given."""
    if path is not None:
        path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
