"""The configuration to start from; `config/` of the repository is a copy of what stands here."""

from importlib.resources import files
from pathlib import Path

from monitor.config.files import FEEDS, MONITOR, RECEIVERS, WATCHLISTS
from monitor.config.reference.schema import schema_files
from monitor.errors import ConfigError, Mistake

_FILES = (
    MONITOR,
    FEEDS,
    RECEIVERS,
    *(f"{WATCHLISTS}/{name}.yaml" for name in "leaders governments blocs conflict sanctions".split()),
)


def default_files() -> dict[str, str]:
    """Every file of the default configuration by its path in the directory, the JSON Schemas included."""
    here = files(__name__)
    texts = {name: here.joinpath(name).read_text("utf-8") for name in _FILES}
    return texts | {f"schema/{name}": text for name, text in schema_files().items()}


def write_default(directory: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Writes the default configuration into `directory` and returns the files written.

    Raises ConfigError, and writes nothing, where one of them exists; with `force` it is overwritten.
    """
    texts = {directory / name: text for name, text in default_files().items()}
    existing = [path for path in texts if path.exists()]
    if existing and not force:
        raise ConfigError(tuple(Mistake(str(path), None, "exists already; --force overwrites it") for path in existing))
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        raise ConfigError((Mistake(str(path), None, f"cannot be written: {error.strerror}"),)) from error
    return tuple(texts)
