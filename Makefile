# Two commands are enough: `make chat` talks to the bot, `make test` tests it.
# Both set up .venv first, from hashed locks, and need only Python 3.11 or later.

RUN := .venv/bin/python -m

.PHONY: chat test check prove bench format transcripts samples screens lock afresh

chat: .venv/chat.stamp
	@$(RUN) bot chat $(ARGS)

test: .venv/dev.stamp
	@$(RUN) pytest -n auto --maxprocesses 4 $(ARGS)

# All that the suite proves a part of, and ten minutes of fuzzing for each target: some
# eight hours of the processor, of which the model takes half; two cores take over four
prove: .venv/proof.stamp
	@PROVE=1 $(RUN) pytest -n auto --maxprocesses 4 --dist worksteal \
		-o faulthandler_timeout=7200 tests/proofs $(ARGS)

# On a machine that does nothing else
bench: .venv/proof.stamp
	@$(RUN) bench $(ARGS)

check: .venv/dev.stamp
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	.venv/bin/lint-imports --no-logo
	$(COG) --check --diff $(PAGES)

format: .venv/dev.stamp
	$(RUN) ruff check --fix .
	$(RUN) ruff format .
	$(COG) -r $(PAGES)

# Says each transcript again and writes down what is seen now, to be read before it is kept
transcripts: .venv/dev.stamp
	$(RUN) tests.test_transcripts $(wildcard tests/transcripts/*.txt)

# Plans and messages for very different students, to be read aloud by a person
samples: .venv/dev.stamp
	@$(RUN) tests.samples $(ARGS)

# Every screen on Slack, a sketch of it and its payload, to be read aloud by a person
screens: .venv/dev.stamp
	@$(RUN) tests.screens

# ARGS=--upgrade takes the newest versions, ARGS="--upgrade-package rich" of one
lock: .venv/dev.stamp
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock
	$(COMPILE) --extra dev --extra bench --extra prove \
		--constraint requirements-dev.lock --output-file requirements-proof.lock

# What README and docs show of the bot is its real output, written there by cog
COG = PYTHONPATH=. $(RUN) cogapp -P --verbosity=1
PAGES = README.md $(wildcard docs/*.md)

COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(RUN) piptools compile --quiet \
	--generate-hashes --allow-unsafe --build-deps-for=editable --strip-extras \
	--no-annotate --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host $(ARGS) pyproject.toml

# A stamp says that its lock is installed; a .venv whose Python has gone has no worth
.venv/chat.stamp: requirements.lock pyproject.toml $(shell test -x .venv/bin/python || echo afresh)
	@echo "Setting up .venv, this once: about 15 seconds." >&2
	@tools/install --require-hashes -r requirements.lock
	@tools/install --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/chat.stamp
	@echo "Adding what tests and checks need: about 10 seconds." >&2
	@tools/install --require-hashes -r requirements-dev.lock
	@touch $@

.venv/proof.stamp: requirements-proof.lock .venv/dev.stamp
	@echo "Adding what proofs and measurements need: about 10 seconds." >&2
	@tools/install --require-hashes -r requirements-proof.lock
	@touch $@
