"""`web` of `monitor.yaml` → settings of the API."""

from ipaddress import ip_address

from monitor.config.configuration import Web
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.monitor import WebShape


def web(shape: WebShape | None, file: YamlFile) -> Web | None:
    """What `shape` says; an address that others can reach is reported."""
    if shape is None:
        return None
    host = shape.listen.rpartition(":")[0].strip("[]")
    if not _is_loopback(host):
        file.report(
            ("web", "listen"), f"others can reach {host}: expected an address of this machine, as 127.0.0.1:8482"
        )
    return Web(listen=shape.listen)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
