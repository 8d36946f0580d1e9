# The two commands are `make run` and `make test`. Everything they need comes into .venv/ and .tools/.
.DEFAULT_GOAL := help
.PHONY: help install run train chat test lint format clean eval-nlu eval-intents eval-answers fuzz eval-negation compare-nlu safety evidence verify mutate

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

fuzz: install ## Read 10,000 odd messages each way, for exceptions, time and danger signs (slow)
	@exec $(PYTHON) -m pytest -m slow tests/nlu/test_fuzz.py $(ARGS)

safety: install ## Write the safety file (docs/safety) from the data
	@exec $(PYTHON) -m bot safety $(ARGS)

evidence: install ## Note anew which test shows which rule, step and statement, then write the safety file
	@$(PYTHON) -m pytest -q tests/actions tests/dialogue tests/handoff tests/knowledge tests/protocol $(wildcard tests/conversations) \
		--ignore tests/protocol/test_properties.py --record-evidence bot/safety/evidence.json
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
