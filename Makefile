# make build   the reference data set: seeds/ -> dist/ and datapackage.json
# make test    the same set-up, then ruff, mypy --strict and the tests, one process of them per core, at most four
# make bench   the cost per article and step, beside spaCy's tokenizer; validation beside frictionless, DuckDB, …
# ROWS=1000000 make bench   validation at full size, which takes frictionless ten minutes
# make docs    docs/tables.md and docs/commands.md, from the schemas and the commands' own help
# make golden  the expected tables of tests/golden, rewritten for review
# make clean   throws away the virtual environment and caches
# PYTHON=python3.13 make build   takes that interpreter
PYTHON ?= python3
ROWS ?= 50000
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: build test bench docs golden clean
build: $(VENV)/.installed
	$(BIN)/wirepack build .

test: $(VENV)/.installed
	$(BIN)/ruff check toolkit tests benchmarks tools
	$(BIN)/ruff format --check toolkit tests benchmarks tools
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/extraction.py
	$(BIN)/python benchmarks/validation.py $(ROWS)

docs: $(VENV)/.installed
	$(BIN)/python tools/make_docs.py

golden: $(VENV)/.installed
	$(BIN)/python tools/make_golden.py

# Wheels and other build products never go to dist/: that folder is the data set.
$(VENV)/.installed: pyproject.toml
ifdef UV
	$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --group dev --editable .
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev --editable .
endif
	touch $@

$(VENV)/.bench: $(VENV)/.installed
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python --editable ".[bench]"
else
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
endif
	touch $@

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
