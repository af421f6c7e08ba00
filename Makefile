# Every target sets up what it needs: a fresh clone, python3 >= 3.11, git and make are enough.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
WORKERS ?= 2

.PHONY: setup demo test test-all check format bench bench-peers bench-sites bench-forms bench-accuracy bench-text language-model docs clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml scripts/bootstrap.py
	$(PYTHON) scripts/bootstrap.py
	@touch $@

demo: $(STAMP)
	$(BIN)/xuncha demo

test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS) -q

test-all: $(STAMP) check
	XUNCHA_TEST_ALL=1 $(BIN)/python -m pytest -n $(WORKERS) -q

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/make_rule_docs.py --check
	$(BIN)/python scripts/make_config.py --check

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)
	$(BIN)/python -m bench.run

# Beside Scrapy, crawlee and LinkChecker, which it installs below bench/work.
bench-peers: $(STAMP)
	$(BIN)/python -m bench.peers

# Every form and export from 10,000 findings over 500 sites.
bench-forms: $(STAMP)
	$(BIN)/python -m bench.forms

# Five hundred small sites swept politely by one process.
bench-sites: $(STAMP)
	$(BIN)/python -m bench.many_sites

bench-accuracy: $(STAMP)
	$(BIN)/python -m bench.accuracy
	$(BIN)/python -m bench.drawn

# The typo detector on marked text: make bench-text TEXT=FOLDER
TEXT ?= ../shared/data/csc
bench-text: $(STAMP)
	$(BIN)/python -m bench.text $(TEXT)

# Counts of official text for the typo detector: make language-model CORPUS=FOLDER [ONLY=corpus_gov,corpus_law,corpus_cpc]
language-model: $(STAMP)
	$(BIN)/python scripts/make_language_model.py $(CORPUS) --only "$(ONLY)"

docs: $(STAMP)
	$(BIN)/python scripts/make_config.py
	$(BIN)/python scripts/make_rule_docs.py

# New versions of the libraries: rewrites requirements.lock.
lock: $(STAMP)
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev --upgrade pyproject.toml -o requirements.lock

clean:
	rm -rf .venv dist bench/work
