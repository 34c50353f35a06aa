"""docker-compose.yml: what it mounts is there, and a worker in it finds a configuration that loads."""

import re
import shutil
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from ruamel.yaml import YAML

from monitor.config.configuration import Settings
from monitor.config.load import load
from tests.contract.programs import need
from tests.docs.pages import ROOT
from tests.kafka.server import IMAGE
from tests.services.processes import run


def yaml(path: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load((ROOT / path).read_text("utf-8"))
    return found


COMPOSE = yaml("docker-compose.yml")
SERVICES: dict[str, Any] = COMPOSE["services"]
WORKERS = {name: service for name, service in SERVICES.items() if "build" in service}
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def environment(service: dict[str, Any]) -> dict[str, str]:
    """What the service is given, where the person who starts it sets nothing."""
    return {name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", str(value)) for name, value in service["environment"].items()}


def mounts(service: dict[str, Any]) -> dict[str, str]:
    """What of this directory is mounted, by where."""
    parts = [mount.split(":") for mount in service.get("volumes", ()) if mount.startswith("./")]
    return {target: source for source, target, *_ in parts}


def test_kafka_is_the_official_image_in_the_version_that_is_tested() -> None:
    assert SERVICES["kafka"]["image"] == IMAGE
    assert IMAGE.startswith("apache/kafka:")


def test_what_kafka_and_the_database_write_stands_on_volumes() -> None:
    kafka = SERVICES["kafka"]
    assert f"kafka-data:{kafka['environment']['KAFKA_LOG_DIRS']}" in kafka["volumes"]
    named = {mount.split(":")[0] for service in SERVICES.values() for mount in service["volumes"] if mount[0] != "."}
    assert named == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", [*WORKERS, "prometheus", "grafana"])
def test_everything_that_is_mounted_is_there(name: str) -> None:
    sources = mounts(SERVICES[name])
    assert sources
    assert [source for source in sources.values() if not (ROOT / source).exists()] == []


def settings(name: str, directory: Path) -> Settings:
    """What the worker finds, in its container's file system laid out below `directory`."""
    for target, source in sorted(mounts(WORKERS[name]).items()):  # a directory before what is mounted over its files
        place = directory / target.lstrip("/")
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place)
        else:
            assert place.exists(), f"{target} cannot be mounted: the directory below it is read-only"
            shutil.copy(ROOT / source, place)
    (found,) = re.findall(r"WIREWATCH_CONFIG=(\S+)", DOCKERFILE)
    return load(directory / found.lstrip("/"), environment(WORKERS[name])).settings


@pytest.mark.parametrize("name", WORKERS)
def test_a_worker_finds_a_configuration_that_loads(name: str, tmp_path: Path) -> None:
    found = settings(name, tmp_path)
    listener = SERVICES["kafka"]["environment"]["KAFKA_ADVERTISED_LISTENERS"].removeprefix("PLAINTEXT://")
    assert found.broker == f"kafka://{listener}"
    assert found.store.reveal() == "postgresql://wirewatch@store/wirewatch"
    given, asked = WORKERS[name]["environment"]["PGPASSWORD"], SERVICES["store"]["environment"]["POSTGRES_PASSWORD"]
    assert given == asked, "whole, and beside the address: a password in it would have to be escaped"
    assert f"--home-dir {found.data_dir} --create-home" in DOCKERFILE, "it can write to its data_dir"


@pytest.mark.parametrize("name", WORKERS)
def test_its_health_and_metrics_are_asked_where_they_are(name: str, tmp_path: Path) -> None:
    found = settings(name, tmp_path).metrics
    assert found is not None
    host, _, port = found.listen.rpartition(":")
    assert host == "0.0.0.0"
    command = WORKERS[name]["healthcheck"]["test"]
    assert f"http://127.0.0.1:{port}/readyz" in command[-1]
    [job] = yaml("config/prometheus/prometheus.yml")["scrape_configs"]
    assert f"{WORKERS[name]['hostname']}:{port}" in job["static_configs"][0]["targets"]


@pytest.mark.parametrize("name", WORKERS)
def test_the_page_is_published_where_it_is(name: str, tmp_path: Path) -> None:
    found = settings(name, tmp_path).web
    assert found is not None
    host, _, port = found.listen.rpartition(":")
    assert host == "0.0.0.0"
    assert [each.rpartition(":")[2] for each in WORKERS[name]["ports"]] == [port]


def test_no_two_services_are_published_at_one_port() -> None:
    published = [port.rpartition(":")[0] for service in SERVICES.values() for port in service.get("ports", ())]
    assert len(set(published)) == len(published)


@pytest.mark.parametrize("status", [200, 503])
def test_the_health_check_of_a_worker_fails_where_it_is_not_ready(status: int) -> None:
    with HTTPServer(("127.0.0.1", 0), answering(status)) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        _, python, *arguments = WORKERS["worker-1"]["healthcheck"]["test"]
        assert python == "python"
        program = [each.replace(":8483", f":{server.server_port}") for each in arguments]
        done = subprocess.run([sys.executable, *program], capture_output=True, check=False, timeout=60)
    assert (done.returncode == 0) == (status == 200)


def answering(status: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def test_grafana_is_given_the_board_and_the_prometheus_beside_it() -> None:
    [source] = yaml("config/grafana/provisioning/datasources/prometheus.yml")["datasources"]
    assert urlsplit(source["url"]).hostname in SERVICES
    [provider] = yaml("config/grafana/provisioning/dashboards/wirewatch.yml")["providers"]
    home = SERVICES["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]
    assert mounts(SERVICES["grafana"])[home] == "./config/grafana/wirewatch.json"
    assert str(Path(home).parent) == provider["options"]["path"]


def test_prometheus_takes_its_configuration() -> None:
    need("promtool")
    done = run(["promtool", "check", "config", str(ROOT / "config" / "prometheus" / "prometheus.yml")])
    assert done.returncode == 0, done.stdout + done.stderr


def test_metrics_are_asked_for_and_shown_to_this_machine_alone() -> None:
    wanted = {name for name, service in SERVICES.items() if service.get("profiles") == ["metrics"]}
    assert wanted == {"prometheus", "grafana"}
    published = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert published
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []


def test_each_worker_has_a_name_of_its_own_and_nothing_it_does_not_read() -> None:
    assert len({worker["hostname"] for worker in WORKERS.values()}) == len(WORKERS) >= 2
    read = (ROOT / "config" / "docker" / "monitor.yaml").read_text("utf-8")
    for worker in WORKERS.values():
        taken = [name for name in worker["environment"] if name != "PGPASSWORD"]  # which the driver reads
        assert [name for name in taken if f"{{env: {name}}}" not in read] == []


def test_everything_the_image_is_made_of_is_there() -> None:
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    copied = [word for line in lines for word in line.split()[:-1]]
    assert [source for source in copied if not (ROOT / source).exists()] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {project["readme"], *project["license-files"]} <= set(copied), "what the package is built with"


def test_what_runs_holds_nothing_that_builds_and_says_whose_it_is() -> None:
    build, runs = re.split(r"^FROM .+$", DOCKERFILE, flags=re.MULTILINE)[1:]
    assert re.findall(r"^(?:RUN|COPY|USER|ENV|ENTRYPOINT|CMD) .*", runs, re.MULTILINE)[:2] == [
        "COPY --from=build /opt/wirewatch /opt/wirewatch",
        "COPY LICENSE NOTICE /opt/wirewatch/",
    ]
    assert [word for word in ("pip install", "apt-get") if word in runs] == []
    assert "pip uninstall --yes setuptools pip" in build
    assert "USER wirewatch" in runs, "not root"


def test_an_installation_for_production_has_no_tools_of_development() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    recipe = make.partition("\ninstall:")[2].partition("\n\n")[0]
    installed = re.findall(r"-r (\S+)", recipe)
    assert installed == re.findall(r"--require-hashes(?: --no-deps)? -r (\S+)", DOCKERFILE), "as the image has"
    assert "requirements-dev.txt" not in recipe


def test_the_driver_of_the_database_is_locked_in_the_version_that_is_tested() -> None:
    pin = re.compile(r"^(psycopg(?:-binary)?==\S+)", re.MULTILINE)
    locked, tested = (
        pin.findall((ROOT / f"requirements-{name}.txt").read_text("utf-8")) for name in ("postgres", "dev")
    )
    assert len(locked) == 2
    assert locked == tested
