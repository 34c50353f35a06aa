"""Models of other languages: one that is installed reads the articles of its language.

The models are made here and installed as packages are, so that the way they take is that of real ones.
"""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import spacy

from monitor.nlp.base import Annotator
from monitor.nlp.inline import InlineAnnotator
from monitor.nlp.languages import find_names_model, load_names_model
from monitor.nlp.opening import open_annotator
from monitor.records import AnnotatedArticle, EntityType
from tests.nlp.articles import placed

pytestmark = pytest.mark.slow(1.5)  # each: child processes

FRENCH = placed(
    "Emmanuel Macron a rencontré Jeanne Dupont à Strasbourg. La société Nébuleuse ne dit rien de la visite de Macron.",
    title="Le président reçoit la maire",
)
PATTERNS = [
    {"label": "PER", "pattern": "Emmanuel Macron"},
    {"label": "PER", "pattern": "Macron"},
    {"label": "PER", "pattern": "Jeanne Dupont"},
    {"label": "LOC", "pattern": "Strasbourg"},
    {"label": "ORG", "pattern": "Nébuleuse"},
    {"label": "MISC", "pattern": "visite"},
]


def install(root: Path, language: str, name: str, patterns: list[dict[str, str]]) -> None:
    """A pipeline that finds `patterns`, as a package under `root`."""
    pipeline = spacy.blank(language)
    pipeline.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    pipeline.meta.update(name=name.removeprefix(f"{language}_"), version="1.0.0")
    package = root / name
    package.mkdir()
    pipeline.to_disk(package / f"{name}-1.0.0")
    (package / "meta.json").write_bytes((package / f"{name}-1.0.0" / "meta.json").read_bytes())
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    (root / f"{name}-1.0.0.dist-info").mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n"
    (root / f"{name}-1.0.0.dist-info" / "METADATA").write_text(metadata)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "fr_core_news_sm", raising=False)
    find_names_model.cache_clear()
    load_names_model.cache_clear()
    yield tmp_path
    find_names_model.cache_clear()
    load_names_model.cache_clear()


@pytest.fixture(params=["inline", "workers"])
async def annotator(request: pytest.FixtureRequest, packages: Path) -> AsyncIterator[Annotator]:
    install(packages, "fr", "fr_core_news_sm", PATTERNS)
    member = InlineAnnotator() if request.param == "inline" else open_annotator(processes=1)
    yield member
    await member.close()


def actors(annotated: AnnotatedArticle) -> dict[str, str | None]:
    return {mention.text: mention.actor for mention in annotated.mentions}


async def test_names_in_french_are_found_by_the_french_model_and_resolved_as_in_english(annotator: Annotator) -> None:
    annotated = await annotator.annotate(FRENCH)
    assert (annotated.language, annotated.annotator) == ("fr", "fr_core_news_sm 1.0.0")
    assert actors(annotated) == {
        "Emmanuel Macron": "emmanuel-macron",
        "Jeanne Dupont": "jeanne-dupont",
        "Strasbourg": "strasbourg-fra",
        "Nébuleuse": "nebuleuse",
        "Macron": "emmanuel-macron",
    }
    assert {mention.type for mention in annotated.mentions if mention.text == "Nébuleuse"} == {EntityType.ORGANISATION}
    document = annotated.article.document
    assert all(document[mention.start : mention.end] == mention.text for mention in annotated.mentions)
    assert (len(annotated.sentences), annotated.events) == (3, ())


async def test_a_model_that_cannot_be_loaded_costs_its_names_and_not_the_article(packages: Path) -> None:
    install(packages, "fr", "fr_core_news_sm", PATTERNS)
    (packages / "fr_core_news_sm" / "__init__.py").write_text("raise ImportError('half an installation')\n")
    annotated = await InlineAnnotator().annotate(FRENCH)
    assert "half an installation" in annotated.annotator
    assert actors(annotated)["Emmanuel Macron"] == "emmanuel-macron", "by the gazetteer"


def test_the_smallest_model_of_a_language_is_taken_and_none_for_what_is_no_language(packages: Path) -> None:
    install(packages, "de", "de_core_news_lg", PATTERNS)
    install(packages, "de", "de_core_news_md", PATTERNS)
    assert find_names_model("de") == "de_core_news_md"
    assert find_names_model("../de") is None
