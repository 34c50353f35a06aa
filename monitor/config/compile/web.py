"""`web` of `monitor.yaml` → settings of the API."""

from monitor.config.configuration import Web, WebProxy
from monitor.config.shapes.monitor import WebProxyShape, WebShape


def web(shape: WebShape | None) -> Web | None:
    """What `shape` says."""
    if shape is None:
        return None
    return Web(
        listen=shape.listen,
        names=tuple(name.lower() for name in shape.names),
        proxy=None if shape.proxy is None else _proxy(shape.proxy),
        requests_per_minute=shape.requests_per_minute,
    )


def _proxy(shape: WebProxyShape) -> WebProxy:
    return WebProxy(user_header=shape.user_header.lower(), addresses=tuple(shape.addresses))
