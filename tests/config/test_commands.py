"""`wirewatch init` and `wirewatch check`, as a person types them."""

from pathlib import Path

from click.testing import CliRunner, Result

from monitor.cli.check import check_command
from monitor.cli.init import init_command
from tests.config.builders import directory


def check(target: Path) -> Result:
    return CliRunner().invoke(check_command, ["--config", str(target)])


def test_a_good_configuration_is_counted(tmp_path: Path) -> None:
    result = check(directory(tmp_path))
    assert result.exit_code == 0
    assert result.stdout == "1 feed, 1 watch in 1 watchlist, 1 receiver: all good\n"


def test_three_mistakes_are_three_lines_with_file_and_line_and_exit_2(tmp_path: Path) -> None:
    target = directory(
        tmp_path,
        feeds="feeds:\n  - {id: wire, url: wire.example}\n",
        watchlists__desk="watches:\n  - {id: a, when: {actor: nobody}}\n  - {id: b, when: {word: x}, severty: low}\n",
    )
    result = check(target)
    assert result.exit_code == 2
    assert result.stdout.splitlines() == [
        f"{target}/feeds.yaml:2: expected an address of https:// or http:// without a password, not this",
        f"{target}/watchlists/desk.yaml:2: unknown actor or group 'nobody'",
        f"{target}/watchlists/desk.yaml:3: unknown key 'severty'; did you mean 'severity'?",
    ]


def test_what_is_suspicious_is_a_warning_and_exit_0(tmp_path: Path) -> None:
    target = directory(tmp_path, watchlists__desk="watches:\n  - {id: a, when: {word: the}}\n")
    result = check(target)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{target}/watchlists/desk.yaml:2: warning: "
        "'the' stands in most articles: expected a word that tells something",
        "1 feed, 1 watch in 1 watchlist, 1 receiver: can be used, 1 warning",
    ]


def test_a_sample_that_fails_is_quoted_in_one_line_cut_where_it_is_long(tmp_path: Path) -> None:
    text = "We stood\\n near a " + "long " * 30
    watches = f'watches:\n  - {{id: a, when: {{word: flood}}, tests: [{{title: Rain, text: "{text}"}}]}}\n'
    (line,) = check(directory(tmp_path, watchlists__desk=watches)).stdout.splitlines()
    assert line.endswith('long l…"')
    assert 'does not (no word of it: word "flood"): "Rain / We stood near a long long' in line


def test_what_init_writes_passes_the_check(tmp_path: Path) -> None:
    target = tmp_path / "news"
    result = CliRunner().invoke(init_command, [str(target)])
    assert result.exit_code == 0
    assert f"wrote {target}/watchlists/leaders.yaml\n" in result.stdout
    assert f"wirewatch check --config {target}" in result.stdout
    assert check(target).stdout.endswith(": all good\n")


def test_init_does_not_overwrite_unless_forced(tmp_path: Path) -> None:
    target = directory(tmp_path)
    before = (target / "feeds.yaml").read_text()
    assert CliRunner().invoke(init_command, [str(target)]).exit_code != 0
    assert (target / "feeds.yaml").read_text() == before
    assert CliRunner().invoke(init_command, [str(target), "--force"]).exit_code == 0
    assert (target / "feeds.yaml").read_text() != before
