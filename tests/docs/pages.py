"""The documentation as the tests read it: pages, fenced blocks, inline code, links."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_PROMPT = "$ "


class Block(NamedTuple):
    """A fenced block."""

    language: str
    text: str


class Page:
    """One page in Markdown."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text("utf-8")
        self._prose = _FENCE.sub("", self.text)

    @property
    def name(self) -> str:
        """Its path in the repository."""
        return str(self.path.relative_to(ROOT))

    @property
    def blocks(self) -> Sequence[Block]:
        """Its fenced blocks."""
        return [Block(found["language"], found["text"]) for found in _FENCE.finditer(self.text)]

    @property
    def code(self) -> Sequence[str]:
        """Its inline code; a bar that a table would take for its own is a bar."""
        return [found.replace(r"\|", "|") for found in _CODE.findall(self._prose)]

    @property
    def links(self) -> Sequence[str]:
        """Where its links lead."""
        return _LINK.findall(self._prose)

    def command_lines(self) -> Iterator[str]:
        """What a reader may type: inline code, lines of `sh` blocks, what follows a prompt in `console` blocks."""
        yield from self.code
        for block in self.blocks:
            lines = [line.strip() for line in block.text.splitlines()]
            if block.language == "console":
                yield from (line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT))
            elif block.language == "sh":
                yield from lines


def pages() -> Sequence[Page]:
    """The README and everything in `docs/`."""
    return [Page(path) for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))]


def page(name: str) -> Page:
    """The page at `name` in the repository."""
    return Page(ROOT / name)
