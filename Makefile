# `make install` installs what runs Wirewatch into .venv, for production; `make setup` also what develops it. `make demo`
# shows alerts come out of feeds, with PAGE=1 in a browser; `make test` runs every test, `make test-fast` those for the edit
# loop. Each sets up .venv by itself.

PYTHON ?= python3
BIN := .venv/bin
# Processes that run tests; most of the long tests wait, so there may be twice as many as cores.
WORKERS ?= 4

.PHONY: install setup demo test test-fast check lock clean

PYTHON_OK = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Wirewatch needs Python 3.11 or newer")'

install: requirements.txt requirements-postgres.txt pyproject.toml
	@$(PYTHON_OK)
	@echo "Installing into .venv, this takes about a minute ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-postgres.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .

setup: .venv/ready

.venv/ready: requirements-dev.txt pyproject.toml
	@$(PYTHON_OK)
	@echo "Installing into .venv, this takes about a minute ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	@$(BIN)/python -m seeds.demo $(if $(PAGE),--page)

test: setup
	$(BIN)/python -m pytest -n $(WORKERS)

# Without servers, child processes and whatever else takes long.
test-fast: setup
	$(BIN)/python -m pytest -n 2 -m "not kafka and not postgresql and not slow"

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Writes the lock files again from pyproject.toml; needs uv.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --quiet -o requirements.txt
	uv pip compile pyproject.toml --group dev --extra postgres --extra mcp -c requirements.txt --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-dev.txt
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["postgres"])' \
		| uv pip compile - -c requirements.txt -c requirements-dev.txt --no-emit-package typing-extensions --universal \
		--python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-postgres.txt

clean:
	rm -rf .venv build dist *.egg-info
