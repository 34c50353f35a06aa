"""Durations and sizes as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.reading.quantities import seconds, size


@pytest.mark.parametrize(
    ("text", "value"),
    [("90s", 90), ("15m", 900), ("2h", 7200), ("7d", 604800), ("1w", 604800), ("250ms", 0.25), ("1.5h", 5400)],
)
def test_a_duration_is_a_number_with_its_unit(text: str, value: float) -> None:
    assert seconds(text) == pytest.approx(value)


def test_a_duration_may_have_several_parts() -> None:
    assert seconds("1h30m") == seconds("1h 30m") == 5400


@pytest.mark.parametrize("text", ["", "15", "5 minuts", "m", "-5m", "1h30", "15M", "१५m", "1e3s", "5m!"])
def test_anything_else_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        seconds(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("512B", 512), ("500kB", 500_000), ("10MB", 10_000_000), ("1.5 GB", 1_500_000_000), ("2GiB", 2**31)],
)
def test_a_size_is_a_number_with_its_unit(text: str, value: int) -> None:
    assert size(text) == value


@pytest.mark.parametrize("text", ["", "10", "10mb", "10 M", "-1MB", "10MBs", "1MB2kB"])
def test_anything_else_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="no size"):
        size(text)


@given(st.text(max_size=30))
def test_no_text_is_read_as_less_than_nothing(text: str) -> None:
    for read in (seconds, size):
        try:
            assert read(text) >= 0
        except ValueError:
            pass
