"""Models of other languages: whichever spaCy pipeline is installed for one finds its names.

They only say people, organisations and places; the sequence model that repairs English ones was not trained on them.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from monitor.errors import Transient
from monitor.nlp.installed import import_spacy, limit_threads
from monitor.records import EntityType, Mention

if TYPE_CHECKING:
    from spacy.language import Language

_FAMILIES = ("core_news", "core_web", "ent_wiki")
_SIZES = ("sm", "md", "lg")
_UNUSED = ["tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "trainable_lemmatizer"]
_TYPES = {
    **dict.fromkeys(("PER", "PERSON", "persName"), EntityType.PERSON),
    **dict.fromkeys(("ORG", "orgName"), EntityType.ORGANISATION),
    **dict.fromkeys(("LOC", "GPE", "FAC", "placeName", "geogName"), EntityType.PLACE),
    "NORP": EntityType.NATIONALITY,
}
"""Labels of spaCy's pipelines and what they are here; others are no mentions."""


@cache
def find_names_model(language: str) -> str | None:
    """The smallest installed pipeline that finds names in `language` (BCP 47 primary subtag), if there is one."""
    if not (language.isascii() and language.isalpha()):
        return None
    candidates = (f"{language}_{family}_{size}" for size in _SIZES for family in _FAMILIES)
    return next((name for name in candidates if find_spec(name) is not None), None)


@cache
def load_names_model(name: str) -> "NamesModel":
    """The pipeline `name`, loaded once a process. Raises Transient where that fails, as it can be repaired."""
    limit_threads()
    spacy = import_spacy()

    try:
        return NamesModel(name, spacy.load(name, exclude=_UNUSED))
    except (OSError, ImportError, ValueError) as error:
        raise Transient(f"the language model {name} cannot be loaded: {error}") from error


class NamesModel:
    """A pipeline that only finds names. Not for use by two threads at once."""

    def __init__(self, name: str, pipeline: "Language") -> None:
        self.name = f"{name} {pipeline.meta['version']}"
        self._pipeline = pipeline

    def names(self, document: str, sentences: Sequence[tuple[int, int]]) -> list[Mention]:
        """The names in each of `sentences`, in order."""
        texts = [document[start:end] for start, end in sentences]
        return [
            Mention(
                type=_TYPES[span.label_],
                text=span.text,
                start=start + span.start_char,
                end=start + span.end_char,
                reason=f"{self.name} {span.label_}",
            )
            for (start, _), doc in zip(sentences, self._pipeline.pipe(texts), strict=True)
            for span in doc.ents
            if span.label_ in _TYPES and span.text.strip()
        ]
