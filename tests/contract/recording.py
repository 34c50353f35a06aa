"""What the program writes to its topics: the morning of the seeds, and a message that is no article.

`python -m tests.contract.recording` makes `released/` anew, which is done when a release is made, and only then.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from agents.topics import ARTICLES, GRAPH
from monitor.log.base import TopicPartition
from monitor.log.open import open_log
from seeds.serve import SeedServer
from tests.whole.installation import Installation

HERE = Path(__file__).parent
RELEASED = HERE / "released"
SCHEMAS = HERE.parents[1] / "docs" / "schema"
CONFIGURATION = HERE.parents[1] / "config" / "schema"

_BAD = b'{"id": "a-bad", "feed": "desk"}'
_ONE_PARTITION = {"partitions": 1, "installation": "newsroom", "worker_id": "worker-1"}
_RECORDED = 6  # messages of each topic


def recorded(directory: Path) -> Mapping[str, list[bytes]]:
    """All messages of each topic of the graph after a run in `directory`."""
    with SeedServer() as server:
        installation = Installation(server.write_config(directory), more=_ONE_PARTITION)
        installation.output("topics", "create")
        (log,) = directory.rglob("wirewatch-log.db")
        asyncio.run(_produce(log))
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
    return asyncio.run(_read(log))


async def _produce(file: Path) -> None:
    log = await open_log(f"sqlite:///{file}", owner=False)
    await log.produce(ARTICLES, b"a-bad", _BAD)
    await log.close()


async def _read(file: Path) -> Mapping[str, list[bytes]]:
    log = await open_log(f"sqlite:///{file}", owner=False)
    found = {topic.name: await log.read(TopicPartition(topic.name, 0), 0) for topic in GRAPH}
    await log.close()
    return {topic: [each.value for each in read if each.value and each.value != _BAD] for topic, read in found.items()}


def make_anew() -> None:
    """Puts today's schemas and messages in the place of those of the last release."""
    shutil.rmtree(RELEASED)
    shutil.copytree(SCHEMAS, RELEASED / "schema")
    shutil.copytree(CONFIGURATION, RELEASED / "config")
    (RELEASED / "messages").mkdir()
    with tempfile.TemporaryDirectory() as directory:
        for topic, messages in recorded(Path(directory)).items():
            lines = b"".join(message + b"\n" for message in messages[:_RECORDED])
            (RELEASED / "messages" / f"{topic}.jsonl").write_bytes(lines)


if __name__ == "__main__":
    make_anew()
