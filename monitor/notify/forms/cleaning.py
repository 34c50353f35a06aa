"""What nobody should meet in a message: control characters, codes of terminals, marks of the direction of writing.

Joiners stay, which emoji and some scripts need.
"""

import re
from typing import Final

_TERMINAL: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])?|\x9b[0-?]*[ -/]*[@-~]"
)
UNSHOWABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Each stands for nothing that can be seen, or turns what follows it."""

_BLANKS: Final = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def cleaned(text: str) -> str:
    """`text` on one line, without what cannot be shown."""
    return _BLANKS.sub(" ", UNSHOWABLE.sub(" ", _TERMINAL.sub("", text))).strip()
