"""The topics of the program on the Kafka that tests share: whoever uses them is alone with them and finds none."""

import asyncio

import pytest
from aiokafka.admin import AIOKafkaAdminClient  # type: ignore[import-untyped]

ALONE = "kafka-alone"  # in the id of a test: it runs in the same process as the others of this kind, after them
kafka_alone = pytest.param("kafka", id=ALONE)


async def empty(bootstrap: str) -> None:
    """Deletes every topic of Wirewatch; returns once they are gone. Kafka forgets their committed offsets with them."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        while topics := [name for name in await admin.list_topics() if name.startswith("news.")]:
            await admin.delete_topics(topics)
            await asyncio.sleep(0.1)
    finally:
        await admin.close()
