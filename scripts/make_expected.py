"""Write ``fixtures/expected/``: what the linter finds in each machine-translated fixture now.

Read the difference that git shows before you commit it: each line that comes or goes is a finding gained or lost.
"""

from __future__ import annotations

import json
from pathlib import Path

from linter import Linter

FIXTURES = Path(__file__).parent.parent / "fixtures"


def main() -> None:
    """Write one file of findings for each article."""
    linter = Linter(no_cache=True)
    (FIXTURES / "expected").mkdir(exist_ok=True)
    for path in sorted((FIXTURES / "mt").iterdir()):
        if path.suffix not in (".txt", ".md"):
            continue
        checked = linter.check_file(path)
        assert checked.profile is not None
        rows = [json.dumps([f.rule, f.start, f.end, f.text], ensure_ascii=False) for f in checked.findings]
        source = json.dumps(next(iter(checked.profile.sources), None))
        listed = ",\n  ".join(rows)
        text = f'{{"source": {source}, "findings": [\n  {listed}\n]}}\n'
        (FIXTURES / "expected" / f"{path.stem}.json").write_text(text, encoding="utf-8")


main()
