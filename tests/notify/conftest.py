"""What the receivers' tests share."""

from collections.abc import AsyncIterator

import pytest

from tests.notify.hook import Hook


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A webhook server on loopback, started."""
    started = Hook()
    await started.start()
    yield started
    await started.stop()
