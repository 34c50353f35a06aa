"""The topics of the program on the Kafka that tests share: whoever uses them is alone with them and finds none."""

import asyncio

import pytest
from aiokafka.admin import AIOKafkaAdminClient  # type: ignore[import-untyped]

# the program's topics and group have fixed names
one_at_a_time = pytest.mark.xdist_group("the topics of the program")


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
