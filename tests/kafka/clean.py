"""Empties a Kafka between two tests: no topics, no committed offsets."""

import asyncio

from aiokafka.admin import AIOKafkaAdminClient  # type: ignore[import-untyped]


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
