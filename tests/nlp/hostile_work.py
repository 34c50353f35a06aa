"""Work functions for worker processes that obey a word in the title: raise, die, hang or eat memory."""

import os
import signal
import time
from pathlib import Path

from monitor.nlp.annotation import without_annotations
from monitor.records import StoryArticle, decode, encode


def obey(data: bytes, model: str) -> bytes:
    """Does what the title says; any other title is annotated with nothing. `model` is a folder to leave a sign in."""
    placed = decode(data, StoryArticle)
    match placed.article.title:
        case "raise":
            raise KeyError("no such word")
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hang":
            if model != "none":
                (Path(model) / "hanging").touch()
            time.sleep(600)
        case "eat memory":
            return bytes(bytearray(64 * 1024**3))
    return encode(without_annotations(placed, f"obeyed in {os.getpid()}"))
