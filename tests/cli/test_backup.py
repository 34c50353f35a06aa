"""`wirewatch backup` and `wirewatch restore` as a person types them."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.main import cli
from monitor.errors import BackupError, LogInUse
from monitor.store.address import without_password
from tests.backup.builders import Small, program
from tests.config.builders import directory, written


def types(small: Small, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--config", str(small.directory)])


def test_a_backup_is_told_in_one_line(tmp_path: Path) -> None:
    small = Small(tmp_path)
    done = types(small, "backup", str(small.backup))
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{small.backup}: 6 files, ")
    assert done.stderr == ""


def test_what_is_not_in_it_is_told_beside_it(tmp_path: Path) -> None:
    small = Small(tmp_path)
    written(small.directory, {"monitor.yaml": "broker: kafka://here\nstore: {env: NEWS_STORE}\n"})
    environ = {"NEWS_STORE": "postgresql://me:hunter2@db/news"}
    line = ["backup", str(small.backup), "--config", str(small.directory)]
    done = CliRunner().invoke(cli, line, env=environ)
    assert done.exit_code == 0, done.output
    assert "pg_dump --format=custom --file=wirewatch-store.dump postgresql://me@db/news\n" in done.stderr
    assert "hunter2" not in done.output
    restored = CliRunner().invoke(cli, ["restore", *line[1:]], env=environ)
    assert restored.exit_code == 0, restored.output
    assert "have it read again: kafka-consumer-groups.sh --bootstrap-server here:9092" in restored.stderr


def test_a_new_machine_has_all_again_with_its_configuration(tmp_path: Path) -> None:
    small = Small(tmp_path)
    types(small, "backup", str(small.backup))
    shutil.rmtree(small.directory)
    done = types(small, "restore", str(small.backup), "--with-config")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("restored as of 20")
    assert small.holds() == (["first"], {"first"})
    assert small.read().settings.installation == "desk"


def test_what_is_kept_aside_is_named(tmp_path: Path) -> None:
    small = Small(tmp_path)
    types(small, "backup", str(small.backup))
    refused = types(small, "restore", str(small.backup))
    assert isinstance(refused.exception, BackupError)
    done = types(small, "restore", str(small.backup), "--replace")
    assert done.exit_code == 0, done.output
    assert done.stderr.count("kept aside: ") == 2


def test_where_the_data_is_refused_the_configuration_is_as_it_was(tmp_path: Path) -> None:
    small = Small(tmp_path)
    types(small, "backup", str(small.backup))
    written(small.directory, {"monitor.yaml": "installation: other\n"})
    (small.directory / "watchlists" / "desk.yaml").unlink()
    names = ("monitor.yaml", "feeds.yaml", "receivers.yaml")
    before = {name: (small.directory / name).read_bytes() for name in names}
    with program(small):
        refused = types(small, "restore", str(small.backup), "--replace", "--with-config")
    assert isinstance(refused.exception, LogInUse)
    assert {name: (small.directory / name).read_bytes() for name in names} == before
    assert sorted(path.name for path in small.directory.iterdir() if path.is_file()) == sorted(names)
    assert not list((small.directory / "watchlists").iterdir())
    assert "kept aside" not in refused.output


def test_a_configuration_that_has_changed_since_is_told(tmp_path: Path) -> None:
    small = Small(tmp_path)
    types(small, "backup", str(small.backup))
    assert "--with-config" not in types(small, "restore", str(small.backup), "--replace").stderr
    shutil.rmtree(small.places.data_dir)
    written(small.directory, {"monitor.yaml": "installation: other\n"})
    done = types(small, "restore", str(small.backup))
    assert (done.exit_code, "is not as it was when this was saved; --with-config" in done.stderr) == (0, True)


def test_a_configuration_with_mistakes_is_told_as_ever(tmp_path: Path) -> None:
    small = Small(tmp_path)
    written(small.directory, {"monitor.yaml": "brokr: x\n"})
    assert types(small, "backup", str(small.backup)).exit_code != 0
    assert not small.backup.exists()


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("postgresql://me:pa%40ss@db:5432/news", "postgresql://me@db:5432/news"),
        ("postgresql://me@db/news?password=x&sslmode=require", "postgresql://me@db/news?sslmode=require"),
        ("postgresql://db/news?sslmode=require&sslpassword=x", "postgresql://db/news?sslmode=require"),
        ("postgresql://db/news?password=x", "postgresql://db/news"),
        ("postgresql:///news", "postgresql:///news"),
    ],
)
def test_no_password_stays_in_an_address(url: str, bare: str) -> None:
    assert without_password(url) == bare


TEMPLATES = "receivers:\n" + "".join(
    f"  r{number}: {{type: console, template: '{name}'}}\n"
    for number, name in enumerate(
        ["{root}/config/in.txt", "texts/../also.txt", "../../near.txt", "{root}/far.txt", "~/home.txt"]
    )
)


def test_templates_outside_the_configuration_are_told_and_nothing_beside_the_backup_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = tmp_path / "desk"
    small = Small(root)
    for name in ("config/in.txt", "config/also.txt", "far.txt", "../near.txt", "../home/home.txt"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("{{ title }}")
    written(small.directory, {"receivers.yaml": TEMPLATES.replace("{root}", str(root))})
    small.backup = root / "a" / "b"
    done = types(small, "backup", str(small.backup))
    assert done.exit_code == 0, done.output
    told = [line.split()[2] for line in done.stderr.splitlines()]
    assert told == sorted(
        str(path) for path in (tmp_path / "near.txt", root / "far.txt", tmp_path / "home" / "home.txt")
    )
    assert [path.name for path in small.backup.parent.iterdir()] == ["b"]
    saved = {path.name for path in (small.backup / "configuration").iterdir()}
    assert saved == {"in.txt", "also.txt", "feeds.yaml", "monitor.yaml", "receivers.yaml", "watchlists"}
    again = types(small, "restore", str(small.backup), "--replace", "--with-config")
    assert (again.exit_code, "--with-config" in again.stderr) == (0, False), again.output


def test_a_directory_at_which_this_user_cannot_look_is_one_line(tmp_path: Path) -> None:
    config = directory(tmp_path, monitor=f"data_dir: {'x' * 300}\n")
    done = CliRunner().invoke(cli, ["backup", str(tmp_path / "backup"), "--config", str(config)])
    assert isinstance(done.exception, BackupError)
    assert str(done.exception).endswith(": File name too long")
