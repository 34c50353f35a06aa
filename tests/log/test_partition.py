"""Keys go where Kafka's own clients would send them."""

from aiokafka.partitioner import DefaultPartitioner  # type: ignore[import-untyped]
from aiokafka.partitioner import murmur2 as reference
from hypothesis import given
from hypothesis import strategies as st

from monitor.log.partition import murmur2, partition_for


@given(st.binary(max_size=40))
def test_the_hash_is_that_of_the_kafka_client(data: bytes) -> None:
    assert murmur2(data) & 0x7FFFFFFF == reference(data) & 0x7FFFFFFF


@given(st.binary(max_size=40), st.integers(1, 50))
def test_a_key_goes_where_faust_would_send_it(key: bytes, partitions: int) -> None:
    everywhere = list(range(partitions))
    assert partition_for(key, partitions) == DefaultPartitioner()(key, everywhere, everywhere)


def test_known_hashes_of_kafkas_java_client() -> None:
    # from the tests of org.apache.kafka.common.utils.Utils
    known = {b"21": -973932308, b"foobar": -790332482, b"a-little-bit-long-string": -985981536}
    assert {key: murmur2(key) for key in known} == {key: value & 0xFFFFFFFF for key, value in known.items()}
