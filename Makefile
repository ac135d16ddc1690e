# The clinic's site. `make help` lists the targets; the names are those of Pelican's own quickstart.

CONFFILE   ?= pelican.conf.py
INPUTDIR   ?= content
OUTPUTDIR  ?= output
BIND       ?= 127.0.0.1
PORT       ?= 8000
SITEURL    ?=
# As it was given: what stands in a title is never carried out, by make or by the shell.
override export TITLE := $(value TITLE)
BROWSER    ?= chromium
BASEPYTHON ?=
VERSION    ?=
REQUESTS   ?= 2000
WAYS       ?= 20
PELICANOPTS ?=
PYTESTOPTS ?=
JOBS       ?= 3
LOCKOPTS   ?=
BENCHOPTS  ?=

VENV    := .venv
PYTHON  := $(VENV)/bin/python
PIP     := $(PYTHON) -m pip install -qq --no-input --disable-pip-version-check --require-hashes \
           --use-pep517 --no-build-isolation
# For the first package: four addresses that are all silent are told within half a minute. Then pip is patient.
AT_ONCE := --timeout 6 --retries 0
UNHEARD := echo "No package index has answered yet. Asking again, for some minutes; if there is no network, stop (Ctrl-C), connect, and make again." >&2
NO_PIP  := { echo "pip could not bring what is pinned: see above. Connect to its index, and make again." >&2; exit 1; }
NODE    := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
NPM     := $(NODE) npm
# No package's scripts are run; without a network that is said soon, as in plugins/selfcheck/tools/npm.py.
NPM_CI  := NODE_OPTIONS="$$NODE_OPTIONS --require=./plugins/selfcheck/tools/silence.cjs" $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000
NO_NPM  := { echo "npm could not bring what package-lock.json pins: see above. Connect to its registry, and make again." >&2; exit 1; }
TOOLS   := $(NODE) node_modules/.bin
# What is made slower by choice is said in the last line, too.
SLOW    := has() { find -H $(OUTPUTDIR) -path "*/selfcheck/$$1" | grep -q .; }; \
           has 'pyodide-*' && ! has 'snapshot-*' && echo ', without snapshots (SELFCHECK_SNAPSHOT), slow to start'
BUILD   := $(PYTHON) .make/build_aside.py $(OUTPUTDIR) $(INPUTDIR) -s $(CONFFILE) --fatal errors $(PELICANOPTS)
# Without the settings file: whatever an author breaks in it, the server stays up.
SERVE   := $(VENV)/bin/pelican --listen --output $(OUTPUTDIR) --bind $(BIND) --port $(PORT) \
           -e 'SITEURL="http://$(BIND):$(PORT)"' 'TIMEZONE="UTC"'
COMPILE := $(VENV)/bin/uv pip compile --quiet --no-config --generate-hashes \
           --custom-compile-command "make lock" $(LOCKOPTS)
LOCK    := $(COMPILE) --universal --python-version 3.12
BABEL   := $(VENV)/bin/pybabel --quiet
UPDATE  := $(BABEL) update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100
WORDS   := checker/translation/locale
WATCHED := $(wildcard $(CONFFILE) $(INPUTDIR) theme plugins checker)

# Some packages come without a wheel: they are built with our pinned setuptools, not with one fetched unseen.
# The stamps are written last, so a set-up that was interrupted is done again.
READY     := $(VENV)/.ready
DEV_READY := $(VENV)/.ready-dev
NPM_READY := node_modules/.ready
NPM_DEV_READY := node_modules/.ready-dev
BENCH_READY := bench/node_modules/.ready

.DEFAULT_GOAL := help
.SUFFIXES:
.PHONY: help html serve devserver post links publish usb sizes clean test quick lint messages docs snapshots screenshots parity fuzz pyodide bench lock

help: ## Show what make can do, in the order of need
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

html: $(READY) $(NPM_READY) ## Build the site into output/; at first, set up what it needs
	@$(BUILD)
	@echo "$(OUTPUTDIR)/ has $$(find -H $(OUTPUTDIR) -name '*.html' -not -path '*/selfcheck/*' | wc -l | tr -d ' ') pages$$($(SLOW)). To see them: make serve"

serve: $(READY) $(NPM_READY) ## Show output/ at http://127.0.0.1:8000 (or PORT=…)
	@test -d $(OUTPUTDIR) || $(BUILD)
	@$(SERVE)

devserver: $(READY) $(NPM_READY) ## The same, and build again whenever a source changes
	@$(SERVE) & server=$$!; $(PYTHON) .make/watch.py '$(BUILD)' $(WATCHED) & watcher=$$!; \
	trap 'kill $$server $$watcher 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; wait $$watcher

post: $(READY) ## Start a post in both languages: make post TITLE='…'
	@$(PYTHON) .make/new_post.py $(INPUTDIR)

links: ## List the links that lead out of output/, and their pages
	@$(PYTHON) .make/links.py $(OUTPUTDIR)

publish: $(READY) $(NPM_READY) ## Build for the web: make publish SITEURL=https://…
	@$(PYTHON) .make/publish.py $(OUTPUTDIR) $(INPUTDIR) -s $(CONFFILE) --fatal errors $(PELICANOPTS) \
		$(if $(SITEURL),-e 'SITEURL="$(SITEURL:/=)"' RELATIVE_URLS=false)
	@slow="$$($(SLOW))"; [ -z "$$slow" ] || echo "$(OUTPUTDIR)/ is$${slow#,}."

usb: $(READY) $(NPM_READY) ## Build a site to open from a folder by double click, in usb/
	@$(PYTHON) .make/build_aside.py usb $(INPUTDIR) -s $(CONFFILE) --fatal errors -e SELFCHECK_FROM_FILE=true RELATIVE_URLS=true
	@echo "To see the site: open usb/index.html"

sizes: $(READY) ## Print what the files of output/ weigh: raw, gzip, Brotli
	@$(PYTHON) .make/sizes.py $(OUTPUTDIR)

clean: ## Remove output/, usb/ and what tests leave, not .cache
	@rm -rf $(OUTPUTDIR) $(OUTPUTDIR).new $(OUTPUTDIR).old $(OUTPUTDIR).unfinished usb usb.new usb.old .pytest_cache .ruff_cache .mypy_cache

test: lint ## Run all tests; at first, fetch the test tools and browsers
	@.make/install-browsers
	@$(PYTHON) -m pytest --numprocesses $(JOBS) --dist worksteal $(PYTESTOPTS)

quick: lint ## Run the tests that need no browser and build nothing anew
	@$(PYTHON) -m pytest --quiet --numprocesses $(JOBS) --dist loadfile -m "not browser and not scratch" $(PYTESTOPTS)

lint: $(DEV_READY) $(NPM_DEV_READY) ## Check style and types, of Python and of JavaScript
	@$(VENV)/bin/ruff check --quiet
	@$(VENV)/bin/ruff format --check --quiet
	@$(VENV)/bin/mypy --no-error-summary
	@$(TOOLS)/eslint .
	@$(TOOLS)/tsc --project jsconfig.json

messages: $(READY) ## Bring the translators' catalogues up to date
	@$(BABEL) extract --mapping .make/messages.cfg --omit-header --no-location --width 100 \
		--output $(WORDS)/selfcheck.pot plugins/selfcheck
	@$(BABEL) extract --mapping .make/messages.cfg --no-default-keywords \
		--keywords says --keywords plain --keywords Invariant:2 --keywords Kept:3 \
		--omit-header --no-location --width 100 --output $(WORDS)/rules.pot plugins/selfcheck checker/proof
	@for domain in selfcheck rules; do \
		$(UPDATE) --input-file $(WORDS)/$$domain.pot --domain $$domain --output-dir $(WORDS) || exit; done
	@$(PYTHON) -m checker translate lower-back es
	@$(BABEL) extract --mapping theme/babel.cfg --no-location --sort-output \
		--output .cache/theme.pot theme/templates
	@$(UPDATE) --input-file .cache/theme.pot --output-dir theme/translations --locale es

docs: $(READY) $(NPM_DEV_READY) ## Write the pages of docs/ that are drawn from the code
	@$(PYTHON) .make/settings_table.py > docs/settings.md.new && mv docs/settings.md.new docs/settings.md
	@$(PYTHON) .make/reference.py > docs/reference.md.new && mv docs/reference.md.new docs/reference.md
	@$(NODE) node .make/browsers.mjs > docs/browsers.md.new && mv docs/browsers.md.new docs/browsers.md
	@$(PYTHON) -m tests.rooms

snapshots: $(DEV_READY) $(NPM_DEV_READY) ## Write what a screen reader hears; then look at git diff
	@.make/install-browsers
	@$(PYTHON) -m pytest tests/browser/test_states.py --write-snapshots $(PYTESTOPTS)

screenshots: $(DEV_READY) $(NPM_DEV_READY) html ## Write every state of the check to screenshots/ (BROWSER=…)
	@.make/install-browsers
	@$(PYTHON) -m tests.browser.screenshots $(OUTPUTDIR) screenshots $(BROWSER)

parity: $(DEV_READY) $(NPM_READY) ## Ask browsers and CPython the same 22,000 questions
	@.make/install-browsers
	@SELFCHECK_PARITY=20000 $(PYTHON) -m pytest tests/browser/test_parity.py $(PYTESTOPTS)

fuzz: $(DEV_READY) html ## Count what the small snapshot traps on (REQUESTS=… WAYS=…)
	@$(PYTHON) -m tests.fuzz $(OUTPUTDIR) $(REQUESTS) $(WAYS)

pyodide: $(READY) $(NPM_READY) ## Build with another Pyodide: make pyodide VERSION=314.0.7
	@$(PYTHON) .make/try_pyodide.py "$(or $(VERSION),$(error which one? make pyodide VERSION=…))" .cache/other
	@$(PYTHON) .make/sizes.py .cache/other

bench: $(DEV_READY) $(NPM_READY) $(BENCH_READY) ## Measure the check beside its peers (BENCHOPTS="--rounds 3")
	@.make/install-browsers
	@$(PYTHON) -m bench $(BENCHOPTS)

lock: $(DEV_READY) ## Pin again what is asked for (LOCKOPTS=--upgrade: newest)
	@$(LOCK) requirements.in --output-file requirements.txt
	@$(LOCK) requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt
	@$(COMPILE) --no-deps --python-version 3.13 bench/stlite.in --output-file bench/stlite.txt
	@$(COMPILE) --no-deps --python-version 3.14 bench/marimo.in --output-file bench/marimo.txt
	@$(NPM) install --package-lock-only --silent
	@$(NPM) install --prefix bench --package-lock-only --silent

$(PYTHON):
	$(eval FOUND := $(shell BASEPYTHON='$(BASEPYTHON)' .make/find-python))
	$(if $(FOUND),,$(error $(or $(BASEPYTHON),Python 3.12 or newer), with venv, was not found and could not be fetched. Install it, for \
	example: "uv python install 3.13", "pyenv install 3.13", "apt install python3-venv" or "brew install python"))
	@"$(FOUND)" -m venv --clear $(VENV)

$(READY): requirements.txt $(PYTHON)
	@echo "Setting up Python packages (about a minute, first time only) …"
	@sed -n '/^setuptools==/,/# via/p' requirements.txt > $(VENV)/setuptools.txt
	@$(PIP) $(AT_ONCE) -r $(VENV)/setuptools.txt || { $(UNHEARD); $(PIP) -r $(VENV)/setuptools.txt || $(NO_PIP); }
	@$(PIP) -r requirements.txt || $(NO_PIP)
	@touch $@

$(DEV_READY): requirements-dev.txt $(READY)
	@echo "Setting up the test tools (about a minute, first time only) …"
	@$(PIP) -r requirements-dev.txt || $(NO_PIP)
	@touch $@

# npm ci lays node_modules anew: with the test tools, if they were there.
$(NPM_READY): package-lock.json $(READY)
	@$(if $(wildcard $(NPM_DEV_READY)),$(MAKE) --no-print-directory $(NPM_DEV_READY), \
		echo "Setting up the search library from npm (first time only) …" && \
		{ $(NPM_CI) --omit=dev >/dev/null || $(NO_NPM); } && touch $@)

$(NPM_DEV_READY): package-lock.json $(READY)
	@echo "Setting up the test tools from npm (first time only) …"
	@$(NPM_CI) >/dev/null || $(NO_NPM)
	@touch $(NPM_READY) $@

$(BENCH_READY): bench/package-lock.json $(READY)
	@echo "Setting up the peers of the bench from npm (first time only) …"
	@$(NPM_CI) --prefix bench >/dev/null || $(NO_NPM)
	@touch $@
