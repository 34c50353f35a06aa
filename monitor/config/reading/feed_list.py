"""`feeds.yaml`, added to by the program: comments, order and quotes of its author stay as they are."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from monitor.errors import ConfigError, Mistake
from monitor.records import Record


class NewFeed(Record, frozen=True, kw_only=True):
    """A feed to be written down."""

    id: str
    url: str
    title: str = ""
    tags: tuple[str, ...] = ()
    allow_private: bool = False


def add_feeds(path: Path, feeds: Sequence[NewFeed]) -> None:
    """Adds `feeds` at the end of the list in `path`, which is made where there is none.

    The file is replaced in one step; raises ConfigError, and leaves it as it is, where it is no YAML that can be added
    to.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1000
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        data = yaml.load(path.read_text("utf-8")) if path.exists() else CommentedMap(version=1)
    except (YAMLError, UnicodeDecodeError) as error:
        raise ConfigError((Mistake(str(path), None, f"cannot be added to: {error}".splitlines()[0]),)) from error
    if not isinstance(data, dict) or not isinstance(data.get("feeds") or [], list):
        raise ConfigError((Mistake(str(path), None, "cannot be added to: expected a list under 'feeds'"),))
    if not data.get("feeds"):
        data["feeds"] = CommentedSeq()
    data["feeds"].extend(_item(feed) for feed in feeds)
    text = io.StringIO()
    yaml.dump(data, text)
    replace(path, text.getvalue())


def replace(path: Path, text: str) -> None:
    """Puts `text` in the place of the file at `path` in one step."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    if path.exists():
        beside.chmod(path.stat().st_mode)
    beside.replace(path)


def _item(feed: NewFeed) -> Any:
    item = CommentedMap(id=feed.id)
    if feed.title:
        item["title"] = feed.title
    item["url"] = feed.url
    if feed.tags:
        item["tags"] = CommentedSeq(feed.tags)
        item["tags"].fa.set_flow_style()
    if feed.allow_private:
        item["allow_private"] = True
    return item
