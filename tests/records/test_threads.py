"""Threads that read records at the same time, before anybody has read one."""

import subprocess
import sys
from pathlib import Path

import pytest

from monitor.records import encode
from tests.match.builders import article

PROGRAM = """
import sys, threading
from pathlib import Path
from monitor.records import AnnotatedArticle, decode

def read():
    together.wait()
    read_by.append(decode(written, AnnotatedArticle))

written = Path(sys.argv[1]).read_bytes()
together, read_by = threading.Barrier(8), []
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(read_by))
"""


@pytest.mark.slow(3)
def test_the_first_to_read_a_record_may_be_many_at_once(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(encode(article("It is so.")))
    for _ in range(3):  # where they get into each other's way, two of three end with a broken process
        command = [sys.executable, "-c", PROGRAM, str(tmp_path / "record.json")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stdout) == (0, "8\n"), done.stderr
