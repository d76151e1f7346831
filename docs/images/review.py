"""Draw the pictures of docs/review.md anew, from the real linter and screen: ``python docs/images/review.py``."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile

from linter.cli_review import Linting
from linter.review.controller import Lint, Review
from linter.review.journal import Journal
from linter.review.session import Filter
from linter.tui.app import ReviewApp
from linter.tui.keys import bound

HERE = os.path.dirname(os.path.abspath(__file__))
ARTICLES = os.path.join(HERE, "..", "..", "fixtures", "mt")
PICTURES = {
    "review": ((120, 36), "decalque-dark", ("fr-wire-cable.txt",), "a a r a n n"),
    "review-light": ((160, 48), "decalque-light", ("fr-wire-cable.txt", "es-news-dismissal.txt"), "a a r a n n"),
    "review-narrow": ((80, 24), "decalque-dark", ("fr-wire-cable.txt",), "a a r a n n"),
    "review-edit": ((80, 24), "decalque-dark", ("fr-wire-cable.txt",), "a a n E"),
    "review-all": ((100, 30), "decalque-dark", ("fr-wire-cable.txt", "fr-culture-festival.txt"), "A 3 f"),
    "review-diff": ((100, 30), "decalque-dark", ("fr-wire-cable.txt",), "A 3 enter d"),
}


async def draw(name: str) -> None:
    """Draw one picture."""
    size, theme, articles, keys = PICTURES[name]
    with tempfile.TemporaryDirectory() as folder:
        for article in articles:
            shutil.copy(os.path.join(ARTICLES, article), folder)
        linting = Linting()
        with Journal(os.path.join(folder, "decisions.jsonl"), folder) as journal:
            lint = Lint(linting.file, linting.data)
            review = Review(journal, lint, shown=Filter(levels=frozenset({"error", "warning"})))
            app = ReviewApp(review, [os.path.join(folder, article) for article in articles], bound(), theme)
            async with app.run_test(size=size) as pilot:
                await app.workers.wait_for_complete()
                await pilot.pause()
                await pilot.press(*keys.split())
                await pilot.pause()
                picture = app.export_screenshot(title="decalque review")
    with open(os.path.join(HERE, f"{name}.svg"), "w", encoding="utf-8") as file:
        file.write(picture)


if __name__ == "__main__":
    for each in PICTURES:
        asyncio.run(draw(each))
