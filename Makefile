# The front door. `make help` lists the targets from the words behind their names.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev
DEPLOY := $(VENV)/.installed-deploy
DOCS   := $(VENV)/.installed-docs
FUZZ   := $(VENV)/.installed-fuzz
BROWSER := $(VENV)/.installed-browser
SBOM   := build/.installed-sbom
CHECKOV := build/.installed-checkov
# Compiled once, not anew by each of the dozens of processes that a demo or the suite starts.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help demo run test test-desk fuzz test-cluster test-faults test-kafka test-lost test-procedures test-states month test-past check check-deploy format schemas reference docs sbom lock bench-desk bench-ingest bench-lanes bench-notifier bench-tracker clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(STAMP) ## a month of six shops' trade, on servers of its own, about three minutes
	@$(BIN)/forestall demo $(ARGS)

run: $(STAMP) ## the services on your own forestall.yaml, until stopped
	@$(BIN)/forestall run $(ARGS)

test: $(DEV) ## the whole suite on the embedded servers, about seven minutes on two cores
	@$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

test-states: $(DEV) ## 5,000 lives of the notifier in memory and 200 on PostgreSQL, from a printed seed
	@$(BIN)/pytest tests/faults/test_states.py -p no:xdist -q --timeout 0 --lives 5000 --lives-postgres 200 --lives-seed 0 $(ARGS)

month: $(DEV) ## a month of eight shops, 5,000 parcels a day, judged: pages, deadlines, words; ARGS="--days 7 --parcels 500" is short
	@$(BIN)/python -m tests.faults.month $(ARGS)

test-past: $(DEV) ## a new shop with 300,000 orders behind it says nothing of them (long; ARGS="--a-day 50" is not)
	@$(BIN)/python -m tests.past $(ARGS)

SUITES := $(wildcard tests/integration tests/e2e tests/faults tests/kafka)
test-kafka: export FORESTALL_TEST_KAFKA ?= own
test-kafka: $(DEV) ## what uses Kafka, on a real one: under ten minutes; wants Java 17 and Maven, or Docker
	@$(BIN)/python -m tests.support.kafka
	@$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder --timeout 300 $(SUITES) $(ARGS)

test-cluster: $(DEV) ## three brokers killed, hung, cut off, restarted under 500 webhooks a second; ARGS="--rate 50"; wants Java 17, Maven
	@$(BIN)/python -c "from tests.support.kafka import jars; jars.java(); jars.fetch()"
	@$(BIN)/pytest tests/cluster -p no:xdist --timeout 900 --show-capture no $(ARGS)

test-faults: $(DEV) ## 270 real SIGKILLs, 60 ordinals of kill points, 10,000 pushes, minutes without means: over an hour; ARGS="--rounds 0": every ordinal
	@$(BIN)/pytest -n 0 -m "" tests/faults/campaign_*.py $(ARGS)

test-procedures: $(DEV) ## upgrade and back, restore, lost Kafka, failover, as docs/procedures.md has them, under load, half an hour
	@$(BIN)/pytest -n 0 -m "" tests/procedures/campaign_*.py $(ARGS)

test-desk: $(BROWSER) ## an agent's hour at the desk in a real browser, on the demo's data, and axe on every page; ten minutes; wants Chromium
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/pytest -p no:xdist --timeout 1200 tests/browser $(ARGS)

fuzz: $(FUZZ) ## 100,000 hostile inputs against the edge and every reader of pushes, from a printed seed, minutes
	@$(BIN)/python -m tests.faults.fuzz $(ARGS)

check: $(DEV) ## lint, format, types, import floors, generated schemas
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m schemas.export --check

check-deploy: $(DEPLOY) $(CHECKOV) sbom ## the image, compose.yaml and the chart: rendered, validated, judged by checkov, held to the house rules
	@FORESTALL_TEST_CHECKOV=must $(BIN)/pytest tests/deploy $(ARGS)

format: $(DEV) ## put the code into its standard form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

schemas: $(STAMP) ## write schemas/generated anew
	@$(BIN)/python -m schemas.export

reference: $(STAMP) ## write docs/configuration.md anew, from the settings and forestall.example.yaml
	@$(BIN)/python -m services.cli.reference

docs: $(DOCS) ## the documentation as a site, in build/site; a link that leads nowhere is an error
	@$(BIN)/python -m services.cli.reference --check
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet $(ARGS)

sbom: $(SBOM) ## what the image installs, with licences, as CycloneDX: build/sbom.json
	@build/sbom/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		--output-file build/sbom.json build/image/bin/python

test-lost: $(DEV) ## 10,000 sends a channel whose requests, answers and words are lost, about an hour
	@$(BIN)/python -m tests.faults.lost $(ARGS)

bench-ingest: $(DEV) ## the edge beside a hand-written handler, at 2,000 a second, without Kafka; the normaliser; ARGS name some
	@$(BIN)/python -m benchmarks.ingest $(ARGS)

bench-tracker: $(STAMP) ## the fold, a lease from five million parcels, the polling loop end to end, one core
	@$(BIN)/python -m benchmarks.tracker $(ARGS)

bench-notifier: $(DEV) ## plans, Kafka to commit, due cases, claims, a webhook's way to the chat; ARGS name some
	@$(BIN)/python -m benchmarks.notifier $(ARGS)

bench-desk: $(DEV) ## the desk's pages at 20 requests a second over 100,000 open tasks, a minute and a half
	@$(BIN)/python -m benchmarks.desk

bench-lanes: $(STAMP) ## late parcels told apart by the learned lanes, on real orders, two minutes
	@$(BIN)/python -m benchmarks.lanes $(ARGS)

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: $(DEV) ## compile the requirements anew, with hashes
	@PATH="$(CURDIR)/$(BIN):$$PATH"; \
	$(LOCK) pyproject.toml --extra pdf -o requirements.txt $(UPGRADE) && \
	$(LOCK) pyproject.toml --extra embedded --extra pdf --group build -c requirements.txt -o requirements-embedded.txt && \
	$(LOCK) pyproject.toml --extra pdf --extra telemetry -c requirements.txt -o requirements-telemetry.txt && \
	$(LOCK) pyproject.toml --extra embedded --extra pdf --extra telemetry --group build --group dev -c requirements-embedded.txt -c requirements-telemetry.txt -o requirements-dev.txt && \
	$(LOCK) --group build -c requirements-embedded.txt -o requirements-build.txt && \
	$(LOCK) --group deploy -c requirements-dev.txt -o requirements-deploy.txt && \
	$(LOCK) --group docs -c requirements-dev.txt -o requirements-docs.txt && \
	$(LOCK) --group fuzz -c requirements-dev.txt -o requirements-fuzz.txt && \
	$(LOCK) --group browser -c requirements-dev.txt -o requirements-browser.txt && \
	$(LOCK) --group sbom -o requirements-sbom.txt && \
	$(LOCK) --group checkov -o requirements-checkov.txt

clean: ## remove what was made here: .venv, .forestall, caches
	@rm -rf $(VENV) .forestall build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Forestall needs Python 3.11 or later; say which: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
$(STAMP): requirements-embedded.txt pyproject.toml | $(VENV)/bin/python
	@echo "installing into $(VENV), once ..."
	@$(INSTALL) --require-hashes -r requirements-embedded.txt
	@$(INSTALL) --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -m compileall -q schemas services
	@touch $@

$(DEV): requirements-dev.txt $(STAMP)
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

$(DOCS): requirements-docs.txt $(STAMP)
	@$(INSTALL) --require-hashes -r requirements-docs.txt
	@touch $@

$(DEPLOY): requirements-deploy.txt $(DEV)
	@$(INSTALL) --require-hashes -r requirements-deploy.txt
	@touch $@

$(BROWSER): requirements-browser.txt $(DEV)
	@$(INSTALL) --require-hashes -r requirements-browser.txt
	@touch $@

$(FUZZ): requirements-fuzz.txt $(DEV)
	@$(INSTALL) --require-hashes -r requirements-fuzz.txt
	@touch $@

# As the image does it: what it installs in one place, and what writes the list in another.
$(SBOM): requirements.txt requirements-sbom.txt | $(VENV)/bin/python
	@rm -rf build/image build/sbom
	@$(BIN)/python -m venv --without-pip build/image
	@$(BIN)/python -m pip --quiet --disable-pip-version-check --python build/image/bin/python \
		install --require-hashes -r requirements.txt
	@$(BIN)/python -m venv build/sbom
	@build/sbom/bin/pip --quiet --disable-pip-version-check install --require-hashes -r requirements-sbom.txt
	@touch $@

# Its hundred dependencies, several held at old versions, never meet ours: 290 MB.
$(CHECKOV): requirements-checkov.txt | $(VENV)/bin/python
	@rm -rf build/checkov
	@$(BIN)/python -m venv build/checkov
	@build/checkov/bin/pip --quiet --disable-pip-version-check install --require-hashes -r requirements-checkov.txt
	@touch $@
