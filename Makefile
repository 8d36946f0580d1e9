# The two commands are `make run` and `make test`. Everything they need comes into .venv/ and .tools/.
.DEFAULT_GOAL := help
# Every target is a command, none a file.
.PHONY: $(shell grep -oE '^[a-z-]+:' $(MAKEFILE_LIST) | tr -d :)

PYTHON := .venv/bin/python
# Lines of our own show what goes on; make need not repeat the commands.
MAKEFLAGS += --no-print-directory

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

install: ## Install what the lock names into .venv (the other commands do it by themselves)
	@./scripts/bootstrap

run: install ## Start the assistant: train if needed, then serve (PORT=5006 for another port)
	@exec $(PYTHON) -m bot run $(if $(PORT),--port $(PORT))

train: install ## Train the model anew
	@exec $(PYTHON) -m bot train --force

chat: install ## Talk to the assistant in this terminal
	@exec $(PYTHON) -m bot chat

test: install ## Run all tests (ARGS="-k channel" passes options to pytest)
	@exec $(PYTHON) -m pytest $(ARGS)

eval-nlu: install ## Measure understanding (SPLIT=locked for the split that nobody tuned on)
	@exec $(PYTHON) -m benchmarks.eval_nlu $(if $(SPLIT),--split $(SPLIT))

eval-answers: install ## Measure the answers to questions (SET=locked for the set that nobody tuned on)
	@exec $(PYTHON) -m benchmarks.eval_answers $(if $(SET),--set $(SET))

eval-intents: install ## Compare the intent classifier with Rasa's own
	@exec $(PYTHON) -m benchmarks.compare_intents $(if $(SPLIT),--split $(SPLIT))

eval-negation: install ## Measure denials on the NegEx test kit (it says where to get the kit)
	@exec $(PYTHON) -m benchmarks.eval_negation $(ARGS)

compare-nlu: install ## Compare understanding with medspaCy, negspaCy and Rasa's DIET (SPLIT=locked)
	@exec $(PYTHON) -m benchmarks.compare_nlu $(if $(SPLIT),--split $(SPLIT))

test-conversations: install ## Play the conversation tests (WIRE=1 for all of them over HTTP as well)
	@exec $(PYTHON) -m pytest tests/conversations tests/conversation_tests $(ARGS)

coverage-conversations: install ## Report what the conversation tests exercise, in results/conversations/coverage.html
	@CONVERSATION_COVERAGE=results/conversations/coverage.html exec $(PYTHON) -m pytest tests/conversations -m "not wire" -s -q $(ARGS)

walk: install ## Walk every state of the dialogue with every kind of answer (slow)
	@exec $(PYTHON) -m pytest -m slow -s --timeout 7200 tests/assistant/test_walk.py $(ARGS)

metamorphic: install ## Change every conversation in ways that mean nothing; no level may go down (slow)
	@exec $(PYTHON) -m pytest -m "slow or not slow" --timeout 3600 tests/assistant/test_metamorphic.py $(ARGS)

rasa-test: install ## Rasa's own reports in results/: intents on held-out messages, stories (CROSS=1: cross-validation too)
	@exec $(PYTHON) -m benchmarks.rasa_test $(if $(CROSS),--cross-validation)

fuzz: install ## Read 10,000 odd messages each way, for exceptions, time and danger signs (slow)
	@exec $(PYTHON) -m pytest -m slow tests/nlu/test_fuzz.py $(ARGS)

soak-kill: install ## Kill the server 200 times under load, then look for every acknowledged message (slow)
	@exec $(PYTHON) -m pytest -m slow -s tests/storage/test_kill.py $(ARGS)
web: ## Build the patients' element and the nurse's page anew (needs Node 20; what is built is committed)
	@cd bot/web && npm ci --ignore-scripts --no-audit --no-fund && npm run build

web-unit: ## Check the browser's part without a browser: types, unit tests, whether dist/ is what the sources build
	@cd bot/web && npm ci --ignore-scripts --no-audit --no-fund && npm run typecheck && npm test && npm run check-dist

web-browser: install ## Check it in Debian's chromium, against the real assistant too (after web-unit)
	@cd bot/web && npm run test:browser

web-axe: install ## Ask every rule of axe in every state, theme and size (slow; after web-unit)
	@cd bot/web && AXE=full npm run test:browser -- accessible

web-check: web-unit web-browser ## Check all of the browser's part

bench: install ## Measure speed and size beside a stock Rasa peer (ARGS=--publish writes docs/performance.md)
	@exec $(PYTHON) -m benchmarks.performance.bench $(ARGS)

bench-quick: install ## The same in one short round, with a stock peer trained for one epoch
	@exec $(PYTHON) -m benchmarks.performance.bench --quick $(ARGS)

bench-load: install ## 200 people chat at human pace; each is checked for the right level (ARGS="--minutes 2")
	@exec $(PYTHON) -m benchmarks.load $(ARGS)

soak-load: install ## The same for 30 minutes; memory must stay flat (slow)
	@exec $(PYTHON) -m benchmarks.load --minutes 30 --soak --out results/load/soak.json $(ARGS)

bench-flood: install ## How long others wait while one client floods the server (Linux)
	@exec $(PYTHON) -m benchmarks.load.flood $(ARGS)

profile: install ## Print where a message's time goes, stage by stage
	@exec $(PYTHON) -W ignore -m benchmarks.performance.profile
attacks: install ## Play the attackers' table against a real server and print what each attack got
	@exec $(PYTHON) -m tests.attacks

fuzz-wire: install ## Fuzz the HTTP surface of docs/openapi.yml (SECONDS=300)
	@exec $(PYTHON) -m tests.attacks.fuzz $(if $(SECONDS),--seconds $(SECONDS))

audit: install ## Check our code (bandit) and the locked dependencies (pip-audit, needs the network)
	@exec $(PYTHON) scripts/audit.py

sbom: install ## Write the bill of materials of the lock (CycloneDX) to sbom.cdx.json
	@.tools/uv/bin/uv export --quiet --frozen --no-dev --format cyclonedx1.5 -o sbom.cdx.json
	@echo "The bill of materials is in sbom.cdx.json."
safety: install ## Write the safety file (docs/safety) from the data
	@exec $(PYTHON) -m bot safety $(ARGS)

evidence: install ## Note anew which test shows which rule, step and statement, then write the safety file
	@$(PYTHON) -m pytest -q tests/actions tests/dialogue tests/handoff tests/knowledge tests/protocol $(wildcard tests/conversations) \
		--ignore tests/protocol/test_properties.py --ignore tests/protocol/test_wording_fits_level.py \
		--record-evidence bot/safety/evidence.json
	@exec $(PYTHON) -m bot safety

verify: install ## Prove the protocol for every person, and put 100,000 random ones to z3 and the engine (slow)
	@exec $(PYTHON) -m bot verify --agreement 100000 $(ARGS)

mutate: install ## Change one thing of the protocol at a time: the golden people must notice each (slow)
	@exec $(PYTHON) -m bot mutate $(ARGS)

lint: install ## Check style and types
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

format: install ## Put the code into its form
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

clean: ## Remove what training, running and testing left behind (not the environment, not conversations)
	@rm -rf models logs results .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find bot actions tests scripts -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
