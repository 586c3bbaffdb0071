# Passerelle: everything that can be done with a clone. `make help` lists it.
#
# Steps that fetch something leave a stamp file in .venv/ or node_modules/ and are done
# again only when the lock file that they read has changed. Paths are relative and every
# tool is run as `python -m`, so the folder's own path may hold spaces.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

PY := .venv/bin/python
# At a terminal pip shows what it fetches and how far it is; in a log only errors matter.
QUIET := $(shell test -t 2 || echo -qq)
PIP := $(PY) -m pip install $(QUIET) --disable-pip-version-check --no-input --require-hashes
# One process a core. A file's tests stay together: they share what its fixtures build.
PARALLEL := -n auto --dist loadfile
# Node's tools, run by the Node of the environment. Biome finds its settings in the folder that it
# is run in.
NODE := .venv/bin/node
BIOME := cd browser && ../$(NODE) ../node_modules/@biomejs/biome/bin/biome
TSC := $(NODE) node_modules/typescript/bin/tsc
UNIT_TESTS = $(NODE) --test --test-reporter=$(1) tests/browser/unit/*.test.js
# Asks for every browser by name: one that is missing is a failure, with what to do.
define THROUGH_BROWSERS
@echo "==> Looking for browsers"
@browser=$$($(PY) tools/chromium.py) && $(PY) tools/browsers.py && \
	echo "==> Going through the site in each" && \
	PASSERELLE_CHROMIUM="$$browser" $(PY) -m pytest -n auto --dist worksteal tests/browsers $(ARGS)
endef
# Spark and its Java are large and slow to start, hence apart.
SPARK_TESTS := tests/population/test_spark.py
define ON_SPARK
@echo "==> Holding Spark's answers for a population against DuckDB's, and these against OpenFisca's"
@$(PY) tools/java.py && $(PY) -m pytest $(SPARK_TESTS) tests/population/test_against_openfisca.py
endef
# Those of the tests that need no built site in which a programme or a number shows most: a minute
# of processor time. `make test-third` runs the others too.
WITH_OTHER_DATA := tests/rules tests/calculator tests/compiler/check tests/compiler/read tests/compiler/render
define ON_OTHER_DATA
@echo "==> Running tests on a copy with two more programmes, a new value and another number"
@$(PY) tools/third.py $(WITH_OTHER_DATA)
endef
# Packages of another Python must not leak into the environment.
unexport PYTHONHOME PYTHONPATH

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile
	@echo 'ARGS="..." goes to pytest, PORT=... to the server: make test ARGS="-k hours", make serve PORT=8080'

serve: environment ## build the site, serve it on localhost, build again when a file is saved
	@echo "==> Building the site, then serving it; stop with Ctrl-C"
	@$(PY) -m compiler.live

site: environment ## build the site into site/
	@echo "==> Building the site"
	@$(PY) -m compiler

test: test-environment $(if $(ARGS),,tests/browsers/node_modules/.ready .venv/spark.ready .venv/bench.ready) check test-scripts site ## run everything: checks, then all tests in real browsers too
	@echo "==> Looking for Chromium"
	@browser=$$($(PY) tools/chromium.py) && \
	{ $(PY) tools/nginx.py || true; } && \
	echo "==> Running the tests with $$browser" && \
	PASSERELLE_CHROMIUM="$$browser" $(PY) -m pytest $(PARALLEL) --ignore=tests/browsers \
		--ignore=$(SPARK_TESTS) $(ARGS)
# Somebody who asks for some of the tests does not mean these.
	$(if $(ARGS),,$(THROUGH_BROWSERS))
	$(if $(ARGS),,$(ON_SPARK))
	$(if $(ARGS),,$(ON_OTHER_DATA))

test-third: test-environment ## run the tests on a copy with two more programmes, a new value and another number
	@echo "==> Running the tests on a copy with other data (ARGS=tests/rules for some)"
	@$(PY) tools/third.py $(ARGS)

population-test: test-environment .venv/spark.ready .venv/bench.ready ## hold DuckDB's answers for a population against those of Spark and OpenFisca
	$(ON_SPARK)

browsers: test-environment tests/browsers/node_modules/.ready site ## one journey in old Chromiums, Firefox and WebKit; prints what works where
	$(THROUGH_BROWSERS)

test-fast: test-environment test-scripts ## run what needs neither a browser nor a built site, but for slow tests
	@echo "==> Running the tests that need neither a browser nor a built site"
	@$(PY) -m pytest -m "not browser and not whole_site and not slow" --ignore=tests/browsers \
		$(PARALLEL) $(ARGS)

test-scripts: test-environment ## run the unit tests of the browser code
	@echo "==> Running the unit tests of the browser code"
	@$(call UNIT_TESTS,dot) || $(call UNIT_TESTS,spec)

check: test-environment ## look for faults without running anything: style, types, terms, spelling
	@echo "==> Checking style and faults"
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --check --quiet || { echo "Some files are not formatted: run make format." >&2; exit 1; }
	@echo "==> Checking stylesheets"
	@.venv/bin/node node_modules/stylelint/bin/stylelint.mjs "theme/css/*.css"
	@echo "==> Checking types"
	@$(PY) -m mypy
	@echo "==> Checking the browser code: style, faults, types"
	@$(BIOME) check . ../tests/browser/unit || { \
		echo "Where only the format is wrong, run make format." >&2; exit 1; }
	@$(BIOME) lint ../pyodide_bundle
	@$(TSC) --project browser/tsconfig.json
	@$(TSC) --project browser/tsconfig.worker.json
	@echo "==> Checking terms, signs and spelling"
	@$(PY) -m compiler.check spelling

readability: test-environment site ## print how easy each page and message is to read
	@echo "==> Measuring sentences and words"
	@$(PY) -m compiler.check readability

format: test-environment ## format Python files and browser code and mend what can be mended
	@echo "==> Formatting"
	@$(BIOME) check --write . ../tests/browser/unit
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format
	@$(PY) -m ruff check --quiet

bench: test-environment .venv/bench.ready site ## measure speed and size, beside other engines
	@echo "==> Measuring (PASSERELLE_BENCH_SIZE=0.01 for a quick try)"
	@browser=$$($(PY) tools/chromium.py) && PASSERELLE_CHROMIUM="$$browser" $(PY) -m benchmarks

bench-population: test-environment .venv/bench.ready .venv/spark.ready ## measure answers for 10 million people beside OpenFisca and Spark (10 minutes, 3 GB)
	@echo "==> Measuring (PASSERELLE_BENCH_SIZE=0.01 for a quick try)"
	@$(PY) tools/java.py || true
	@$(PY) -m benchmarks.whole_population

wheel: environment ## make a package of the rules in dist/, for other Python programs and for Pyodide
	@echo "==> Making the wheel of the rules"
	@$(PY) -m build --wheel --no-isolation --outdir dist . >/dev/null && ls dist/*.whl

load: test-environment site ## how many visits nginx serves on this machine (needs nginx and wrk)
	@echo "==> Asking nginx for as much as it gives, one minute"
	@$(PY) -m benchmarks.load

growth: test-environment ## how the build grows with programmes (ten minutes; ARGS="--lean 0 100", ARGS="1000")
	@echo "==> Building with 0, 10, 30 and 100 more programmes"
	@browser=$$($(PY) tools/chromium.py) && \
		PASSERELLE_CHROMIUM="$$browser" $(PY) -m benchmarks.build_growth $(ARGS)

report: test-environment benchmarks/lighthouse/node_modules/.ready ## write the figures of every promise to benchmarks/report.md (an hour; ARGS="lighthouse load" for parts)
	@echo "==> Building the site for the address at which Lighthouse looks at it"
	@PASSERELLE_URL=http://127.0.0.1:8765/ $(PY) -m compiler
	@browser=$$($(PY) tools/chromium.py) && PASSERELLE_CHROMIUM="$$browser" $(PY) -m benchmarks.report $(ARGS)

mutants: .venv/bench.ready node_modules/.ready ## change the code in small ways: does a test notice each? (hours)
	@echo "==> Trying tests on mutants (ARGS=rules/dated.py for a file, ARGS=\"--minutes 30 calculator\")"
	@$(PY) tools/mutants.py $(ARGS)

mutants-scripts: environment tests/browser/mutants/node_modules/.ready ## the same for scripts with unit tests (an hour)
	@echo "==> Trying the unit tests on mutants of scripts (ARGS=browser/calculator/link.js for one)"
	@$(PY) tools/mutants_scripts.py $(ARGS)

reproducible: environment ## build the last commit twice from nothing: the same bytes? (5 minutes)
	@echo "==> Building twice, in two folders, at two hours, under two languages"
	@$(PY) tools/reproducible.py

audit: .venv/audit.ready node_modules/.ready ## has a pinned package a known fault? (asks the registries)
	@echo "==> Asking for known faults of all that is pinned"
	@$(PY) tools/audit.py

pictures: test-environment site ## take the pictures of the README again
	@echo "==> Taking pictures"
	@browser=$$($(PY) tools/chromium.py) && PASSERELLE_CHROMIUM="$$browser" $(PY) tools/pictures.py

lock: .venv/bin/python .venv/node.ready ## pin the dependencies anew (UPGRADE=1 takes the newest)
	@sh tools/lock.sh $(if $(UPGRADE),--upgrade)

PYODIDE = $(or $(VERSION),latest)
# The rest of the tests is for `make test`: they need no new Pyodide to fail.
upgrade-pyodide: .venv/node.ready ## take the newest Pyodide (or VERSION=...), pack it, say what the packing no longer finds
	@echo "==> Taking Pyodide $(PYODIDE)"
	@PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/npm install --save-exact --package-lock-only \
		--ignore-scripts --no-audit --no-fund --loglevel=error pyodide@$(PYODIDE) || { \
		echo "Pyodide $(PYODIDE) could not be had: nothing has changed." >&2; exit 1; }
	@$(MAKE) site test-environment
	@echo "==> Comparing it with the tables that the packing knows"
	@$(PY) tools/upgrade_pyodide.py
	@echo "==> Testing whether all requests are answered from the lean bundle"
	@$(MAKE) test ARGS="tests/pyodide_bundle tests/site/test_engine.py tests/browser/test_image.py \
		tests/browser/test_engine.py tests/browser/test_offline.py"
	@$(MAKE) browsers

clean: ## remove what was built, keep what was fetched
	@echo "==> Removing what was built"
	@rm -rf build site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov
	@find . \( -name .git -o -name .venv -o -name node_modules -o -name .cache \) -prune \
		-o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean ## remove what was fetched as well
	@echo "==> Removing the environment, Node packages and fetched tools"
	@rm -rf .venv node_modules tests/browsers/node_modules .cache

# What building the site needs, and what testing it needs on top.
environment: .venv/site.ready node_modules/.ready
test-environment: environment .venv/test.ready .venv/population.ready node_modules/.test-ready

# No prerequisite: the link's own time is that of the system's Python. Where that Python
# has gone, make sees no file here and sets the environment up again.
.venv/bin/python:
	@echo "==> Looking for Python 3.12, 3.13 or 3.14"
	@python=$$(sh tools/find-python.sh) && \
	echo "==> Making an environment in .venv with $$python" && \
	"$$python" -m venv --clear .venv

.venv/site.ready: requirements/site.txt .venv/bin/python
	@echo "==> Fetching the Python packages that build the site (about 80 MB)"
	@$(PIP) -r requirements/site.txt
	@touch $@

.venv/test.ready: requirements/test.txt .venv/site.ready
	@echo "==> Fetching the Python packages that test it (about 85 MB)"
	@$(PIP) -r requirements/test.txt
	@touch $@

.venv/population.ready: requirements/population.txt .venv/test.ready
	@echo "==> Fetching the Python packages that answer for a population (about 95 MB)"
	@$(PIP) -r requirements/population.txt
	@touch $@

# PySpark comes as source, and is built with what is pinned.
.venv/spark.ready: requirements/spark.txt .venv/population.ready
	@echo "==> Fetching PySpark (about 450 MB)"
	@$(PIP) --no-build-isolation -r requirements/spark.txt
	@touch $@

.venv/bench.ready: requirements/bench.txt .venv/population.ready
	@echo "==> Fetching the Python packages of the benchmarks and mutants (about 45 MB)"
	@$(PIP) -r requirements/bench.txt
	@touch $@

.venv/audit.ready: requirements/audit.txt .venv/bench.ready
	@echo "==> Fetching pip-audit (about 5 MB)"
	@$(PIP) -r requirements/audit.txt
	@touch $@

# The link is to a program that may be older than its pins, or gone: hence a stamp and a look.
.venv/node.ready: requirements/node.txt tools/node.sh .venv/bin/python $(shell test -x .venv/bin/node || echo always)
	@sh tools/node.sh $(QUIET)
	@touch $@

# Scripts of the packages are not run: none of ours needs one. npm's own script looks for
# `node` on the PATH.
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node_modules/.ready: package.json package-lock.json .npmrc .venv/node.ready
	@echo "==> Fetching Pyodide, esbuild, PurgeCSS, dictionaries and a font with npm (about 15 MB)"
	@$(NPM) --omit=dev </dev/null >/dev/null
	@touch $@

# Packages that ship an old browser; none of their scripts is run.
tests/browsers/node_modules/.ready: tests/browsers/package-lock.json tests/browsers/.npmrc .venv/node.ready
	@echo "==> Fetching five old Chromiums with npm (about 250 MB)"
	@cd tests/browsers && PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --ignore-scripts --no-audit \
		--no-fund --loglevel=error </dev/null >/dev/null
	@touch $@

tests/browser/mutants/node_modules/.ready: tests/browser/mutants/package-lock.json tests/browser/mutants/.npmrc .venv/node.ready
	@echo "==> Fetching StrykerJS with npm (about 75 MB)"
	@cd tests/browser/mutants && PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --ignore-scripts --no-audit \
		--no-fund --loglevel=error </dev/null >/dev/null
	@touch $@

benchmarks/lighthouse/node_modules/.ready: benchmarks/lighthouse/package-lock.json .venv/node.ready
	@echo "==> Fetching Lighthouse with npm (about 50 MB)"
	@cd benchmarks/lighthouse && PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --ignore-scripts --no-audit \
		--no-fund --loglevel=error </dev/null >/dev/null
	@touch $@

node_modules/.test-ready: node_modules/.ready
	@echo "==> Fetching with npm what tests and benchmarks need (about 30 MB)"
	@$(NPM) </dev/null >/dev/null
	@touch node_modules/.ready $@

.PHONY: help serve site test test-third browsers population-test test-fast test-scripts check readability format bench bench-population load growth report wheel mutants mutants-scripts reproducible audit pictures lock upgrade-pyodide clean distclean environment test-environment always
