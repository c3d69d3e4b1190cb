# `make help` lists what can be made. Everything lives in .venv and is made when it is needed.

PYTHON ?= $(shell for python in python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
LAB_ARGS ?=
PARALLEL ?= --numprocesses auto --maxprocesses 4 --dist loadfile
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
STRIP := $(BIN)/nbstripout --keep-id --extra-keys metadata.language_info
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	--no-header --no-annotate --no-config pyproject.toml

.PHONY: help lab test bench derive format outputs lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lab: .venv/lab ## open the kit in JupyterLab
	$(BIN)/jupyter lab $(AS_ROOT) --notebook-dir=notebooks --LabApp.default_url=/lab/tree/00-start-here.ipynb $(LAB_ARGS)

test: .venv/test ## check style and types, then run every test and notebook, and the kit in a real browser
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(STRIP) --verify notebooks/*.ipynb
	$(BIN)/mypy
	@browser=$$($(BIN)/python tests/browser/chromium.py) && \
	HIPKIT_BROWSER=$$browser $(BIN)/python -m pytest $(PARALLEL) $$([ "$$browser" ] || echo --ignore=tests/browser) && \
	{ [ "$$browser" ] || echo "The browser tests were LEFT OUT: there is no browser on this machine."; }

bench: .venv/test ## measure what the design gives a number for
	@kept=true; for bench in $(basename $(notdir $(wildcard benches/bench_*.py))); do \
	echo && echo $$bench && $(BIN)/python -m benches.$$bench || kept=false; done; $$kept

derive: .venv/test ## make the hip and the bones anew from the published model
	$(BIN)/python data/anatomy/derive.py

format: .venv/test ## put code and notebooks into the house style
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format
	$(STRIP) notebooks/*.ipynb

outputs: .venv/test ## run the notebooks and keep the new output of the cells tagged keep_output
	$(BIN)/jupyter nbconvert --log-level WARN --to notebook --execute --inplace notebooks/*.ipynb
	$(STRIP) notebooks/*.ipynb

lock: .venv/test ## pin the newest versions that pyproject.toml allows
	$(PIP) uv
	@{ echo "# The kit and JupyterLab, every package at the version it is tested with: \`make lock\`."; \
	$(COMPILE) --extra lab --group build; } > .venv/requirements.txt
	@{ echo "# What \`make test\` needs beside the kit: \`make lock\`."; echo "-r requirements.txt"; \
	$(COMPILE) --group dev --constraints .venv/requirements.txt | \
	awk -F== 'NR == FNR { seen[$$1]; next } !($$1 in seen)' .venv/requirements.txt -; } > requirements-dev.txt
	@mv .venv/requirements.txt requirements.txt

clean: ## remove the environment and what tools left behind
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

.venv/lab: requirements.txt pyproject.toml overrides.json
	@[ "$(PYTHON)" ] || { echo "hipkit needs Python 3.11 or newer, and none was found. Install it and try again."; exit 1; }
	@echo "Setting up the kit in .venv; this is done once and takes a minute or two."
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@PATH="$(CURDIR)/$(BIN):$$PATH" ./postBuild
	@touch $@

.venv/test: .venv/lab requirements-dev.txt
	@echo "Adding what the tests need."
	@$(PIP) -r requirements-dev.txt
	@touch $@
