"""Runs a command and ends it when whoever asked for it is gone, however it went.

    python guard.py COMMAND...

A program that is killed outright (SIGKILL, power button of a task manager) cannot stop its children itself. So the
command runs under this small process, which leaves when its standard input closes (the kernel closes it with the
owner) or, on POSIX, when it has been handed to another parent (a forked sibling may hold the pipe open). On Linux
the kernel ends the command should this process be killed itself. Exits with the status of the command.
Standard library only, imports nothing of the package: it is started without site-packages.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LOOK_EVERY = 0.5  # seconds


def _die_with_parent() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _leave(*_: object) -> None:
    sys.exit(1)


def main(command: list[str]) -> int:
    """Run ``command`` until it ends or the owner is gone; the exit status of the command."""
    owner = os.getppid()
    signal.signal(signal.SIGTERM, _leave)
    # In this process there is one thread so far, so that code between fork and exec is safe.
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent if sys.platform == "linux" else None
    )

    def end_with_input() -> None:
        while os.read(0, 1024):
            pass
        child.kill()

    try:
        threading.Thread(target=end_with_input, daemon=True).start()
        while os.getppid() == owner:
            try:
                return child.wait(_LOOK_EVERY)
            except subprocess.TimeoutExpired:
                continue
        return 1
    finally:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
