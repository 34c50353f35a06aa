"""Reading YAML: plain data, and the line of everything."""

from pathlib import Path

import pytest

from monitor.config.reading.yaml_file import MAX_BYTES, Plain, YamlFile, read


def file(root: Path, text: str | bytes) -> YamlFile:
    path = root / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, "a.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("-12", -12),
        ("1.5e3", 1500.0),
        ("12:30", "12:30"),
        ("2027-01-31", "2027-01-31"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("<<", "<<"),
    ],
)
def test_values_are_read_as_yaml_1_2(tmp_path: Path, text: str, value: Plain) -> None:
    assert file(tmp_path, f"a: {text}").data == {"a": value}


def test_every_key_and_value_has_its_line(tmp_path: Path) -> None:
    read_file = file(tmp_path, "# comment\na:\n  b:\n    - x\n    - {c: y,\n       d: z}\n")
    assert read_file.line(("a", "b"), at_key=True) == 3
    assert read_file.line(("a", "b")) == 4
    assert read_file.line(("a", "b", 1, "c")) == 5
    assert read_file.line(("a", "b", 1, "d")) == 6


def test_steps_that_the_file_does_not_have_are_skipped(tmp_path: Path) -> None:
    """A shorthand and a model of pydantic's put steps into a place that nobody wrote."""
    read_file = file(tmp_path, "a:\n  - x\n")
    assert read_file.line(("a", "any", 0, "text")) == 2
    assert read_file.line(("nowhere", 7)) == 1


def test_an_alias_is_read_as_what_it_stands_for(tmp_path: Path) -> None:
    read_file = file(tmp_path, "a: &x [1, 2]\nb: *x\n")
    assert read_file.data == {"a": [1, 2], "b": [1, 2]}
    assert not read_file.mistakes


def test_aliases_that_grow_without_measure_end_quickly(tmp_path: Path) -> None:
    levels = [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]" for n in range(8)]
    read_file = file(tmp_path, "\n".join(["a: &a [x, x, x, x, x, x, x, x, x, x]", *levels]))
    assert [mistake.problem for mistake in read_file.mistakes] == [
        "aliases grow it to more than 200,000 values or 40 levels"
    ]


def test_yaml_1_1_booleans_are_refused_rather_than_guessed(tmp_path: Path) -> None:
    read_file = file(tmp_path, "%YAML 1.1\n---\ncountry: NO\n")
    assert [str(mistake) for mistake in read_file.mistakes] == [
        "a.yaml:3: cannot be read as what it looks like: put it in quotes"
    ]


def test_a_file_over_the_limit_is_not_parsed(tmp_path: Path) -> None:
    read_file = file(tmp_path, b"a: " + b"x" * MAX_BYTES)
    assert [str(mistake) for mistake in read_file.mistakes] == ["a.yaml: larger than 1,048,576 bytes: split it"]


def test_an_empty_file_holds_nothing_and_is_no_mistake(tmp_path: Path) -> None:
    read_file = file(tmp_path, "# nothing but a comment\n")
    assert (read_file.data, read_file.mistakes) == ({}, [])


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert file(tmp_path, b"\xef\xbb\xbfa: 1").data == {"a": 1}


def test_two_documents_in_one_file_are_refused(tmp_path: Path) -> None:
    assert [mistake.line for mistake in file(tmp_path, "a: 1\n---\nb: 2\n").mistakes] == [2]
