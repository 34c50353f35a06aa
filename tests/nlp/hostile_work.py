"""Work functions for worker processes that obey a word in the title: raise, die, hang or eat memory."""

import os
import signal
import time

from monitor.nlp.annotation import without_annotations
from monitor.records import StoryArticle, decode, encode


def obey(data: bytes, model: str) -> bytes:
    """Does what the title says; any other title is annotated with nothing."""
    placed = decode(data, StoryArticle)
    match placed.article.title:
        case "raise":
            raise KeyError("no such word")
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hang":
            time.sleep(600)
        case "eat memory":
            return bytes(bytearray(64 * 1024**3))
    return encode(without_annotations(placed, f"obeyed in {os.getpid()}"))
