"""Configuration directories, written with one thing changed."""

from collections.abc import Mapping
from pathlib import Path

from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.errors import ConfigError
from monitor.match.watchlist import Watch

GOOD = {
    "feeds.yaml": "feeds:\n  - {id: wire, url: https://wire.example/rss, tags: [wire]}\n",
    "receivers.yaml": "receivers:\n  console: {type: console}\n",
    "watchlists/desk.yaml": "watches:\n  - {id: truce, when: {keyword: truce}}\n",
}


def directory(root: Path, **files: str | None) -> Path:
    """A good configuration under `root`, with files replaced or left out (None).

    A keyword is a file's name without its ending; `watchlists__a` is `watchlists/a.yaml`.
    """
    named = {f"{key.replace('__', '/')}.yaml": text for key, text in files.items()}
    return written(root / "config", GOOD | named)


def written(target: Path, files: Mapping[str, str | None]) -> Path:
    """`target` with `files` in it, by path; None for one that is not there."""
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        if text is not None:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(text, "utf-8")
    return target


def loaded(root: Path, environ: Mapping[str, str] | None = None, **files: str | None) -> Configuration:
    """What a good configuration with `files` replaced says."""
    return load(directory(root, **files), environ or {})


def mistakes(target: Path, environ: Mapping[str, str] | None = None) -> list[str]:
    """Every mistake in the configuration at `target`, as printed, with paths relative to it; none if it is good."""
    try:
        load(target, environ or {})
    except ConfigError as error:
        return [str(mistake).replace(f"{target}/", "") for mistake in error.mistakes]
    return []


def watch(root: Path, text: str) -> Watch:
    """The only watch of a watchlist that reads `text`."""
    return loaded(root, watchlists__desk=text).watchlists[0].watches[0]
