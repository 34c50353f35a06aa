"""The rules of the language packages, each held by the examples that stand beside its package."""

from pathlib import Path

import pytest
from setuptools import Distribution

from benchmarks.corpora.examples import FILES, KNOWN, CorpusError, Example, known_failures, read_examples
from benchmarks.corpora.rules import find_rules
from benchmarks.corpora.values import PACKAGES, value_of
from benchmarks.rule_coverage import unneeded

EXAMPLES = [(package, example) for package in PACKAGES for example in read_examples(package)]
WITH_CORPUS = sorted({package for package, _ in EXAMPLES})
HEADER = "text\tspan\texpected\trule\tdate\n"


def called(package: str, example: Example) -> str:
    return f"{package}:{example.rule}:{example.text[:50]}:{example.span}"


@pytest.mark.parametrize(
    ("package", "example"), EXAMPLES, ids=[called(package, example) for package, example in EXAMPLES]
)
def test_a_package_says_of_a_span_what_an_editor_would(package: str, example: Example) -> None:
    said = value_of(package, example)
    if example.name in known_failures(package):
        assert said != example.expected, f"{example.place} is right now: take it off {KNOWN}"
    else:
        assert said == example.expected, example.place


@pytest.mark.parametrize("package", WITH_CORPUS)
def test_each_example_is_for_a_rule_that_the_package_has(package: str) -> None:
    rules = {rule.name for rule in find_rules(PACKAGES[package].rooms)}
    unknown = [f"{each.place}: no rule {each.rule!r}" for each in read_examples(package) if each.rule not in rules]
    assert unknown == []


@pytest.mark.parametrize("package", PACKAGES)
def test_the_known_failures_are_examples(package: str) -> None:
    assert known_failures(package) <= {example.name for example in read_examples(package)}


def test_a_wheel_holds_no_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    distribution = Distribution()
    distribution.parse_config_files(["pyproject.toml"])
    distribution.include_package_data = False  # what version control knows is no matter of these rules
    build = distribution.get_command_obj("build_py")
    build.ensure_finalized()
    shipped = {name for *_, names in build.data_files for name in names}
    assert "events.npz" in {Path(name).name for name in shipped}
    assert not {*FILES, KNOWN} & {Path(name).name for name in shipped}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Iran met Iraq.\tmeet\t-\tx.y\t", "the text has no 'meet'"),
        ("Iran met Iraq.\tmet#2\t-\tx.y\t", "the text has no 'met#2'"),
        ("Iran met Iraq.\tmet\t-\tx.y\tMonday", "'Monday' is no day"),
        ("Iran met Iraq.\tmet", "2 cells under 5 columns"),
    ],
)
def test_a_mistake_in_a_corpus_names_its_line(tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "typing").mkdir()
    (tmp_path / "typing" / "corpus.tsv").write_text(f"{HEADER}# a comment\n{line}\n")
    with pytest.raises(CorpusError, match=f"typing/corpus.tsv:3: {problem}"):
        read_examples("typing", tmp_path)


def test_a_rule_is_needed_where_an_example_fails_without_it(tmp_path: Path) -> None:
    (tmp_path / "typing").mkdir()
    rows = (
        "Iran refused to meet Iraq.\trefused\tREJECT of CONSULT, refuse to\tembedding_verbs.Embedding._refusal\n"
        "Oslo is a city.\tis\t-\tembedding_verbs._REFUSING\n"
    )
    (tmp_path / "typing" / "corpus.tsv").write_text(f"{HEADER}{rows}")
    examples = read_examples("typing", tmp_path)
    rules = find_rules(PACKAGES["typing"].rooms)
    assert all(value_of("typing", each) == each.expected for each in examples)
    free = unneeded("typing", rules, examples)
    assert "embedding_verbs.Embedding._refusal" not in free
    assert "embedding_verbs.Embedding._stop" in free
    assert all(value_of("typing", each) == each.expected for each in examples)
