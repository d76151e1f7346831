"""The tab key, in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = """
source <(decalque completion bash)
COMP_WORDS=({line})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_decalque_completion decalque
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = "decalque completion fish | source; complete -C '{line}'"
ZSH = 'autoload -U compinit; compinit -u; eval "$(decalque completion zsh)"; echo ${_comps[decalque]}'


def shell(name: str, script: str) -> list[str]:
    """What a shell says to a script, a line each."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([name, "-c", script], env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("decalque basel", "baseline"),
        ("decalque check --output-f", "--output-file"),
        ("decalque check --level no", "note"),
        ("decalque check --select french/false-f", "french/false-friends"),
        ("decalque rules explain common/quotation-marks/g", "common/quotation-marks/guillemets"),
    ],
)
@pytest.mark.parametrize(("name", "script"), [("bash", BASH), ("fish", FISH)])
def test_commands_options_choices_and_rules_are_completed(name: str, script: str, line: str, expected: str) -> None:
    assert expected in [said.split("\t")[0] for said in shell(name, script.format(line=line))]


def test_zsh_knows_the_command() -> None:
    assert shell("zsh", ZSH) == ["_decalque_completion"]
