"""A program that was told to end does so, whatever hangs."""

import threading

from agents.runtime.lifecycle import end_soon


def test_what_hangs_is_given_up_with_exit_code_0() -> None:
    codes, ended = [], threading.Event()

    def end(code: int) -> None:
        codes.append(code)
        ended.set()

    end_soon(0.0, end=end)
    assert ended.wait(30)
    assert codes == [0]
