"""A connection to the broker that goes silent while a new one would be answered."""

import pytest

from monitor.log.base import TopicPartition, TopicSpec
from monitor.log.kafka.log import KafkaLog
from tests.kafka.proxied import kafka_behind
from tests.services.proxy import Proxy

TOPIC = "news.articles"


@pytest.mark.kafka
@pytest.mark.slow(25)
async def test_what_is_asked_of_a_broker_that_went_silent_is_answered_on_a_new_connection() -> None:
    proxies: list[Proxy] = []
    with kafka_behind(proxies) as broker:
        log = await KafkaLog.open(broker.removeprefix("kafka://"))
        await log.create_topics([TopicSpec(TOPIC)])
        await log.produce(TOPIC, None, b"an article")
        assert await log.end_offsets(TOPIC) == {TopicPartition(TOPIC, 0): 1}
        assert proxies[0].go_silent() > 0
        assert await log.end_offsets(TOPIC) == {TopicPartition(TOPIC, 0): 1}
        await log.close()
