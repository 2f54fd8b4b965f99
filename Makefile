# The two commands: `make serve` and `make test`. Both install all they need into .venv/ from a bare Debian with Python 3.11 or newer.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STORE ?= store
PORT ?= 8000

.PHONY: serve build test compile lint types evaluate bench docs lock clean help

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: build ## Install, build the shipped corpus, serve on http://127.0.0.1:8000
	$(BIN)/anticrime serve --store $(STORE) --port $(PORT)

build: .venv/run.stamp ## Build the shipped corpus and register into ./store
	$(BIN)/anticrime build --store $(STORE)

compile: .venv/dev.stamp ## Machine code of what reading spends its time in, where a C compiler is at hand
	@$(BIN)/python tools/compile

test: .venv/dev.stamp lint types compile ## Lint, types, imports, and every test
	@tools/system-packages
	$(BIN)/python -m pytest $(PYTEST)

lint: .venv/dev.stamp ## ruff and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: .venv/dev.stamp ## mypy, strict
	$(BIN)/mypy

evaluate: .venv/dev.stamp compile ## Measure against ../shared (SAMPLE=1: the fixed sample; UPDATE=1: raise the committed figures)
	$(BIN)/python -m bench.evaluate $(if $(SAMPLE),--sample) $(if $(UPDATE),--update) $(EVALUATE)

bench: .venv/dev.stamp compile ## Every benchmark, one after another
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@for b in bench/*.py; do case $$b in *__init__*|*evaluate*) ;; *) echo "== $$b"; $(BIN)/python -m $$(echo $${b%.py} | tr / .) || exit 1;; esac; done

docs: .venv/dev.stamp ## Write the reference pages from the ontology and the code
	$(BIN)/python -m ontology.reference
	$(BIN)/python -m shapes.reference

lock: .venv/dev.stamp ## Renew the hashed requirement locks
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -q -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --extra dev --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -q -o requirements/dev.txt
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --extra dev --extra bench --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -q -o requirements/bench.txt

clean: ## Remove what the commands made
	rm -rf .venv store build dist .mypy_cache .ruff_cache .pytest_cache

.venv/made:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer found" >&2; echo "hint: apt-get install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv .venv 2>/dev/null || tools/venv $(PYTHON)
	@touch $@

.venv/run.stamp: .venv/made requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/made requirements/dev.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/run.stamp
