"""A program at work on a log, for tests that kill it: `python -m tests.log.child BROKER produce|poll TOPIC GROUP`."""

import asyncio
import sys

from monitor.log.base import Log, TopicPartition
from tests.log.engines import BrokerEngine, collect


async def produce(log: Log, topic: str, group: str) -> None:
    """Counts without end; each number is printed once the log has it."""
    for number in range(10**9):
        await log.produce(topic, b"key", str(number).encode())
        print(number, flush=True)


async def poll(log: Log, topic: str, group: str) -> None:
    """Reads three messages, commits the first, prints them, and hangs with two in its hands."""
    consumer = await log.consumer(group, [topic])
    records = await collect(3, consumer)
    await consumer.commit({TopicPartition(topic, records[0].partition): records[0].offset + 1})
    print(*(record.offset for record in records), flush=True)
    await asyncio.Event().wait()


async def main(broker: str, work: str, topic: str, group: str) -> None:
    log = await BrokerEngine(broker).open()
    await {"produce": produce, "poll": poll}[work](log, topic, group)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
