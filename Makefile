.DEFAULT_GOAL := help
.PHONY: help run test check lock clean
SHELL := /bin/bash
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS = never
export PYTHONDONTWRITEBYTECODE =  # else every start compiles the companion again: half a second

help:
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run: .venv/run ## start the companion and print its address (PORT=8000)
	@exec $(BIN)/wiegwijzer run

test: .venv/test chromium ## set up and run all tests
	$(BIN)/pytest

check: .venv/test ## lint, types, layers and content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/wiegwijzer content check

lock: .venv/run ## renew requirements.lock
	$(UV) pip compile -q -U --group dev pyproject.toml -o requirements.lock --generate-hashes --no-emit-index-url

clean: ## remove the environments (not the local folder with its database)
	rm -rf .venv .uv

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || (command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] \
		&& echo "Installing chromium for the browser tests ..." \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null) \
		|| echo "The browser tests need chromium: apt-get install chromium. They are listed as not run."

.uv/bin/uv:
	@echo "Setting up (once) ..."
	@$(PYTHON) -m venv .uv && .uv/bin/pip install -q --disable-pip-version-check uv==$(UV_VERSION)

.venv/python: | $(filter .uv/bin/uv,$(UV))
	@$(UV) venv -q --allow-existing --python $(PYTHON) .venv && touch $@

# The lock is given as constraints: every package named in it is checked against its hash.
.venv/run: .venv/python requirements.lock pyproject.toml
	@echo "Installing the companion (once) ..."
	@$(UV) pip install -q --compile-bytecode --python $(BIN)/python -c requirements.lock -e . && touch $@

.venv/test: .venv/run
	@echo "Installing the test tools (once) ..."
	@$(UV) pip install -q --compile-bytecode --python $(BIN)/python -c requirements.lock -e . --group dev && touch $@
