"""Packs compiled side by side, each by one of several processes, which leave them in the cache.

Compiling all built-in packs takes some twenty-five seconds of one core, when a wheel is built and whenever a source
checkout has changed. The processes are started as commands, since a program that uses the Python interface need not be
one that :mod:`multiprocessing` can start again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence

#: The folders of the packs of one name, which are compiled together.
Group = Sequence[str]
#: Bytes of rules that take longer to compile than a process takes to start.
_LARGE = 50_000


def large(group: Group) -> bool:
    """Whether compiling the packs of ``group`` is work for a process of its own."""
    return _size(group) > _LARGE


def compile_apart(groups: Sequence[Group], compile_here: Callable[[Group], object]) -> None:
    """Compile ``groups`` by a process a core, some of them by ``compile_here`` in this one.

    What the others could not compile is not in the cache afterwards; nothing is raised for it.
    """
    count = min(os.cpu_count() or 1, len(groups))
    if count < 2 or not sys.executable or getattr(sys, "frozen", False):
        return
    from subprocess import DEVNULL, Popen

    own, *shares = _shared_out(groups, count)
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    workers: list[Popen[bytes]] = []
    try:
        for share in shares:
            # -P: a folder called “linter” where the command is run is none of ours.
            command = [sys.executable, "-P", "-m", __name__, json.dumps(share)]
            environment = {**os.environ, "PYTHONPATH": path}
            workers.append(Popen(command, env=environment, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL))
        for group in own:
            compile_here(group)
        for worker in workers:
            worker.wait()
    except OSError:
        pass  # no more processes may be started
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def _shared_out(groups: Sequence[Group], count: int) -> list[list[Group]]:
    """``groups`` in ``count`` parts of about the same size, the largest groups first."""
    shares: list[list[Group]] = [[] for _ in range(count)]
    laden = [0] * count
    for size, number in sorted(((_size(group), number) for number, group in enumerate(groups)), reverse=True):
        least = laden.index(min(laden))
        shares[least].append(groups[number])
        laden[least] += size
    return shares


def _size(group: Group) -> int:
    """Bytes of all files of the packs."""
    return sum(entry.stat().st_size for folder in group for entry in os.scandir(folder))


def _main() -> None:
    from linter.engine.load import compiled_pack

    for group in json.loads(sys.argv[1]):
        compiled_pack(group)


if __name__ == "__main__":
    _main()
