"""A desk on each engine."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

import pytest

from monitor.clock import ManualClock
from monitor.config.configuration import Configuration
from monitor.nlp.inline import InlineAnnotator
from tests.config.builders import loaded
from tests.scenarios.desk import Desk, Engine, moment
from tests.scenarios.embedded import EmbeddedEngine
from tests.scenarios.newsroom import receivers as receivers_file
from tests.scenarios.piped import PipelineEngine


class OpenDesk(Protocol):
    """Opens a desk on a watchlist and receivers, each as its file says."""

    def __call__(self, watchlist: str, receivers: str = ...) -> AbstractAsyncContextManager[Desk]: ...


@pytest.fixture
def annotator() -> InlineAnnotator:
    """The real one; its model is loaded once."""
    return InlineAnnotator()


@pytest.fixture(params=["pipeline", "embedded log"])
def open_desk(request: pytest.FixtureRequest, tmp_path: Path, annotator: InlineAnnotator) -> OpenDesk:
    @asynccontextmanager
    async def opened(watchlist: str, receivers: str = receivers_file(desk="")) -> AsyncIterator[Desk]:
        def configured(watches: str) -> Configuration:
            return loaded(tmp_path, watchlists__desk=watches, receivers=receivers)

        clock = ManualClock(moment("00:00"))
        engine: Engine
        if request.param == "pipeline":
            engine = PipelineEngine(configured, watchlist, clock, annotator)
        else:
            engine = EmbeddedEngine(configured, watchlist, tmp_path / "data", clock, annotator)
        await engine.open()
        try:
            yield Desk(engine)
        finally:
            await engine.close()

    return opened
