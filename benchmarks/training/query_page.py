"""Makes what the page shows of the watch language of `docs/query.md`.

python -m benchmarks.training.query_page > monitor/web/pages/templates/query_language.html
"""

import re
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt

SOURCE: Final = Path(__file__).parents[2] / "docs" / "query.md"
_ELSEWHERE: Final = re.compile(r'<a href="(?!https?:)[^"]*">(.*?)</a>', re.DOTALL)


def fragment() -> str:
    """The document as HTML, without links to other documents: they do not ship."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(SOURCE.read_text())
    made = _ELSEWHERE.sub(r"\1", made).replace("<th>", '<th scope="col">')
    return "{% raw %}\n" + made + "{% endraw %}\n"


if __name__ == "__main__":
    print(fragment(), end="")
