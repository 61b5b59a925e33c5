# `make run` and `make test` are all a newcomer needs: python3, pip and make.

PYTHON ?= python3
BIN := .venv/bin
COOL_DOWN := $(shell $(PYTHON) -c "import datetime as d; print(d.date.today() - d.timedelta(21))")

.PHONY: run test lint openapi bench soak lock help

run: .venv/run.done  ## start the catalogue on http://127.0.0.1:8000
	@$(BIN)/python manage.py serve

test: .venv/test.done  ## run the tests, on SQLite
	@$(BIN)/python -m pytest

lint: .venv/test.done  ## style, types, imports, dependencies, dead code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/vulture

openapi: .venv/test.done  ## write openapi.yaml anew
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file openapi.yaml

bench: .venv/test.done  ## measure the read path beside a plain one (PostgreSQL too, when it is there), search, pictures, readiness and enquiries
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.search
	$(BIN)/python -m tests.bench.pictures
	$(BIN)/python -m tests.bench.readiness
	$(BIN)/python -m tests.bench.enquiries

soak: .venv/test.done  ## the long runs: deep fuzzing, kill -9 again and again
	.ci/soak

lock: ## compile requirements*.in, three weeks old at the youngest (needs uv)
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --exclude-newer $(COOL_DOWN) -q requirements.in -o requirements.txt
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --exclude-newer $(COOL_DOWN) -q requirements-dev.in -o requirements-dev.txt

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.venv/venv.done:
	@$(PYTHON) .ci/make_venv.py

.venv/run.done: .venv/venv.done requirements.txt
	@echo "Installing what the catalogue needs (once, about half a minute) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/test.done: .venv/run.done requirements-dev.txt
	@echo "Installing what the tests need (once, about a minute) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
