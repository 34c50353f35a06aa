"""How well the four auxiliary modes of given triggers are told: `python -m benchmarks.modality FILE.jsonl`.

Each line of FILE holds `text`, `trigger`, `start` (of the trigger, in characters), and what is true of it: `negated`
(it did not, does not or will not happen), `future` (it is still to come), `hypothetical` (it is only thought of: if,
would, may, threatened, proposed, asked for), `historical` (it lies years back); a `date` of the text (ISO) if it
matters, else it was written this year. More than one may be true; `monitor/annotate/modality/__init__.py` draws the
borders. Of a trigger of several words the head counts ("test" of "nuclear test"). The last line printed is a JSON
object with precision, recall and F1 of each mode.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks.jsonl import Row, read_rows, write_rows
from benchmarks.language import ReadText, language_model, token_at
from benchmarks.scores import binary
from monitor.annotate.modality.modes import modality
from monitor.annotate.modality.stance import Modality
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.nlp.model import LanguageModel
from monitor.text.sentences import split_sentences

MODES = ("negated", "future", "hypothetical", "historical")


def predicted(row: Row, model: LanguageModel, this_year: int) -> Row:
    """The modes of the trigger of `row`, all false where no word stands at its place."""
    text = row["text"]
    parsed = tuple(model.parse(model.read(text, split_sentences(text))))
    start = int(row.get("start", text.find(row["trigger"])))
    found = _head_of(token_at(ReadText(text=text, sentences=parsed, mentions=()), start), start + len(row["trigger"]))
    year = int(row["date"][:4]) if row.get("date") else this_year
    modes = modality(*found, year) if found else Modality()
    return {**row, **{mode: getattr(modes, mode) is not None for mode in MODES}}


def _head_of(found: tuple[ParsedSentence, int] | None, end: int) -> tuple[ParsedSentence, int] | None:
    """The word that the others of a trigger of several words hang on: "test" of "nuclear test"."""
    if found is None:
        return None
    sentence, index = found
    while index < sentence.head(index) and sentence[sentence.head(index)].end <= end:
        index = sentence.head(index)
    return sentence, index


@click.command()
@click.argument("path", metavar="FILE.jsonl", type=click.Path(exists=True, path_type=Path))
@click.option("--predictions", type=click.Path(path_type=Path), help="Where to write each row with its modes.")
def main(path: Path, predictions: Path | None) -> None:
    """Scores the modes of the triggers in FILE."""
    rows, model, this_year = read_rows(path), language_model(), datetime.now(UTC).year
    found = [predicted(row, model, this_year) for row in rows]
    write_rows(predictions, found)
    scores = {
        mode: binary([bool(row.get(mode)) for row in rows], [row[mode] for row in found]).shown() for mode in MODES
    }
    click.echo(
        json.dumps({"benchmark": "modality", "rows": len(rows), "f1": {m: scores[m]["f1"] for m in MODES}, **scores})
    )


if __name__ == "__main__":
    main()
