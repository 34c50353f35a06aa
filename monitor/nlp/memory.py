"""An annotator without a model: it knows the names it is given. For tests."""

import re
from collections.abc import Mapping

from monitor.nlp.annotation import LANGUAGE, why_not, without_annotations
from monitor.records import AnnotatedArticle, EntityType, Mention, StoryArticle
from monitor.text.sentences import split_sentences


class MemoryAnnotator:
    """Finds each of `names` as whole words, case counting; finds no events."""

    def __init__(self, names: Mapping[str, EntityType] | None = None) -> None:
        self._types = dict(names or {})
        alternatives = sorted(map(re.escape, self._types), key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(alternatives)})\b") if alternatives else None

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article."""
        if reason := why_not(placed):
            return without_annotations(placed, reason)
        document = placed.article.document
        found = self._pattern.finditer(document) if self._pattern else ()
        return AnnotatedArticle.of(
            placed,
            language=LANGUAGE,
            sentences=split_sentences(document),
            mentions=tuple(self._mention(match) for match in found),
            annotator="names in memory",
        )

    def _mention(self, match: re.Match[str]) -> Mention:
        name = match.group()
        return Mention(
            type=self._types[name], text=name, start=match.start(), end=match.end(), reason="names in memory"
        )

    async def close(self) -> None:
        """Nothing to end."""
