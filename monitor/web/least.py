"""The parameter that says how loud alerts have to be, the same wherever alerts are asked for."""

from typing import Annotated

from litestar.params import QueryParameter

from monitor.records import Severity

Least = Annotated[Severity | None, QueryParameter(description="At least so loud.")]
