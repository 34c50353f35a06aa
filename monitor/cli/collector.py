"""The collector of cycles, off while a command is imported and the program opens: what is made then stays.

Looking through all of it time and again would be a seventh of a start (`benchmarks/start.py`).
"""

import gc


def pause() -> None:
    """No cycles are looked for until `resume`."""
    gc.disable()


def resume() -> None:
    """Cycles are looked for again, and what there is now is passed over ever after; nothing where none was paused."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
