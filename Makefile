# `make help` lists what can be made. Everything lives in .venv and build and is made when it is needed.

PYTHON ?= $(shell for python in python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
LAB_ARGS ?=
APP_ARGS ?=
NOTEBOOKS = $(shell find notebooks -name '*.ipynb' -not -path '*/.*')
PARALLEL ?= --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
BENCHES ?= $(filter-out bench_site bench_class,$(basename $(notdir $(wildcard benches/bench_*.py))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
STRIP := $(BIN)/nbstripout --keep-id --extra-keys metadata.language_info
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	--no-header --no-annotate --no-config pyproject.toml

.PHONY: help lab app site handouts answer-free test test-site bench bench-site bench-class derive format outputs lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lab: .venv/lab ## open the kit in JupyterLab
	$(BIN)/jupyter lab $(AS_ROOT) --notebook-dir=notebooks --LabApp.default_url=/lab/tree/00-start-here.ipynb $(LAB_ARGS)

app: .venv/lab ## open the kit without code, served by Voila
	cd notebooks && $(CURDIR)/$(BIN)/voila app.ipynb --preheat_kernel=True --pool_size=2 $(APP_ARGS)

site: build/site/kit.html ## build the site that needs no server, into build/site

test: .venv/test ## check style and types, then run every test and notebook, and the kit in a real browser
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(STRIP) --verify $(NOTEBOOKS)
	$(BIN)/mypy
	@browser=$$($(BIN)/python tests/browser/chromium.py) && \
	HIPKIT_BROWSER=$$browser $(BIN)/python -m pytest $(PARALLEL) $$([ "$$browser" ] || echo --ignore=tests/browser) && \
	{ [ "$$browser" ] || echo "The browser tests were LEFT OUT: there is no browser on this machine."; }

test-site: .venv/test build/site/kit.html ## go through the built site in a real browser, every request to another host stopped
	HIPKIT_BROWSER=$$($(BIN)/python tests/browser/chromium.py) HIPKIT_SITE=build/site $(BIN)/python -m pytest \
	tests/browser/test_site.py "tests/browser/test_journey.py::test_the_same_journey_in_every_place[site]"

bench: .venv/test ## measure what the design gives a number for, beside peers; writes docs/bench.md
	@$(MAKE) --no-print-directory build/peers-env/ready || echo "geoscilabs cannot be had here and is LEFT OUT."
	@mkdir -p build/bench
	@kept=true; for bench in $(BENCHES); do echo && echo $$bench; \
	$(BIN)/python -m benches.$$bench > build/bench/$$bench.txt || kept=false; cat build/bench/$$bench.txt; done; \
	$(BIN)/python -m benches.document && $$kept

bench-site: .venv/test build/site/kit.html ## measure the site that needs no server, and Voila
	$(BIN)/python -m benches.bench_site

bench-class: build/hub-env/ready ## measure 30 learners on a JupyterHub on this machine
	build/hub-env/bin/python -m benches.bench_class

handouts: .venv/test ## print a sheet for each notebook into build/handouts, as web pages and as PDF
	HIPKIT_BROWSER=$$($(BIN)/python tests/browser/chromium.py) $(BIN)/python deploy/build_handouts.py build/handouts

answer-free: .venv/lab ## build the kit without the answers to its questions into build/answer-free, for graded use
	$(BIN)/python deploy/build_answer_free.py build/answer-free

derive: .venv/test ## make the hip and the bones anew from the published model, and what each exercise counts for
	$(BIN)/python data/anatomy/derive.py
	$(BIN)/python data/routine/derive.py

format: .venv/test ## put code and notebooks into the house style
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format
	$(STRIP) $(NOTEBOOKS)

outputs: .venv/test ## run the notebooks and keep the new output of the cells tagged keep_output
	$(BIN)/jupyter nbconvert --log-level WARN --to notebook --execute --inplace notebooks/*.ipynb
	$(STRIP) $(NOTEBOOKS)

lock: .venv/test ## pin the newest versions that pyproject.toml allows
	$(PIP) uv
	@mkdir -p build
	@{ echo "# The kit and JupyterLab, every package at the version it is tested with: \`make lock\`."; \
	$(COMPILE) --extra lab --group build; } > .venv/requirements.txt
	@{ echo "# What \`make test\` needs beside the kit: \`make lock\`."; echo "-r requirements.txt"; \
	$(COMPILE) --group dev --constraints .venv/requirements.txt | \
	awk -F== 'NR == FNR { seen[$$1]; next } !($$1 in seen)' .venv/requirements.txt -; } > requirements-dev.txt
	@mv .venv/requirements.txt requirements.txt
	@{ echo "# What \`make site\` builds with, in an environment of its own: \`make lock\`."; \
	$(COMPILE) --group site --group build --constraints requirements.txt; } > build/requirements.txt
	@mv build/requirements.txt requirements-site.txt
	@{ echo "# A class on a hub: JupyterHub beside the kit and JupyterLab, in an environment of its own: \`make lock\`."; \
	echo "-r requirements.txt"; $(COMPILE) --group hub --constraints requirements.txt | \
	awk -F== 'NR == FNR { seen[$$1]; next } !($$1 in seen)' requirements.txt -; } > build/requirements.txt
	@mv build/requirements.txt requirements-hub.txt

clean: ## remove the environment and what tools left behind
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

.venv/lab: requirements.txt pyproject.toml overrides.json postBuild $(wildcard deploy/voila/*.json deploy/voila/*/*)
	@[ "$(PYTHON)" ] || { echo "hipkit needs Python 3.11 or newer, and none was found. Install it and try again."; exit 1; }
	@echo "Setting up the kit in .venv; this is done once and takes a minute or two."
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@PATH="$(CURDIR)/$(BIN):$$PATH" ./postBuild
	@touch $@

# nbgrader brings menus and servers of its own, which have no place in the JupyterLab of `make lab`.
.venv/test: .venv/lab requirements-dev.txt
	@echo "Adding what the tests need."
	@$(PIP) -r requirements-dev.txt
	@$(BIN)/jupyter labextension disable --log-level ERROR --level sys_prefix @jupyter/nbgrader @jupyter-notebook/lab-extension
	@$(BIN)/jupyter server extension disable --log-level ERROR --sys-prefix notebook \
	$(addprefix nbgrader.server_extensions.,formgrader validate_assignment assignment_list course_list)
	@touch $@

build/site/kit.html: build/site-env/ready $(shell find deploy/site deploy/build_site.py hipkit data notebooks -type f -not -name '*.pyc')
	build/site-env/bin/python deploy/build_site.py build/site

build/site-env/ready: requirements-site.txt
	@echo "Setting up what builds the site, in build/site-env."
	@$(PYTHON) -m venv build/site-env
	@build/site-env/bin/python -m pip --disable-pip-version-check install --quiet -r requirements-site.txt
	@touch $@

# geoscilabs is built by a setuptools of its time, and needs a numpy of its time.
build/peers-env/ready: benches/peers.txt
	@echo "Setting up geoscilabs, to measure beside, in build/peers-env."
	@$(PYTHON) -m venv build/peers-env
	@build/peers-env/bin/python -m pip --disable-pip-version-check install --quiet -r benches/peers.txt
	@build/peers-env/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation geoscilabs==0.3.1
	@touch $@

# npm comes with the environment; the proxy is JupyterHub's standard one.
build/hub-env/ready: requirements-hub.txt pyproject.toml overrides.json postBuild
	@echo "Setting up JupyterHub, in build/hub-env."
	@$(PYTHON) -m venv build/hub-env
	@build/hub-env/bin/python -m pip --disable-pip-version-check install --quiet -r requirements-hub.txt
	@build/hub-env/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@PATH="$(CURDIR)/build/hub-env/bin:$$PATH" npm install --silent --no-fund --no-audit --global \
	--prefix build/hub-env configurable-http-proxy@5.3.0
	@PATH="$(CURDIR)/build/hub-env/bin:$$PATH" ./postBuild
	@touch $@
