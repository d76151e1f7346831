# Everything here sets itself up in .venv; Python 3.11 or later and make are all that is needed.
PYTHON ?= python3
BIN := .venv/bin
SAMPLE := fixtures/mt/fr-wire-cable.txt

.PHONY: test review languagetool clean

test: .venv/.ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@sh tests/languagetool/fetch.sh || echo "*** No LanguageTool here: its tests against the real server are skipped ***"
	$(BIN)/pytest -n auto --dist loadgroup

review: .venv/.ready
	$(BIN)/decalque review $(SAMPLE) --suffix .reviewed

.venv/.ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[lsp]' --group dev
	$(BIN)/python -m compileall -q linter  # pip byte-compiles what it copies, not what it links to
	touch $@

languagetool:
	sh tests/languagetool/fetch.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
