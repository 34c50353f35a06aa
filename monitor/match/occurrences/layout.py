"""What in a folded text is no running text: addresses of pages, mail and accounts; and lines that were only wrapped."""

import re
from bisect import bisect_right
from functools import cached_property

_MARK = re.compile(r"[:@.](?://|(?<=@)|(?<=\w\w\.)(?!(?<=\d\.)\d)[\w-]{2,}[./]\w)")
"""What only addresses have: "://", an at sign, full stops between three names, a path behind a name.

The full stop of a decimal number is none of these.
"""

_SIGN = re.compile(r"@|[.:](?=[\w/])")
"""What every mark has, for a quick look: an at sign, a full stop or a colon that no blank follows."""

_BETWEEN = " \n<>()[]{}\"',;|"  # what parts an address from the text around it
_ACCOUNT = re.compile(r"@[\w.-]*\w")
_WIDTHS = range(25, 101)  # characters of the widest of lines that were wrapped; narrower ones are paragraphs or a list


class Layout:
    """The layout of the folded text of one article, the first line of which is its title."""

    def __init__(self, folded: str) -> None:
        self._text, self._title_end = folded, folded.find("\n")

    def in_address(self, start: int) -> bool:
        """Whether `start` lies within an address: https://news.example/truce, desk@truce.example, @truce."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and start < self._addresses[place][1]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._addresses]

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        looked = 0
        for sign in _SIGN.finditer(self._text):
            if sign.start() < looked:
                continue
            start, looked = self._around(sign.start(), looked)
            mark = _MARK.search(self._text, start, looked)
            if mark and (span := self._address(mark, start, looked)):
                found.append(span)
                looked = span[1]
        return found

    def _around(self, start: int, least: int) -> tuple[int, int]:
        """The stretch without blanks and the like around `start`, from `least` on."""
        end = start + 1
        while start > least and self._text[start - 1] not in _BETWEEN:
            start -= 1
        while end < len(self._text) and self._text[end] not in _BETWEEN:
            end += 1
        return start, end

    def _address(self, mark: re.Match[str], start: int, end: int) -> tuple[int, int] | None:
        """The address from `start` to `end` around what only addresses have; None for an at sign alone."""
        if mark.group() == "@" and start == mark.start():
            account = _ACCOUNT.match(self._text, start)
            return account.span() if account else None
        return (start, end) if mark.group() != "@" or end > mark.end() else None

    def is_wrapped(self, line_end: int) -> bool:
        """Whether the line feed at `line_end` only wraps a line that was getting too wide, within a paragraph.

        So it is where the next word would have made the line wider than every other.
        """
        start, end = self._text.rfind("\n", 0, line_end) + 1, self._text.find("\n", line_end + 1)
        line, following = self._text[start:line_end], self._text[line_end + 1 : None if end < 0 else end]
        if line_end == self._title_end or not line or not following:
            return False
        return self._width in _WIDTHS and len(line) + 1 + len(following.split(" ")[0]) > self._width

    @cached_property
    def _width(self) -> int:
        return max(map(len, self._text[self._title_end + 1 :].split("\n")))
