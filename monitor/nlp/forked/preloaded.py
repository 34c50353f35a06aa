"""What a fork server loads, once for all worker processes that come from it: importing this module does it.

They share its memory for as long as nobody writes to it, so that the collector, which would, is told to pass over it.
A variable of the environment says which model; without it, or where that one cannot be loaded, each worker process
loads its own.
"""

import gc
import os
from contextlib import suppress
from typing import Final

from monitor.errors import Transient
from monitor.nlp.annotation import warm_up
from monitor.nlp.installed import PRELOADED


def load(model: str | None) -> str | None:
    """Loads `model` and all tables, and freezes what there is then; returns the model, None where there is none."""
    gc.disable()
    loaded = None
    if model is not None:
        with suppress(Transient):
            warm_up(model)
            loaded = model
    gc.collect()
    gc.freeze()
    gc.enable()
    return loaded


LOADED: Final = load(os.environ.get(PRELOADED))
"""The model that processes from this fork server have already."""
