"""The entries seen before, by all that an entry may be recognised by."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from monitor.feeds.entries.candidates import Candidate, look_of_row
from monitor.feeds.entries.likeness import BYTES, LEAST_RUNS, is_one_article, likeness, share_of_title
from monitor.feeds.seen import SeenEntry

_NUMBER = re.compile(r"\d{4,}")
_TELLING = 4  # words of a title alone that no other article of a feed is likely to have
_SAME_TITLE = 0.5  # of the words of the shorter one


class Memory:
    """The rows of a feed, asked for the article that an entry may be another state of."""

    def __init__(self, seen: Mapping[str, SeenEntry], candidates: Sequence[Candidate]) -> None:
        self.seen = seen
        self._links = {candidate.link for candidate in candidates}
        self._candidates = candidates
        self.versions: dict[str, int] = {}
        for row in seen.values():
            self.versions[row.article] = max(row.version, self.versions.get(row.article, 0))

    def same(self, candidate: Candidate) -> SeenEntry | None:
        """The row of these very words on this link, under whatever guid; without a link, under this guid."""
        place = candidate.link or f"\0{candidate.given}"
        return self._by_content.get((place, candidate.content_hash))

    def on_link(self, candidate: Candidate) -> list[SeenEntry]:
        """The rows on its link, the latest version first."""
        return self._by_link.get(candidate.link, []) if candidate.link else []

    def is_gone(self, row: SeenEntry) -> bool:
        """Whether the feed no longer shows what stood at the link of `row`."""
        return row.link not in self._links

    def is_like(self, candidate: Candidate, row: SeenEntry, *, strict: bool = False) -> bool:
        """Whether `candidate` looks like a later state of `row`; `strict` asks for headline and text.

        A row of an earlier release does not tell what it looked like, and is believed.
        """
        if not (row.title_sketch or row.text_sketch or row.guid):
            return not strict
        like = likeness(candidate.look, look_of_row(row))
        later = None
        if candidate.published is not None and row.published is not None:
            later = candidate.published - row.published
        return (not strict or (like.title and like.text)) and is_one_article(like, later)

    def elsewhere(self, candidate: Candidate) -> SeenEntry | None:
        """The row of the same article under another link and guid, which the feed no longer shows.

        Its words are the same, or a long text is and the headline was edited, and with it the address.
        """
        if candidate.entry.content_hash:
            return None
        rows = self._by_words.get(candidate.content_hash, [])
        if candidate.look.text_hash:
            rows = rows + self._by_text.get(candidate.look.text_hash, [])
        gone = (row for row in rows if self.is_gone(row) and self._is_moved(candidate, row))
        return next(gone, None)

    def _is_moved(self, candidate: Candidate, row: SeenEntry) -> bool:
        if row.content_hash == candidate.content_hash:
            return self._is_telling(candidate) and self._is_of_one_date(candidate, row)
        if len(candidate.look.text_sketch) < LEAST_RUNS * BYTES or self._is_common(candidate.look.text_hash):
            return False
        numbers = set(_NUMBER.findall(candidate.link)) & set(_NUMBER.findall(row.link))
        one_date = candidate.published is not None and candidate.published == row.published
        titles = share_of_title(candidate.look, look_of_row(row)) >= _SAME_TITLE
        return (bool(numbers) and (titles or one_date)) or (titles and one_date)

    def _is_of_one_date(self, candidate: Candidate, row: SeenEntry) -> bool:
        """Whether both have one date; without dates, whether their addresses differ in the query alone."""
        if candidate.published is None and row.published is None:
            return candidate.link.partition("?")[0] == row.link.partition("?")[0]
        return candidate.published == row.published

    def _is_telling(self, candidate: Candidate) -> bool:
        return bool(candidate.look.text_hash) or len(candidate.look.title_sketch) >= _TELLING * BYTES

    def _is_common(self, text_hash: str) -> bool:
        """Whether several articles have this text: a note of the publisher."""
        articles = {row.article for row in self._by_text.get(text_hash, ())}
        return len(articles) > 1 or self._texts[text_hash] > 1

    @cached_property
    def _texts(self) -> Counter[str]:
        """How many entries of the poll have a text, of those that came with theirs."""
        return Counter(each.look.text_hash for each in self._candidates if not each.entry.content_hash)

    @cached_property
    def _by_content(self) -> dict[tuple[str, str], SeenEntry]:
        return {(row.link or f"\0{row.guid}", row.content_hash): row for row in self.seen.values()}

    @cached_property
    def _by_link(self) -> dict[str, list[SeenEntry]]:
        found: dict[str, list[SeenEntry]] = defaultdict(list)
        for row in sorted(self.seen.values(), key=lambda row: row.version, reverse=True):
            found[row.link].append(row)
        return found

    @cached_property
    def _by_words(self) -> dict[str, list[SeenEntry]]:
        found: dict[str, list[SeenEntry]] = defaultdict(list)
        for row in self.seen.values():
            found[row.content_hash].append(row)
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[SeenEntry]]:
        found: dict[str, list[SeenEntry]] = defaultdict(list)
        for row in self.seen.values():
            found[row.text_hash].append(row)
        return found
