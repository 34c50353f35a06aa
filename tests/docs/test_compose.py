"""docker-compose.yml: what it mounts is there, and a worker in it finds a configuration that loads."""

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.config.load import load
from tests.docs.pages import ROOT
from tests.kafka.server import IMAGE

COMPOSE: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text("utf-8"))
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


@pytest.mark.parametrize("name", WORKERS)
def test_everything_that_is_mounted_is_there(name: str) -> None:
    sources = mounts(WORKERS[name])
    assert sources
    assert [source for source in sources.values() if not (ROOT / source).exists()] == []


@pytest.mark.parametrize("name", WORKERS)
def test_a_worker_finds_a_configuration_that_loads(name: str, tmp_path: Path) -> None:
    for target, source in sorted(mounts(WORKERS[name]).items()):  # a directory before what is mounted over its files
        place = tmp_path / target.lstrip("/")
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place)
        else:
            assert place.exists(), f"{target} cannot be mounted: the directory below it is read-only"
            shutil.copy(ROOT / source, place)
    (directory,) = re.findall(r"WIREWATCH_CONFIG=(\S+)", DOCKERFILE)
    settings = load(tmp_path / directory.lstrip("/"), environment(WORKERS[name])).settings
    listener = SERVICES["kafka"]["environment"]["KAFKA_ADVERTISED_LISTENERS"].removeprefix("PLAINTEXT://")
    assert settings.broker == f"kafka://{listener}"
    assert settings.store.reveal() == "postgresql://wirewatch@store/wirewatch"
    given, asked = WORKERS[name]["environment"]["PGPASSWORD"], SERVICES["store"]["environment"]["POSTGRES_PASSWORD"]
    assert given == asked, "whole, and beside the address: a password in it would have to be escaped"
    assert f"--home-dir {settings.data_dir} --create-home" in DOCKERFILE, "it can write to its data_dir"


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
